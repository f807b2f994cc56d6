"""What raw files hold, and which kinds of entry that makes them files of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from glovebook.pipeline.read import read_table
from glovebook.schema import kinds
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import shown
from glovebook.schema.table import Table

COLUMNS = {"frequency": ("frequency_hertz", "Hz"), "potential_range": ("voltage_volt", "V")}
"""Field that holds a range -> the column that it is the range of, and the unit it is written in."""

TABLES = 8
"""Tables kept in memory: who is asked what long files are has them read once, for the question and for the entry."""


@dataclass(frozen=True)
class Look:
    """A raw file that was looked at."""

    path: Path
    table: Table | None
    """None of what nobody reads: pictures, pages, formats that are not known, damaged files."""
    kinds: tuple[str, ...]
    """Kinds of entry whose file it can be, in the order of a lab's day; none where nothing was read."""
    said: str
    """What was read, in a sentence; why nothing could be, otherwise."""
    is_page: bool
    """Whether it is a picture or a scanned page, which nobody tries to read."""

    @property
    def summary(self) -> str:
        """What was read; that nothing could be, and why."""
        return self.said if self.is_page or self.table is not None else f"not read: {self.said}"

    def is_of(self, columns: Sequence[str]) -> bool:
        """Whether it is a file of a kind with these columns; a kind that names none takes all but pictures."""
        if self.is_page or not columns:
            return not self.is_page
        return self.table is not None and set(columns) <= set(self.table.columns)


def look(path: Path, extra: kinds.Extra | None = None) -> Look:
    """What a raw file holds; raises `Refusal` where there is none."""
    if not path.is_file():
        raise Refusal(f"there is no file {path}", "check the path")
    if is_page(path.name):
        return Look(path, None, (), "a picture or scanned page", is_page=True)
    try:
        stat = path.stat()
        table = _table(path, stat.st_size, stat.st_mtime_ns)
    except Refusal as refusal:
        return Look(
            path, None, (), refusal.message.replace(f"{path}: ", "").replace(str(path), path.name), is_page=False
        )
    return Look(path, table, tuple(kinds_of(table, extra)), as_read(table), is_page=False)


@lru_cache(TABLES)
def _table(path: Path, size: int, modified: int) -> Table:  # noqa: ARG001 - what makes it another file
    return read_table(path)


def is_page(name: str) -> bool:
    """Whether a file is a picture or a scanned page, by its name."""
    form = guess_type(name)[0] or ""
    return form.startswith("image/") or form == "application/pdf"


def kinds_of(table: Table, extra: kinds.Extra | None = None) -> list[str]:
    """The kinds of entry that a table can be of, in the order of a lab's day.

    Those of whose columns none is missing; and of these the ones that ask for most, because a spectrum that was
    recorded with its currents and voltages still is a spectrum.
    """
    known = []
    for name in kinds.names(extra):
        try:
            model = kinds.load(name, extra)
        except Refusal:  # a definition of the lab that cannot be read has entries that say so
            continue
        if model.columns and set(model.columns) <= set(table.columns):
            known.append((len(model.columns), model.rank, name))
    most = max((count for count, _, _ in known), default=0)
    return [name for count, _, name in sorted(known) if count == most]


def likely(looks: Sequence[Look]) -> list[str]:
    """The kinds that all files that could be read can be of; where they are of different kinds, all of these."""
    offered = [found.kinds for found in looks if found.kinds]
    every = list(dict.fromkeys(name for names in offered for name in names))
    return [name for name in every if all(name in names for names in offered)] or every


def as_read(table: Table) -> str:
    """What was read: how many rows, by which reader, and over which range."""
    return f"{len(table)} rows, read as {table.reader}{_range(table)}"


def _range(table: Table) -> str:
    """The range of the first column, in words."""
    for column, unit in COLUMNS.values():
        low, high = ends(table, column)
        if low < high:
            return f", {shown(low, unit)} to {shown(high, unit)}"
    return ""


def ends(table: Table, column: str) -> tuple[float, float]:
    """The smallest and the largest value of a column; nought where there is none."""
    values = table.columns.get(column, ())
    return (float(min(values)), float(max(values))) if len(values) else (0.0, 0.0)
