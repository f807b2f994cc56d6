"""The comments of a text: part of the record, although no field holds them."""

from __future__ import annotations

import re
from collections import Counter

from glovebook.schema.document import Document
from glovebook.schema.modeline import without_modeline

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


def comments(document: Document) -> Counter[str]:
    """Every comment, without the white space around it, and how often it stands in the text."""
    marks = [*document.keys.values(), *(mark for path, mark in document.values.items() if _is_scalar(document, path))]
    spans = [(mark.start, mark.end) for mark in marks]
    found: Counter[str] = Counter()
    for match in _COMMENT.finditer(document.text):
        inside = any(start <= match.start() < end for start, end in spans)
        text = match[0].strip("# \t\r")
        if text and not inside and without_modeline(f"{match[0]}\n"):
            found[text] += 1
    return found


def _is_scalar(document: Document, path: tuple[str | int, ...]) -> bool:
    value = document.data
    for key in path:
        value = value[key]  # type: ignore[index]  # a key of a mapping or an index of a list, as the path says
    return isinstance(value, str)
