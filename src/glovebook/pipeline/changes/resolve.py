"""Settling what two people changed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from glovebook.pipeline.named import entry_file
from glovebook.pipeline.new import somebody, this_minute
from glovebook.schema.document import Document, DocumentError, parse_path, read_document
from glovebook.schema.document import Path as FieldPath
from glovebook.schema.refusal import Refusal
from glovebook.store.changes import conflict as side_by_side
from glovebook.store.changes.amendment import amended
from glovebook.store.changes.conflict import Conflict, Field
from glovebook.store.changes.journal import Write, carry_out, content_of
from glovebook.store.changes.lock import writing
from glovebook.store.notebook import Notebook

Choice = str
"""``mine`` or ``theirs``; empty: only the fields that are named."""


def conflicts(entry: str | Path) -> list[Conflict]:
    """What clashes in an entry, oldest first."""
    return [side_by_side.read(file) for file in side_by_side.conflicts(entry_file(entry).resolve())]


def resolve(
    entry: str | Path,
    choice: Choice = "",
    values: Mapping[str, str] | None = None,
    reason: str = "",
    *,
    choices: Mapping[str, Choice] | None = None,
    only: str = "",
) -> int:
    """How many fields still clash, after those that are named were given their values, and the rest what was chosen.

    ``mine`` is what the file beside the entry keeps, ``theirs`` what the entry holds. Both texts stay in the history.
    ``choices`` are for fields of their own, by path. Where several changes clashed, ``only`` names the file of the one
    that is settled.
    """
    path = entry_file(entry).resolve()
    notebook = Notebook.containing(path)
    given = {parse_path(name): text for name, text in (values or {}).items()}
    sides = {parse_path(name): side for name, side in (choices or {}).items()}
    with writing(notebook.root):
        waiting = [conflict for conflict in conflicts(path) if only in ("", conflict.file.name)]
        _refuse_other(path.name, waiting, [*(values or {}), *(choices or {})], [choice, *sides.values()])
        before = content_of(path) or b""
        after, writes, left = before, [], 0
        for conflict in waiting:
            after, open_still = _settled(conflict, after, choice, given, sides)
            left += (len(open_still.fields) or 1) if open_still else 0
            file, held = notebook.relative(conflict.file), conflict.file.read_bytes()
            rest = side_by_side.written(open_still) if open_still else None
            if rest != held:
                writes.append(Write(file, held, rest))
        if after != before:
            after = amended(before, after, reason, somebody(notebook), this_minute(notebook))
            writes.insert(0, Write(notebook.relative(path), before, after))
        carry_out(notebook.root, "resolve", writes)
    return left


def _refuse_other(name: str, waiting: list[Conflict], named: Sequence[str], choices: Sequence[Choice]) -> None:
    if not waiting:
        raise Refusal(f"nothing clashes in {name}", "see: glovebook history")
    if not named and not any(choices):
        raise Refusal("it is not said how to settle it", "add --mine, --theirs, or PATH=TEXT")
    for choice in choices:
        if choice not in ("", "mine", "theirs"):
            raise Refusal(f"{choice!r} is no choice", "choose mine or theirs")
    for path in named:
        if not any(side_by_side.wanted_field(conflict, path) for conflict in waiting):
            clashing = ", ".join(field.name for conflict in waiting for field in conflict.fields)
            raise Refusal(f"{path} does not clash", f"these do: {clashing or 'the texts as wholes: --mine, --theirs'}")


def _settled(
    conflict: Conflict,
    content: bytes,
    choice: Choice,
    given: Mapping[FieldPath, str],
    sides: Mapping[FieldPath, Choice],
) -> tuple[bytes, Conflict | None]:
    """The entry's text after one conflict, and what of it clashes still."""
    if conflict.text is not None:
        return (conflict.text.encode("utf-8") if choice == "mine" else content), None if choice else conflict
    left: list[Field] = []
    document = _read(content, conflict)
    for field in conflict.fields:
        if field.path in given:
            document = side_by_side.settled(document, field, given[field.path])
        elif sides.get(field.path, choice) == "mine":
            document = side_by_side.settled(document, field, None)
        elif sides.get(field.path, choice) != "theirs":
            left.append(field)
    return document.text.encode("utf-8"), replace(conflict, fields=left) if left else None


def _read(content: bytes, conflict: Conflict) -> Document:
    try:
        return read_document(content)
    except DocumentError as error:
        raise Refusal(f"{conflict.entry}:{error.line}:{error.column}: {error.message}", error.hint) from None
