"""The lock on reviewed entries: what somebody approved is changed with a reason, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glovebook.schema.document import Document, DocumentError, read_document
from glovebook.schema.refusal import Refusal
from glovebook.schema.review import reviewed_sha256
from glovebook.store.edit import edit


class Locked(Refusal):
    """An entry that was reviewed and approved, and nothing was said about why it is changed."""


def locked_by(document: Document) -> Mapping[str, Any] | None:
    """The review that locks an entry: its last one, where that approved a text and says which; None otherwise."""
    reviews = [item for item in document.data.get("reviews") or () if isinstance(item, dict) and item.get("sha256")]
    last = reviews[-1] if reviews else None
    return last if last and last.get("verdict") == "approved" else None


def amended(
    before: bytes, after: bytes, reason: str, by: str, date: str, name: str = "", *, sealed: bool = True
) -> bytes:
    """The new text, with an amendment that says why, where the text before it was reviewed and is locked.

    Raises `Locked` where it is locked and there is no reason. Reviews and amendments may always be added.
    ``sealed``: the amendment names the SHA-256 of the new text, so that a later change by another program shows.
    """
    try:
        old, new = read_document(before), read_document(after)
    except DocumentError:
        return after  # a text that cannot be read was never reviewed
    review = locked_by(old)
    if review is None or (reviewed_sha256(old) == reviewed_sha256(new) and _keeps_records(old, new)):
        return after
    if not reason.strip():
        said = f"{name or old.data.get('id')} was reviewed and approved by {review.get('by')} on {review.get('date')}"
        raise Locked(said, 'say why it is changed all the same: --reason "..."')
    if reviewed_sha256(new) == review.get("sha256") and _keeps_records(old, new):
        return after  # it is the approved text again
    index = len(new.data.get("amendments") or ())
    where = f"amendments[{index}]"
    values = {f"{where}.by": by, f"{where}.date": date, f"{where}.reason": reason.strip()}
    if sealed:
        values[f"{where}.sha256"] = reviewed_sha256(new)
    return edit(new.text, values).encode("utf-8")


def _keeps_records(old: Document, new: Document) -> bool:
    """Whether all reviews and amendments are still there."""
    return all(
        item in (new.data.get(name) or ()) for name in ("reviews", "amendments") for item in old.data.get(name) or ()
    )
