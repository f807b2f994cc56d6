"""A notebook in which nothing is wrong, for bad examples to be put into."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.new import init
from glovebook.store.notebook import Notebook

HEAD = 'kind: {}\nschema: "1.0"\nid: {}\ntitle: A good entry\ndate: 2018-01-15\noperator: jc\nstatus: done\n'
ENTRIES = {
    "m1": HEAD.format("material", "m1") + "formula: NaNH2\n",
    "p1": HEAD.format("pellet", "p1") + "diameter: 8 mm\nthickness: 1.02(2) mm\npressure: 40 MPa\n",
}


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """Two entries, one raw file, and one person."""
    made = init(tmp_path / "lab", "Good")
    settings = made.root / "glovebook.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("people:\n", "people: {jc: {name: J C}}\n"), encoding="utf-8"
    )
    for name, text in ENTRIES.items():
        (made.root / f"entries/{name}.gb.yaml").write_text(text, encoding="utf-8")
    (made.root / "data/a.txt").write_bytes(b"1 2 3\n")
    return Notebook.open(made.root)
