"""What stands in a table: read from the index column by column."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf
from typing import NamedTuple

from glovebook.pipeline.table.column import PLAIN, Each, Quantities, Texts, in_unit, step_in_unit
from glovebook.schema.refusal import Refusal
from glovebook.store.index import Index
from glovebook.store.index.facts import field_of
from glovebook.store.index.query import FoundRow

Key = tuple[int, str]
"""Number of the entry, and the item of a list that the row is about; empty for the entry itself."""


class Number(NamedTuple):
    """A quantity in the unit of its column. Of a bound or a range there is no single value."""

    value: float | None
    uncertainty: float | None
    low: float | None
    high: float | None
    result: str
    """Id of the result that it stands in, if it does."""


def keys(index: Index, rows: Iterable[FoundRow], kind: str, each: Each) -> list[Key]:
    """The rows of the table: one an entry, or one an item of a list in it, in order."""
    numbers = [row.number for row in rows]
    if not each.items:
        return [(number, "") for number in numbers]
    query, named = (_ROWS, each.method) if each.method else (_ITEMS, f"{each.list}[[]*]")
    found = index.ask(query, (kind, named))
    places: dict[int, set[str]] = {}
    for number, place in found:
        if place.count("[") == 1:
            places.setdefault(number, set()).add(place)
    if not places:
        hint = "name a list of the kind, e.g. spectra, or a method whose results have rows, e.g. impedance"
        raise Refusal(f"no {kind} has a list {each.list or each.method!r}", hint)
    return [(number, place) for number in numbers for place in sorted(places.get(number, ()), key=item_of)]


_ROWS = """
SELECT entry.number, value.place FROM value JOIN result ON result.number = value.result
JOIN entry ON entry.id = result.owner WHERE entry.kind = ? AND result.counts AND method = ? AND value.place != ''
"""
_ITEMS = """
SELECT number, place FROM entry JOIN (SELECT entry, place FROM quantity UNION SELECT entry, place FROM word)
ON entry = number WHERE kind = ? AND place GLOB ?
"""


def item_of(place: str) -> int:
    """The number of an item: 2 of ``spectra[2]``."""
    return int(place.partition("[")[2].rstrip("]")) if place else 0


def numbers(index: Index, column: Quantities, kind: str, each: Each) -> dict[Key, Number]:
    """Row -> quantity of a column; raises `Refusal` where one row has several."""
    marks = ", ".join("?" * len(column.names))
    source, result = (_OF_RESULT, "r.id") if column.of_result else (_OF_ENTRY, "''")
    what = f"{result}, n.si_unit, v.low, v.high, v.si, v.upper, v.uncertainty, v.comparator"
    where = f"JOIN name AS n ON n.number = v.name WHERE v.name IN ({marks})"
    if column.link:
        query = f"SELECT link.entry, '', {what} FROM {source} JOIN link ON link.target = e.id {where} AND {_LINK}"  # noqa: S608 - ours
        rows = index.ask(query, (*column.names, *_paths(column.link)))
    else:
        of_method = " AND r.method GLOB ?" if column.of_result else ""
        query = f"SELECT e.number, v.place, {what} FROM {source} {where} AND e.kind = ?{of_method}"  # noqa: S608 - ours
        rows = index.ask(query, (*column.names, kind, each.method or "*") if of_method else (*column.names, kind))
    found: dict[Key, Number] = {}
    for number, place, *quantity in rows:
        key = (number, place if each.items and place.startswith(f"{each.items}[") else "")
        if key in found:
            item = "impedance, or another method" if column.of_result else place.partition("[")[0]
            hint = f"ask for a row each of them: --each {item}" if item else "name a field that stands once"
            raise Refusal(f"an entry has several {column.title!r}", hint)
        found[key] = _number(column.unit, *quantity)
    return found


_OF_RESULT = "value AS v JOIN result AS r ON r.number = v.result AND r.counts JOIN entry AS e ON e.id = r.owner"
_OF_ENTRY = "quantity AS v JOIN entry AS e ON e.number = v.entry"
_LINK = "(link.path = ? OR link.path GLOB ?)"


def _paths(link: str) -> tuple[str, str]:
    """What `_LINK` compares with: a link, or a list of links."""
    return f"{link}.entry", f"{link}[[]*].entry"


def _number(  # noqa: PLR0913, PLR0917 - the columns of a quantity, in their order
    unit: str,
    result: str,
    si_unit: str,
    low: float,
    high: float,
    si: float,
    upper: float | None,
    uncertainty: float | None,
    comparator: str,
) -> Number:
    spread = None if uncertainty is None else step_in_unit(uncertainty, si_unit, unit)
    if upper is None and comparator[:1] not in ("<", ">"):
        return Number(in_unit(si, si_unit, unit), spread, None, None, result)
    first = None if isinf(low) else in_unit(si, si_unit, unit)
    last = None if isinf(high) else in_unit(si if upper is None else upper, si_unit, unit)
    return Number(None, spread, first, last, result)


def texts(index: Index, column: Texts, kind: str, each: Each) -> dict[Key, str]:
    """Row -> text of a column; several of one row stand behind each other."""
    found = _plain(index, column, kind) if column.field in PLAIN else _words(index, column, kind, each)
    if not column.link:
        return found
    linked = index.ask(_LINKED, (kind, *_paths(column.link)))
    return {(number, ""): found[target, ""] for number, target in linked if (target, "") in found}


_LINKED = """
SELECT link.entry, other.number FROM link JOIN entry ON entry.number = link.entry
JOIN entry AS other ON other.id = link.target WHERE entry.kind = ? AND (link.path = ? OR link.path GLOB ?)
"""


def _plain(index: Index, column: Texts, kind: str) -> dict[Key, str]:
    """What the catalogue says of an entry itself."""
    rows = index.rows()
    return {(row.number, ""): getattr(row, column.field) for row in rows if column.link or row.kind == kind}


def _words(index: Index, column: Texts, kind: str, each: Each) -> dict[Key, str]:
    found: dict[Key, str] = {}
    last = column.field.rpartition(".")[2]
    for number, of_kind, path, place, text in index.ask(_WORDS, (last,)):
        if field_of(path).removesuffix(".entry") == column.field and (column.link or of_kind == kind):
            key = (number, place if each.list and not column.link and place.startswith(f"{each.list}[") else "")
            found[key] = f"{found[key]}; {text}" if key in found else text
    return found


_WORDS = """
SELECT entry.number, kind, word.path, place, value FROM word JOIN entry ON entry.number = word.entry
WHERE word.name = ? ORDER BY word.rowid
"""
