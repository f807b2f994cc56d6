"""Three-way merge of lines: keeps comments, order and layout of both sides where they changed different lines."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

MOST = 20_000
"""Lines up to which texts are compared: the time grows with the square."""

Edit = tuple[int, int, list[str]]
"""Lines of the base from, to, and what stands there instead."""


def merged_lines(base: str, mine: str, theirs: str) -> Iterator[str]:
    """Texts that may be the merge, the best first; whoever takes one has to look whether it says what it should.

    Where both sides changed the same lines, the first text has both, theirs before mine; the second theirs alone.
    """
    lines = [text.splitlines(keepends=True) for text in (base, mine, theirs)]
    if max(map(len, lines)) > MOST:
        return
    own, other = (_edits(lines[0], side) for side in lines[1:])
    groups = list(_groups(own, other))
    clashing = any(ours and theirs for ours, theirs in groups)
    yield "".join(_applied(lines[0], groups, both=True))
    if clashing:
        yield "".join(_applied(lines[0], groups, both=False))


def _edits(base: list[str], side: list[str]) -> list[Edit]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return [(i1, i2, side[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _groups(own: list[Edit], other: list[Edit]) -> Iterator[tuple[list[Edit], list[Edit]]]:
    """Edits of mine and theirs in the order of the base; those that touch the same lines together."""
    waiting = [(edit, True) for edit in own] + [(edit, False) for edit in other]
    waiting.sort(key=lambda item: (item[0][0], item[0][1]))
    group: tuple[list[Edit], list[Edit]] = ([], [])
    for edit, is_mine in waiting:
        if (group[0] or group[1]) and not _touches(group, edit):
            yield group
            group = ([], [])
        group[0 if is_mine else 1].append(edit)
    if group[0] or group[1]:
        yield group


def _touches(group: tuple[list[Edit], list[Edit]], edit: Edit) -> bool:
    """Whether an edit changes lines that the group changes, or both put new lines at one place."""
    edits = [*group[0], *group[1]]
    end = max(other[1] for other in edits)
    if edit[0] != end:
        return edit[0] < end
    return edit[0] == edit[1] or any(other[0] == other[1] == end for other in edits)


def _applied(base: list[str], groups: list[tuple[list[Edit], list[Edit]]], *, both: bool) -> Iterator[str]:
    at = 0
    for mine, theirs in groups:
        start = min(edit[0] for edit in [*mine, *theirs])
        end = max(edit[1] for edit in [*mine, *theirs])
        yield from base[at:start]
        if not (mine and theirs):
            yield from _side(base, mine or theirs, start, end)
        else:
            first, second = (list(_side(base, side, start, end)) for side in (theirs, mine))
            yield from first
            if both and first != second:
                if first and second and not first[-1].endswith("\n"):
                    yield "\n"
                yield from second
        at = end
    yield from base[at:]


def _side(base: list[str], edits: list[Edit], start: int, end: int) -> Iterator[str]:
    """What one side has in place of the base's lines from start to end."""
    at = start
    for first, last, new in edits:
        yield from base[at:first]
        yield from new
        at = last
    yield from base[at:end]
