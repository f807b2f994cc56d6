"""New names and values for fields that stay where they stand, as the smallest spans that must change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from glovebook.schema.document import Document
from glovebook.schema.migrations.change import KEEP, Change
from glovebook.store.cut import flow_of
from glovebook.store.layout import in_flow
from glovebook.store.scalar import scalar


def renamed(document: Document, changes: Sequence[Change]) -> str:
    """The text with all changes made at once; comments, order and everything else stay byte for byte."""
    text = document.text
    for start, end, new in sorted(_replacements(document, changes), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _replacements(document: Document, changes: Sequence[Change]) -> Iterator[tuple[int, int, str]]:
    """Start and end of each span, and what stands there afterwards."""
    for change in changes:
        if change.name is not None:
            key = document.keys[change.path]
            yield key.start, key.end, change.name
        if change.value is not KEEP:
            mark = document.values[change.path]
            old = document.text[mark.start : mark.end]
            lead = "" if old else " "
            tail = old[len(old.rstrip("\r\n")) :] if old[:1] in ("|", ">") else ""
            yield mark.start, mark.end, lead + _written(document, change, old) + tail


def _written(document: Document, change: Change, old: str) -> str:
    value: Any = change.value
    if not isinstance(value, str):
        return flow_of(value)
    # quotes stay where they are needed, and where nothing changes but the words in them
    needed = scalar(value, in_flow=in_flow(document, change.path))
    return scalar(value, old) if change.name is None and old[:1] in ("'", '"') else needed
