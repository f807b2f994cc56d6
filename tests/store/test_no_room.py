"""A disk that is full, and a folder that takes no files: a clear refusal, and nothing is changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from glovebook.pipeline.changes.delete import delete
from glovebook.pipeline.changes.history import history
from glovebook.pipeline.changes.rename import rename
from glovebook.pipeline.changes.restore import restore
from glovebook.pipeline.changes.review import review
from glovebook.pipeline.check import check
from glovebook.pipeline.new import init, new
from glovebook.pipeline.set import set_fields
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook

SIZE = 1_000_000
"""Bytes of the disk that is filled."""
CHANGES: dict[str, Callable[[Notebook], Any]] = {
    "new": lambda notebook: new(notebook, "note", "n9"),
    "set": lambda notebook: set_fields(notebook.path_of("p1"), {"diameter": "9 mm"}),
    "merge": lambda notebook: set_fields(
        notebook.path_of("p1"), {"title": "A"}, base=history(notebook.path_of("p1")).versions[0].sha256
    ),
    "rename": lambda notebook: rename(notebook, "p1", "p9"),
    "delete": lambda notebook: delete(notebook, "p1", unlink=True),
    "restore": lambda notebook: restore(
        notebook.path_of("p1"), str(history(notebook.path_of("p1")).versions[0].sha256)
    ),
    "review": lambda notebook: review(notebook.path_of("p1"), "approved", by="ann"),
}


def mounted(*arguments: str | Path) -> None:
    """Mounts a file system, or skips the test where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a disk to fill or to make read-only")
    done = subprocess.run(["mount", *arguments], check=False, capture_output=True, text=True)  # noqa: S607 - found by PATH
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk)
    yield disk
    subprocess.run(["umount", disk], check=True)  # noqa: S607 - found by PATH


def lab(folder: Path) -> Notebook:
    """Twenty entries that link to a pellet with two versions."""
    notebook = init(folder / "lab", "Lab")
    set_fields(new(notebook, "pellet", "p1", values={"diameter": "8 mm"}), {"diameter": "8.5 mm"})
    for number in range(1, 21):
        new(notebook, "eis", f"e{number}", values={"measured_on.entry": "p1"})
    return notebook


def contents(notebook: Notebook) -> dict[str, bytes]:
    """All files that hold what people recorded, and no temporary ones."""
    files = [file for file in notebook.root.rglob("*") if file.is_file() and ".glovebook" not in file.parts]
    return {file.relative_to(notebook.root).as_posix(): file.read_bytes() for file in files}


def fill(disk: Path, left: int) -> None:
    """Leaves so many bytes free."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with (disk / "filling").open("wb") as stream:
        stream.write(b"x" * max(0, free - left))


@pytest.mark.parametrize("change", CHANGES)
def test_a_full_disk(small: Path, change: str) -> None:
    """However much room is left, a change is made as a whole, or refused with its reason and nothing is changed."""
    notebook = lab(small)
    before = contents(notebook)
    said = []
    for left in (0, 4096, 8192, 12288, 16384, 20480, 40960, 65536):
        fill(small, left)
        try:
            CHANGES[change](notebook)
        except Refusal as refusal:
            said.append(str(refusal))
            (small / "filling").unlink()
            assert contents(notebook) == before, left
            assert all(path.name.partition(".")[0] for path in (notebook.root / "entries").iterdir()), left
        else:
            break
    assert said
    assert {text.partition(" could not be written: ")[2] for text in said} == {
        "No space left on device; nothing was changed; check the folder's rights and space"
    }
    (small / "filling").unlink(missing_ok=True)
    assert not list((notebook.root / ".glovebook").glob("journal"))
    assert [
        finding for report in check([notebook.root]) for finding in report.findings if finding.rule == "record/link"
    ] == []


@pytest.mark.parametrize("change", CHANGES)
def test_a_read_only_folder(tmp_path: Path, change: str) -> None:
    """Where nothing can be written, that is said, nothing is changed, and reading goes on."""
    notebook = lab(tmp_path)
    before = contents(notebook)
    folder = notebook.root
    mounted("--bind", folder, folder)
    try:
        mounted("-o", "remount,bind,ro", folder)
        with pytest.raises(Refusal, match=r"could not be written: Read-only file system; nothing was changed"):
            CHANGES[change](notebook)
        assert Notebook.open(folder).ids() == notebook.ids()
        assert len(check([folder])) == 21
        assert history(folder / "entries/p1.gb.yaml").versions
    finally:
        subprocess.run(["umount", folder], check=True)  # noqa: S607 - found by PATH
    assert contents(notebook) == before
