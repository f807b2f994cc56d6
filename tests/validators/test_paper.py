"""What the checker says about the paper in ``examples/he-2018``: what follows from it, what agrees, and what does not.

The numbers were worked out by hand from the paper, before there were rules; they have as many digits as its figures
carry.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from glovebook.pipeline.derived import derived
from glovebook.store.notebook import Notebook

PAPER = Path(__file__).resolve().parents[2] / "examples/he-2018"

DERIVED = [
    ("cell-battery", "theoretical_capacity", "239.3", "mAh/g"),
    ("cell-battery", "areal_loading", "0.597", "mg/cm²"),
    ("cell-battery", "areal_capacity", "0.143", "mAh/cm²"),
    ("cycling", "current", "7.17", "µA"),
    ("cycling", "current_density", "14.3", "µA/cm²"),
    ("eis", "cell_constant", "0.199", "cm⁻¹"),
    ("eis", "activation_energy_molar", "51.1", "kJ/mol"),
    ("eis", "sigma_298", "1.65e-06", "S/cm"),
    ("na3nh2b12h12", "sealed_pressure", "1.75", "bar"),
    ("xrd", "cell_volume", "1713.93", "Å³"),
    ("xrd", "volume_per_formula_unit", "428.5", "Å³"),
    ("xrd", "crystal_density", "0.879", "g/cm³"),
    ("xrd", "tube_power", "9000", "W"),
]
"""Entry, name, value and unit of what follows from what is stated."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """A copy of the transcribed paper: checking a notebook may write beside it."""
    folder = tmp_path_factory.mktemp("paper") / "he-2018"
    shutil.copytree(PAPER, folder)
    return Notebook.open(folder)


def rounded(value: float, like: str) -> str:
    """A number with as many digits as another one is written with."""
    if "e" in like:
        return f"{value:.{len(like.partition('e')[0].partition('.')[2])}e}"
    return f"{value:.{len(like.partition('.')[2])}f}"


@pytest.mark.parametrize(("entry", "name", "value", "unit"), DERIVED, ids=[f"{row[0]} {row[1]}" for row in DERIVED])
def test_follows(paper: Notebook, entry: str, name: str, value: str, unit: str) -> None:
    """The number that the paper leaves to its reader is worked out, with its formula and what went in."""
    (sheet,) = derived([paper.path_of(entry)])
    found = [item for item in sheet.values if item.name == name]
    assert found, f"{name} is not among {', '.join(item.name for item in sheet.values)}"
    assert (value, unit) == (rounded(found[0].value.value, value), found[0].value.unit)
    assert found[0].formula
    assert found[0].inputs
