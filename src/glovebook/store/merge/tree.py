"""Three-way merge of data: what one side alone changed is taken, what both changed in the same way, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from glovebook.schema.document import Path, spelled


class _Absent:
    """What is not there; unlike None, which is a field left empty."""

    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = _Absent()


@dataclass(frozen=True)
class Clash:
    """A field that both sides changed, each in its own way."""

    path: Path
    """Its place in the merged data."""
    base: Any
    theirs: Any
    mine: Any

    @property
    def field(self) -> str:
        """The path as people read it."""
        return spelled(self.path)


def merged_data(base: Any, mine: Any, theirs: Any, path: Path = ()) -> tuple[Any, list[Clash]]:
    """The merged data and what clashes in them; there, ``theirs`` stands."""
    if same(mine, theirs) or same(mine, base):
        return theirs, []
    if same(theirs, base):
        return mine, []
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _mapping(base if isinstance(base, dict) else {}, mine, theirs, path)
    if isinstance(mine, list) and isinstance(theirs, list):
        return _sequence(base if isinstance(base, list) else [], mine, theirs, path)
    return theirs, [Clash(path, base, theirs, mine)]


def same(left: Any, right: Any) -> bool:
    """Whether two values mean the same: a field left empty is like one that is not there."""
    return bool(filled(left) == filled(right))


def filled(value: Any) -> Any:
    """Data without the fields that are left empty."""
    if value is ABSENT:
        return None
    if isinstance(value, dict):
        return {key: filled(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [filled(item) for item in value]
    return value


def _mapping(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], path: Path) -> tuple[Any, list[Clash]]:
    found: dict[str, Any] = {}
    clashes: list[Clash] = []
    for key in dict.fromkeys([*theirs, *mine]):
        values = [side.get(key, ABSENT) for side in (base, mine, theirs)]
        value, more = merged_data(values[0], values[1], values[2], (*path, key))
        if value is not ABSENT:
            found[key] = value
        clashes += more
    return found, clashes


Chunk = tuple[int, int, int, int]
"""Start and end in the base, start and end in a side."""


def _sequence(base: list[Any], mine: list[Any], theirs: list[Any], path: Path) -> tuple[list[Any], list[Clash]]:
    """Items that are in all three hold the lists together; between them the sides are compared.

    Where one side took out what the other changed, the lists clash as wholes.
    """
    found: list[Any] = []
    clashes: list[Clash] = []
    for (start, end), own, other in _stretches(base, mine, theirs):
        stretch = _stretch(base[start:end], mine[own[0] : own[1]], theirs[other[0] : other[1]], path, len(found))
        if stretch is None:
            return theirs, [Clash(path, base, theirs, mine)]
        found += stretch[0]
        clashes += stretch[1]
    return found, clashes


def _stretches(
    base: list[Any], mine: list[Any], theirs: list[Any]
) -> list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]:
    """Spans of the three lists that belong together: changed ones, and single items that are in all."""
    name = _told_by(base, mine, theirs)
    own, other = _partners(base, mine, name), _partners(base, theirs, name)
    found = []
    at = (0, 0, 0)
    for index in [*(i for i in range(len(base)) if i in own and i in other), len(base)]:
        here = (index, own.get(index, len(mine)), other.get(index, len(theirs)))
        found.append(((at[0], here[0]), (at[1], here[1]), (at[2], here[2])))
        if index < len(base):
            found.append(((index, index + 1), (here[1], here[1] + 1), (here[2], here[2] + 1)))
        at = (here[0] + 1, here[1] + 1, here[2] + 1)
    return found


IDENTITIES = ("entry", "file", "at")
"""Fields that tell the items of a list apart, where all of them have one, and no two the same."""


def _told_by(*lists: list[Any]) -> str:
    """The field that tells the items apart; empty where none does, and items are the same only if they are equal."""
    for name in IDENTITIES:
        names = [[item.get(name) if isinstance(item, dict) else None for item in side] for side in lists]
        if all(None not in side and len({repr(value) for value in side}) == len(side) for side in names):
            return name
    return ""


def _partners(base: list[Any], side: list[Any], name: str) -> dict[int, int]:
    """Index in the base -> index of the same item of a side."""
    keys = [[repr(item[name] if name else filled(item)) for item in items] for items in (base, side)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    return {start + k: at + k for start, at, size in matcher.get_matching_blocks() for k in range(size)}


def _stretch(
    base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any], path: Path, at: int
) -> tuple[list[Any], list[Clash]] | None:
    """The items of a stretch and what clashes in them; None where the sides cannot be laid side by side."""
    if same([*mine], [*theirs]) or same([*mine], [*base]):
        return [*theirs], []
    if same([*theirs], [*base]):
        return [*mine], []
    known = len(base)
    if len(mine) >= known and len(theirs) >= known:  # items were changed in their places, or added behind
        found: list[Any] = []
        clashes: list[Clash] = []
        for index in range(known):
            value, more = merged_data(base[index], mine[index], theirs[index], (*path, at + index))
            found.append(value)
            clashes += more
        new = [item for item in mine[known:] if not any(same(item, other) for other in theirs[known:])]
        return [*found, *theirs[known:], *new], clashes
    return None
