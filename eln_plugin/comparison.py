"""What the comparison of results shows: one figure of several entries, their values, and the figure kept on request."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin import paths, work
from glovebook.eln_plugin.refused import BadRequest

if TYPE_CHECKING:
    from glovebook.pipeline.analyse.compare import Comparison
    from glovebook.store.notebook import Notebook

_drawing = threading.Lock()
"""Figures are drawn one after another: matplotlib's style is one for the whole process."""


def compare(root: Path, path: str, ids: list[Any], method: str | None) -> dict[str, Any]:
    """``{method, methods, name, svg, entries}``; an entry is ``{id, title, path, stale, values}``, values as text."""
    notebook = work.notebook_around(root, path)
    found = _compared(notebook, ids, method)
    entries = []
    for entry_id, stored in found.results.items():
        file = notebook.path_of(entry_id)
        entry = notebook.parse(file).entry
        entries.append(
            {
                "id": entry_id,
                "title": (entry.title if entry else "") or "",
                "path": paths.shown(root, file),
                "stale": list(stored.stale),
                "values": {name: str(value) for name, value in stored.result.values.items()},
            }
        )
    svg = found.files["figure.svg"].decode("utf-8")
    return {"method": found.method, "methods": found.methods, "name": found.name, "svg": svg, "entries": entries}


def keep(root: Path, path: str, ids: list[Any], method: str, name: str) -> dict[str, list[str]]:
    """``{paths}`` of the figure in the notebook, as SVG and PNG."""
    from glovebook.pipeline.analyse.compare import FOLDER

    notebook = work.notebook_around(root, path)
    paths.shown(root, notebook.root / FOLDER)
    return {"paths": [paths.shown(root, file) for file in _compared(notebook, ids, method).keep(notebook, name)]}


def _compared(notebook: Notebook, ids: list[Any], method: str | None) -> Comparison:
    from glovebook.pipeline.analyse.compare import compare

    if not all(isinstance(item, str) for item in ids):
        raise BadRequest("the ids are not all texts", "send e.g. ['e1', 'e4']")
    with _drawing:
        return compare(notebook, ids, method)
