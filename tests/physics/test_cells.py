"""Cells under current, against numbers worked out by hand."""

from __future__ import annotations

import pytest

from glovebook.physics.electrochemistry.active_materials import ELECTRONS
from glovebook.physics.electrochemistry.cells import (
    disc_resistance,
    electrons_counted,
    half_cycle_duration,
    ohmic_current,
    ohmic_drop,
    passed_per_area,
    retention,
)
from glovebook.physics.electrochemistry.electrode import theoretical_capacity
from glovebook.physics.electrochemistry.metals import MELTING_POINT
from glovebook.physics.geometry import disc_area
from glovebook.schema.formula import Formula


def test_pellet_of_the_paper() -> None:
    """1 mm of 1.67e-6 S/cm under 8 mm is about 120 kohm, through which 10 V drives 84 µA."""
    resistance = disc_resistance(1e-3, disc_area(8e-3), 1.67e-4)
    assert resistance == pytest.approx(119.1e3, rel=1e-3)
    assert ohmic_current(10.0, resistance) == pytest.approx(84e-6, rel=1e-3)
    assert ohmic_drop(ohmic_current(10.0, resistance), resistance) == pytest.approx(10.0)


def test_capacities_of_the_paper() -> None:
    """77 of 146 mAh/g is 52.7 %; 239.3 mAh/g of TiS2 is one electron; half a capacity at C/10 takes five hours."""
    assert retention(77.0, 146.0) == pytest.approx(0.527, abs=5e-4)
    molar_mass = Formula.parse("TiS2").molar_mass * 1e-3
    assert electrons_counted(239.3 * 3.6e3 / 1e3 * 1e3, molar_mass) == pytest.approx(1.0, rel=1e-3)
    assert half_cycle_duration(430.0, 860.0, 0.1 / 3600) == pytest.approx(5 * 3600.0)
    assert passed_per_area(1.0, 3600.0) == pytest.approx(3600.0)


@pytest.mark.parametrize(
    ("formula", "capacity"),
    [("TiS2", 239.3), ("LiCoO2", 273.8), ("LiFePO4", 169.9), ("S", 1672.0), ("Na3V2(PO4)3", 117.6), ("Na", 1165.8)],
)
def test_electrons(formula: str, capacity: float) -> None:
    """With the usual numbers of electrons the theoretical capacities in mAh/g are those that everybody quotes."""
    found = theoretical_capacity(ELECTRONS[formula], Formula.parse(formula).molar_mass * 1e-3) / 3600
    assert capacity == pytest.approx(found, rel=1e-3)


def test_formulas_can_be_read() -> None:
    """Every active material is a formula that Glovebook reads."""
    assert all(Formula.parse(text).molar_mass > 0 for text in ELECTRONS)


def test_melting_points() -> None:
    """The fixed points of ITS-90 in degrees Celsius are those of the scale."""
    fixed = {"In": 156.5985, "Sn": 231.928, "Zn": 419.527, "Al": 660.323}
    assert {name: pytest.approx(value + 273.15) for name, value in fixed.items()} == {
        name: MELTING_POINT[name] for name in fixed
    }
