"""Finding entries by words, fields, quantities with units, and what they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, overload

from glovebook.pipeline.opened import OpenNotebook, opened
from glovebook.schema.task import Progress, silent
from glovebook.store.index.query import Found, Match
from glovebook.store.index.query import find as found_in
from glovebook.store.notebook import Notebook

SHOWN = 100
"""Hits that a page shows."""


@dataclass(frozen=True)
class _Shown:
    """Hits that were taken together."""

    found: Found
    paths: list[str]

    @cached_property
    def matches(self) -> dict[str, list[Match]]:
        return self.found.matches(self.paths)


@dataclass(frozen=True)
class Hit:
    """An entry that a query found."""

    id: str
    path: str
    """In the notebook."""
    kind: str
    title: str
    date: str
    status: str
    _shown: _Shown = field(repr=False, compare=False)

    @property
    def matches(self) -> tuple[Match, ...]:
        """The quantities that it was found by; those of all hits that were taken together are looked up at once."""
        return tuple(self._shown.matches.get(self.path, ()))

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        matches = [{"path": match.path, "text": match.text, "result": match.result or None} for match in self.matches]
        plain = {key: getattr(self, key) for key in ("id", "path", "kind", "title", "date", "status")}
        return {**plain, "matches": matches}


class Hits(Sequence[Hit]):
    """What a query found, by date; a notebook shows it as a table."""

    def __init__(self, query: str, found: Found) -> None:
        self.query = query
        self._found = found

    @property
    def ids(self) -> list[str]:
        """The ids of the entries."""
        return [row.id for row in self._found.rows]

    def __len__(self) -> int:
        return len(self._found.rows)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self[:])

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        taken = self._found.rows[index]
        rows = taken if isinstance(taken, list) else [taken]
        shown = _Shown(self._found, [row.path for row in rows])
        hits = [Hit(row.id, row.path, row.kind, row.title, row.date, row.status, shown) for row in rows]
        return hits if isinstance(taken, list) else hits[0]

    def __repr__(self) -> str:
        return f"<{len(self)} found by {self.query!r}: {', '.join(self.ids[:10])}{', ...' if len(self) > 10 else ''}>"

    def _repr_html_(self) -> str:
        """A table of the first hits, with the quantities that they were found by."""
        head = "".join(f"<th>{name}</th>" for name in ("id", "kind", "date", "status", "title", "found by"))
        rows = []
        for hit in self[:SHOWN]:
            by = "<br>".join(escape(worded(match)) for match in hit.matches[:3])
            cells = (hit.id, hit.kind, hit.date[:10], hit.status, hit.title)
            rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + f"<td>{by}</td></tr>")
        more = f"<p>{len(self) - SHOWN} more</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{more}"


def worded(match: Match) -> str:
    """A quantity that was found, in words: ``e1/impedance/001: series[4].sigma_total = 1.2 × 10⁻⁵ S/cm``."""
    said = f"{match.path.removesuffix('.value')} = {match.text}"
    return f"{match.result}: {said}" if match.result else said


def find(query: str, notebook: Notebook | str | Path = ".", progress: Progress = silent) -> Hits:
    """The entries that a query means (docs/find.md), by date; raises `QueryError` with the place of a mistake."""
    with opened(notebook) as book:
        return found(book, query, progress)


def found(book: OpenNotebook, query: str, progress: Progress = silent) -> Hits:
    """The same in a notebook that is open."""
    index = book.look(progress)
    people = {key: person.name for key, person in book.settings.people.items()}
    return Hits(query, found_in(index, query, people))
