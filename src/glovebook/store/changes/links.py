"""Links over all files of a notebook: who names an entry, and the same texts with the name changed or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from glovebook.schema.document import Document, DocumentError, read_document
from glovebook.schema.document import Path as FieldPath
from glovebook.schema.refusal import Refusal
from glovebook.store.changes.journal import content_of
from glovebook.store.edit import put
from glovebook.store.notebook import SUFFIX, Notebook


def linking(notebook: Notebook, entry_id: str, *, named: bool = False) -> Iterator[tuple[str, bytes, Document]]:
    """Name, bytes and document of every file with a link to an entry; the lab's own templates are among them.

    With ``named`` also those that only say where something went: ``movements[0].to``.
    Raises `Refusal` where a file that seems to hold one cannot be read: its links could not be kept right.
    """
    needle = entry_id.encode()
    written = re.compile(rb"entry[\"']?\s*:\s*[\"']?" + re.escape(needle) + rb"(?![\w.-])")
    for path in _files(notebook):
        content = content_of(path)
        if content is None or needle not in content:
            continue
        try:
            document = read_document(content)
        except DocumentError as error:
            if written.search(content):
                place = f"{notebook.relative(path)}:{error.line}:{error.column}"
                raise Refusal(f"{place}: {error.message}, and the file links to {entry_id}", error.hint) from None
            continue
        if places(document, entry_id, named=named):
            yield notebook.relative(path), content, document


def _files(notebook: Notebook) -> Iterator[Path]:
    for paths in notebook.paths().values():
        yield from paths
    yield from sorted((notebook.root / "templates").glob(f"*{SUFFIX}"))


def places(document: Document, entry_id: str, *, named: bool = False) -> list[FieldPath]:
    """Paths of the links to an entry, the last one first; with ``named`` also of fields that may name an entry."""
    found = [path for path in document.values if _may_name(path, named=named) and _at(document, path) == entry_id]
    return sorted(found, key=lambda path: document.values[path].start, reverse=True)


def _may_name(path: FieldPath, *, named: bool) -> bool:
    """A link is always a mapping with ``entry``; a movement goes to an entry, a person or a place."""
    return path[-1:] == ("entry",) or (named and path[:1] == ("movements",) and path[-1:] == ("to",))


def linked_to(document: Document, old: str, new: str) -> Document:
    """The document with everything that names an entry naming another."""
    for path in places(document, old, named=True):
        document = put(document, path, new)
    return document


def unlinked(document: Document, entry_id: str) -> Document:
    """The document without its links to an entry: the whole item or field of each goes, with its amount and all."""
    for path in places(document, entry_id):
        document = put(document, path[:-1], "")
    return document


def _at(document: Document, path: FieldPath) -> object:
    value: object = document.data
    for key in path:
        value = value[key]  # type: ignore[index]  # the path of a value that is there
    return value
