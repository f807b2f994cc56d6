"""Derived values: the numbers of a published work, what is left out, and what is said about assumptions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from glovebook.physics.derived import Derived, derive
from glovebook.physics.records import Records
from glovebook.schema.entry import Entry, links
from glovebook.schema.parse import parse

POWDER = """\
kind: synthesis
id: s3
product: Na3NH2B12H12
product_mass: 0.55 g
reagents: [{formula: NaNH2, mass: 0.1039 g, purity: 99 %}, {formula: Na2B12H12, mass: 0.4951 g}]
"""
PATTERN = """\
kind: xrd
id: x1
measured_on: {entry: s3}
tube_voltage: 45 kV
tube_current: 200 mA
phases:
  - {formula: Na3NH2B12H12, space_group: Pna2_1, a: 15.8542(39) Å, b: 14.3515(24) Å, c: 7.5327(22) Å, z: 4}
"""
PELLET = """\
kind: pellet
id: p7
made_from: [{entry: s3}]
diameter: 8.00(2) mm
thickness: 1.02(2) mm
mass: 44.0(1) mg
pressure: {value: 40 MPa, basis: sample}
"""
CELL = """\
kind: cell
id: c1
layers:
  - {role: cathode, formula: TiS2, active_mass: 0.3 mg, diameter: 8 mm}
  - {role: electrolyte, entry: p7}
  - {role: anode, formula: Na, mass: 10 mg}
"""
CYCLING = """\
kind: cycling
id: y1
measured_on: {entry: c1}
active_material: TiS2
nominal_capacity: 239 mAh/g
phases: [{rate: 0.1 C}]
"""
SWEEPS = """\
kind: cv
id: v1
scan_rate: 10 mV/s
window: -0.5..10 V vs Na+/Na
sweeps: [{file: data/a.txt, cycles: 10}]
"""
SPECTRA = """\
kind: eis
id: e4
measured_on: {entry: p7}
reported:
  - {quantity: conductivity, value: 1.0e-4 S/cm, at: {temperature: 372 K}}
  - {quantity: activation_energy, value: 0.53 eV, convention: ln_sigma}
"""


def entry(text: str) -> Entry:
    """The entry of a text without its version."""
    parsed = parse(f'schema: "1.0"\n{text}')
    assert [finding.as_text() for finding in parsed.findings] == []
    assert parsed.entry is not None
    return parsed.entry


def all_of(text: str, *others: str) -> list[Derived]:
    """What follows from an entry among others."""
    own = entry(text)
    known = {other.id: other for other in (own, *map(entry, others))}

    def users(entry_id: str) -> Sequence[Entry]:
        return [other for other in known.values() if entry_id in links(other).values()]

    return derive(Records(own, known, users))


def shown(text: str, *others: str) -> dict[tuple[str, str], str]:
    """Field and name -> value as people read it."""
    return {(item.path, item.name): str(item.value) for item in all_of(text, *others)}


def test_synthesis() -> None:
    """Amounts with the purity, their ratio, and what the reagents can give at most."""
    assert shown(POWDER) == {
        ("reagents[0].mass", "amount"): "2.63658 ± 0.00073 mmol",
        ("reagents[1].mass", "amount"): "2.63637 ± 0.00015 mmol",
        ("reagents[1].mass", "amount_ratio"): "0.99992 ± 0.00028",
        ("product_mass", "theoretical_yield"): "597.953 ± 0.069 mg",
        ("product_mass", "yield"): "91.98 ± 0.48 %",
    }


def test_purity_of_the_bottle() -> None:
    """Where the reagent says nothing, that of the material it is linked to; of a bound, the middle of what it leaves."""
    bottle = "kind: material\nid: m1\nformula: NaNH2\npurity: '{}'\n"
    text = "kind: synthesis\nid: s3\nreagents: [{formula: NaNH2, entry: m1, mass: 0.1039 g}]\n"
    own = text.replace("entry: m1", "purity: 98 %")
    (stated,) = all_of(text, bottle.format("98 %"))
    assert stated == all_of(own)[0]
    assert stated.inputs["w"] == "98 %"
    (bound,) = all_of(text, bottle.format("> 98 %"))
    assert str(bound.value) == "2.637 ± 0.015 mmol"
    assert "w is the middle of what '> 98 %' leaves" in bound.assumptions


def test_sealed_vessel() -> None:
    """Five H2 of a precursor's reaction in a small vessel: about 150 bar, with the reaction named."""
    text = (
        "kind: synthesis\nid: s2\nproduct: Na2B12H12\n"
        "reagents: [{formula: NaBH4, mass: 40.29 mg}, {formula: B10H14, mass: 65.09 mg}]\n"
        "steps: [{action: heat, temperature: 473 K, vessel: sealed crucible, vessel_volume: ~0.7 cm³}]\n"
    )
    (found,) = (item for item in all_of(text) if item.name == "sealed_pressure")
    assert found.value.unit == "bar"
    assert found.value.value == pytest.approx(151, abs=1)
    assert found.assumptions == (
        "V = ~0.7 cm³ is approximate",
        "filled at 1 bar and 298.15 K; ideal gas; the volume of the solids is left out",
        "2 NaBH4 + B10H14 -> Na2B12H12 + 5 H2",
    )


def test_pellet() -> None:
    """Density, porosity and cell constant, with the crystal density of the powder's diffraction entry."""
    assert shown(PELLET, POWDER, PATTERN) == {
        ("diameter", "area"): "0.5027 ± 0.0025 cm²",
        ("thickness", "cell_constant"): "0.2029 ± 0.0041 cm⁻¹",
        ("mass", "areal_mass"): "87.54 ± 0.48 mg/cm²",
        ("mass", "density"): "0.858 ± 0.017 g/cm³",
        ("mass", "theoretical_density"): "0.87898 ± 0.00037 g/cm³",
        ("mass", "relative_density"): "97.6 ± 2.0 %",
        ("mass", "porosity"): "2.4 ± 2.0 %",
        ("pressure", "pressing_force"): "2.011 ± 0.010 kN",
    }


def test_crystal_density_of_the_same_compound_only() -> None:
    """A pattern of something else gives no density; a material with a stated one does."""
    other = PATTERN.replace("Na3NH2B12H12", "NaNH2")
    assert ("mass", "relative_density") not in shown(PELLET, POWDER, other)
    bought = "kind: pellet\nid: p1\nmade_from: [{entry: m1}]\ndiameter: 8.00 mm\nthickness: 1.00 mm\nmass: 60.0 mg\n"
    material = "kind: material\nid: m1\nformula: NaNH2\ndensity: 1.39 g/cm³\n"
    assert shown(bought, material)["mass", "relative_density"] == "85.87 ± 0.31 %"


def test_diffraction() -> None:
    """Volume, volume a formula unit and density of the published cell, and 9 kW of tube."""
    assert shown(PATTERN) == {
        ("tube_current", "tube_power"): "9000 W",
        ("phases[0].volume", "cell_volume"): "1713.93 ± 0.71 Å³",
        ("phases[0].z", "volume_per_formula_unit"): "428.48 ± 0.18 Å³",
        ("phases[0].formula", "crystal_density"): "0.87898 ± 0.00037 g/cm³",
    }


def test_impedance() -> None:
    """Expected resistance, relaxation at 18 MHz, kJ/mol, and the conductivity at 298 K that the energy implies."""
    assert shown(SPECTRA, PELLET) == {
        ("measured_on", "cell_constant"): "0.2029 ± 0.0041 cm⁻¹",
        ("reported[0].value", "expected_resistance"): "2.029 ± 0.072 kohm",
        ("reported[0].value", "relaxation_frequency"): "17975 ± 519 kHz",
        ("reported[1].value", "activation_energy_molar"): "51.14 ± 0.28 kJ/mol",
        ("reported[1].value", "sigma_298"): "(1.648 ± 0.060) × 10⁻⁶ S/cm",
    }
    (relaxation,) = (item for item in all_of(SPECTRA, PELLET) if item.name == "relaxation_frequency")
    assert relaxation.assumptions == ("u(sigma) from the digits written", "eps_r = 10 is assumed")


def test_cell() -> None:
    """Loading, theoretical capacity and balance; the foil's area is that of the electrolyte, and that is said."""
    found = shown(CELL, PELLET)
    assert found["layers[0].formula", "theoretical_capacity"] == "239.327 mAh/g"
    assert found["layers[0].active_mass", "areal_loading"] == "0.597 ± 0.072 mg/cm²"
    assert found["layers[0].active_mass", "areal_capacity"] == "0.143 ± 0.017 mAh/cm²"
    assert found["layers", "n_to_p_ratio"] == "162 ± 16"
    (foil,) = (item for item in all_of(CELL, PELLET) if (item.path, item.name) == ("layers[2].mass", "areal_loading"))
    assert "the area is that of the pellet p7" in foil.assumptions


def test_cycling() -> None:
    """The current of 0.1 C, its density, and the time of a half-cycle."""
    assert shown(CYCLING, CELL, PELLET) == {
        ("active_material", "theoretical_capacity"): "239.327 mAh/g",
        ("nominal_capacity", "capacity"): "0.0717 ± 0.0069 mAh",
        ("nominal_capacity", "areal_capacity"): "0.143 ± 0.017 mAh/cm²",
        ("phases[0].rate", "half_cycle_time"): "10 h",
        ("phases[0].rate", "current"): "7.17 ± 0.69 µA",
        ("phases[0].rate", "current_density"): "14.3 ± 1.7 µA/cm²",
    }


def test_stated_capacities() -> None:
    """Each is compared with the theoretical one and with that of the first cycle; bounds and other numbers are not."""
    stated = (
        "{quantity: specific_capacity, value: 77 mAh/g, at: {cycle: 200}}, "
        "{quantity: specific_capacity, value: 146 mAh/g, at: {cycle: 2}}, "
        "{quantity: specific_capacity, value: '> 100 mAh/g', at: {cycle: 100}}, "
        "{quantity: capacity_retention, value: '> 50 %', at: {cycle: 200}}"
    )
    found = shown(f"{CYCLING}reported: [{stated}]\n")
    assert {key: text for key, text in found.items() if key[0].startswith("reported")} == {
        ("reported[0].value", "utilisation"): "32.1736 %",
        ("reported[0].value", "capacity_retention"): "52.7397 %",
        ("reported[1].value", "utilisation"): "61.0045 %",
    }


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        ('"1:1"', ["17.2008 %", "82.7992 %"]),
        ('"2:1"', ["29.3527 %", "70.6473 %"]),
        ('"1:1:1"', []),
        ('"A:B = 1:1"', []),
    ],
)
def test_ratio_without_masses(ratio: str, expected: list[str]) -> None:
    """A ratio says which share of the mass each reagent has, where there is one part for each."""
    text = f"kind: synthesis\nid: s1\nratio: {ratio}\nreagents: [{{formula: NaNH2}}, {{formula: Na2B12H12}}]\n"
    assert expected == list(shown(text).values())


def test_voltammetry() -> None:
    """Width of the window, time of a cycle and of all cycles."""
    assert shown(SWEEPS) == {
        ("window", "scan_range"): "10.5 V",
        ("scan_rate", "cycle_time"): "2100 s",
        ("sweeps[0].cycles", "total_time"): "5.83333 h",
    }


@pytest.mark.parametrize("thickness", ["< 1 mm", "0.9..1.1 mm"])
def test_nothing_from_bounds_and_ranges(thickness: str) -> None:
    """A bound or a range in place of a number leaves out what depends on it, and nothing else."""
    found = shown(PELLET.replace("1.02(2) mm", thickness), POWDER, PATTERN)
    assert [name for _, name in found] == ["area", "areal_mass", "theoretical_density", "pressing_force"]


def test_approximate_numbers_are_worth_little() -> None:
    """A pellet of ~1 mm has a density, with the uncertainty of such a number and a word about it."""
    about = PELLET.replace("1.02(2) mm", "~1 mm")
    assert shown(about, POWDER, PATTERN)["mass", "relative_density"] == "100 ± 31 %"
    (density,) = (item for item in all_of(about) if item.name == "density")
    assert density.as_json() == {
        "name": "density",
        "path": "mass",
        "value": pytest.approx(0.87535, abs=1e-5),
        "unit": "g/cm³",
        "uncertainty": pytest.approx(0.2757, abs=1e-4),
        "text": "0.88 ± 0.28 g/cm³",
        "formula": "rho = 4 m / (pi d^2 t)",
        "inputs": {"m": "44.0(1) mg", "d": "8.00(2) mm", "t": "~1 mm"},
        "assumptions": ["t = ~1 mm is approximate", "u(t) from the digits written"],
    }
    assert density.as_text() == (
        "density = 0.88 ± 0.28 g/cm³ (rho = 4 m / (pi d^2 t); m = 44.0(1) mg, d = 8.00(2) mm, t = ~1 mm; "
        "t = ~1 mm is approximate; u(t) from the digits written)"
    )


def test_kinds_without_laws() -> None:
    """A note has nothing to derive."""
    assert all_of("kind: note\nid: n1\n") == []
