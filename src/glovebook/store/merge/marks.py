"""Two sides of a merge in one text, for programs that show clashes so: what clashes stands between marks, as git's."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from glovebook.store.merge.texts import merge

OURS, BETWEEN, THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"


def marked(base: bytes | None, ours: bytes, theirs: bytes) -> tuple[bytes, int]:
    """The merged text, and between how many pairs of marks the sides clash in it.

    Everything that only one side changed is merged by fields, as between two people in one notebook; where both changed
    a field, the lines of both stand between the marks. Bytes that are no UTF-8 clash as they are, ours in the text.
    """
    merged = merge(base, theirs, ours)
    if merged.clean:
        return merged.content, 0
    other = merge(base, ours, theirs).content
    try:
        sides = [text.decode("utf-8").split("\n") for text in (merged.content, other)]
    except UnicodeDecodeError:
        return ours, 1
    lines = list(_between_marks(*sides))
    return "\n".join(lines).encode("utf-8"), sum(line.rstrip("\r") == OURS for line in lines)


def _between_marks(ours: list[str], theirs: list[str]) -> Iterator[str]:
    """Lines that are equal as they are, others behind each other."""
    end = "\r" if ours and ours[0].endswith("\r") else ""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from ours[i1:i2]
        else:
            yield OURS + end
            yield from ours[i1:i2]
            yield BETWEEN + end
            yield from theirs[j1:j2]
            yield THEIRS + end
