"""``glovebook find``: what is printed, and how a mistake is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_entries_and_what_they_were_found_by(demo: Path, run: Run) -> None:
    """A line an entry, and below it the quantities; those of stale results say so."""
    said = run("find", "sigma_total > 1e-5 S/cm at temperature 340..380 K")
    head, first, second, third, found = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert head == "e1  eis  2018-01-16  done  Impedance of p1, 275.5 K to 372 K (synthetic)"
    assert demo.is_dir()
    assert [line.partition(" =")[0] for line in (first, second, third)] == [
        f"    e1/impedance/001: series[{index}].sigma_total" for index in (5, 6, 7)
    ]
    assert found == "1 entry found"
    assert run("set", "e1", "tags[0]=stale").code == 0
    assert "(stale)" in run("find", "sigma_total > 1e-5 S/cm").out.splitlines()[1]
    assert "    and 1 more" in run("find", "sigma_total > 1e-5 S/cm").out.splitlines()


def test_limit(demo: Path, run: Run) -> None:
    """The rest is counted, and printed when asked for; words of a query may stand as arguments of their own."""
    said = run("find", "sodium", "or", "kind:pellet", "--limit", "1", "--notebook", demo)
    assert said.out.splitlines()[-1] == "3 entries found, 2 more with --limit 0"
    assert len(run("find", "sodium or kind:pellet", "--limit", "0").out.splitlines()) == 4
    assert run("find", "nothing_of_this_kind").out == "0 entries found\n"


def test_json(lab: Path, run: Run) -> None:
    """All entries as plain data, with the quantities that they were found by."""
    found = json.loads(run("find", "--json", "thickness 0.5..1.5 mm kind:pellet").out)
    match = {"path": "thickness.value", "text": "1.02(2) mm", "result": None}
    plain = {"id": "p1", "path": "entries/p1.gb.yaml", "kind": "pellet", "title": "", "status": "planned"}
    assert [{**plain, "date": found[0]["date"], "status": found[0]["status"], "matches": [match]}] == found
    assert (lab / ".glovebook/index.sqlite").is_file()


def test_a_mistake_is_marked(lab: Path, run: Run) -> None:
    """The place is shown below the query, and the nearest right query named."""
    said = run("find", "kind:pellet", "thicknes > 1 mm")
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines() == [
        "  kind:pellet thicknes > 1 mm",
        "              ^^^^^^^^",
        "glovebook: column 13: no entry has a quantity 'thicknes'; did you mean: kind:pellet thickness > 1 mm",
    ]
    hint = "did you mean: kind:pellet thickness > 1 mm"
    error = {"message": "column 13: no entry has a quantity 'thicknes'", "hint": hint}
    said = run("find", "--json", "kind:pellet", "thicknes > 1 mm")
    assert (2, "", {"error": error}) == (said.code, said.err, json.loads(said.out))
    assert lab.is_dir()
