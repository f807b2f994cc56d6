"""``glovebook analyse`` over several names: all are looked up before the first is analysed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    "names", [("e1", "nosuch"), ("e1", "entries/nosuch.gb.yaml"), ("data/e1/p1_372.0K_synthetic.txt", "nosuch")]
)
def test_every_name_is_known_first(demo: Path, run: Run, names: tuple[str, ...]) -> None:
    """A name that leads nowhere is refused before anything is analysed, printed or stored."""
    before = sorted(demo.rglob("*"))
    code, out, err = run("analyse", *names)
    assert (code, out) == (2, "")
    assert "nosuch" in err
    assert sorted(demo.rglob("*")) == before
