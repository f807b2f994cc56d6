"""`glovebook new` that begins with another entry: the next step of a sample, and the same once more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_next_step_links_to_the_one_before(lab: Path, run: Run) -> None:
    """``--after`` makes an entry of a kind that follows and links it; what does not follow is refused."""
    said = run("new", "eis", "e1", "--after", "p1", "--set", "amplitude=10 mV")
    assert (said.code, said.out) == (0, f"{lab}/entries/e1.gb.yaml\n")
    text = (lab / "entries/e1.gb.yaml").read_text("utf-8")
    assert ("measured_on:\n  entry: p1\n" in text, "amplitude: 10 mV\n" in text) == (True, True)
    refused = run("new", "cycling", "--after", "p1")
    after = "what follows: sample, pellet, cell, eis, dc_polarization, cv, xrd, raman, tga, other"
    assert (refused.code, refused.err) == (2, f"glovebook: no cycling follows p1, which is a pellet; {after}\n")


def test_repeated_entry_says_the_same(lab: Path, run: Run) -> None:
    """``--like`` repeats an entry under the next free id, or one that is given; it takes no other start."""
    assert run("new", "--like", "p1").out == f"{lab}/entries/p2.gb.yaml\n"
    assert run("new", "pellet", "p9", "--like", "p1").code == 0
    assert "diameter: 8 mm\nthickness: 1.02(2) mm\n" in (lab / "entries/p9.gb.yaml").read_text("utf-8")
    assert (
        run("new", "cell", "--like", "p1").err == "glovebook: p1 is a pellet; write: glovebook new pellet --like p1\n"
    )
    assert run("new", "--like", "p1", "--set", "diameter=9 mm").code == 2
