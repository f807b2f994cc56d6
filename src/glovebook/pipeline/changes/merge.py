"""Merging two versions of an entry that lie in files, for git: by fields instead of by lines."""

from __future__ import annotations

from pathlib import Path

from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.refusal import Refusal
from glovebook.store.merge.marks import marked
from glovebook.store.write import write_atomically


def merge(base: Path, ours: Path, theirs: Path) -> int:
    """How many places clash, after the merged text was written into the file of ours: what git asks of a merge driver.

    Raises `Refusal` where one of the sides is another entry than the base, with another ``uuid``: git takes a new entry
    for a renamed one where both were made from one template. The file then holds the other entry as it is.
    """
    before, own, other = (_read(file) for file in (base, ours, theirs))
    was = _named(before)
    for text, opposite in ((own, other), (other, own)):
        now = _named(text)
        if was and now and now[1] != was[1] and _named(opposite) in (None, was):
            write_atomically(ours, text)
            raise Refusal(
                f"git takes {now[0]} for a renamed {was[0]}, but it is another entry, and stays as it was made",
                f"{was[0]} was deleted by one side and changed by the other: decide, and bring it back if need be",
            )
    text, clashes = marked(before or None, own, other)
    write_atomically(ours, text)
    return clashes


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(f"{file} could not be read: {error.strerror}", "check the path and its rights") from error


def _named(text: bytes) -> tuple[str, str] | None:
    """Id and uuid of an entry; None where a text has none."""
    try:
        data = read_document(text).data
    except DocumentError:
        return None
    found = data.get("id"), data.get("uuid")
    return (found[0], found[1]) if isinstance(found[0], str) and isinstance(found[1], str) else None
