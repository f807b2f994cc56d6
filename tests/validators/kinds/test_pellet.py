"""Rules for pellets: what stays silent at the limits, and slips told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glovebook.schema.finding import Finding

Judge = Callable[..., list[Finding]]
GOOD = """\
kind: pellet
id: x1
made_from: [{entry: s1, amount: 44.5 mg}]
diameter: 8.00 mm
thickness: {value: 1.02 mm, readings: [1.01 mm, 1.03 mm, 1.02 mm]}
mass: 44.0 mg
pressure: {value: 40 MPa, basis: sample, hold: 12 h}
force: 2.0 kN
die: hardened steel, 8 mm
"""
POWDER = "kind: synthesis\nid: s1\nproduct: Na3NH2B12H12\n"
PATTERN = (
    "kind: xrd\nid: d1\nmeasured_on: {entry: s1}\n"
    "phases: [{formula: Na3NH2B12H12, volume: 1713.9(12) Å³, z: 4, space_group: Pna2_1}]\n"
)


@pytest.mark.parametrize("profile", ["draft", "archive", "publish"])
def test_good(judge: Judge, profile: str) -> None:
    """A pellet with mass, dimensions, pressing and crystal density has nothing to be said about, in any profile."""
    assert judge(GOOD, POWDER, PATTERN, profile=profile) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.02 mm, readings", "< 2 mm, readings"),  # nothing is computed from a bound
        ("44.0 mg\n", "40..44 mg\n"),
        ("diameter: 8.00 mm\n", "diameter: ~8 mm\n"),
        ("die: hardened steel, 8 mm", "die: hardened steel 8 mm, 40 mm high"),  # two lengths: nobody knows which
        ("mass: 44.0 mg", "mass: ~47 mg"),  # an approximate mass may be off by a tenth
        ("44.5 mg", "44.0 mg"),
        ("2.0 kN", "2.2 kN"),  # pressures of hand presses are known to a tenth
    ],
)
def test_silent(judge: Judge, old: str, new: str) -> None:
    """What is missing, a bound, approximate, or within the figures is no contradiction."""
    assert old in GOOD
    assert judge(GOOD.replace(old, new), POWDER, PATTERN) == []


def test_families_have_no_density(judge: Judge) -> None:
    """The molar mass of a family is not known, so neither is its crystal density."""
    family = PATTERN.replace("Na3NH2B12H12", "Na3-xNH2B12H12")
    light = GOOD.replace("mass: 44.0 mg", "mass: 11.0 mg").replace("44.5 mg", "11.0 mg")
    assert judge(light, POWDER.replace("Na3NH2B12H12", "Na3-xNH2B12H12"), family) == []


@pytest.mark.parametrize(
    ("old", "new", "path", "fix", "hint"),
    [
        ("44.0 mg", "44.0 g", "mass", "44.0 mg", "was the mass 44.0 mg?"),
        (
            "diameter: 8.00 mm",
            "diameter: 4.00 mm",
            "diameter",
            "8 mm",
            "was the radius written for the diameter (8 mm)?",
        ),
        ("thickness: {value: 1.02 mm, readings: [1.01 mm, 1.03 mm, 1.02 mm]}", "thickness: 102 µm", "", "", ""),
    ],
)
def test_slips(judge: Judge, old: str, new: str, path: str, fix: str, hint: str) -> None:
    """A density ten, four or a thousand times too high: the slip that explains it is asked for, else both causes."""
    text = (
        GOOD.replace(old, new)
        .replace(", amount: 44.5 mg", "")
        .replace("force: 2.0 kN\ndie: hardened steel, 8 mm\n", "")
    )
    (finding,) = judge(text, POWDER, PATTERN)
    assert finding.rule == "pellet/relative-density"
    both = "check mass and dimensions of the pellet, and Z, formula and volume of phase 1 of d1"
    assert finding.hint == (hint or both)
    assert (finding.fix.path, finding.fix.text) == (path, fix) if finding.fix else not path


def test_numbers(judge: Judge) -> None:
    """The finding carries both densities, their ratio and its uncertainty in SI."""
    (finding,) = judge(GOOD.replace("44.0 mg", "66.0 mg").replace("44.5 mg", "66.0 mg"), POWDER, PATTERN)
    assert finding.numbers["density_kg_per_m3"] == pytest.approx(1287.3, abs=0.1)
    assert finding.numbers["crystal_density_kg_per_m3"] == pytest.approx(878.99, abs=0.01)
    assert finding.numbers["relative_density"] == pytest.approx(1.4645, abs=1e-4)
    assert finding.numbers["uncertainty"] == pytest.approx(0.005, abs=0.001)
    assert finding.message == (
        "66.0 mg in 8.00 mm x 1.02 mm is 1.287 g/cm³, above the crystal's 0.879 g/cm³ (phase 1 of d1)"
    )


def test_loose_pellet(judge: Judge) -> None:
    """A pellet of less than half the crystal's density was weighed or measured wrong, or is broken."""
    (finding,) = judge(GOOD.replace("44.0 mg", "20.0 mg").replace(", amount: 44.5 mg", ""), POWDER, PATTERN)
    assert finding.hint == "check mass, thickness and diameter; was it broken when it was weighed?"


def test_lost_powder(judge: Judge) -> None:
    """More than a fifth of the powder is missing from the pellet."""
    (finding,) = judge(GOOD.replace("44.5 mg", "60.0 mg"), POWDER, PATTERN)
    assert finding.message == "27 % of the powder taken (60.0 mg) is not in the pellet (44.0 mg)"


def test_die_as_an_entry(judge: Judge) -> None:
    """The bore may come from the material entry of the die."""
    die = "kind: material\nid: die8\nuse: die\ndiameter: 8 mm\n"
    linked = GOOD.replace("die: hardened steel, 8 mm", "pressed_in: {entry: die8}")
    assert judge(linked, POWDER, PATTERN, die) == []
    (finding,) = judge(linked, POWDER, PATTERN, die.replace("8 mm", "10 mm"))
    assert (finding.rule, finding.message) == ("pellet/die", "the pellet is 8.00 mm wide, and the die 10 mm")


def test_failed_pellets_are_excused(judge: Judge) -> None:
    """What was not measured of a pellet that broke is no gap."""
    broken = "kind: pellet\nid: x1\nstatus: failed\nreason: cracked on ejection\n"
    assert judge(broken, profile="publish") == []
