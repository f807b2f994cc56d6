"""A DataFrame that shows the units of its columns in their headings; in everything else it is pandas' own."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


@cache
def frame_type() -> type[pandas.DataFrame]:
    """The class of tables: made when the first of them is, because pandas takes a second to load."""
    import pandas

    class Frame(pandas.DataFrame):
        """A table as pandas has it, with ``attrs["units"]``.

        What pandas makes from it is a plain DataFrame: a correlation of thicknesses is in no mm.
        """

        def __repr__(self) -> str:
            return repr(with_units(self))

        def _repr_html_(self) -> str | None:
            shown: str | None = with_units(self)._repr_html_()  # type: ignore[operator]  # pandas' types leave it out
            return shown

    Frame.__qualname__ = "Frame"  # by which a pickle finds it, see `__getattr__`
    return Frame


def __getattr__(name: str) -> Any:
    if name != "Frame":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return frame_type()


def with_units(frame: pandas.DataFrame) -> pandas.DataFrame:
    """The same with headings as ISO 80000-1 has them in tables: ``thickness / mm``."""
    import pandas

    units = frame.attrs.get("units", {})

    def headed(title: Hashable) -> Hashable:
        return f"{title} / {units[title]}" if units.get(title) else title

    plain = pandas.DataFrame(frame)
    return plain.set_axis([headed(title) for title in plain.columns], axis=1)
