"""Rules for cells, cycling and voltammetry: what stays silent at the edges, and which rule speaks of a slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from glovebook.schema.entry import Entry
from glovebook.schema.parse import parse
from glovebook.schema.result import Result
from glovebook.schema.table import Table
from glovebook.validators.engine import check
from glovebook.validators.rule import View

PELLET = "formula: Na3NH2B12H12\ndiameter: 8 mm\nthickness: 1.00 mm\n"
CELL = (
    "layers: [{role: anode, formula: Na, mass: 5.1 mg}, {role: electrolyte, entry: p9, formula: Na3NH2B12H12}, "
    "{role: cathode, formula: TiS2, mass: 0.600 mg, active: 50 wt%, diameter: 8 mm}]\n"
)
CYCLING = "measured_on: {entry: c9}\nactive_mass: 0.300 mg\nnominal_capacity: 239 mAh/g\ntemperature: 353 K\n"
PHASE = "phases: [{cycles: 1..2, window: 1.0..2.4 V vs Na+/Na, "
STATED = "reported: [{quantity: specific_capacity, at: {cycle: 2}, value: "


def entry(kind: str, name: str, body: str) -> Entry:
    """An entry from its own fields."""
    found = parse(f'kind: {kind}\nschema: "1.0"\nid: {name}\n{body}', f"{name}.gb.yaml").entry
    assert found is not None
    return found


def rules(kind: str, body: str, cell: str = CELL) -> list[str]:
    """Ids of the findings in a draft, with a cell and its pellet behind the entry."""
    parsed = parse(f'kind: {kind}\nschema: "1.0"\nid: x1\n{body}\n', "x1.gb.yaml")
    assert parsed.entry is not None
    linked = {"c9": entry("cell", "c9", cell), "p9": entry("pellet", "p9", PELLET)}
    return [finding.rule for finding in check(parsed, View(parsed.entry, linked=linked), "draft")]


@pytest.mark.parametrize(
    ("phase", "found"),
    [
        ("rate: 0.1 C, current: 7.17 µA, current_density: 14.3 µA/cm²}]", []),
        ("rate: C/10, current: -7.2 µA}]", []),  # discharging
        ("rate: 0.1 C, current: < 7.2 mA}]", []),  # a bound
        ("rate: 0.1 C}]", []),
        ("current: 7.17 µA, current_density: 14.3 µA/cm²}]", []),
        ("rate: 0.1 C, current: 7.17 mA}]", ["cycling/current-rate"]),
        ("rate: 0.1 C, current: 14.3 µA}]", ["cycling/current-rate"]),
        ("current: 7.17 µA, current_density: 3.57 µA/cm²}]", ["cycling/current-density"]),
    ],
)
def test_currents(phase: str, found: list[str]) -> None:
    """Current, rate and density agree within their figures; a bound is not computed with."""
    assert found == rules("cycling", CYCLING + PHASE + phase)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("0.300 mg", "0.30 mg"), []),
        (("0.300 mg", "0.31 mg"), ["cycling/active-mass"]),  # farther than the figures of both
        (("0.300 mg", "~0.33 mg"), []),
        (("0.300 mg", "0.600 mg"), ["cycling/active-mass"]),
        (("239 mAh/g", "160 mAh/g"), []),  # what people take for 1 C may be less than the theory
        (("239 mAh/g", "120 mAh/g"), ["cycling/nominal-capacity"]),
        (("239 mAh/g", "239 Ah/kg"), []),
        (("353 K", "370 K"), []),
        (("353 K", "371 K"), ["cycling/melting"]),
        (("353 K", "298..380 K"), []),
    ],
)
def test_masses_capacities_and_temperatures(change: tuple[str, str], found: list[str]) -> None:
    """Nothing is said within the figures, of usual capacities, and below the melting point."""
    assert found == [rule for rule in rules("cycling", CYCLING.replace(*change)) if rule.startswith("cycling/")]


@pytest.mark.parametrize(
    ("value", "found"),
    [("239 mAh/g", []), ("243 mAh/g", []), ("> 300 mAh/g", []), ("250 mAh/g", ["cycling/utilisation"])],
)
def test_utilisation(value: str, found: list[str]) -> None:
    """A stated capacity may reach the theoretical one within its figures; a bound is not compared."""
    assert found == rules("cycling", f"{CYCLING}{STATED}'{value}'}}]")


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("52.7 %", []),
        ("53 %", []),
        ("> 50 %", []),
        ("~55 %", []),
        ("52.0 %", ["cycling/retention"]),
        ("> 60 %", ["cycling/retention"]),
    ],
)
def test_retention(stated: str, found: list[str]) -> None:
    """77 of 146 mAh/g is 52.7 %: within its digits, within a bound, or not."""
    numbers = "".join(
        f"  - {{quantity: specific_capacity, value: {value}, at: {{cycle: {cycle}}}}}\n"
        for value, cycle in (("146.0 mAh/g", 2), ("77.00 mAh/g", 200))
    )
    line = f"  - {{quantity: capacity_retention, value: '{stated}', at: {{cycle: 200, reference_cycle: 2}}}}\n"
    assert found == rules("cycling", f"{CYCLING}reported:\n{numbers}{line}")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("TiS2", "NaxTiS2"), []),  # a family
        (("active: 50 wt%", "active: 50 wt%, active_mass: 0.30 mg"), []),
        (("active: 50 wt%", "active: 50 wt%, active_mass: 0.600 mg"), ["cell/active-mass"]),
        (("diameter: 8 mm", "diameter: 6 mm"), []),
        (("diameter: 8 mm", "diameter: 10 mm"), ["cell/overhang"]),
        (("diameter: 8 mm", "diameter: 8 mm, area: 0.503 cm²"), []),
        (("diameter: 8 mm", "diameter: 8 mm, area: 50.3 mm²"), []),
        (("diameter: 8 mm", "diameter: 8 mm, area: 0.503 mm²"), ["cell/layer-area"]),
        (("entry: p9,", "entry: p9, thickness: ~1 mm,"), []),
        (("entry: p9,", "entry: p9, thickness: 100 mm,"), ["cell/layer-geometry"]),
        (("role: anode, formula: Na", "role: anode, formula: In"), []),
    ],
)
def test_stacks(change: tuple[str, str], found: list[str]) -> None:
    """A stack that can be built is not spoken of."""
    assert found == rules("cell", CELL.replace(*change))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("assembled: charged", []),
        ("assembled: discharged", ["cell/assembled"]),
        ("atmosphere: {gas: Ar}", []),
        ("atmosphere: {gas: N2}", []),  # sodium is not lithium
        ("atmosphere: {gas: air}", ["cell/atmosphere"]),
        ("stack_pressure: {value: 370 MPa, basis: gauge}", []),
        ("stack_pressure: 100 MPa", []),
        ("stack_pressure: 370 MPa", ["cell/stack-pressure"]),
        ("body: 2032 coin cell", []),
        ("body: PEEK, 10 mm", []),
    ],
)
def test_assembly(line: str, found: list[str]) -> None:
    """What a cell is assembled in and how it is pressed."""
    assert found == rules("cell", CELL + line)


VOLTAMMETRY = "measured_on: {entry: c9}\nelectrodes: two\nscan_rate: 10 mV/s\n"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("window: -0.5..5 V vs Na+/Na", []),
        ("window: -0.5..5 V vs Na/Na+\nreference: Na+/Na", []),  # two spellings of one couple
        ("window: -0.5..5 V\nreference: Na+/Na", []),
        ("window: -0.5..5 V vs Na+/Na\nreference: gold wire", []),  # nothing is known of it
        ("window: -0.5..5 V vs Li+/Li", ["cv/two-electrodes"]),
        ("window: 5 V vs Na+/Na", ["cv/window-range"]),
        ("window: -0.5..5 V vs Na+/Na\nreference: Li+/Li", ["cv/one-reference"]),
    ],
)
def test_references(line: str, found: list[str]) -> None:
    """Potentials refer to what is in the cell."""
    assert sorted(found) == sorted(rules("cv", VOLTAMMETRY + line))


SYMMETRIC = (
    "layers: [{role: anode, formula: Na}, {role: electrolyte, entry: p9, formula: Na3NH2B12H12}, "
    "{role: cathode, formula: Na}]\n"
)


@dataclass
class Filed:
    """A notebook around an entry in which each file holds one current, with rests."""

    ampere: float

    def users(self, entry_id: str) -> Sequence[Entry]:  # noqa: ARG002 - the protocol's signature
        """Nobody."""
        return ()

    def holders(self, key: str) -> Sequence[str]:  # noqa: ARG002 - the protocol's signature
        """Nobody."""
        return ()

    def table(self, file: str) -> Table | None:
        """Half-cycles in both directions, and a rest after each."""
        amperes = [self.ampere, 0.0, -self.ampere, 0.0]
        return Table({"current_ampere": np.array(amperes)}, {"current_ampere": "A"}, source=file)

    def results(self, entry_id: str) -> Sequence[Result]:  # noqa: ARG002 - the protocol's signature
        """None."""
        return ()


@pytest.mark.parametrize(
    ("stage", "ampere", "hint"),
    [
        ("0.100 mA/cm²", 50.27e-6, None),
        ("0.100 mA/cm²", 52.0e-6, None),  # within 5 %
        ("-0.100 mA/cm²", 50.27e-6, None),  # stripping first
        ("0.1 mA/cm²", 60e-6, None),  # one figure says little
        ("< 0.1 mA/cm²", 50.27e-3, None),  # a bound
        ("0.100 mA/cm²", 0.0, None),  # nothing was run
        ("0.100 mA/cm²", 50.27e-9, "was it 0.100 µA/cm²?"),
        ("0.100 mA/cm²", 50.27e-6 / 4, "was it the radius in place of the diameter?"),
        ("0.100 mA/cm²", 50.27e-6 * 100, "was it mm² for cm²?"),
        ("0.100 mA/cm²", 80e-6, "check the area of the cell, and whether this is the file of this stage"),
    ],
)
def test_current_of_plating(stage: str, ampere: float, hint: str | None) -> None:
    """The current in a file is that of its stage on the area of the cell, within figures and 5 %."""
    parsed = parse(
        'kind: plating\nschema: "1.0"\nid: x1\nmeasured_on: {entry: c9}\n'
        f"stages: [{{current_density: {stage}, file: data/a.csv}}]\n"
    )
    assert parsed.entry is not None
    linked = {"c9": entry("cell", "c9", SYMMETRIC), "p9": entry("pellet", "p9", PELLET)}
    found = check(parsed, View(parsed.entry, linked=linked, around=Filed(ampere)), "archive")
    assert [finding.hint for finding in found if finding.rule == "plating/current-in-file"] == ([hint] if hint else [])
