"""An entry as Python users hold it: fields as attributes, findings, results and a page that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.schema.entry import Entry, walk
from glovebook.schema.parts import ValueOrText
from glovebook.schema.quantity import Quantity
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result
from glovebook.store.notebook import Notebook

if TYPE_CHECKING:
    from glovebook.schema.finding import Finding


@dataclass(frozen=True)
class Record:
    """An entry as it was when it was asked for; ``record.thickness`` is the quantity, ``record.entry`` all there is."""

    notebook: Notebook
    path: Path
    entry: Entry

    def __getattr__(self, name: str) -> Any:
        """A field; of one that may say more than its value (a thickness with its readings), the value."""
        if name.startswith("_") or name not in type(self.entry).model_fields:
            raise AttributeError(_no_field(self.entry, name), name=name, obj=None)  # or Python would guess, too
        value = getattr(self.entry, name)
        return value.__dict__.get("value", value) if isinstance(value, ValueOrText) else value

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *type(self.entry).model_fields]

    @property
    def id(self) -> str:
        """The id of the entry."""
        return self.entry.id

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.path.read_text("utf-8")

    @property
    def quantities(self) -> dict[str, Quantity]:
        """Path -> quantity, of all that the entry holds."""
        return dict(walk(self.entry, Quantity))

    @property
    def findings(self) -> list[Finding]:
        """What is wrong or missing, as a draft."""
        from glovebook.pipeline.check import check

        (report,) = check([self.path])
        return report.findings

    @property
    def results(self) -> dict[str, Result]:
        """Method -> the result that counts: the current one, or the newest where none is current."""
        from glovebook.store.results import newest

        return {stored.result.method: stored.result for stored in newest(self.notebook, self.entry.id)}

    def __repr__(self) -> str:
        return f"<{self.entry.kind} {self.entry.id}: {self.entry.title or 'no title'}>"

    def _repr_html_(self) -> str:
        """The fields that are filled in, and the values of the results that count."""
        from glovebook.pipeline.page import page
        from glovebook.store.results import newest

        return page(self.entry, newest(self.notebook, self.entry.id))


def record(notebook: Notebook, path: Path) -> Record:
    """The entry in a file; raises `Refusal` with the first finding where it cannot be read."""
    parsed = notebook.parse(path)
    if parsed.entry is None:
        raise Refusal(f"{path.name} cannot be read: {parsed.findings[0].as_text()}", "correct it first")
    return Record(notebook, path, parsed.entry)


def _no_field(entry: Entry, name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, type(entry).model_fields, 1)
    return f"{entry.kind} {entry.id} has no field {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")
