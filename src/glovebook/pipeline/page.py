"""An entry as a page of HTML, for notebooks: its fields, a table for each list in it, and the results that count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from glovebook.schema.entry import Entry, walk
from glovebook.schema.formula import Formula
from glovebook.schema.quantity import Quantity
from glovebook.schema.result import Value
from glovebook.store.results import StoredResult

_HEAD = ("kind", "schema_version", "id", "uuid", "title")
"""What stands in the heading, or is for programs."""
_FOR_PROGRAMS = ("sha256", "size")
_ITEM = re.compile(r"([^\[]+)\[(\d+)\](?:\.(.+))?")
_LEFT = ' style="text-align: left"'
"""JupyterLab sets the cells of tables to the right."""
_TITLE = ' style="text-align: left; font-weight: 600; padding-top: 0.7em; white-space: nowrap"'


def page(entry: Entry, results: Sequence[StoredResult]) -> str:
    """The page; everything that people wrote stands in it as text, never as markup."""
    fields: dict[str, str] = {}
    lists: dict[str, dict[int, dict[str, str]]] = {}
    for path, value in _shown(entry):
        found = _ITEM.fullmatch(path)
        if found:
            row = lists.setdefault(found[1], {}).setdefault(int(found[2]), {})
            row[_called(found[3] or "")] = _worded(value)
        else:
            fields[_called(path)] = _worded(value)
    for name, items in lists.items():
        if all(list(row) == [""] for row in items.values()):  # plain values: tags, readings
            fields[name] = "; ".join(row[""] for row in items.values())
    parts = [f"<h4>{escape(entry.kind)} {escape(entry.id)}</h4>", f"<p>{escape(entry.title or '')}</p>"]
    parts.append(_table("", (), ([escape(name), value] for name, value in fields.items())))
    parts += [_listed(name, items) for name, items in lists.items() if name not in fields]
    return "".join([*parts, *map(_of_result, results)])


def _called(path: str) -> str:
    """A path as people say it: the target of a link and the value of a part need no name of their own."""
    return path.removesuffix(".value").removesuffix(".entry")


def _shown(entry: Entry) -> Iterable[tuple[str, Any]]:
    """Path and value of what a page shows."""
    plain = (str, bool, int, Quantity, Formula)
    for path, value in walk(entry, object):
        if isinstance(value, plain) and path not in _HEAD and path.rpartition(".")[2] not in _FOR_PROGRAMS:
            yield path, value


def _listed(name: str, items: Mapping[int, Mapping[str, str]]) -> str:
    """A list of the entry, a row an item, a column a field that some item has."""
    columns = list(dict.fromkeys(column for row in items.values() for column in row))
    rows = ([row.get(column, "") for column in columns] for row in items.values())
    return _table(name, columns, rows)


def _of_result(stored: StoredResult) -> str:
    """The values of a result, or a table of its series where it has none; and why it no longer fits, if so."""
    result = stored.result
    stale = f" (stale: {'; '.join(stored.stale)})" if stored.stale else ""
    title = f"{result.id}{stale}"
    if result.values:
        return _table(title, (), ([escape(name), _worded(value)] for name, value in result.values.items()))
    named = dict.fromkeys(name for row in result.series for name, value in row.items() if isinstance(value, Value))
    columns = list(named)[:_WIDEST]
    rows = ([_worded(row[name]) if row.get(name) else "" for name in columns] for row in result.series)
    return _table(title, columns, rows)


_WIDEST = 6
"""Columns of a series that are shown; ``notebook.table(kind, each=method)`` has all of them."""


def _table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are HTML, caption and headings are text."""
    said = f"<caption{_TITLE}>{escape(caption)}</caption>" if caption else ""
    head = "".join(f"<th{_LEFT}>{escape(column)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(f"<td{_LEFT}>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{said}{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"


def _worded(value: Any) -> str:
    """A value as HTML."""
    if isinstance(value, (Quantity, Formula)):
        return value._repr_html_()
    return escape({True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value))
