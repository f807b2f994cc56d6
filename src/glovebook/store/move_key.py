"""A field that goes to another place: its lines are cut, shifted to their new depth and put in there."""

from __future__ import annotations

from glovebook.schema.document import Document
from glovebook.schema.migrations.change import Move
from glovebook.store.layout import in_flow, last_character
from glovebook.store.span import INDENT, insertion


def moved(document: Document, move: Move) -> str | None:
    """The text after a move, or None where the layout does not allow it.

    Comments behind the value go along; lines of comments above stay, because they may head what follows.
    """
    text, key = document.text, document.keys[move.path]
    start = text.rfind("\n", 0, key.start) + 1
    if in_flow(document, move.path) or text[start : key.start].strip() or not isinstance(move.to[-1], str):
        return None
    newline = "\r\n" if "\r\n" in text else "\n"
    stop = text.find("\n", last_character(document, move.path)) + 1 or len(text)
    lines = (text[start : key.start] + move.to[-1] + text[key.end : stop]).rstrip("\r\n") + newline
    indent = key.column - 1
    parent = move.to[:-1]
    if parent in document.values:
        return _inserted(document, (start, stop), _shifted(lines, indent, document, move), move)
    if parent[:-1] != move.path[:-1]:
        return None
    head = f"{' ' * indent}{parent[-1]}:{newline}"
    return text[:start] + head + _indented(lines, INDENT) + text[stop:]


def _shifted(lines: str, indent: int, document: Document, move: Move) -> str | None:
    place = insertion(document, move.to[:-1], move.to[-1:])
    return None if place is None else _indented(lines, place[0] - indent)


def _inserted(document: Document, cut: tuple[int, int], lines: str | None, move: Move) -> str | None:
    """The text without the span that is cut, and with the lines behind the last field around their new place."""
    text, (start, stop) = document.text, cut
    place = insertion(document, move.to[:-1], move.to[-1:])
    if lines is None or place is None or in_flow(document, move.to):
        return None
    at = place[1] + 1
    if not at:  # the last line of the text has no end
        return text[:start] + text[stop:] + lines[-1] + lines
    if at <= start:
        return text[:at] + lines + text[at:start] + text[stop:]
    return text[:start] + text[stop:at] + lines + text[at:]


def _indented(lines: str, by: int) -> str:
    if by < 0:
        return "".join(line[-by:] if line.strip() else line for line in lines.splitlines(keepends=True))
    return "".join(" " * by + line if line.strip() else line for line in lines.splitlines(keepends=True))
