"""What the side panel shows: the entries of a notebook by kind, the newest first."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin import paths

if TYPE_CHECKING:
    from glovebook.store.index import Index, Row
    from glovebook.store.notebook import Notebook

SHOWN = 100
"""Entries of a kind that are sent; who looks for an older one types a word of it."""


class Overviews:
    """The indexes of the notebooks that were looked at, kept open for the next look."""

    def __init__(self) -> None:
        self._indexes: dict[Path, Index] = {}
        self._lock = threading.Lock()

    def overview(self, root: Path, notebook: Notebook) -> dict[str, Any]:
        """``{folder, title, count, groups}``; groups in the order of the kinds: ``{kind, title, count, entries}``."""
        index = self._index(notebook)
        index.refresh()
        folder = paths.shown(root, notebook.root)
        prefix = "" if folder == "." else f"{folder}/"
        groups = _groups(notebook, index.rows(), prefix)
        count = sum(group["count"] for group in groups)
        return {"folder": prefix.rstrip("/"), "title": notebook.settings.title or "", "count": count, "groups": groups}

    def close(self) -> None:
        """Lets go of all databases."""
        with self._lock:
            for index in self._indexes.values():
                index.close()
            self._indexes.clear()

    def _index(self, notebook: Notebook) -> Index:
        from glovebook.store.index import Index

        with self._lock:
            return self._indexes.setdefault(notebook.root, Index.open(notebook))


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
