"""Taking a field or an item out of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from glovebook.schema.document import Document, Path
from glovebook.store.layout import at, behind_key, is_block, is_flow, last_character
from glovebook.store.scalar import scalar

_COMMA_BEHIND = re.compile(r"\s*,[ \t]*")
_COMMA_BEFORE = re.compile(r",\s*\Z")
_DASH_BEFORE = re.compile(r"[ ]*-[ ]+\Z")
_NEXT_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n[ ]*\Z")


def without(document: Document, path: Path, wanted: Any) -> Iterator[str]:
    """Texts without the field or item at a path; ``wanted`` is the data after that."""
    outer = next((path[:depth] for depth in range(len(path)) if is_flow(document, path[:depth])), None)
    if outer is not None:
        yield from _cut_from_flow(document, path, outer, wanted)
    elif path and is_block(document, path[:-1]) and len(at(document.data, path[:-1])) == 1 and len(path) > 1:
        yield from behind_key(document, path[:-1], "[]" if isinstance(path[-1], int) else "{}")
    elif path in document.keys:
        yield from _cut_field(document, path)
    else:
        yield from _cut_item(document, path)


def _cut_from_flow(document: Document, path: Path, outer: Path, wanted: Any) -> Iterator[str]:
    """Without the field and one comma; else with the outermost braces written anew."""
    text, mark = document.text, document.values[outer]
    start = document.keys.get(path, document.values[path]).start
    end = last_character(document, path) + 1
    if comma := _COMMA_BEHIND.match(text, end):
        end = comma.end()
    elif comma := _COMMA_BEFORE.search(text, mark.start, start):
        start = comma.start()
    space = " " if text[end : end + 1] == "#" else ""  # a comment needs white space before it
    yield text[:start] + space + text[end:]
    yield text[: mark.start] + flow_of(at(wanted, outer)) + text[mark.end :]


def _cut_field(document: Document, path: Path) -> Iterator[str]:
    text, key = document.text, document.keys[path]
    line = text.rfind("\n", 0, key.start) + 1
    end = last_character(document, path) + 1
    if not text[line : key.start].strip():
        yield text[:line] + _after_line(text, end)
        return
    # the first field of a list item shares its line with the dash: the next one takes its place
    later = [mark.start for other, mark in document.keys.items() if other[:-1] == path[:-1] and mark.start > key.start]
    if later and _NEXT_LINE.match(text[end : min(later)]):
        yield text[: key.start] + text[min(later) :]


def _cut_item(document: Document, path: Path) -> Iterator[str]:
    text, start = document.text, document.values[path].start
    line = text.rfind("\n", 0, start) + 1
    if _DASH_BEFORE.match(text[line:start]):
        yield text[:line] + _after_line(text, last_character(document, path) + 1)


def _after_line(text: str, end: int) -> str:
    """What follows the line on which a value ends."""
    newline = text.find("\n", max(end - 1, 0))
    return text[newline + 1 :] if newline >= 0 else ""


def flow_of(data: Any) -> str:
    """Data on one line, in braces and brackets."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow_of(item)}" for key, item in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(flow_of(item) for item in data) + "]"
    return "" if data is None else scalar(data, in_flow=True)
