"""Saving the whole text of an entry, as an editor does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from glovebook.pipeline.named import notebook_around
from glovebook.pipeline.new import somebody, this_minute
from glovebook.schema.document import DocumentError, read_document
from glovebook.store.changes.amendment import amended, locked_by
from glovebook.store.changes.journal import content_of
from glovebook.store.changes.save import Saved, save

CAUSE = "edit"
"""Unlike ``save``, by which the history calls what other programs write, each of these versions is kept."""


def save_text(path: Path, text: str, base: str | None, reason: str = "", by: str = "") -> Saved:
    """What the file holds after a text was saved that was made from ``base``, the text as it was opened.

    What others changed since is merged; what clashes is kept beside the file. Texts come with plain line feeds, as
    editors hold them; a file with carriage returns keeps them. Nothing is written where ``text`` is the base.
    An entry that was reviewed and approved is changed with a ``reason`` only, which becomes an amendment by ``by``;
    an amendment that the text brings, or one of today, is reason enough.
    """
    current = content_of(path)
    before = None if base is None else _as_in_file(base, current)
    after = _as_in_file(text, current)
    if current is not None and before == after:
        return Saved(path, current, merged=current != before)
    notebook = notebook_around(path)
    if notebook and current is not None:
        locked = current if _is_locked(current) and not _is_locked(before) else before or current
        now = this_minute(notebook)
        if reason or not _says_why(locked, after, now):
            after = amended(locked, after, reason, by or somebody(notebook), now, path.name, sealed=False)
    return save(path, after, cause=CAUSE, base=before)


def _as_in_file(text: str, current: bytes | None) -> bytes:
    """The bytes of a text with the line ends of the file; where it says what the file says, the file's own bytes."""
    content = text.encode("utf-8")
    if current is None:
        return content
    if current.replace(b"\r\n", b"\n").replace(b"\r", b"\n") == content:
        return current
    return content.replace(b"\n", b"\r\n") if b"\r\n" in current else content


def _says_why(before: bytes, after: bytes, now: str) -> bool:
    """Whether an amendment is new in a text, or was begun today: autosaves of one sitting have one reason.

    One that names the text it left, as the verbs write it, is done, and no reason for what comes after.
    """
    old, new = _amendments(before), _amendments(after)
    last = new[-1] if new else {}
    return len(new) > len(old) or (str(last.get("date"))[:10] == now[:10] and not last.get("sha256"))


def _amendments(content: bytes) -> list[dict[str, Any]]:
    """The amendments of a text with a reason; none where it cannot be read."""
    try:
        found = read_document(content).data.get("amendments")
    except DocumentError:
        return []
    items = found if isinstance(found, list) else []
    return [item for item in items if isinstance(item, dict) and item.get("reason")]


def _is_locked(content: bytes | None) -> bool:
    try:
        return content is not None and locked_by(read_document(content)) is not None
    except DocumentError:
        return False
