"""Rules for diffraction: what stays silent at the limits, and what of a published structure is doubted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glovebook.schema.finding import Finding

Judge = Callable[..., list[Finding]]
PAPER = """\
kind: xrd
id: x1
measured_on: {entry: s1}
holder: quartz plate under tape
temperature: 298 K
instrument: Rigaku SmartLab
anode: Cu
wavelength: 1.54184 Å
tube_voltage: 45 kV
tube_current: 200 mA
range: 5..80°
step: 0.013°
peaks: [{two_theta: 15.00°, d: 5.906 Å, phase: Na2B12H12}]
files: [{file: data/x1.xy}]
phases:
  - {formula: Na3NH2B12H12, space_group: Pna2_1, a: 15.8542(39) Å, b: 14.3515(24) Å, c: 7.5327(22) Å, volume: 1713.9(12) Å³, z: 4}
refinement: {method: Rietveld, program: FullProf, r_wp: 5.2 %, r_exp: 3.9 %, chi2: "1.78"}
"""
BATCH = "kind: synthesis\nid: s1\nproduct: Na3NH2B12H12\nreagents: [{formula: NaNH2}, {formula: Na2B12H12}]\n"
ROOM = "volume: 1220.2(6) Å³"


def rules(found: list[Finding]) -> list[str]:
    """The ids of the findings."""
    return [finding.rule for finding in found]


def test_published_cell(judge: Judge) -> None:
    """The cell agrees with itself, but has far more room than what went into it."""
    (finding,) = judge(PAPER, BATCH)
    assert finding.rule == "xrd/formula-volume"
    assert finding.message == (
        "check: V/Z = 428.5 Å³ is 39 % more than the reagents take, 46.6 (NaNH2) + 261.0 (Na2B12H12) = 307.6 Å³; "
        "the crystal has 0.879 g/cm³"
    )
    assert finding.numbers["ratio"] == pytest.approx(1.393, abs=1e-3)


def test_publication(judge: Judge) -> None:
    """Nothing is missing of it in the strictest profile, but what its stuff was made of is not in the notebook."""
    assert rules(judge(PAPER, profile="publish")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("volume: 1713.9(12) Å³", ROOM.replace("1220.2(6)", "1230..1420")),  # a range is no volume
        ("volume: 1713.9(12) Å³", "volume: ~1714 Å³"),
        ("a: 15.8542(39) Å, ", ""),
        (", z: 4", ""),
        ("formula: Na3NH2B12H12,", "formula: Na3-xLixNH2B12H12,"),
        ('chi2: "1.78"', 'chi2: "1.33"'),  # the goodness of fit, whose square the other convention calls chi2
        ("tube_current: 200 mA", "tube_current: 40 mA"),
        ("1.54184", "1.5406"),
        ("1.54184", "1.3922"),  # K beta; the reflection moves along
    ],
)
def test_silent(judge: Judge, old: str, new: str) -> None:
    """What is approximate, missing or a matter of convention is no contradiction."""
    assert old in PAPER
    text = PAPER.replace(old, new)
    found = judge(text.replace("d: 5.906 Å", "d: 5.333 Å") if "1.3922" in new else text)
    assert rules(found) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("z: 4", "z: 3", "xrd/z"),
        ("1713.9(12)", "1731.9(12)", "xrd/cell-volume"),
        (
            "a: 15.8542(39) Å, b: 14.3515(24) Å, c: 7.5327(22) Å, volume: 1713.9(12) Å³",
            "volume: 1713.9 nm³",
            "xrd/density",
        ),
        ("1713.9(12)", "1713.9(50)", "xrd/volume-uncertainty"),
        ("1713.9(12)", "1713.9(2)", "xrd/volume-uncertainty"),
        ("45 kV", "45 V", "xrd/tube"),
        ("200 mA", "900 mA", "xrd/tube"),
        ("5..80°", "20..80°", "xrd/peak"),
        ("0.013°", "13°", "xrd/range"),
        ("r_wp: 5.2 %", "r_wp: 3.2 %", "xrd/goodness"),
        ("5.906", "5.096", "xrd/bragg"),
    ],
)
def test_found(judge: Judge, old: str, new: str, rule: str) -> None:
    """Each slip is found once, by its rule."""
    assert old in PAPER
    assert rules(judge(PAPER.replace(old, new))) == [rule]


def test_z_of_fractions_and_partly_filled_sites(judge: Judge) -> None:
    """Nothing is asked of Z where atoms share sites."""
    shared = PAPER.replace("z: 4}", "z: 3, sites: [{atom: Na1, occupancy: 0.75}]}")
    assert rules(judge(shared)) == []
    fractions = PAPER.replace("formula: Na3NH2B12H12,", "formula: Na2(B12H12)0.5(B10H10)0.5,").replace("z: 4", "z: 2")
    assert rules(judge(fractions)) == []


def test_another_number_of_formula_units(judge: Judge) -> None:
    """Where another Z would make the volumes fit, it is asked for."""
    (finding,) = judge(PAPER.replace("a: 15.8542(39) Å, b: 14.3515(24) Å, c: 7.5327(22) Å, volume: 1713.9(12) Å³, z: 4",
                                     f"{ROOM}, z: 8"), BATCH)  # fmt: skip
    assert (finding.rule, finding.hint) == ("xrd/formula-volume", "was Z 4?")
    assert (
        judge(PAPER.replace("a: 15.8542(39) Å, b: 14.3515(24) Å, c: 7.5327(22) Å, volume: 1713.9(12) Å³", ROOM), BATCH)
        == []
    )


def test_volumes_of_the_reagents_own_entries(judge: Judge) -> None:
    """A density in the entry of a reagent comes before the table."""
    batch = BATCH.replace("{formula: NaNH2}", "{formula: NaNH2, entry: m1}")
    heavy = "kind: material\nid: m1\nformula: NaNH2\ndensity: 0.40 g/cm³\n"
    assert rules(judge(PAPER, batch, heavy)) == []  # 162 and 261 cubic angstrom are nearly those of the cell


def test_mixtures(judge: Judge) -> None:
    """Two phases need shares that add up to the whole; bounds are no sum."""
    two = PAPER.replace("refinement:", "  - {formula: NaNH2, fraction: < 5 wt%}\nrefinement:").replace(
        "z: 4}", "z: 4, fraction: 97 wt%}"
    )
    assert rules(judge(two)) == []
    assert rules(judge(two.replace("< 5 wt%", "8 wt%"))) == ["xrd/whole"]
    assert rules(judge(two.replace(", fraction: < 5 wt%", ""))) == ["xrd/fractions"]
