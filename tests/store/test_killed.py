"""A process that is killed leaves a notebook as it was before or after a change: whole, and with every text kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from glovebook.pipeline.new import init, new
from glovebook.schema.result import Input, Result, Value
from glovebook.store import results
from glovebook.store.notebook import Notebook, sha256_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are Unix's")
SCRIPT = Path(__file__).with_name("kill.py")
LINE: list[list[Any]] = [
    ["set", "p1", {"diameter": "9 mm", "title": "Set"}],
    ["merge", "p1", {"mass": "44 mg"}],
    ["rename", "p1", "p9"],
    ["index"],
    ["merge", "e1", {"title": "Merged"}],
    ["delete", "s1"],
    ["index"],
    ["set", "p9", {"title": "Again"}],
    ["put back", "s1"],
    ["merge", "p9", {"title": "Clash", "operator": "ann"}],
    ["resolve", "p9", "mine"],
    ["restore", "p2"],
    ["rename", "p9", "p1"],
    ["rename", "s1", "s7"],
]
"""Changes that a person may make one after the other."""


@pytest.fixture
def linked(tmp_path: Path) -> Notebook:
    """A sample, three pellets of it, a measurement of each, and results that rest on them and on each other."""
    notebook = init(tmp_path / "lab", "Killed")
    new(notebook, "sample", "s1")
    for number in (1, 2, 3):
        pellet = new(notebook, "pellet", f"p{number}", values={"made_from[0].entry": "s1", "diameter": "8 mm"})
        series = new(notebook, "eis", f"e{number}", values={"measured_on.entry": f"p{number}"})
        files = [Input(notebook.relative(path), sha256_of(path)) for path in (series, pellet)]
        value = {"sigma_total": Value(1e-4, "S/cm")}
        first = Result(
            "impedance", value, id=f"e{number}/impedance/001", entries=[f"e{number}", f"p{number}"], inputs=files
        )
        made = results.store(notebook, first, {})
        above = Input(notebook.relative(made.folder / "result.json"), made.sha256)
        last = Result("arrhenius", value, id=f"e{number}/arrhenius/001", entries=[f"e{number}"], inputs=[*files, above])
        results.store(notebook, last, {})
    return notebook


def killed(notebook: Notebook, changes: list[list[Any]], stops: str) -> int:
    """How many processes were killed before they were done; each left the notebook whole."""
    command = [sys.executable, "-P", str(SCRIPT), str(notebook.root), json.dumps(changes), stops]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return int(done.stdout)


@pytest.mark.parametrize(
    "change",
    [
        ["set", "p1", {"diameter": "9 mm"}],
        ["rename", "p1", "p9"],
        ["delete", "p1"],
        ["index"],
    ],
    ids=lambda change: str(change[0]),
)
def test_at_every_step(linked: Notebook, change: list[Any]) -> None:
    """Killed before any single change to the disk, the notebook is as before the change, or as after it."""
    assert killed(linked, [change], "every") >= 5


def test_at_random_moments(linked: Notebook) -> None:
    """Killed at some moment of a day's work; a small number of those that ``-m deep`` tries."""
    assert killed(linked, LINE, "8") == 8


@pytest.mark.deep
def test_at_two_hundred_random_moments(linked: Notebook) -> None:
    """Killed at 200 random moments of writes, renames, merges, deletions, what takes them back, and the index."""
    assert killed(linked, LINE, "200") == 200


@pytest.mark.deep
def test_at_every_step_of_a_day(linked: Notebook) -> None:
    """Killed before every single change to the disk that a day's work makes."""
    assert killed(linked, LINE, "every") > 200
