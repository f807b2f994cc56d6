"""``glovebook check``: fixes, one rule, and what both print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_fix(lab: Path, run: Run) -> None:
    """What was changed is said first, then what is left; as JSON both are named."""
    file = lab / "entries/p1.gb.yaml"
    head = 'kind: pellet\nschema: "1.0"\nid: p1\n'
    file.write_text(head + "thickness: 800 mm\nmass: 2\npressure: 40 mPa\n", "utf-8")
    code, out, err = run("check", "p1", "--fix", "--rule", "pellet/thickness")
    assert (code, err) == (1, "")
    assert [line.partition(": ")[2] for line in out.splitlines()[:-1]] == [
        "thickness: 800 mm -> 800 µm [pellet/thickness]",
        "mass: '2' has no unit; write one of mg, g, µg, kg, e.g. '44.0 mg' [quantity/unit]",
        "pressure: 40 mPa is an unusual pressure on a pellet; was it 40 MPa? [pellet/pressure]",
    ]
    data = json.loads(run("check", "p1", "--fix", "--json").out)
    assert [(change["before"], change["after"]) for change in data["changes"]] == [("40 mPa", "40 MPa")]
    assert [finding["rule"] for finding in data["findings"]] == ["quantity/unit"]


def test_rule_needs_fix(lab: Path, run: Run) -> None:
    """A rule is named where something is to be fixed."""
    assert run("check", lab, "--rule", "pellet/thickness").err == (
        "glovebook: --rule says what is to be fixed; add --fix; see: glovebook rule ID\n"
    )
