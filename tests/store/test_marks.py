"""Clashes between marks, as git shows them: only what two sides changed differently stands between them."""

from __future__ import annotations

import pytest

from glovebook.store.merge.marks import marked

BASE = """\
kind: pellet
id: p1
diameter: 8 mm
thickness:   # of three
mass:
notes:
"""
OURS = BASE.replace("8 mm", "9 mm").replace("thickness:  ", "thickness: 1 mm  ")
THEIRS = BASE.replace("8 mm", "10 mm").replace("mass:", "mass: 44 mg   # twice")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_field_clashes(end: str) -> None:
    """The line that both changed stands between the marks, what either changed alone is merged, comments and all."""
    text, clashes = marked(*(side.replace("\n", end).encode() for side in (BASE, OURS, THEIRS)))
    expected = """\
kind: pellet
id: p1
<<<<<<< ours
diameter: 9 mm
=======
diameter: 10 mm
>>>>>>> theirs
thickness: 1 mm   # of three
mass: 44 mg   # twice
notes:
"""
    assert (expected.replace("\n", end), 1) == (text.decode(), clashes)


def test_nothing_clashes() -> None:
    """Fields on neighbouring lines, which git itself takes for a clash, come together."""
    ours, theirs = BASE.replace("thickness:  ", "thickness: 1 mm  "), BASE.replace("mass:", "mass: 44 mg")
    merged = BASE.replace("thickness:  ", "thickness: 1 mm  ").replace("mass:", "mass: 44 mg")
    assert (merged.encode(), 0) == marked(BASE.encode(), ours.encode(), theirs.encode())


@pytest.mark.parametrize("base", [None, b"kind: ["])
def test_without_a_base(base: bytes | None) -> None:
    """Two entries that were made alone, and texts that cannot be read, keep what differs side by side."""
    text, clashes = marked(base, b"kind: note\nid: n1\n", b"kind: note\nid: n2\n")
    expected = b"kind: note\n<<<<<<< ours\nid: n1\n=======\nid: n2\n>>>>>>> theirs\n"
    assert (expected, 1) == (text, clashes)


def test_no_text() -> None:
    """Bytes that are no text are left as they are on our side."""
    assert marked(b"\xff0", b"\xff1", b"\xff2") == (b"\xff1", 1)
