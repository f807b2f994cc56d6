"""``glovebook merge``: two versions of an entry in files, as git hands them over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
BASE = "kind: note\nid: n1\nuuid: u1\ntitle: A\ntext: x\n"
Merge = Callable[[str, str, str], tuple[Any, str]]


@pytest.fixture
def merge(tmp_path: Path, run: Run) -> Merge:
    """What the command said, and what the file of ours holds then."""

    def merge(base: str, ours: str, theirs: str) -> tuple[Any, str]:
        files = [tmp_path / name for name in ("base", "ours", "theirs")]
        for file, text in zip(files, (base, ours, theirs), strict=True):
            file.write_text(text, "utf-8")
        return run("merge", *files), files[1].read_text("utf-8")

    return merge


def test_fields(merge: Merge) -> None:
    """Different fields come together; the same field clashes, and the exit code says so to git."""
    said, text = merge(BASE, BASE.replace("A", "B"), BASE.replace("x", "y"))
    assert (said, text) == ((0, "", ""), BASE.replace("A", "B").replace("x", "y"))
    said, text = merge(BASE, BASE.replace("A", "B"), BASE.replace("A", "C"))
    marks = "<<<<<<< ours\ntitle: B\n=======\ntitle: C\n>>>>>>> theirs"
    assert (said, text) == ((1, "", ""), BASE.replace("title: A", marks))


@pytest.mark.parametrize("is_ours", [True, False])
def test_another_entry(merge: Merge, is_ours: bool) -> None:
    """A side with another uuid than the base is another entry: it stays as it is, and that is said."""
    edited, other = BASE.replace("x", "y"), BASE.replace("n1", "n2").replace("u1", "u2")
    said, text = merge(BASE, *((other, edited) if is_ours else (edited, other)))
    assert (said.code, text) == (2, other)
    assert said.err == (
        "glovebook: git takes n2 for a renamed n1, but it is another entry, and stays as it was made; "
        "n1 was deleted by one side and changed by the other: decide, and bring it back if need be\n"
    )


def test_no_such_file(run: Run, tmp_path: Path) -> None:
    """A file that is not there is named."""
    file = tmp_path / "a"
    assert run("merge", file, file, file).err.startswith(f"glovebook: {file} could not be read: No such file")


def test_two_new_entries_of_one_name(merge: Merge) -> None:
    """Git's base is an empty file then; both texts are kept."""
    said, text = merge("", BASE, BASE.replace("u1", "u2").replace("A", "B"))
    assert said.code == 1
    assert {"uuid: u1", "uuid: u2", "title: A", "title: B"} <= set(text.splitlines())
