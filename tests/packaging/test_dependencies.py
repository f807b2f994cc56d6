"""What is declared is what is imported, it is pinned, and it is small enough to install."""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LIMIT = 400_000_000
"""Bytes that the base install may take, without compiled bytecode."""
BROUGHT = {
    "packaging": "hatchling",
    "pydantic_core": "pydantic",
    "requests": "roc-validator",
    "requests_cache": "roc-validator",
    "tornado": "jupyter-server",
    "urllib3": "roc-validator",
}
"""Packages that belong to the interface of another, which also says which version of them fits."""


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, Any]:
    """The ``[project]`` table of pyproject.toml."""
    with (checkout / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["project"]
    return table


def closure(requirements: list[str]) -> set[str]:
    """The names of every distribution that the requirements bring into this environment."""
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(text), "") for text in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        for wanted in {"", *requirement.extras} - {one for known, one in seen if known == name}:
            seen.add((name, wanted))
            waiting += [(Requirement(text), wanted) for text in distribution(name).requires or []]
    return {name for name, _ in seen}


def installed_size(name: str) -> int:
    """Bytes of a distribution's files as they lie on disk, without compiled bytecode."""
    paths = [file.locate() for file in distribution(name).files or [] if "__pycache__" not in file.parts]
    return sum(Path(path).stat().st_size for path in map(str, paths) if Path(path).is_file())


def imports(source: Path) -> set[str]:
    """The first names of all absolute imports in a file, wherever in the file they stand; a relative one is ``.``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." if node.level else str(node.module).partition(".")[0])
    return names


def stray_imports(folder: Path, requirements: list[str]) -> dict[str, set[str]]:
    """What modules below a folder import without a requirement for it: name -> files."""
    declared = {canonicalize_name(Requirement(text).name) for text in requirements}
    providers = packages_distributions()
    stray: dict[str, set[str]] = {}
    for module in folder.rglob("*.py"):
        for name in imports(module) - sys.stdlib_module_names - {"glovebook"}:
            if declared.isdisjoint(map(canonicalize_name, [BROUGHT.get(name, ""), *providers.get(name, ())])):
                stray.setdefault(name, set()).add(module.relative_to(folder).as_posix())
    return stray


def test_base_install_is_small_enough(project: dict[str, Any]) -> None:
    """Glovebook and all that it brings stay under 400 MB on disk."""
    sizes = {name: installed_size(name) for name in closure(project["dependencies"])}
    assert {"jupyterlab", "numpy", "pandas"} <= set(sizes)
    assert sum(sizes.values()) < LIMIT, sorted(sizes.items(), key=lambda item: -item[1])[:10]


def test_every_import_is_declared_and_absolute(wheel: Path, tmp_path: Path, project: dict[str, Any]) -> None:
    """A shipped module imports the standard library, Glovebook by its full name, and declared dependencies: no more."""
    shutil.unpack_archive(wheel, tmp_path, "zip")
    assert stray_imports(tmp_path, project["dependencies"]) == {}


def test_every_import_of_the_tests_is_declared(tree: Path, project: dict[str, Any]) -> None:
    """Tests need the base install, the extra ``test`` and each other, and nothing that merely happens to be installed."""
    requirements = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    stray = stray_imports(tree / "tests", requirements)
    assert {name: files for name, files in stray.items() if name != "tests"} == {}


def test_constraints_pin_every_requirement(checkout: Path, project: dict[str, Any]) -> None:
    """Each requirement of pyproject.toml, an extra's too, has a version in constraints.txt that satisfies it."""
    pins: dict[str, list[str]] = {}
    for line in (checkout / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([\w.-]+)==([^\s;\\]+)", line):
            pins.setdefault(canonicalize_name(pin[1]), []).append(pin[2])
    extras = [text for extra in project["optional-dependencies"].values() for text in extra]
    wanted = [Requirement(text) for text in [*project["dependencies"], *extras]]
    unmet = [
        str(one) for one in wanted if not all(map(one.specifier.contains, pins.get(canonicalize_name(one.name), ["0"])))
    ]
    assert unmet == []
