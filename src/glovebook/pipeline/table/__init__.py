"""Tables: the entries of a kind, with one unit a column, uncertainties, and the values of results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.pipeline.opened import OpenNotebook, opened
from glovebook.pipeline.table.cells import Key, Number, item_of, keys, numbers, texts
from glovebook.pipeline.table.column import Each, Fields, Quantities, chosen
from glovebook.schema import kinds
from glovebook.schema.task import Progress, silent
from glovebook.store.index import Index
from glovebook.store.index.query import find
from glovebook.store.index.stale import Stale
from glovebook.store.notebook import Notebook

if TYPE_CHECKING:
    import pandas

PARTS = ("uncertainty", "low", "high")
"""What a column of numbers may need besides: each becomes a column of its own where there is any."""


def table(
    kind: str,
    columns: Sequence[str] | None = None,
    *,
    where: str = "",
    each: str = "",
    notebook: Notebook | str | Path = ".",
    progress: Progress = silent,
) -> pandas.DataFrame:
    """The entries of a kind as a DataFrame, by date; ``attrs["units"]`` has the unit of each column of numbers.

    Where it is shown, the headings have the units; the columns are called without them.
    ``columns``: names of fields or of results' values, ``"pressure in bar"`` for another unit,
    ``"measured_on.thickness"`` for a field of the entry linked to; all of the entry's own where none are named.
    ``where``: a query that the entries fulfil. ``each``: a list of the kind, of which every item is a row, or a method,
    of whose results every row is one.
    A bound or a range is no single number: its ends stand in the columns ``..._low`` and ``..._high``.
    """
    with opened(notebook) as book:
        return tabulated(book, kind, columns, where=where, each=each, progress=progress)


def tabulated(
    book: OpenNotebook,
    kind: str,
    columns: Sequence[str] | None = None,
    *,
    where: str = "",
    each: str = "",
    progress: Progress = silent,
) -> pandas.DataFrame:
    """The same of a notebook that is open."""
    kinds.load(kind, book.kinds)  # a wrong name is refused with the right ones
    index = book.look(progress)
    people = {key: person.name for key, person in book.settings.people.items()}
    query = f"kind:{kind} ({where})" if where.strip() else f"kind:{kind}"
    rows = find(index, query, people).rows
    methods = {method for (method,) in index.ask("SELECT DISTINCT method FROM result")}
    row = Each(method=each) if each in methods else Each(each)
    order = keys(index, rows, kind, row)
    asked = chosen(Fields(index, kind, row), columns)
    data: dict[str, list[Any]] = {}
    units: dict[str, str] = {}
    results: dict[Key, set[str]] = {}
    for column in asked:
        if isinstance(column, Quantities):
            found = numbers(index, column, kind, row)
            for key, number in found.items():
                if number.result:
                    results.setdefault((key[0], ""), set()).add(number.result)
            _add_numbers(data, units, column, [found.get(key) or found.get((key[0], "")) for key in order])
        else:
            words = texts(index, column, kind, row)
            data[column.title] = [words.get(key) or words.get((key[0], "")) or None for key in order]
    if results:
        data["stale"] = _stale(index, results, order)
    if columns is None:
        data = {title: values for title, values in data.items() if any(value is not None for value in values)}
    frame = _frame({found.number: found.id for found in rows}, order, data, units, each)
    frame.attrs = {"kind": kind, "units": {title: unit for title, unit in units.items() if title in data}}
    return frame


def _add_numbers(
    data: dict[str, list[Any]], units: dict[str, str], column: Quantities, found: list[Number | None]
) -> None:
    """Adds a column, and one for the uncertainties and the ends of ranges where there are any."""
    base = f"{column.title} in {column.unit}" if column.title in data else column.title  # the same in two units
    for part in ("value", *PARTS):
        values = [None if number is None else getattr(number, part) for number in found]
        if part == "value" or any(value is not None for value in values):
            title = base if part == "value" else f"{base}_{part}"
            data[title] = values
            units[title] = column.unit


def _stale(index: Index, results: dict[Key, set[str]], order: list[Key]) -> list[bool | None]:
    """Whether a row holds values of a result whose inputs have changed; None where it holds none."""
    reasons = Stale(index).reasons(result for some in results.values() for result in some)
    stale = {key: any(reasons[result] for result in some) for key, some in results.items()}
    return [stale.get((number, "")) for number, _ in order]


def _frame(
    ids: dict[int, str], order: list[Key], data: dict[str, list[Any]], units: dict[str, str], each: str
) -> pandas.DataFrame:
    import pandas

    from glovebook.pipeline.table.frame import frame_type

    names = [ids[number] for number, _ in order]
    index: Any = pandas.Index(names, name="id", dtype=object)
    if each:
        items = [item_of(place) for _, place in order]
        index = pandas.MultiIndex.from_arrays([names, items], names=["id", "item"])
    series = {
        title: pandas.Series(values, index=index, dtype=float if title in units else object)
        for title, values in data.items()
    }
    return frame_type()(series, index=index)
