"""Questions to the index, in a small language of its own: `find` answers them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from json import dumps
from typing import NamedTuple

from glovebook.store.index.index import Index
from glovebook.store.index.query.grammar import parsed
from glovebook.store.index.query.names import Name, Vocabulary
from glovebook.store.index.query.sql import condition, matching
from glovebook.store.index.query.tree import And, Field, Node, Not, Or, QueryError, Using, comparisons
from glovebook.store.index.words import folded

__all__ = ["Found", "FoundRow", "Match", "QueryError", "find"]

PEOPLE = ("operator", "custodian", "by")
"""Fields that hold the short name of a person."""


class Match(NamedTuple):
    """A quantity that an entry was found by."""

    path: str
    text: str
    result: str
    """Id of the result that it stands in; empty where it stands in the entry."""


class FoundRow(NamedTuple):
    """An entry that a query found, as it was when it was asked."""

    number: int
    """Of the row in the database; another after each change."""
    id: str
    path: str
    """In the notebook, with forward slashes."""
    kind: str
    title: str
    date: str
    status: str


@dataclass(frozen=True)
class Found:
    """What a query found: entries by date, and by id on the same day."""

    rows: list[FoundRow]
    _index: Index
    _query: str
    _people: Mapping[str, str]

    def matches(self, entries: Collection[str]) -> dict[str, list[Match]]:
        """Path of an entry -> the quantities that it was found by, as of the index's last look.

        Asked for the paths that are shown, since there can be many times more of them than entries. The query is read
        again for it: an index that was made anew meanwhile counts its names otherwise.
        """
        try:
            tree = _understood(self._index, self._query, self._people)
        except QueryError:  # nothing has a quantity of that name any more
            return {}
        asked = dumps(list(entries))
        found: dict[str, list[Match]] = {}
        for compare in comparisons(tree):
            select = matching(compare, asked)
            for path, *match in self._index.ask(select.text, select.values):
                found.setdefault(path, []).append(Match._make(match))
        return found


def find(index: Index, query: str, people: Mapping[str, str] | None = None) -> Found:
    """The entries that a query means, as of the index's last look; raises `QueryError` where it cannot be understood.

    ``people``: short name -> full name, so that both may be asked for.
    """
    where = condition(_understood(index, query, people or {}))
    rows = index.ask(f"SELECT {_COLUMNS} FROM entry WHERE {where.text} ORDER BY date, id, path", where.values)  # noqa: S608 - ours
    return Found([FoundRow._make(row) for row in rows], index, query, people or {})


_COLUMNS = ", ".join(f"entry.{name}" for name in FoundRow._fields)


def _understood(index: Index, query: str, people: Mapping[str, str]) -> Node:
    return _with_people(parsed(query, vocabulary(index)), people)


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
