"""Atomic writes: a file holds its old or its new content."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from glovebook.schema.refusal import Refusal
from glovebook.store.write import reserve, write_atomically


def test_new_file(tmp_path: Path) -> None:
    """A file and the folders above it are made, with the rights that the umask leaves, and nothing stays beside it."""
    path = tmp_path / "a/b/entry.gb.yaml"
    write_atomically(path, b"new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert [child.name for child in path.parent.iterdir()] == ["entry.gb.yaml"]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


def test_existing_file(tmp_path: Path) -> None:
    """An existing file is replaced and keeps its rights."""
    path = tmp_path / "entry.gb.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def test_folder_in_the_way(tmp_path: Path) -> None:
    """Where the file cannot be put, the refusal says so and no temporary file is left."""
    (tmp_path / "entry.gb.yaml").mkdir()
    (tmp_path / "entry.gb.yaml/inside").write_bytes(b"kept")
    with pytest.raises(Refusal) as caught:
        write_atomically(tmp_path / "entry.gb.yaml", b"new")
    expected = (
        f"{tmp_path / 'entry.gb.yaml'} could not be written: Is a directory",
        "nothing was changed; check the folder's rights and space",
    )
    assert expected == (caught.value.message, caught.value.hint)
    assert [child.name for child in tmp_path.iterdir()] == ["entry.gb.yaml"]
    assert (tmp_path / "entry.gb.yaml/inside").read_bytes() == b"kept"


def test_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    """A file where a folder must be is refused, too."""
    (tmp_path / "a").write_bytes(b"kept")
    with pytest.raises(Refusal, match="could not be written"):
        write_atomically(tmp_path / "a/entry.gb.yaml", b"new")
    assert (tmp_path / "a").read_bytes() == b"kept"


def test_reserve(tmp_path: Path) -> None:
    """A name is given once, whatever stands there, and a folder that cannot be made is a refusal."""
    assert (reserve(tmp_path / "a/n1"), reserve(tmp_path / "a/n1"), reserve(tmp_path / "a")) == (True, False, False)
    with pytest.raises(Refusal, match="n1/n2 could not be written"):
        reserve(tmp_path / "a/n1/n2")


LIMITED = """
import resource, signal, sys
from pathlib import Path
from glovebook.schema.refusal import Refusal
from glovebook.store.write import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), b"n" * 5000)
except Refusal as refusal:
    print(refusal.message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are set as on Unix")
def test_disk_that_takes_no_more(tmp_path: Path) -> None:
    """Where the disk takes only part of the new content, the old file is whole and no part of the new one is left."""
    path = tmp_path / "entry.gb.yaml"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-P", "-c", LIMITED, str(path)], check=True, capture_output=True, text=True)
    assert done.stdout == f"{path} could not be written: File too large\n"
    assert path.read_bytes() == b"old"
    assert [child.name for child in tmp_path.iterdir()] == ["entry.gb.yaml"]


def test_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption before the rename leaves the old file, and nothing else."""
    path = tmp_path / "entry.gb.yaml"
    path.write_bytes(b"old")

    def interrupt(handle: int) -> None:  # noqa: ARG001 - the signature of os.fsync
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [child.name for child in tmp_path.iterdir()] == ["entry.gb.yaml"]
