"""How the values of a document are laid out: in braces or in lines, and where they end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glovebook.schema.document import Document, Path


def at(data: Any, path: Path) -> Any:
    """The data at a path."""
    for key in path:
        data = data[key]
    return data


def is_flow(document: Document, path: Path) -> bool:
    """Whether a value is written in braces or brackets."""
    mark = document.values[path]
    return document.text[mark.start : mark.start + 1] in ("{", "[")


def in_flow(document: Document, path: Path) -> bool:
    """Whether a value lies inside of braces or brackets."""
    return any(is_flow(document, path[:depth]) for depth in range(len(path)))


def is_block(document: Document, path: Path) -> bool:
    """Whether a value is fields or items on lines of their own."""
    return isinstance(at(document.data, path), (dict, list)) and not is_flow(document, path)


def end_of_scalar(document: Document, path: Path) -> int:
    """Offset behind a value that is no block; blank lines behind a literal text belong to the layout."""
    mark = document.values[path]
    written = document.text[mark.start : mark.end]
    return mark.start + len(written.rstrip()) if written[:1] in ("|", ">") else mark.end


def last_character(document: Document, path: Path) -> int:
    """Offset of the last character that belongs to a value; the parser ends a block only where the next begins."""
    ends = [
        end_of_scalar(document, inner)
        for inner in document.values
        if inner[: len(path)] == path and not is_block(document, inner)
    ]
    ends += [mark.end for inner, mark in document.keys.items() if inner[: len(path)] == path]
    return max(ends) - 1


def behind_key(document: Document, path: Path, new: str) -> Iterator[str]:
    """The text in which a block goes, and a value on one line stands behind its name or dash instead."""
    text, key = document.text, document.keys.get(path)
    end = last_character(document, path) + 1
    if key is None:
        yield text[: document.values[path].start] + new + text[end:]
        return
    colon = text.index(":", key.end) + 1
    rest_of_line = text[colon:].partition("\n")[0].rstrip("\r")  # a comment behind the name stays there
    yield f"{text[:colon]} {new}{rest_of_line}{text[end:]}"
