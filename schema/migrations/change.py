"""What a step from one version of the entry format to the next does, field by field: plain data, carried out by others.

The same list of changes leads from old data to new data (`applied`) and from old text to new text
(`glovebook.store.carry_out`), and the two must agree.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from glovebook.schema.document import Path, spelled
from glovebook.schema.refusal import Refusal

KEEP: Final = object()
"""The value of a change that leaves the value alone."""


@dataclass(frozen=True)
class Change:
    """A field gets another name, another value, or both; it stays where it stands."""

    path: Path
    """The field, as the older version names it."""
    name: str | None = None
    """Its new name, where it gets one."""
    value: Any = KEEP
    """Its new value: a text, or fields and lists of texts."""


@dataclass(frozen=True)
class Move:
    """A field goes to another place; the fields around that place are made where they are missing.

    Moves come after all changes, one after the other, and name fields as those before them leave them.
    """

    path: Path
    to: Path


Step = Change | Move


def applied(data: Mapping[str, Any], steps: Sequence[Step]) -> dict[str, Any]:
    """The data after the steps; `data` stays as it is. `Refusal` where a field would get a name that is taken."""
    changes = {step.path: step for step in steps if isinstance(step, Change)}
    new: dict[str, Any] = _changed(data, changes, ())
    for step in steps:
        if isinstance(step, Move):
            _move(new, step)
    return new


def _changed(value: Any, changes: Mapping[Path, Change], path: Path) -> Any:
    if isinstance(value, list):
        return [_changed(item, changes, (*path, index)) for index, item in enumerate(value)]
    if not isinstance(value, Mapping):
        return value
    new: dict[str, Any] = {}
    for key, item in value.items():
        here = (*path, key)
        change = changes.get(here, Change(here))
        name = change.name or key
        if name in new or (change.name in value and change.name != key):
            raise Refusal(
                f"{spelled(here)} becomes {name!r}, and there is a field of that name already", "keep one of the two"
            )
        new[name] = _changed(item, changes, here) if change.value is KEEP else copy.deepcopy(change.value)
    return new


def _move(data: dict[str, Any], move: Move) -> None:
    value = at(data, move.path[:-1]).pop(move.path[-1])
    node = data
    for key in move.to[:-1]:
        if node.get(str(key)) is None:
            node[str(key)] = {}
        node = node[str(key)]
        if not isinstance(node, dict):
            raise Refusal(f"{spelled(move.path)} moves into {key!r}, which holds no fields", f"empty {key!r} first")
    name = str(move.to[-1])
    if node.get(name) is not None:
        raise Refusal(f"{spelled(move.path)} moves to {spelled(move.to)}, which is filled", "keep one of the two")
    node[name] = value


def at(data: Any, path: Path) -> Any:
    """The part of the data at a path."""
    for key in path:
        data = data[key]
    return data
