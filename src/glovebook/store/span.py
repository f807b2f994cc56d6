"""One edit of a text as the smallest span that must change.

Each function yields texts, the most faithful first; the caller takes the first that reads as it should,
so that a layout nobody thought of costs a more careful attempt and never a wrong value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glovebook.schema.document import Document, Path
from glovebook.schema.parts.part import VALUE
from glovebook.store.cut import without
from glovebook.store.layout import at, behind_key, end_of_scalar, in_flow, is_block, is_flow, last_character
from glovebook.store.scalar import block_scalar, scalar

INDENT = 2


def span_edits(document: Document, path: Path, value: str, wanted: Any) -> Iterator[str]:
    """Texts with a value put at a path; an empty one takes the field out. ``wanted`` is the data after the edit."""
    newline = "\r\n" if "\r\n" in document.text else "\n"
    if value == "":
        yield from without(document, path, wanted)
    elif path in document.values:
        yield from _replaced(document, path, value, newline)
    else:
        yield from _with_new(document, path, value, newline)


def _replaced(document: Document, path: Path, value: str, newline: str) -> Iterator[str]:
    text, mark = document.text, document.values[path]
    old = text[mark.start : mark.end]
    flow = in_flow(document, path)
    if is_block(document, path):
        yield from behind_key(document, path, scalar(value))
        return
    end = end_of_scalar(document, path)
    rest_of_line = text[end:].partition("\n")[0].strip()
    if not flow and not rest_of_line and (old[:1] in ("|", ">") or "\n" in value):
        key = document.keys.get(path)
        block = block_scalar(value, (key.column - 1 if key else mark.column - 1) + INDENT, newline)
        if block is not None:
            yield text[: mark.start] + ("" if old else " ") + block + text[end:]
    new = scalar(value, "" if is_flow(document, path) else old, in_flow=flow)
    yield text[: mark.start] + ("" if old else " ") + new + text[end:]


def _with_new(document: Document, path: Path, value: str, newline: str) -> Iterator[str]:
    """The text with a field that was not there, after the last one of its mapping or list."""
    depth = len(path) - 1
    while depth and path[:depth] not in document.values:
        depth -= 1
    base, rest = path[:depth], path[depth:]
    text, mark = document.text, document.values[base]
    if isinstance(at(document.data, base), str):
        yield from _opened(document, base, rest, value)
        return
    if is_flow(document, base):
        new, children = _flow(rest, value), _children(document, base)
        if children:
            end = last_character(document, children[-1]) + 1
            yield text[:end] + ", " + new + text[end:]
        inner = text[mark.start + 1 : mark.end - 1].rstrip()
        yield text[: mark.start + 1] + (f"{inner}, {new}" if inner.strip() else new) + text[mark.end - 1 :]
        return
    if in_flow(document, base):  # ``{mass: }``
        yield f"{text[: mark.start]} {_wrapped(rest, value)}{text[mark.end :]}"
    found = insertion(document, base, rest)
    if found is not None:
        indent, line_end = found
        block = newline.join(_block(rest, value, indent, newline)) + newline
        yield text + newline + block if line_end < 0 else text[: line_end + 1] + block + text[line_end + 1 :]
        if text[: mark.end].endswith("\n"):  # blank lines that are part of a text (``|+``) stay with it
            yield text[: mark.end] + block + text[mark.end :]


def _opened(document: Document, base: Path, rest: Path, value: str) -> Iterator[str]:
    """A text (``~1 mm``) as the value of a mapping that holds the new field, too: ``{value: ~1 mm, method: ...}``."""
    text, start, end = document.text, document.values[base].start, end_of_scalar(document, base)
    new = _flow(rest, value)
    if rest[0] == VALUE:
        yield f"{text[:start]}{{{new}}}{text[end:]}"
        return
    for alone in (text[start:end], scalar(at(document.data, base), in_flow=True)):
        yield f"{text[:start]}{{{VALUE}: {alone}, {new}}}{text[end:]}"


def insertion(document: Document, base: Path, rest: Path) -> tuple[int, int] | None:
    """Indentation of a new field, and the offset of the line end that it goes behind (-1: the text's end)."""
    text, mark = document.text, document.values[base]
    if mark.start == mark.end:  # ``mass:`` with nothing behind it
        key = document.keys.get(base)
        return ((key.column - 1 + INDENT) if key else 0, text.find("\n", mark.end))
    children = _children(document, base)
    if not children:
        return None
    last = children[-1]
    line_end = text.find("\n", last_character(document, last))
    if isinstance(rest[0], str):
        return document.keys[last].column - 1, line_end
    line = text.rfind("\n", 0, document.values[last].start) + 1
    return text.find("-", line) - line, line_end


def _children(document: Document, base: Path) -> list[Path]:
    """Paths of the fields or items of a collection, in the order of the text."""
    found = [path for path in document.values if len(path) == len(base) + 1 and path[: len(base)] == base]
    return sorted(found, key=lambda path: document.values[path].start)


def _block(rest: Path, value: str, indent: int, newline: str) -> list[str]:
    """Lines of a new field and of all the parents that it needs."""
    key, deeper = rest[0], rest[1:]
    lead = " " * indent + ("-" if isinstance(key, int) else f"{key}:")
    if not deeper:
        literal = block_scalar(value, indent + INDENT, newline) if "\n" in value else None
        return [f"{lead} {literal or scalar(value)}"]
    inner = _block(deeper, value, indent + INDENT, newline)
    if isinstance(key, int):  # the item's first field stands behind the dash
        return [f"{lead} {inner[0].lstrip()}", *inner[1:]]
    return [lead, *inner]


def _flow(rest: Path, value: str) -> str:
    """A new item of a collection in braces or brackets."""
    key, deeper = rest[0], rest[1:]
    inner = _wrapped(deeper, value) if deeper else scalar(value, in_flow=True)
    return inner if isinstance(key, int) else f"{key}: {inner}"


def _wrapped(rest: Path, value: str) -> str:
    """A new collection that holds one item."""
    return f"[{_flow(rest, value)}]" if isinstance(rest[0], int) else f"{{{_flow(rest, value)}}}"
