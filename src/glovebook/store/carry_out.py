"""The steps of a migration, carried out on a text: what comes out is right, or nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glovebook.schema.document import Document, DocumentError, read_document, spelled
from glovebook.schema.migrations.change import Change, Move, Step, applied, at
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit
from glovebook.store.move_key import moved
from glovebook.store.rename_key import renamed


def carried_out(document: Document, steps: Sequence[Step]) -> Document:
    """The document after the steps, read back from its new text and compared with what `applied` says.

    Raises `Refusal` where a text is laid out so that it cannot be changed without harm.
    """
    wanted = applied(document.data, steps)
    changes = [step for step in steps if isinstance(step, Change)]
    after = _read(renamed(document, changes), applied(document.data, changes), changes)
    for step in steps:
        if isinstance(step, Move):
            after = _after_move(after, step)
    if after.data != wanted:
        raise _not_without_harm(steps)
    return after


def _after_move(document: Document, move: Move) -> Document:
    wanted = applied(document.data, [move])
    text = moved(document, move)
    try:
        if text is not None:
            return _read(text, wanted, [move])
    except Refusal:
        pass  # the layout was too unusual for moving whole lines
    value: Any = at(document.data, move.path)
    if not isinstance(value, str):
        raise _not_without_harm([move])
    return _read(edit(document.text, {spelled(move.path): "", spelled(move.to): value}), wanted, [move])


def _read(text: str, wanted: dict[str, Any], steps: Sequence[Step]) -> Document:
    try:
        document = read_document(text)
    except DocumentError:
        raise _not_without_harm(steps) from None
    if document.data != wanted:
        raise _not_without_harm(steps)
    return document


def _not_without_harm(steps: Sequence[Step]) -> Refusal:
    fields = ", ".join(spelled(step.path) for step in steps)
    return Refusal(f"{fields} could not be changed without changing other fields", "edit these lines by hand")
