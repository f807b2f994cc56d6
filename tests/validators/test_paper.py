"""What the checker says about the paper in ``examples/he-2018``: what follows from it, what agrees, and what does not.

The numbers were worked out by hand from the paper, before there were rules; they have as many digits as its figures
carry.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from glovebook.pipeline.check import check
from glovebook.pipeline.derived import derived
from glovebook.schema.finding import Finding
from glovebook.store.notebook import Notebook
from glovebook.validators.engine import all_rules

PAPER = Path(__file__).resolve().parents[2] / "examples/he-2018"

DERIVED = [
    ("cell-battery", "theoretical_capacity", "239.3", "mAh/g"),
    ("cell-battery", "areal_loading", "0.597", "mg/cm²"),
    ("cell-battery", "areal_capacity", "0.143", "mAh/cm²"),
    ("cycling", "current", "7.17", "µA"),
    ("cycling", "current_density", "14.3", "µA/cm²"),
    ("cycling", "utilisation", "61.0", "%"),
    ("eis", "cell_constant", "0.199", "cm⁻¹"),
    ("eis", "expected_resistance", "1.99", "kohm"),
    ("eis", "relaxation_frequency", "17975", "kHz"),
    ("eis", "activation_energy_molar", "51.1", "kJ/mol"),
    ("eis", "sigma_298", "1.65e-06", "S/cm"),
    ("na3nh2b12h12", "mass_share", "17.20", "%"),
    ("na3nh2b12h12", "sealed_pressure", "1.75", "bar"),
    ("xrd", "cell_volume", "1713.93", "Å³"),
    ("xrd", "volume_per_formula_unit", "428.5", "Å³"),
    ("xrd", "crystal_density", "0.879", "g/cm³"),
    ("xrd", "tube_power", "9000", "W"),
]
"""Entry, name, value and unit of what follows from what is stated."""


FOUND: list[tuple[str, str, str, Mapping[str, str]]] = [
    ("chemistry/neutral", "lixna1-xb12h12", "formula", {"charge": "-1"}),
    ("cv/high-window", "cv", "window", {"upper_v": "10"}),
    ("cv/ohmic-limit", "cv", "window", {"resistance_ohm": "1.19e+05", "current_a": "8.4e-05"}),
    ("cv/planar-electrode", "cv", "working_electrode", {}),
    ("cv/temperature-of-cell", "cv", "temperature", {"cell_k": "353"}),
    ("cycling/mass-figures", "cycling", "reported[1].value", {"relative": "0.17"}),
    ("cycling/utilisation", "table-1-tis2", "reported[1].value", {"theoretical_c_per_kg": "861576"}),
    ("eis/mixture", "eis", "reported[0].value", {}),
    (
        "eis/relaxation",
        "eis",
        "frequency",
        {"relaxation_hz": "1.80e+07", "upper_hz": "1.0e+06", "relative_permittivity": "10", "inside_below_k": "317"},
    ),
    ("stated/called", "cycling", "reported[0].called", {}),
    ("stated/compound", "xrd", "reported[0].of", {}),
    ("stated/gas-constant", "eis", "reported[1].constant", {"energy_j": "8.49e-20", "energy_j_per_mol": "5.11e+04"}),
    (
        "stated/room-temperature",
        "eis",
        "reported[0].value",
        {"sigma_s_per_m": "1.0e-02", "temperature_k": "372", "sigma_298_s_per_m": "1.65e-04"},
    ),
    ("xrd/formula-volume", "xrd", "phases[0].z", {"volume_per_formula_unit_m3": "4.285e-28"}),
    ("xrd/special-position", "xrd", "phases[0].sites[0].position", {"multiplicity": "4", "special_sites": "3"}),
    ("synthesis/melting", "na3nh2b12h12", "steps[2].temperature", {"temperature_K": "523", "melting_K": "473"}),
]
"""Rule, entry, field and numbers in SI of every error, warning and remark."""
MISSING = [
    ("cell/pressure", "cell-battery"),
    ("cycling/files", "cycling"),
    ("cycling/retention-reference", "cycling"),
    ("eis/spectra", "eis"),
    ("pellet/geometry", "pellet-cv"),
    ("pellet/mass", "pellet-eis"),
    ("pellet/pressing", "pellet-eis"),
    ("pellet/thickness-figures", "pellet-eis"),
    ("record/date", "eis"),
    ("record/operator", "eis"),
    ("synthesis/heating", "na3nh2b12h12"),
    ("synthesis/masses", "na3nh2b12h12"),
    ("synthesis/product-mass", "na3nh2b12h12"),
]
"""Rule and entry of what others would need to know to do it again."""
SILENT = [
    "cell/active-mass",
    "chemistry/same-formula",
    "cycling/active-mass",
    "cycling/current-rate",
    "cycling/melting",
    "cycling/nominal-capacity",
    "cycling/retention",
    "pellet/pressure",
    "synthesis/reaction",
    "synthesis/vessel-pressure",
    "synthesis/weighed-ratio",
    "xrd/cell-volume",
    "xrd/lattice",
    "xrd/multiplicity",
    "xrd/wavelength",
]
"""Rules that look at what the paper states consistently: the reaction, 239 mAh/g, 52.7 %, 353 K below melting ..."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """A copy of the transcribed paper: checking a notebook may write beside it."""
    folder = tmp_path_factory.mktemp("paper") / "he-2018"
    shutil.copytree(PAPER, folder)
    return Notebook.open(folder)


@pytest.fixture(scope="module")
def findings(paper: Notebook) -> list[Finding]:
    """All that is said in the strictest profile."""
    return [finding for report in check([paper.root], "publish") for finding in report.findings]


def entry_of(finding: Finding) -> str:
    """The id of the entry that a finding stands in."""
    return Path(finding.file).name.removesuffix(".gb.yaml")


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


def test_no_more_and_no_less_is_doubted(findings: list[Finding]) -> None:
    """Every error, warning and remark is one that was expected."""
    doubts = [(finding.rule, entry_of(finding), finding.path) for finding in findings if finding.severity != "gap"]
    assert sorted(row[:3] for row in FOUND) == sorted(doubts)


@pytest.mark.parametrize(("rule", "entry", "path", "numbers"), FOUND, ids=[f"{row[1]} {row[0]}" for row in FOUND])
def test_is_found(findings: list[Finding], rule: str, entry: str, path: str, numbers: Mapping[str, str]) -> None:
    """What does not fit is found in its place, with the numbers behind it."""
    (finding,) = (item for item in findings if (item.rule, entry_of(item), item.path) == (rule, entry, path))
    assert dict(numbers) == {name: rounded(finding.numbers[name], like) for name, like in numbers.items()}


@pytest.mark.parametrize(("rule", "entry"), MISSING, ids=[f"{row[1]} {row[0]}" for row in MISSING])
def test_is_missed(findings: list[Finding], rule: str, entry: str) -> None:
    """What the paper leaves open is a gap, so that whoever repeats the work knows what to ask for."""
    assert (rule, entry, "gap") in {(finding.rule, entry_of(finding), finding.severity) for finding in findings}


@pytest.mark.parametrize("rule", SILENT)
def test_agrees(findings: list[Finding], rule: str) -> None:
    """Where the paper agrees with itself, the rule that looks there is silent."""
    assert rule in all_rules()
    assert [finding.as_text() for finding in findings if finding.rule == rule] == []


def test_no_shape_is_wrong(paper: Notebook) -> None:
    """Every entry can be read, and in a draft nothing blocks."""
    assert [
        finding.as_text() for report in check([paper.root], "draft") for finding in report.findings if finding.blocking
    ] == []
