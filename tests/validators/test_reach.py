"""Every rule comes to its judgement on good entries, and stays silent: none is silent because it never looks.

The lines of rules that run on the good notebooks are traced. A rule has come to its judgement where the last decision
in front of one of its findings was made: the condition around it, or one before it that leaves the function.
"""

from __future__ import annotations

import ast
import inspect
import shutil
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from glovebook.pipeline.check import check_text
from glovebook.store.notebook import Notebook
from glovebook.validators.engine import all_rules
from glovebook.validators.rule import Rule

LAB = Path(__file__).parent / "lab"
Lines = dict[CodeType, set[int]]


def lines_run(root: Path) -> Lines:
    """Code of a rule -> the lines of it that run where the entries of a notebook are checked for publication."""
    wanted = {inspect.unwrap(rule.check).__code__ for rule in all_rules().values()}
    seen: Lines = defaultdict(set)

    def local(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            seen[frame.f_code].add(frame.f_lineno)
        return local

    before = sys.gettrace()
    for path in sorted((root / "entries").glob("*.gb.yaml")):
        sys.settrace(lambda frame, _event, _arg: local if frame.f_code in wanted else None)
        try:
            check_text(path.read_bytes(), path, "publish")
        finally:
            sys.settrace(before)
    return seen


def decisions(rule: Rule) -> Iterator[set[int]]:
    """The lines of the last decision before each finding of a rule; of a rule without one those of the finding."""
    lines, first = inspect.getsourcelines(rule.check)
    (function,) = ast.parse(textwrap.dedent("".join(lines))).body
    parents = {child: node for node in ast.walk(function) for child in ast.iter_child_nodes(node)}
    for found in ast.walk(function):
        if isinstance(found, (ast.Yield, ast.YieldFrom)):
            last = _decision(found, function, parents)
            yield {first - 1 + line for line in range(last.lineno, (last.end_lineno or last.lineno) + 1)}


def _decision(found: ast.expr, function: ast.stmt, parents: dict[ast.AST, ast.AST]) -> ast.expr:
    node: ast.AST = found
    loop = found
    while node is not function:
        above = parents[node]
        for part in ("body", "orelse"):
            block = getattr(above, part, None)
            if isinstance(block, list) and node in block:
                leaving = [one for one in block[: block.index(node)] if isinstance(one, ast.If) and _leaves(one)]
                if leaving:
                    return leaving[-1].test
        if isinstance(above, ast.If) and not _always_speaks(above, parents):
            return above.test
        if isinstance(above, ast.For) and loop is found:
            loop = above.iter
        node = above
    return loop


def _leaves(block: ast.If) -> bool:
    return any(isinstance(one, (ast.Return, ast.Continue)) for one in ast.walk(block))


def _always_speaks(chain: ast.If, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether a chain of if, elif and else only chooses between findings."""
    above = parents[chain]
    while isinstance(above, ast.If) and chain in above.orelse:
        chain, above = above, parents[above]
    branches: list[list[ast.stmt]] = []
    rest: list[ast.stmt] = [chain]
    while len(rest) == 1 and isinstance(rest[0], ast.If):
        branches.append(rest[0].body)
        rest = rest[0].orelse
    return bool(rest) and all(
        any(isinstance(one, (ast.Yield, ast.YieldFrom)) for statement in branch for one in ast.walk(statement))
        for branch in (*branches, rest)
    )


@pytest.fixture
def seen(tmp_path: Path, notebook: Notebook) -> Lines:
    """The lines of all rules that run on the two good notebooks."""
    shutil.copytree(LAB, tmp_path / "whole")
    found = lines_run(tmp_path / "whole")
    for code, lines in lines_run(notebook.root).items():
        found[code] |= lines
    return found


def test_every_rule_comes_to_its_judgement(seen: Lines) -> None:
    """No rule waits for data that no good entry has."""
    idle = [
        rule.id
        for rule in all_rules().values()
        if not any(lines & seen.get(rule.check.__code__, set()) for lines in decisions(rule))
    ]
    assert idle == []


def test_a_rule_that_looks_at_nothing_is_noticed(seen: Lines) -> None:
    """The trace tells: of a rule of which no line ran nothing was decided, and every rule has a decision to make."""
    assert all(any(True for _ in decisions(rule)) for rule in all_rules().values())
    assert [rule.id for rule in all_rules().values() if any(lines & set() for lines in decisions(rule))] == []
    assert len(seen) >= 300
