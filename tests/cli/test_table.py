"""``glovebook table``: what is printed, as text and as JSON, and what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_printed(lab: Path, run: Run) -> None:
    """Headings have the units; nothing to show is said."""
    said = run("table", "pellet", "--columns", "thickness", "diameter in cm", "--notebook", lab)
    head, index, row = said.out.splitlines()
    assert head.split("  ")[-3:] == ["thickness / mm", "thickness_uncertainty / mm", "diameter / cm"]
    assert (index.strip(), row.split()) == ("id", ["p1", "1.02", "0.02", "0.8"])
    assert run("table", "cell").out == "no cell to show\n"


def test_json(lab: Path, run: Run) -> None:
    """Units and rows as plain data, what is missing as null; ``--where`` leaves entries out."""
    assert run("new", "pellet", "p2").code == 0
    found = json.loads(run("table", "pellet", "--columns", "diameter", "--json").out)
    rows = [{"id": "p1", "diameter": 8.0}, {"id": "p2", "diameter": None}]
    assert found == {"units": {"diameter": "mm"}, "rows": rows}
    found = json.loads(run("table", "pellet", "--columns", "diameter", "--where", "diameter > 1 mm", "--json").out)
    assert found["rows"] == rows[:1]
    assert lab.is_dir()


def test_written(lab: Path, run: Run) -> None:
    """``-o`` writes a file and says so; a mistake writes none."""
    assert run("table", "pellet", "--columns", "diameter", "-o", "x.csv").out == "wrote 1 row to x.csv\n"
    assert (lab / "x.csv").read_text("utf-8") == "id,diameter / mm\np1,8.0\n"
    said = run("table", "pellet", "--columns", "diametre", "-o", "y.csv")
    assert said == (2, "", "glovebook: no pellet has a field 'diametre'; did you mean 'diameter'?\n")
    assert not (lab / "y.csv").exists()
