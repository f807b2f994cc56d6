"""A record as people read it: rows of fields and tables of repeated parts, for the Markdown and the HTML page alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from glovebook.fair.crate import ResultFolder
from glovebook.fair.fields import Leaf, Steps, label
from glovebook.fair.shown import shown_si
from glovebook.physics.derived import Derived
from glovebook.schema.quantity import Quantity
from glovebook.schema.result import Value, shown

SERIES = "Series"
"""Title of the table with one row a spectrum or cycle."""
DERIVED = "Derived values"
"""Title of the table of what follows from a record."""

_IN_THE_HEAD = {"kind", "schema", "id", "uuid", "title", "date", "operator", "status", "tags", "notes", "synthetic"}
_IN_THE_FILE_LIST = {"sha256", "size", "media_type"}


@dataclass(frozen=True)
class Cell:
    """What stands in a table: the text as written, its SI value, and the entry or the file that it names."""

    text: str
    si: str = ""
    entry: str = ""
    file: str = ""


@dataclass(frozen=True)
class Block:
    """A table with its title and column heads."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def record_blocks(leaves: Iterable[Leaf]) -> Iterator[Block]:
    """One table of the single fields (field, as written, in SI), then one for each list of parts."""
    told = [leaf for leaf in leaves if leaf.steps[0] not in _IN_THE_HEAD and leaf.steps[-1] not in _IN_THE_FILE_LIST]
    single = [leaf for leaf in told if not _of_a_part(leaf)]
    if single:
        yield _rows(_columns(single, 0))
    for field, group in groupby((leaf for leaf in told if _of_a_part(leaf)), key=lambda leaf: leaf.steps[0]):
        yield _grid(str(field), list(group))


def derived_block(derived: Sequence[Derived]) -> Block:
    """What follows from a record, each value with the formula and the inputs that it was computed from."""
    rows = [(Cell(_capital(item.name.replace("_", " "))), Cell(str(item.value)), Cell(item.words)) for item in derived]
    return Block(DERIVED, ("Value", "With standard uncertainty", "Computed from"), rows)


def result_blocks(folder: ResultFolder) -> Iterator[Block]:
    """The values of a result, and its series with one row a spectrum or cycle."""
    result = folder.result
    if result.values:
        values = [(Cell(name), Cell(str(value))) for name, value in result.values.items()]
        yield Block("", ("Value", "With standard uncertainty"), values)
    if result.series:
        names = list(dict.fromkeys(name for row in result.series for name in row))
        rows = [tuple(_series_cell(name, row.get(name)) for name in names) for row in result.series]
        yield Block(SERIES, names, rows)


def _of_a_part(leaf: Leaf) -> bool:
    """True for a leaf in a list of mappings: ``spectra[0].temperature``, not ``tags[0]``."""
    return len(leaf.steps) > 2 and isinstance(leaf.steps[1], int)


def _columns(leaves: Sequence[Leaf], skip: int) -> dict[str, list[Leaf]]:
    """The leaves by label without the first steps; the items of a list of plain values share one label."""
    columns: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        steps: Steps = leaf.steps[skip:]
        columns.setdefault(label(steps[:-1] if isinstance(steps[-1], int) else steps), []).append(leaf)
    return columns


def _rows(fields: dict[str, list[Leaf]]) -> Block:
    cells = [(Cell(_capital(name)), _cell(group)) for name, group in fields.items()]
    if not any(cell.si for _, cell in cells):
        return Block("", ("Field", "As written"), cells)
    return Block("", ("Field", "As written", "In SI"), [(name, cell, Cell(cell.si)) for name, cell in cells])


def _grid(field: str, leaves: Sequence[Leaf]) -> Block:
    heads = list(_columns(sorted(leaves, key=lambda leaf: leaf.rank[2:]), 2))
    parts = [_columns(list(part), 2) for _, part in groupby(leaves, key=lambda leaf: leaf.steps[1])]
    rows = [[_cell(part.get(head, ())) for head in heads] for part in parts]
    return Block(_capital(field.replace("_", " ")), [_capital(head) for head in heads], rows)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(leaves: Sequence[Leaf]) -> Cell:
    texts = [_text(leaf) for leaf in leaves]
    si = [shown_si(leaf.value) for leaf in leaves if isinstance(leaf.value, Quantity)]
    names = {leaf.steps[-1]: str(leaf.value) for leaf in leaves}
    return Cell(", ".join(texts), ", ".join(si), names.get("entry", ""), names.get("file", ""))


def _text(leaf: Leaf) -> str:
    if isinstance(leaf.value, bool):
        return "yes" if leaf.value else "no"
    return leaf.value.text if isinstance(leaf.value, Quantity) else str(leaf.value)


def _series_cell(name: str, item: Value | str | float | None) -> Cell:
    if isinstance(item, Value):
        return Cell(str(item))
    if isinstance(item, float):
        return Cell(shown(item, ""))
    text = "" if item is None else str(item)
    return Cell(text, file=text if name == "file" else "")
