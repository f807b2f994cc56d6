"""Edits of an entry's text: the smallest span that must change, everything else byte for byte.

Each edit is read back and compared with what was wanted. Only where the span edit fails that test
is the document written anew with ruamel.yaml, which keeps comments but may change layout.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from glovebook.schema.document import Document, DocumentError, Key, Path, parse_path, read_document, spelled
from glovebook.schema.parts.part import VALUE
from glovebook.schema.refusal import Refusal
from glovebook.store.span import span_edits


def edit(text: str, changes: Mapping[str, str]) -> str:
    """The text with values put at paths (``steps[1].temperature``); an empty value takes the field out.

    Missing fields are added after the last one of their mapping; an index one past the end adds an item. A text that
    is to hold a field becomes the ``value`` beside it: ``thickness: ~1 mm`` may be written for ``{value: ~1 mm}``.
    """
    document = read_document(text)
    for path, value in changes.items():
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise Refusal(f"{path}: the text holds bytes that are no UTF-8", "type it again")
        document = put(document, parse_path(path), value)
    return document.text


def put(document: Document, path: Path, value: str) -> Document:
    """The document with a value at a path; an empty value takes the field or item out."""
    if value == "" and path not in document.values:
        return document
    wanted = _with_value(document.data, path, value)
    if wanted == document.data:
        return document
    for text in span_edits(document, path, value, wanted):
        try:
            edited = read_document(text)
        except DocumentError:
            continue  # the layout was too unusual for this edit
        if edited.data == wanted:
            return edited
    return _rewritten(document.text, path, value, wanted)


def _with_value(data: Any, path: Path, value: str) -> Any:
    """The data that an edit is to lead to."""
    wanted = copy.deepcopy(data)
    node = wanted
    for depth, key in enumerate(path):
        here = spelled(path[: depth + 1])
        if not isinstance(node, list if isinstance(key, int) else dict):
            raise _no_place(here, spelled(path[:depth]), node)
        if isinstance(key, int) and key > len(node):
            raise Refusal(f"{here} is beyond the end of the list", f"the next item is [{len(node)}]")
        if depth == len(path) - 1:
            _put(node, key, value)
        else:
            node = _entered(node, key, path[depth + 1])
    return wanted


def _put(node: Any, key: Key, value: str) -> None:
    if value == "":
        if isinstance(key, str):
            node.pop(key, None)
        elif key < len(node):
            del node[key]
    elif isinstance(key, int) and key == len(node):
        node.append(value)
    else:
        node[key] = value


def _entered(node: Any, key: Key, next_key: Key) -> Any:
    """The child at a key, made where it is missing, and opened where it is a text that is to hold a field."""
    if isinstance(key, int) and key == len(node):
        node.append(None)
    if isinstance(key, str) and key not in node:
        node[key] = None
    if node[key] is None:
        node[key] = [] if isinstance(next_key, int) else {}
    if isinstance(node[key], str) and isinstance(next_key, str):
        node[key] = {VALUE: node[key]}
    return node[key]


def _rewritten(text: str, path: Path, value: str, wanted: Any) -> Document:
    """The document written anew with ruamel.yaml: data right, comments kept, layout not always."""
    from io import StringIO

    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        tree = yaml.load(text)
    except YAMLError:
        raise _not_without_harm(path) from None
    node = tree
    for depth, key in enumerate(path[:-1]):
        node = _entered(node, key, path[depth + 1])
    _put(node, path[-1], value)
    out = StringIO()
    yaml.dump(tree, out)
    written = read_document(out.getvalue())
    if written.data != wanted:
        raise _not_without_harm(path)
    return written


def _no_place(here: str, parent: str, node: Any) -> Refusal:
    """Why a path leads into something that has no such field or item."""
    if isinstance(node, str):
        return Refusal(f"{here} cannot be set: {parent} holds one text", f"empty it first: '{parent}='")
    held = "a list" if isinstance(node, list) else "fields"
    return Refusal(f"{here} cannot be set: {parent or 'the entry'} holds {held}", "check the path")


def _not_without_harm(path: Path) -> Refusal:
    return Refusal(f"{spelled(path)} could not be set without changing other fields", "edit the line by hand")
