"""Where in an entry a raw file belongs that somebody only lays down on it."""

from __future__ import annotations

from pathlib import Path

from glovebook.pipeline.raw.brought import list_of_files
from glovebook.pipeline.raw.look import look
from glovebook.schema import kinds
from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook


def free_place(notebook: Notebook, text: str, file: Path) -> str:
    """The next free line of the list that a file belongs to, e.g. ``spectra[2]``, ``attachments[0]``.

    The kind's own list where the file is one of its kind; pictures, pages and what cannot be read are attachments.
    """
    if not file.is_file():
        raise Refusal(f"there is no file {notebook.relative(file)!r} in the notebook", "put it under data/ first")
    try:
        data = read_document(text).data
    except DocumentError as error:
        raise Refusal(f"the text cannot be read: {error}", "correct it first") from error
    model = kinds.load(str(data.get("kind", "")), notebook.kinds)
    name = list_of_files(model) if look(file, notebook.kinds).is_of(model.columns) else "attachments"
    items = data.get(name) or []
    if not isinstance(items, list):
        raise Refusal(f"{name} is no list", "correct it in the text first")
    return f"{name}[{len(items)}]"
