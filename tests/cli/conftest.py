"""The command line in a notebook, and its files before and after."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from glovebook.cli import main


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A notebook with the pellet p1, as working folder."""
    folder = tmp_path / "lab"
    assert main(["init", str(folder), "--title", "Lab"]) == 0
    monkeypatch.chdir(folder)
    assert main(["new", "pellet", "p1", "--set", "diameter=8 mm", "thickness=1.02(2) mm"]) == 0
    capsys.readouterr()
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def run(*arguments: str | Path) -> Said:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def demo_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo notebook and what making it said."""
    import contextlib
    from io import StringIO

    folder = tmp_path_factory.mktemp("demo") / "notebook"
    with contextlib.redirect_stdout(StringIO()) as out:
        assert main(["demo", str(folder)]) == 0
    return folder, out.getvalue()


@pytest.fixture
def demo(demo_once: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo notebook, as working folder."""
    shutil.copytree(demo_once[0], tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    return tmp_path / "demo"
