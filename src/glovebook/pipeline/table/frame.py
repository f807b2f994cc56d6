"""A DataFrame that shows the units of its columns in their headings; in everything else it is pandas' own."""

from __future__ import annotations

from collections.abc import Hashable

import pandas  # noqa: TID253 - a class of pandas is what this module is; it is loaded when a table is made


class Frame(pandas.DataFrame):
    """A table as pandas has it, with ``attrs["units"]``.

    What pandas makes from it is a plain DataFrame: a correlation of thicknesses is in no mm.
    """

    def __repr__(self) -> str:
        return repr(with_units(self))

    def _repr_html_(self) -> str | None:
        shown: str | None = with_units(self)._repr_html_()  # type: ignore[operator]  # pandas' types leave it out
        return shown


def with_units(frame: pandas.DataFrame) -> pandas.DataFrame:
    """The same with headings as ISO 80000-1 has them in tables: ``thickness / mm``."""
    units = frame.attrs.get("units", {})

    def headed(title: Hashable) -> Hashable:
        return f"{title} / {units[title]}" if units.get(title) else title

    plain = pandas.DataFrame(frame)
    return plain.set_axis([headed(title) for title in plain.columns], axis=1)
