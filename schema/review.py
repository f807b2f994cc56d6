"""What a review attests: the SHA-256 of the entry's text as it was read."""

from __future__ import annotations

import hashlib

from glovebook.schema.document import Document
from glovebook.schema.modeline import without_modeline

FIELDS = ("reviews", "amendments")
"""Fields that may grow after a review; their lines are not part of what was read."""


def reviewed_sha256(document: Document) -> str:
    """SHA-256, in hexadecimal, of a text without its reviews, amendments and the line for editors.

    Line ends count as one line feed each, so that a text means the same on every system.
    """
    lines = document.text.splitlines()
    left_out = {number for name in FIELDS for number in _lines(document, name)}
    kept = [line for number, line in enumerate(lines, 1) if number not in left_out]
    return hashlib.sha256(without_modeline("\n".join([*kept, ""])).encode()).hexdigest()


def _lines(document: Document, name: str) -> range:
    """Numbers of the lines that a field stands on, from its name to its last character."""
    key = document.keys.get((name,))
    if key is None:
        return range(0)
    text = document.text
    # a block collection ends where the next field begins: its last scalar or brace tells where it stops
    ends = [
        mark.end
        for path, mark in document.values.items()
        if path[0:1] == (name,) and (text[mark.start : mark.start + 1] in ("{", "[") or not _holds(document, path))
    ]
    last = max([key.end, *ends])
    return range(key.line, text.count("\n", 0, last) + 2)


def _holds(document: Document, path: tuple[str | int, ...]) -> bool:
    """Whether something stands below a path."""
    return any(len(inner) > len(path) and inner[: len(path)] == path for inner in document.values)
