"""The commands that install something or start a server are not run here; what is checked instead stands here."""

from __future__ import annotations

import shlex
import tomllib
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from glovebook.cli import _parser

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project(root: Path) -> dict[str, Any]:
    """The whole of pyproject.toml."""
    with (root / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def parsed(command: str) -> Namespace:
    """The arguments of a ``glovebook`` command as its own parser reads them."""
    words = shlex.split(command)
    return _parser(words[1]).parse_args(words[1:])


def uv_pytest(project: dict[str, Any]) -> None:
    """``uv run`` installs the group ``dev``, which brings the extra with the tests; ``.ci/run`` runs the command."""
    assert project["dependency-groups"]["dev"] == ["glovebook[test]"]


def uv_tool(project: dict[str, Any]) -> None:
    """``uv run`` installs the tools of the extra; ``.ci/run`` runs them."""
    assert {"import-linter", "mypy", "ruff"} <= {text.split(">")[0] for text in extras(project)}


def pip_way(project: dict[str, Any]) -> None:
    """The extra exists and has pytest, and the distribution has the command."""
    assert "pytest" in {text.split(">")[0] for text in extras(project)}
    assert project["project"]["scripts"] == {"glovebook": "glovebook.cli:main"}


def extras(project: dict[str, Any]) -> list[str]:
    """The requirements of ``glovebook[test]``."""
    found: list[str] = project["project"]["optional-dependencies"]["test"]
    return found


def demo(_: dict[str, Any]) -> None:
    """The README has the same command as an example, which is run and its output compared."""
    assert "```console\n$ uv run glovebook demo\n" in (ROOT / "README.md").read_text("utf-8")


def merge_driver(project: dict[str, Any]) -> None:
    """The command that git is told is one of ours, and ``.gitattributes`` quotes the same; tests/cli has git run it."""
    from glovebook.pipeline.changes.git import ATTRIBUTES

    command = next(line for line in NOT_RUN if line.startswith("git config"))
    assert command in ATTRIBUTES
    args = parsed(command.partition('"')[2].rstrip('"'))
    assert [str(args.base), str(args.ours), str(args.theirs)] == ["%O", "%A", "%B"], project


NOT_RUN: dict[str, Callable[[dict[str, Any]], None]] = {
    "uv run glovebook demo": demo,
    ".venv/bin/glovebook demo": demo,
    "uv run pytest": uv_pytest,
    "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest": pip_way,
    "uv run ruff check": uv_tool,
    "uv run mypy": uv_tool,
    "uv run lint-imports": uv_tool,
    'git config merge.glovebook.driver "glovebook merge %O %A %B"': merge_driver,
}
"""Command -> what is checked in its place. Scripts, ``uv run python FILE``, are checked to be there."""


def test_every_command_is_known(page: Path, root: Path, examples: ModuleType, project: dict[str, Any]) -> None:
    """A command that is not run is one of those above, or a script of ours."""
    for block in examples.blocks(page.read_text("utf-8")):
        for command in block.text.splitlines() if block.language == "sh" else ():
            if command.startswith("uv run python "):
                assert (root / command.split()[3]).is_file(), command
            else:
                NOT_RUN[command](project)


def test_the_gate_runs_the_tests_as_the_readme_says(root: Path) -> None:
    """``.ci/run`` gets uv the way the README does where the system's Python refuses, and runs the same command."""
    gate = root / ".ci/run"
    if not gate.is_file():
        pytest.skip("an sdist has no .ci/run")
    lines, readme = gate.read_text("utf-8").splitlines(), (root / "README.md").read_text("utf-8")
    assert {"python3 -m venv .uv", ".uv/bin/pip install --quiet uv", "uv run pytest"} <= set(lines)
    assert "`python3 -m venv .uv && .uv/bin/pip install uv`" in readme


def test_lab_options_are_understood(root: Path) -> None:
    """``demo --lab --no-browser`` starts a server: the tests of the browser do that; here the words are read."""
    args = parsed("glovebook demo --lab --no-browser")
    assert (args.lab, args.no_browser) == (True, True)
    assert "`uv run glovebook demo --lab` opens" in (root / "README.md").read_text("utf-8")
