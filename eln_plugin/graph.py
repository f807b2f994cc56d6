"""What the graph of an entry shows: the chain from its reagents to its results, drawn, with the file of each step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin import paths

if TYPE_CHECKING:
    from glovebook.pipeline.opened import OpenNotebook


def graph(root: Path, book: OpenNotebook, path: str) -> dict[str, Any]:
    """The drawing of a chain as plain data; each box has the contents ``path`` that it opens, or none.

    Raises:
        NotFound: there is no such entry.
    """
    from glovebook.pipeline.trace import traced
    from glovebook.store.notebook import SUFFIX

    entry = paths.existing(root, path).name.removesuffix(SUFFIX)
    drawing = traced(book, entry).drawn().as_json()
    index, folder = book.look(), paths.shown(root, book.root)
    prefix = "" if folder == "." else f"{folder}/"
    for box in drawing["boxes"]:
        owner = box["id"].partition("/")[0]  # a result opens the entry that it belongs to
        rows = index.ask("SELECT path FROM entry WHERE id = ? ORDER BY path LIMIT 1", (owner,))
        box["path"] = prefix + rows[0][0] if rows and box["form"] in ("entry", "result") else None
    return drawing
