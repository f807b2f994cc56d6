"""Questions to the index, in a small language of its own: `find` answers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from glovebook.store.index.index import Index
from glovebook.store.index.query.grammar import parsed
from glovebook.store.index.query.names import Name, Vocabulary
from glovebook.store.index.query.sql import compared, condition
from glovebook.store.index.query.tree import And, Field, Node, Not, Or, QueryError, Using, comparisons
from glovebook.store.index.rows import ROW, Row, row_of
from glovebook.store.index.words import folded

__all__ = ["Found", "Match", "QueryError", "find"]

PEOPLE = ("operator", "custodian", "by")
"""Fields that hold the short name of a person."""


class Match(NamedTuple):
    """A quantity that an entry was found by."""

    path: str
    text: str
    result: str
    """Id of the result that it stands in; empty where it stands in the entry."""


@dataclass(frozen=True)
class Found:
    """What a query found: entries by date, and by id on the same day."""

    rows: list[Row]
    found_by: list[tuple[int, str, str, str]]
    """Number of a row, path, text and result of each quantity that was found."""

    @cached_property
    def matches(self) -> Mapping[int, list[Match]]:
        """Number of a row -> the quantities that it was found by."""
        found: dict[int, list[Match]] = {}
        for number, *match in self.found_by:
            found.setdefault(number, []).append(Match._make(match))
        return found


def find(index: Index, query: str, people: Mapping[str, str] | None = None, *, explain: bool = True) -> Found:
    """The entries that a query means, as of the index's last look; raises `QueryError` where it cannot be understood.

    ``people``: short name -> full name, so that both may be asked for. Without ``explain`` the quantities that entries
    were found by are left out.
    """
    tree = _with_people(parsed(query, vocabulary(index)), people or {})
    where = condition(tree)
    rows = index.ask(f"SELECT {_COLUMNS} FROM entry WHERE {where.text} ORDER BY date, id, path", where.values)  # noqa: S608 - ours
    found = [row_of(row) for row in rows]
    return Found(found, _found_by(index, tree) if explain else [])


_COLUMNS = ", ".join(f"entry.{name}" for name in ROW.split(", "))


def vocabulary(index: Index) -> Vocabulary:
    """The words that a query may use."""
    names = [Name(*row) for row in index.ask("SELECT number, name, field, kind, si_unit FROM name")]
    fields = {name for (name,) in index.ask(_FIELDS)}
    own = {kind for (kind,) in index.ask(_KINDS)}
    return Vocabulary(names, fields, own)


_FIELDS = """
WITH RECURSIVE field (name) AS (
    SELECT min(name) FROM word UNION SELECT (SELECT min(name) FROM word WHERE name > field.name) FROM field
    WHERE field.name IS NOT NULL
) SELECT name FROM field WHERE name IS NOT NULL
"""
"""Every name once, by steps through the index of a large table."""
_KINDS = """
WITH RECURSIVE own (kind) AS (
    SELECT min(kind) FROM entry WHERE readable = 1
    UNION SELECT (SELECT min(kind) FROM entry WHERE readable = 1 AND kind > own.kind) FROM own
    WHERE own.kind IS NOT NULL
) SELECT kind FROM own WHERE kind IS NOT NULL
"""


def _with_people(node: Node, people: Mapping[str, str]) -> Node:
    """The tree in which the full name of a person stands for the short one, too."""
    match node:
        case Field(name, value) if name.rpartition(".")[2] in PEOPLE:
            keys = [key for key, full in people.items() if folded(value) in folded(full)]
            return Or((node, *(Field(name, key) for key in keys))) if keys else node
        case And(items) | Or(items):
            return replace(node, items=tuple(_with_people(item, people) for item in items))
        case Not(item):
            return Not(_with_people(item, people))
        case Using(what, direction):
            return Using(_with_people(what, people), direction)
    return node


def _found_by(index: Index, tree: Node) -> list[tuple[int, str, str, str]]:
    selects = [compared(compare, "entry, path, text, result") for compare in comparisons(tree)]
    return [row for select in selects for row in index.ask(select.text, select.values)]
