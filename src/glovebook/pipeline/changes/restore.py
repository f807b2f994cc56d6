"""An earlier version of an entry put back, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from glovebook.pipeline.changes.history import Kept, history
from glovebook.pipeline.new import like, somebody, this_minute
from glovebook.schema.document import Document, DocumentError, read_document
from glovebook.schema.refusal import Refusal
from glovebook.store.changes.amendment import amended, locked_by
from glovebook.store.changes.save import Saved, save
from glovebook.store.edit import put
from glovebook.store.history import called
from glovebook.store.notebook import SETTINGS, SUFFIX, read_settings


def restore(entry: str | Path, version: str, *, reason: str = "", by: str = "") -> Saved:
    """What the entry holds after it was given the bytes of one of its versions; this is a new version, too.

    An entry that is gone comes back. Only two things are not byte for byte: an entry that was renamed since keeps its
    new id; one that was reviewed and approved keeps its reviews, and gets an amendment with the ``reason``.
    """
    found = history(entry)
    text, now = found.text(version), found.content
    entry_id = found.file.name.removesuffix(SUFFIX)
    if now is None:
        _refuse_a_second(found, entry_id, version)
    if found.file.name == SETTINGS:
        read_settings(text, found.file)
    elif found.name.startswith("entries/"):
        text = _under_its_id(text, entry_id)
        text = _still_reviewed(found, now, text, reason, by) if now is not None else text
    return save(found.file, text, cause="restore", base=now)


def _refuse_a_second(found: Kept, entry_id: str, version: str) -> None:
    """Refuses where the entry would be there twice: under another name by now, or beside one with a like name."""
    if taken := like(found.notebook, entry_id):
        raise Refusal(f"there is an entry {taken!r}", "rename it first")
    now = called(found.notebook.root, found.name)
    if now != found.name and (found.notebook.root / now).is_file():
        name = now.rpartition("/")[2].removesuffix(SUFFIX)
        raise Refusal(
            f"{entry_id} is called {name} by now", f"put the text back there: glovebook restore {name} {version}"
        )


def _under_its_id(text: bytes, entry_id: str) -> bytes:
    try:
        document = read_document(text)
        if document.data.get("id") in (entry_id, None):
            return text
        return put(document, ("id",), entry_id).text.encode("utf-8")
    except DocumentError:
        return text  # it was like that, and is to be like that again


def _still_reviewed(found: Kept, now: bytes, text: bytes, reason: str, by: str) -> bytes:
    """The text with the reviews and amendments that the entry has by now, where it is locked."""
    try:
        current, document = read_document(now), read_document(text)
    except DocumentError:
        return text
    if locked_by(current) is None:
        return text
    for name in ("reviews", "amendments"):
        document = _with_items(document, name, current.data.get(name) or [])
    who, date = by or somebody(found.notebook), this_minute(found.notebook)
    return amended(now, document.text.encode("utf-8"), reason, who, date)


def _with_items(document: Document, name: str, items: list[Any]) -> Document:
    held = document.data.get(name) or []
    missing = [item for item in items if item not in held]
    for index, item in enumerate(missing, len(held)):
        for key, value in item.items() if isinstance(item, dict) else ():
            if isinstance(value, str) and value:
                document = put(document, (name, index, key), value)
    return document
