"""Listing the files of entries: as a walk through the folders finds them, and again only where one changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from glovebook.store import listing
from glovebook.store.listing import SUFFIX, Listing


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with entries at three depths; those of one id, and names that sort unlike their text."""
    for name in ("b", "a/b", "a-b/c", "a/deep/er/d", "z"):
        put(tmp_path, name)
    (tmp_path / "entries/a/notes.txt").write_text("no entry", "utf-8")
    (tmp_path / f"entries/folder{SUFFIX}").mkdir()
    put(tmp_path, f"folder{SUFFIX}/e")
    return tmp_path


def put(root: Path, name: str) -> None:
    """Writes a file as of long ago."""
    file = root / f"entries/{name}{SUFFIX}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("", "utf-8")


def walked(root: Path) -> dict[str, list[str]]:
    """What a walk through everything finds."""
    found: dict[str, list[str]] = {}
    for path in sorted((root / "entries").rglob(f"*{SUFFIX}")):
        if path.is_file():
            found.setdefault(path.name.removesuffix(SUFFIX), []).append(path.relative_to(root).as_posix())
    return found


def test_as_a_walk(root: Path) -> None:
    """The same files in the same order, links to files among them, what lies behind links to folders not."""
    (root / f"entries/linked{SUFFIX}").symlink_to(root / f"entries/b{SUFFIX}")
    (root / f"entries/broken{SUFFIX}").symlink_to(root / "nowhere")
    (root / "entries/round").symlink_to(root / "entries")
    found = Listing(root).files()
    assert list(found.items()) == list(walked(root).items())
    assert found["b"] == [f"entries/a/b{SUFFIX}", f"entries/b{SUFFIX}"]
    assert "linked" in found
    assert Listing(root / "nowhere").files() == {}


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file": lambda root: put(root, "a/deep/new"),
    "a folder": lambda root: put(root, "more/new"),
    "gone": lambda root: (root / f"entries/a-b/c{SUFFIX}").unlink(),
    "renamed": lambda root: (root / f"entries/z{SUFFIX}").rename(root / f"entries/y{SUFFIX}"),
    "moved": lambda root: (root / "entries/a/deep").rename(root / "entries/deeper"),
    "all gone": lambda root: shutil.rmtree(root / "entries"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change(root: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """A listing that is asked again is as one made anew; where nothing changed, no folder is read."""
    for folder in (root / "entries", *(root / "entries").rglob("*/")):
        os.utime(folder, (1, 1))
    monkeypatch.setattr(listing, "GRANULARITY", -(10**18))  # a clock so fine that every change shows
    kept = Listing(root)
    first = kept.files()
    with monkeypatch.context() as patch:
        patch.setattr(listing, "_look", None)
        assert kept.files() is first
    change(root)
    assert kept.files() == walked(root)
    assert first != walked(root)


def test_young_folders(root: Path) -> None:
    """A folder is read again while a change might not show in its times."""
    kept = Listing(root)
    kept.files()
    before = (root / "entries").stat()
    put(root, "late")
    os.utime(root / "entries", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "late" in kept.files()
