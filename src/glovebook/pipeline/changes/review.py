"""Attesting an entry as it was read."""

from __future__ import annotations

from pathlib import Path

from glovebook.pipeline.named import entry_file, notebook_around
from glovebook.pipeline.new import somebody, this_minute
from glovebook.schema.document import Document, DocumentError, read_document
from glovebook.schema.parse import parse
from glovebook.schema.refusal import Refusal
from glovebook.schema.review import reviewed_sha256
from glovebook.store.changes.amendment import locked_by
from glovebook.store.changes.conflict import conflicts
from glovebook.store.changes.save import Saved, save
from glovebook.store.edit import edit

VERDICTS = ("approved", "changes asked for", "rejected")


def review(entry: str | Path, verdict: str, *, by: str = "", remark: str = "", read: str = "") -> Saved:
    """The entry with one more review, which names the SHA-256 of the text as it was read.

    Approved, the entry is locked: it is changed with a reason only, which becomes an amendment. ``read`` is the version
    that the reviewer had before them, by the first digits of its SHA-256: where the entry holds another one by now,
    nothing is written.
    """
    path = entry_file(entry)
    before = path.read_bytes()
    try:
        document = read_document(before)
    except DocumentError as error:
        raise Refusal(f"{path}:{error.line}:{error.column}: {error.message}", error.hint) from None
    if read and not Saved(path, before).sha256.startswith(read.lower()):
        raise Refusal(f"{path.name} is not the version {read!r} any more", "read it again: glovebook diff")
    if waiting := conflicts(path):
        raise Refusal(f"{path.name} has a conflict, {waiting[0].name}", "settle it first: glovebook resolve")
    notebook = notebook_around(path)
    where = f"reviews[{len(document.data.get('reviews') or ())}]"
    values = {f"{where}.by": by or somebody(notebook), f"{where}.date": this_minute(notebook)}
    values |= {f"{where}.verdict": verdict, f"{where}.sha256": reviewed_sha256(document)}
    if remark:
        values[f"{where}.remark"] = remark
    after = edit(document.text, values)
    wrong = [item for item in parse(after, extra=notebook.kinds if notebook else None).findings if where in item.path]
    if wrong:
        raise Refusal(f"{wrong[0].path}: {wrong[0].message}", wrong[0].hint)
    if reviewed_sha256(read_document(after)) != values[f"{where}.sha256"]:
        raise Refusal("the review could not be added without changing other lines", "add it by hand, under 'reviews:'")
    return save(path, after.encode("utf-8"), cause="review", base=before)


def lock(text: str) -> dict[str, str] | None:
    """``{by, date}`` of the review that locks a text, None where nothing does or the text cannot be read."""
    try:
        return lock_of(read_document(text))
    except DocumentError:
        return None


def lock_of(document: Document) -> dict[str, str] | None:
    """The same of a text that has been read."""
    found = locked_by(document)
    return {name: str(found.get(name) or "") for name in ("by", "date")} if found else None


def amendment(entry: Path, text: str, reason: str, by: str = "") -> dict[str, str]:
    """Paths and values that note in the text of a reviewed entry why it is changed, for an editor to write there."""
    try:
        document = read_document(text)
    except DocumentError as error:
        raise Refusal(f"{entry}:{error.line}:{error.column}: {error.message}", error.hint) from None
    if locked_by(document) is None:
        raise Refusal(f"{entry.name} is not locked by a review", "change it")
    if not reason.strip():
        raise Refusal("there is no reason", "say why it is changed all the same")
    notebook = notebook_around(entry)
    where = f"amendments[{len(document.data.get('amendments') or ())}]"
    who, date = by or somebody(notebook), this_minute(notebook)
    return {f"{where}.by": who, f"{where}.date": date, f"{where}.reason": reason.strip()}
