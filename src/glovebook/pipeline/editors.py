"""JSON Schema files in the notebook: with them, editors complete and check entries without Glovebook running."""

from __future__ import annotations

from pathlib import Path

from glovebook.schema import kinds
from glovebook.schema.modeline import FOLDER, with_modeline
from glovebook.schema.published import file_name, shipped_text, text_of
from glovebook.store.notebook import Notebook
from glovebook.store.write import write_atomically


def write_schemas(folder: Path) -> list[Path]:
    """The files ``<version>/<kind>.json``, made anew from the kinds, of all kinds that come with Glovebook."""
    return [_written(folder / file_name(kind), text_of(kind)) for kind in kinds.names()]


def with_schema(text: str, kind: str, path: Path, notebook: Notebook) -> str:
    """An entry's text with the first line that names its schema, seen from its file; the schema is put in place."""
    put_schema(notebook, kind)
    return with_modeline(text, kind, depth=len(path.relative_to(notebook.root).parent.parts))


def put_schema(notebook: Notebook, kind: str) -> Path:
    """The notebook's own file of a kind's schema: offline, and as its entries were checked."""
    content = shipped_text(kind) if kind in kinds.names() else text_of(kind, notebook.kinds)
    return _written(notebook.root / FOLDER / file_name(kind), content)


def _written(file: Path, text: str) -> Path:
    """The file, written where it does not hold the text already."""
    content = text.encode()
    if not file.is_file() or file.read_bytes() != content:
        write_atomically(file, content)
    return file
