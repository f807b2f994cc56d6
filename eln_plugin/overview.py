"""What the side panel shows: the entries of a notebook by kind, the newest first."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin import paths

if TYPE_CHECKING:
    from glovebook.pipeline.opened import OpenNotebook
    from glovebook.store.index import Row
    from glovebook.store.notebook import Notebook

SHOWN = 100
"""Entries of a kind that are sent; who looks for an older one types a word of it."""


class Overviews:
    """The notebooks that were looked at, kept open with their indexes for the next look."""

    def __init__(self) -> None:
        self._open: dict[Path, OpenNotebook] = {}
        self._lock = threading.Lock()

    def overview(self, root: Path, notebook: Notebook, query: str = "") -> dict[str, Any]:
        """``{folder, title, count, groups}``; groups in the order of the kinds: ``{kind, title, count, entries}``.

        Of all entries, or of those that a query finds; raises `QueryError` with the place of a mistake in it.
        """
        from glovebook.pipeline.find import found

        book = self.book(notebook)
        rows = book.look().rows()
        if query.strip():
            paths_found = {hit.path for hit in found(book, query)}
            rows = [row for row in rows if row.path in paths_found]
        folder = paths.shown(root, notebook.root)
        prefix = "" if folder == "." else f"{folder}/"
        groups = _groups(notebook, rows, prefix)
        count = sum(group["count"] for group in groups)
        return {"folder": prefix.rstrip("/"), "title": notebook.settings.title or "", "count": count, "groups": groups}

    def close(self) -> None:
        """Lets go of all databases."""
        with self._lock:
            for book in self._open.values():
                book.close()
            self._open.clear()

    def book(self, notebook: Notebook) -> OpenNotebook:
        """The notebook with its index, open from the first question on."""
        from glovebook.pipeline.opened import OpenNotebook

        with self._lock:
            book = self._open.get(notebook.root)
            if book is None or book.settings != notebook.settings:
                if book:
                    book.close()
                book = self._open[notebook.root] = OpenNotebook(notebook.root, notebook.settings)
            return book


def _groups(notebook: Notebook, rows: Iterable[Row], prefix: str) -> list[dict[str, Any]]:
    """The rows by kind; those that are no entry of any kind come last, under an empty name."""
    from glovebook.schema import kinds

    of_kind: dict[str, list[Row]] = {}
    for row in rows:
        of_kind.setdefault(row.kind if row.readable else "", []).append(row)
    known = [name for name in of_kind if name]
    loaded = {name: kinds.load(name, notebook.kinds) for name in known}
    in_order = sorted(known, key=lambda name: loaded[name].rank) + [name for name in of_kind if not name]
    return [
        {
            "kind": name,
            "title": loaded[name].title_of_kind if name else "",
            "count": len(of_kind[name]),
            "entries": [_entry(row, prefix) for row in _newest(of_kind[name])[:SHOWN]],
        }
        for name in in_order
    ]


def _newest(rows: list[Row]) -> list[Row]:
    """The newest first; what has no date comes before all, because it is being worked on."""
    by_name = sorted(rows, key=lambda row: row.id)
    return sorted(by_name, key=lambda row: row.date or "9999", reverse=True)


def _entry(row: Row, prefix: str) -> dict[str, Any]:
    """What the panel shows of an entry; ``problems`` counts what is wrong with the shape of its text."""
    return {
        "id": row.id,
        "title": row.title,
        "date": row.date,
        "status": row.status,
        "problems": row.problems,
        "path": prefix + row.path,
    }
