"""A notebook in which nothing is wrong, for bad examples to be put into."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.new import init
from glovebook.store.notebook import Notebook

HEAD = 'kind: {}\nschema: "1.0"\nid: {}\ntitle: A good entry\ndate: 2018-01-15\noperator: jc\nstatus: done\n'
SHA256 = "76fe1b06aa998344f6d469fb117bac443852a03472d7ab96d7593b1b327cde96"
"""Of the file of the good series; `data/a.txt` is there for bad examples."""
ENTRIES = {
    "m1": HEAD.format("material", "m1")
    + "formula: NaNH2\npurity: 99 %\nsupplier: Thermo\nlot: A0382\nopened: 2018-01-02\nair_sensitive: yes\n"
    + "hazards: {codes: [H260]}\n",
    "s1": HEAD.format("synthesis", "s1")
    + 'ratio: "1:1"\nreagents: [{formula: NaNH2, mass: 0.1039 g, purity: 99 %}, '
    + "{formula: Na2B12H12, mass: 0.5001 g, purity: 99 %}]\natmosphere: {gas: Ar, oxygen: < 0.1 ppm, water: < 0.1 ppm}\n",
    "p1": HEAD.format("pellet", "p1") + "diameter: 8 mm\nthickness: 1.02(2) mm\npressure: 40 MPa\n",
    # at the edges of what is plausible
    "p2": HEAD.format("pellet", "p2") + "diameter: 1 mm\nthickness: 20 µm\npressure: 10 MPa\n",
    "p3": HEAD.format("pellet", "p3") + "diameter: 50 mm\nthickness: 10 mm\npressure: {value: 2 MPa, basis: gauge}\n",
    "p4": HEAD.format("pellet", "p4") + "diameter: 8 mm\nthickness: 8 mm\npressure: 1 GPa\n",
    "c1": HEAD.format("cell", "c1")
    + "layers: [{role: electrolyte, entry: p1}]\n"
    + "body: 2025 coin cell\nstack_pressure: 2 MPa\natmosphere: {gas: Ar}\n",
    "e1": HEAD.format("eis", "e1")
    + f"measured_on: {{entry: c1}}\ninstrument: IM6ex by Zahner\nspectra: [{{temperature: 298 K, file: data/e1.txt, sha256: {SHA256}, size: 6}}]\n",
    "a1": HEAD.format("analysis", "a1") + "inputs: [{entry: e1}]\n",
    "n1": HEAD.format("note", "n1").replace("jc", "https://orcid.org/0000-0002-1825-0097") + "about: [{entry: m1}]\n",
}


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """An entry of every kind that has rules of its own, one raw file, and one person."""
    made = init(tmp_path / "lab", "Good")
    settings = made.root / "glovebook.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("people:\n", "people: {jc: {name: J C}}\n"), encoding="utf-8"
    )
    for name, text in ENTRIES.items():
        (made.root / f"entries/{name}.gb.yaml").write_text(text, encoding="utf-8")
    (made.root / "data/a.txt").write_bytes(b"1 2 3\n")
    (made.root / "data/e1.txt").write_bytes(b"4 5 6\n")
    return Notebook.open(made.root)
