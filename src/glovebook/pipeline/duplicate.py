"""The same work once more: a new entry with what another one says, without what was only true of that one."""

from __future__ import annotations

import os
from pathlib import Path

from glovebook.pipeline.new import free_id, identity, refuse_id, refuse_what_is_wrong
from glovebook.schema.document import parse_path, read_document
from glovebook.schema.entry import Entry, raw_files
from glovebook.schema.refusal import Refusal
from glovebook.store.changes.lock import writing
from glovebook.store.changes.save import save
from glovebook.store.edit import edit
from glovebook.store.notebook import SUFFIX, Notebook

OWN = ("reason", "log", "attachments", "reported", "reviews", "amendments", "waive")
"""What is said of one entry alone; raw files and what stands beside them are, too."""


def duplicate(notebook: Notebook, entry_id: str, new_id: str | None = None) -> Path:
    """The file of a new, planned entry beside another one, with its text: fields, links, comments.

    It gets an identity and a date of its own; raw files, results, reviews, remarks and waivers stay with the other.
    """
    path = notebook.path_of(entry_id)
    document = read_document(path.read_bytes())
    entry = notebook.parse(path).entry
    if entry is None:
        raise Refusal(f"{notebook.relative(path)} cannot be read", "correct it first: glovebook check")
    if new_id is not None:
        refuse_id(notebook, new_id)
    while True:
        name = new_id or free_id(notebook, entry.kind)
        target = path.with_name(f"{name}{SUFFIX}")
        left_out = dict.fromkeys((field for field in (*OWN, *_with_files(entry)) if field in document.data), "")
        text = edit(document.text, {**left_out, **identity(notebook, entry.kind, name), "status": "planned"})
        refuse_what_is_wrong(text, target.name, notebook.kinds)
        with writing(notebook.root):
            if not os.path.lexists(target):  # two who ask for the next free id at once get two
                save(target, text.encode("utf-8"), cause="new")
                return target
        if new_id:
            raise Refusal(f"there is an entry {new_id!r} already", f"see {notebook.relative(target)}")


def _with_files(entry: Entry) -> list[str]:
    """The fields that hold raw files."""
    return list(dict.fromkeys(str(parse_path(path)[0]) for path in raw_files(entry)))
