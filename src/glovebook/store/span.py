"""One edit of a text as the smallest span that must change; None where the layout does not allow it."""

from __future__ import annotations

from typing import Any

from glovebook.schema.document import Document, Path
from glovebook.store.scalar import block_scalar, scalar

INDENT = 2


def span_edit(document: Document, path: Path, value: str, wanted: Any) -> str | None:
    """The text with a value put at a path (an empty one takes the field out), or None.

    ``wanted`` is the whole data after the edit: a flow collection (``{...}``) from which something
    goes is written anew from it, alone.
    """
    newline = "\r\n" if "\r\n" in document.text else "\n"
    if path not in document.values:
        return document.text if value == "" else _with_new(document, path, value, newline)
    if value == "":
        return _without(document, path, wanted)
    return _replaced(document, path, value, newline)


def _replaced(document: Document, path: Path, value: str, newline: str) -> str | None:
    text, mark = document.text, document.values[path]
    old = text[mark.start : mark.end]
    if old[:1] in ("{", "["):
        return None
    if old[:1] in ("|", ">") or ("\n" in value and not in_flow(document, path)):
        key = document.keys.get(path)
        block = block_scalar(value, (key.column - 1 if key else mark.column - 1) + INDENT, newline)
        new = block or scalar(value)
        tail = newline if old.endswith("\n") else ""
    else:
        new, tail = scalar(value, old, in_flow=in_flow(document, path)), ""
    return text[: mark.start] + ("" if old else " ") + new + tail + text[mark.end :]


def _without(document: Document, path: Path, wanted: Any) -> str | None:
    """The text without a field that stands on lines of its own, or within braces."""
    outer = next((path[:depth] for depth in range(1, len(path)) if _is_flow(document, path[:depth])), None)
    if outer:
        mark = document.values[outer]
        return document.text[: mark.start] + flow_of(_at(wanted, outer)) + document.text[mark.end :]
    key = document.keys.get(path)
    if key is None:
        return None
    text = document.text
    start = text.rfind("\n", 0, key.start) + 1
    if text[start : key.start].strip():  # the first field of a list item shares its line with the dash
        return None
    stop = text.find("\n", last_character(document, path))
    return text[:start] + (text[stop + 1 :] if stop >= 0 else "")


def _with_new(document: Document, path: Path, value: str, newline: str) -> str | None:
    """The text with a field that was not there, after the last one of its mapping or list."""
    depth = len(path) - 1
    while depth and path[:depth] not in document.values:
        depth -= 1
    base, rest = path[:depth], path[depth:]
    text, mark = document.text, document.values[base]
    if _is_flow(document, base):
        inner = text[mark.start + 1 : mark.end - 1].rstrip()
        joined = f"{inner}, {_flow(rest, value)}" if inner.strip() else _flow(rest, value)
        return text[: mark.start + 1] + joined + text[mark.end - 1 :]
    after = insertion(document, base, rest)
    if after is None:
        return None
    indent, at = after
    block = newline.join(_block(rest, value, indent, newline))
    if at < 0:
        return text + newline + block + newline
    return text[: at + 1] + block + newline + text[at + 1 :]


def insertion(document: Document, base: Path, rest: Path) -> tuple[int, int] | None:
    """Indentation of a new field, and the offset of the line end that it goes behind (-1: the text's end)."""
    text, mark = document.text, document.values[base]
    if mark.start == mark.end:  # ``mass:`` with nothing behind it
        key = document.keys.get(base)
        return ((key.column - 1 + INDENT) if key else 0, text.find("\n", mark.end))
    siblings = [path for path in document.values if len(path) == len(base) + 1 and path[: len(base)] == base]
    if not siblings:
        return None
    last = max(siblings, key=lambda path: document.values[path].start)
    line_end = text.find("\n", last_character(document, last))
    if isinstance(rest[0], str):
        return document.keys[last].column - 1, line_end
    line = text.rfind("\n", 0, document.values[last].start) + 1
    return text.find("-", line) - line, line_end


def last_character(document: Document, path: Path) -> int:
    """Offset of the last character that belongs to a value; the parser ends a block only where the next begins."""
    ends = [
        document.values[inner].end
        for inner in document.values
        if inner[: len(path)] == path and (_is_flow(document, inner) or not _has_children(document, inner))
    ]
    ends += [mark.end for inner, mark in document.keys.items() if inner[: len(path)] == path]
    return max(ends) - 1


def _has_children(document: Document, path: Path) -> bool:
    return isinstance(_at(document.data, path), (dict, list))


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
    key, deeper = rest[0], rest[1:]
    if not deeper:
        inner = scalar(value, in_flow=True)
    else:
        inner = f"[{_flow(deeper, value)}]" if isinstance(deeper[0], int) else f"{{{_flow(deeper, value)}}}"
    return inner if isinstance(key, int) else f"{key}: {inner}"


def flow_of(data: Any) -> str:
    """Data on one line, in braces and brackets."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow_of(item)}" for key, item in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(flow_of(item) for item in data) + "]"
    return "" if data is None else scalar(data, in_flow=True)


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _is_flow(document: Document, path: Path) -> bool:
    mark = document.values[path]
    return document.text[mark.start : mark.start + 1] in ("{", "[")


def in_flow(document: Document, path: Path) -> bool:
    """Whether a place lies within braces or brackets."""
    return any(_is_flow(document, path[:depth]) for depth in range(len(path)))
