"""Reading an instrument's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table

if TYPE_CHECKING:
    import pandas


def read_table(path: str | Path) -> Table:
    """The table of a raw file; raises `Refusal` with the place and the remedy where it cannot be read."""
    from glovebook.readers import read

    file = Path(path)
    if not file.is_file():
        raise Refusal(f"there is no file {file}", "check the path")
    return read(file)


def read(path: str | Path) -> pandas.DataFrame:
    """A raw file as a pandas DataFrame; units and what the file states are in ``.attrs``."""
    return frame(read_table(path))


def says_synthetic(table: Table) -> bool:
    """Whether the file itself says that its data were generated: a line of it, or its text, begins with the words.

    Elsewhere in a sentence they may say the opposite ("this is not synthetic data").
    """
    said = (*table.metadata, *table.metadata.values(), *table.notes)
    return any(text.lstrip(" \t#%;*/\"'").lower().startswith("synthetic data") for text in said)


def frame(table: Table) -> pandas.DataFrame:
    """A table as a pandas DataFrame."""
    import pandas

    data = pandas.DataFrame(dict(table.columns))
    data.attrs = {
        "units": dict(table.units),
        "metadata": dict(table.metadata),
        "notes": list(table.notes),
        "reader": table.reader,
        "source": table.source,
        "sha256": table.sha256,
    }
    return data
