"""The build hook links rooms, notices a stale bundle, and says what to do where Node.js is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOMS = {"src/glovebook": "glovebook", "schema": "glovebook/schema", "not_yet": "glovebook/not_yet"}


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    """The module hatch_build.py, which belongs to no package."""
    path = Path(__file__).resolve().parents[2] / "hatch_build.py"
    spec = importlib.util.spec_from_file_location("hatch_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project: one room, and a front end whose bundle is newer than its sources."""
    monkeypatch.delenv("GLOVEBOOK_SKIP_FRONTEND", raising=False)
    times = {
        "src/glovebook/__init__.py": 1,
        "schema/__init__.py": 1,
        "eln_plugin/frontend/package.json": 10,
        "eln_plugin/frontend/src/index.ts": 20,
        "eln_plugin/frontend/node_modules/yaml/index.js": 99,
        "eln_plugin/frontend/test/index.test.ts": 99,
        "eln_plugin/labextension/package.json": 30,
    }
    for name, time in times.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time, time))
    return tmp_path


def test_rooms_are_linked(hook: ModuleType, root: Path) -> None:
    """The root package gets a relative link to each room that exists; doing it again changes nothing."""
    for _ in range(2):
        hook.link_rooms(root, ROOMS)
        link = root / "src/glovebook/schema"
        assert (root / "schema").samefile(link)
        assert sorted(path.name for path in (root / "src/glovebook").iterdir()) == ["__init__.py", "schema"]
    if os.name != "nt":
        assert link.readlink() == Path("../../schema")


@pytest.mark.skipif(os.name == "nt", reason="a junction to nowhere cannot be made without the hook")
def test_link_to_nowhere_is_mended(hook: ModuleType, root: Path) -> None:
    """A link that leads to a folder of another time is made anew."""
    link = root / "src/glovebook/schema"
    link.symlink_to("../../gone")
    hook.link_rooms(root, ROOMS)
    assert (root / "schema").samefile(link)


def test_fresh_bundle_is_kept(hook: ModuleType, root: Path) -> None:
    """Newer npm packages and tests of the front end do not make its bundle stale."""
    assert hook.is_stale(root) is False


def test_edited_source_makes_the_bundle_stale(hook: ModuleType, root: Path) -> None:
    """A source newer than the bundle asks for a build."""
    os.utime(root / "eln_plugin/frontend/src/index.ts", (40, 40))
    assert hook.is_stale(root) is True


def test_missing_bundle_is_stale(hook: ModuleType, root: Path) -> None:
    """A checkout without a bundle asks for a build."""
    shutil.rmtree(root / "eln_plugin/labextension")
    assert hook.is_stale(root) is True


def test_tree_without_a_front_end_has_nothing_to_build(hook: ModuleType, tmp_path: Path) -> None:
    """No sources, no bundle, no build."""
    assert hook.is_stale(tmp_path) is False


def test_sdist_is_never_stale(hook: ModuleType, root: Path) -> None:
    """An unpacked sdist, told by its PKG-INFO, is taken as it came, whatever its time stamps."""
    os.utime(root / "eln_plugin/frontend/src/index.ts", (40, 40))
    (root / "PKG-INFO").touch()
    assert hook.is_stale(root) is False


def test_front_end_can_be_skipped(hook: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GLOVEBOOK_SKIP_FRONTEND leaves a stale bundle alone."""
    os.utime(root / "eln_plugin/frontend/src/index.ts", (40, 40))
    monkeypatch.setenv("GLOVEBOOK_SKIP_FRONTEND", "1")
    assert hook.is_stale(root) is False


@pytest.mark.parametrize(
    ("platform", "answer"),
    [
        ("manylinux_2_28_x86_64", True),
        ("musllinux_1_2_aarch64", True),
        ("macosx_13_0_arm64", True),
        ("win_amd64", True),
        ("manylinux_2_28_ppc64le", False),
        ("manylinux_2_17_x86_64", False),
        ("win32", False),
    ],
)
def test_node_is_asked_of_pypi_only_where_it_is(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, platform: str, answer: bool
) -> None:
    """Elsewhere PyPI would send the sources of Node.js."""
    from packaging.tags import Tag

    monkeypatch.setattr(hook, "sys_tags", lambda: iter([Tag("py3", "none", platform), Tag("py3", "none", "any")]))
    assert hook.pypi_has_node() is answer
