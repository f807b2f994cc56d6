"""``glovebook trace``: the chain as text, JSON, Mermaid and a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_forms(demo: Path, run: Run) -> None:
    """By id or by file, in both directions or one, in every form."""
    said = run("trace", "p1")
    assert said.out.splitlines()[:3] == [
        "p1  pellet  2018-01-15  8 mm pellet for impedance",
        "made from:",
        "└─ s1  synthesis  2018-01-14  Na3NH2B12H12 from NaNH2 and Na2B12H12 [made_from]",
    ]
    assert run("trace", "entries/p1.gb.yaml", "--up").out == said.out.partition("led to:")[0]
    assert "made from" not in run("trace", "p1", "--down", "--notebook", demo).out
    assert json.loads(run("trace", "p1", "--json").out)["start"] == "p1"
    assert run("trace", "p1", "--mermaid").out.startswith("flowchart LR\n")
    assert run("trace", "p1", "--svg", "p1.svg").out == "wrote p1.svg\n"
    assert (demo / "p1.svg").read_text("utf-8").startswith("<svg")


def test_no_such_entry(demo: Path, run: Run) -> None:
    """A wrong id ends with 2 and the nearest right one."""
    said = run("trace", "e11")
    assert (said.code, said.out) == (2, "")
    assert said.err == f"glovebook: there is no entry 'e11' in {demo}; did you mean 'e1'?\n"
