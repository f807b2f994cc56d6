"""A notebook with two entries and one raw file."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.new import init, new
from glovebook.store.notebook import Notebook


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """A pellet, an impedance series that links to it, and a raw file."""
    made = init(tmp_path / "lab", "Store")
    new(made, "pellet", "p1", values={"diameter": "8 mm"})
    new(made, "eis", "e1", values={"measured_on.entry": "p1"})
    (made.root / "data/a.txt").write_bytes(b"1 2 3\n")
    return made
