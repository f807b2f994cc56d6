"""What is committed installs from any mirror, on any platform."""

from __future__ import annotations

import json
import re
from pathlib import Path

HOSTS = {
    "pypi": "org",
    "pythonhosted": "org",
    "npmjs": "(org|com)",
    "yarnpkg": "com",
    "anaconda": "org",
    "debian": "org",
    "ubuntu": "com",
    "golang": "org",
    "crates": "io",
    "rubygems": "org",
}
"""Registries' domains in two parts, so that this file names none of them itself."""
PLATFORMS = {"darwin-arm64", "darwin-x64", "linux-arm64-gnu", "linux-x64-gnu", "win32-x64-msvc"}
"""Where the front end can be built; the lock must hold the bundler for each."""


def test_no_file_names_a_registry_host(tree: Path, tracked: list[str]) -> None:
    """Packages come from where the person's own pip, uv and npm are told to look."""
    hosts = re.compile(rb"\b(" + b"|".join(f"{name}\\.{end}".encode() for name, end in HOSTS.items()) + rb")\b")
    found = {name: match[0].decode() for name in tracked if (match := hosts.search((tree / name).read_bytes()))}
    assert found == {}


def test_npm_lock_has_hashes_and_no_addresses(checkout: Path) -> None:
    """Each locked npm package is held by its hash, wherever it is fetched from."""
    lock = json.loads((checkout / "eln_plugin/frontend/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_npm_lock_covers_every_platform(checkout: Path) -> None:
    """The bundler's compiled parts are locked for all platforms, not just for the one where the lock was written."""
    lock = json.loads((checkout / "eln_plugin/frontend/package-lock.json").read_text(encoding="utf-8"))
    prefix = "node_modules/@rspack/binding-"
    assert {name.removeprefix(prefix) for name in lock["packages"] if name.startswith(prefix)} >= PLATFORMS
