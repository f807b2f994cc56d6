"""The checkout, and the distributions built once for real from a copy of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the git checkout; the test is skipped in an unpacked sdist."""
    root = Path(__file__).resolve().parents[2]
    if not (root / ".git").exists() or shutil.which("git") is None:
        pytest.skip("needs git and a git checkout")
    return root


@pytest.fixture(scope="session")
def tracked(checkout: Path) -> list[str]:
    """The files that git tracks, or would at the next commit, with forward slashes."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=checkout, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted({name for name in names if (checkout / name).is_file()})


@pytest.fixture(scope="session")
def bundle(checkout: Path) -> list[str]:
    """The files of the front end's bundle as the last install built it; none after GLOVEBOOK_SKIP_FRONTEND."""
    folder = checkout / "eln_plugin/labextension"
    return sorted(path.relative_to(checkout).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def tree(checkout: Path, tracked: list[str], bundle: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with its bundle, free of whatever else lies in the folder."""
    copy = tmp_path_factory.mktemp("tree")
    for name in [*tracked, *bundle]:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(checkout / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the copy."""
    return _build(tree, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist built from the copy."""
    return _build(tree, "sdist", tmp_path_factory.mktemp("sdist"))


def _build(tree: Path, target: str, out: Path) -> Path:
    """The one file that a build without isolation makes; the bundle is taken as it is."""
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    env = os.environ | {"GLOVEBOOK_SKIP_FRONTEND": "1"}
    subprocess.run(command, cwd=tree, env=env, check=True, capture_output=True)
    (built,) = out.iterdir()
    return built
