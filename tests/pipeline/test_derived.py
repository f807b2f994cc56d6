"""`glovebook check --derived`: values beside the findings, with what links to an entry taken into account."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glovebook.cli import main
from glovebook.pipeline.derived import derived
from glovebook.pipeline.new import init
from glovebook.pipeline.typed import typed

HEAD = 'schema: "1.0"\n'
POWDER = HEAD + "kind: synthesis\nid: s3\nproduct: Na3NH2B12H12\n"
PELLET = (
    HEAD + "kind: pellet\nid: p7\nmade_from: [{entry: s3}]\ndiameter: 8.00 mm\nthickness: 1.02(2) mm\nmass: 44.0 mg\n"
)
PATTERN = (
    HEAD + "kind: xrd\nid: x1\nmeasured_on: {entry: s3}\n"
    "phases: [{formula: Na3NH2B12H12, volume: 1713.9(12) Å³, z: 4}]\n"
)
LINE = (
    "entries/p7.gb.yaml: mass: relative density = 97.6 ± 1.9 % "
    "(rho / rho_x; rho = 0.858 ± 0.017 g/cm³, rho_x = 0.87899 ± 0.00062 g/cm³ (phase 1 of x1))"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A notebook with a powder, its pattern, and a pellet of it."""
    notebook = init(tmp_path / "lab", "Derived")
    for name, text in {"s3": POWDER, "p7": PELLET, "x1": PATTERN}.items():
        (notebook.root / f"entries/{name}.gb.yaml").write_text(text, encoding="utf-8")
    return notebook.root


def test_text(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a value, before the findings; the pattern is found although only it links to the powder."""
    monkeypatch.chdir(folder)
    assert main(["check", "--derived", "entries/p7.gb.yaml"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert LINE in lines
    assert lines[-1] == "1 entry checked as draft: nothing to say"


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the findings and the values, an entry each."""
    assert main(["check", "--derived", "--json", str(folder)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["findings"] == []
    sheets = {
        sheet["file"]: (sheet["kind"], [item["name"] for item in sheet["values"]]) for sheet in printed["derived"]
    }
    assert sheets == {
        "entries/p7.gb.yaml": (
            "pellet",
            ["area", "cell_constant", "areal_mass", "density", "theoretical_density", "relative_density", "porosity"],
        ),
        "entries/s3.gb.yaml": ("synthesis", []),
        "entries/x1.gb.yaml": ("xrd", ["volume_per_formula_unit", "crystal_density"]),
    }


def test_text_that_is_not_saved(folder: Path) -> None:
    """A form gets the values of what stands in it; a field that is not understood takes what rests on it along."""
    path = folder / "entries/p7.gb.yaml"
    thicker = typed(PELLET.replace("1.02(2)", "2.04(4)"), path).sheet
    assert {item.name: str(item.value) for item in thicker.values}["cell_constant"] == "0.4058 ± 0.0080 cm⁻¹"
    broken = typed(PELLET.replace("44.0 mg", "44.0"), path).sheet
    assert [item.name for item in broken.values] == ["area", "cell_constant"]
    assert typed("kind: nothing", path).sheet.values == []


def test_outside_of_a_notebook(tmp_path: Path) -> None:
    """An entry by itself has what follows from it alone."""
    file = tmp_path / "p7.gb.yaml"
    file.write_text(PELLET, encoding="utf-8")
    (sheet,) = derived([file])
    assert [item.name for item in sheet.values] == ["area", "cell_constant", "areal_mass", "density"]
