"""What follows from entries: derived values, with what they are computed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glovebook.physics.derived import Derived, derive
from glovebook.physics.records import Records
from glovebook.pipeline.check.around import Surroundings
from glovebook.pipeline.check.desk import standing
from glovebook.pipeline.check.look import read
from glovebook.pipeline.named import entry_files, notebook_around
from glovebook.schema.parse import Parsed
from glovebook.store.notebook import Notebook


@dataclass(frozen=True)
class Sheet:
    """The derived values of one entry."""

    file: str
    """As findings name it."""
    kind: str
    """Empty where the text is no entry."""
    values: list[Derived]

    def as_text(self) -> list[str]:
        """One line a value: ``FILE: PATH: NAME = VALUE (FORMULA; INPUTS)``."""
        return [f"{self.file}: {value.path}: {value.as_text()}" for value in self.values]

    def as_json(self) -> dict[str, Any]:
        """Plain data: file, kind, values."""
        return {"file": self.file, "kind": self.kind, "values": [value.as_json() for value in self.values]}


def derived(paths: Iterable[str | Path]) -> list[Sheet]:
    """One sheet an entry; folders stand for all entries below them."""
    around: dict[Path, Notebook | None] = {}
    standings: dict[Path, Notebook] = {}
    sheets = []
    for path in entry_files(list(paths)):
        if path.parent not in around:
            notebook = notebook_around(path)
            if notebook is not None:
                notebook = standings.setdefault(notebook.root, standing(notebook))
            around[path.parent] = notebook
        sheets.append(sheet_of(read(path.read_bytes(), path, around[path.parent]), around[path.parent]))
    return sheets


def sheet_of(parsed: Parsed, notebook: Notebook | None) -> Sheet:
    """The sheet of a text that has been read."""
    entry = parsed.entry
    if entry is None:
        return Sheet(parsed.file, "", [])
    records = Records(entry)
    if notebook is not None:
        records = Records(entry, notebook.linked(entry), Surroundings(notebook, entry).users)
    values = [value for value in derive(records) if not _refused(value.path, parsed.refused)]
    return Sheet(parsed.file, entry.kind, values)


def _refused(path: str, refused: Iterable[str]) -> bool:
    """Whether the text of a field, or of one in it, could not be understood."""
    return any(other == path or other.startswith((f"{path}.", f"{path}[")) for other in refused)
