"""Laws of crystals, electrodes, conduction and propagation, against numbers worked out elsewhere and invariances."""

from __future__ import annotations

from math import pi, radians, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uncertainties import ufloat

from glovebook.physics.constants import ELEMENTARY_CHARGE
from glovebook.physics.diffraction.crystal import bragg_wavelength, cell_volume, crystal_density, molecular_volume
from glovebook.physics.electrochemistry.conduction import conductivity_at, energy_between, molar_energy, temperature_of
from glovebook.physics.electrochemistry.electrode import (
    composite_mass,
    half_cycle_time,
    rate_current,
    theoretical_capacity,
)
from glovebook.physics.geometry import cell_constant, disc_area, disc_density, pressing_force, pressing_pressure
from glovebook.physics.propagation import Number, propagated
from glovebook.physics.stated import figures, half_digit, measured, rounded, standard_error, stated
from glovebook.schema.quantity import Quantity

SQUARE = (pi / 2, pi / 2, pi / 2)


def test_volume_of_cells() -> None:
    """The orthorhombic cell of Na3NH2B12H12, a hexagonal one, and a rhombohedral one against its own geometry."""
    assert cell_volume(15.8542, 14.3515, 7.5327, *SQUARE) == pytest.approx(1713.93, abs=0.005)
    assert cell_volume(3, 3, 5, pi / 2, pi / 2, radians(120)) == pytest.approx(45 * sqrt(3) / 2)
    assert cell_volume(1, 1, 1, *(radians(60),) * 3) == pytest.approx(sqrt(0.5))
    assert cell_volume(1, 1, 1, radians(10), radians(10), radians(90)) == 0


def test_crystal_density() -> None:
    """0.879 g/cm3 for four Na3NH2B12H12 in 1713.93 A3; rock salt has 2.16 g/cm3; volume and density agree."""
    assert crystal_density(4, 0.226808, 1713.93e-30) / 1000 == pytest.approx(0.879, abs=5e-4)
    assert crystal_density(4, 0.05844, 5.6402e-10**3) / 1000 == pytest.approx(2.163, abs=1e-3)
    assert molecular_volume(0.226808, crystal_density(4, 0.226808, 1713.93e-30)) == pytest.approx(1713.93e-30 / 4)


def test_bragg() -> None:
    """Silicon 111 with Cu K alpha 1: 3.1356 A at 28.44 degrees."""
    assert bragg_wavelength(3.1356e-10, radians(28.442)) == pytest.approx(1.5406e-10, rel=1e-4)


def test_electrodes() -> None:
    """TiS2 holds 239.3 mAh/g; at 0.1 C 0.3 mg take 7.17 uA for ten hours, and the composite weighs twice as much."""
    assert theoretical_capacity(1, 0.111987) / 3600 == pytest.approx(239.3, abs=0.05)
    assert rate_current(0.1 / 3600, 239 * 3600, 3e-7) == pytest.approx(7.17e-6)
    assert half_cycle_time(0.1 / 3600) == pytest.approx(36000)
    assert composite_mass(3e-7, 0.5) == pytest.approx(6e-7)


def test_pressing() -> None:
    """2.01 kN on 8 mm are 40 MPa, there and back."""
    area = disc_area(8e-3)
    assert pressing_force(40e6, area) == pytest.approx(2010.6, abs=0.1)
    assert pressing_pressure(pressing_force(40e6, area), area) == pytest.approx(40e6)


def test_conductivity_at_room_temperature() -> None:
    """1.0e-4 S/cm at 372 K with 0.53 eV: 1.65e-6 S/cm at 298 K, and 1 MHz of relaxation at about 317 K."""
    energy = 0.53 * ELEMENTARY_CHARGE
    assert conductivity_at(298, 1e-4, 372, energy) == pytest.approx(1.648e-6, rel=1e-3)
    assert temperature_of(1e-4 / 17.975, 1e-4, 372, energy) == pytest.approx(317, abs=0.5)
    assert molar_energy(energy) / 1000 == pytest.approx(51.1, abs=0.05)


@given(st.floats(150, 900), st.floats(150, 900), st.floats(0.05, 1.5), st.sampled_from(["ln_sigma", "ln_sigma_t"]))
def test_energy_there_and_back(cold: float, hot: float, electronvolts: float, convention: str) -> None:
    """The energy between a conductivity and what it becomes at another temperature is the one put in."""
    if abs(cold - hot) > 1:
        energy = electronvolts * ELEMENTARY_CHARGE
        other = conductivity_at(hot, 1e-3, cold, energy, convention)  # type: ignore[arg-type]  # the two literals
        found = energy_between((cold, 1e-3), (hot, other), convention)  # type: ignore[arg-type]
        assert found == pytest.approx(energy, rel=1e-6)


def test_propagation_against_the_uncertainties_package() -> None:
    """Density and cell constant of a pellet have the uncertainty that the package of that name works out."""
    inputs = (44e-6, 2e-7), (8e-3, 2e-5), (1.02e-3, 2e-5)
    found = propagated(disc_density, *(Number(*pair) for pair in inputs))
    expected: Any = disc_density(*(ufloat(*pair) for pair in inputs))
    assert found.value == pytest.approx(expected.nominal_value)
    assert found.uncertainty == pytest.approx(expected.std_dev, rel=1e-3)


def about(value: float, uncertainty: float) -> Number:
    """A number to compare with: its uncertainty only as exact as arithmetic is."""
    near: Any = pytest.approx(uncertainty)
    return Number(value, near)


def test_exact_inputs() -> None:
    """Without any uncertainty there is none to carry; an input without one is exact."""
    assert propagated(cell_constant, Number(2.0), Number(4.0)) == Number(0.5)
    assert propagated(cell_constant, Number(2.0, 0.2), Number(4.0)) == about(0.5, 0.05)
    assert Number(1.0).spread == 0.0


@pytest.mark.parametrize(
    ("text", "half", "count"),
    [
        ("8 mm", 5e-4, 1),
        ("1.02 mm", 5e-6, 3),
        ("0.3 mg", 5e-8, 1),
        ("40.0 mg", 5e-8, 3),
        ("100 mg", 5e-7, 3),
        ("~1 mm", 5e-4, 1),
        ("~20.00 mm", 2e-3, 4),
        ("1.0e-4 S/cm", 5e-4, 2),
    ],
)
def test_digits(text: str, half: float, count: int) -> None:
    """Half a unit of the last digit in SI, and the figures; of an approximate number a tenth where that is more."""
    quantity = Quantity.parse(text)
    assert half_digit(quantity) == pytest.approx(half)
    assert rounded(quantity).uncertainty == pytest.approx(half / sqrt(3))
    assert figures(quantity) == count


def test_readings_before_digits() -> None:
    """Three readings give the standard error of their mean; a stated uncertainty comes first; equal ones say nothing."""
    readings = [Quantity.parse(text) for text in ("1.01 mm", "1.03 mm", "1.02 mm")]
    assert standard_error([reading.si for reading in readings]) == pytest.approx(1e-5 / sqrt(3))
    found = measured("t", Quantity.parse("1.02 mm"), readings)
    assert found is not None
    assert found.number == about(1.02e-3, 1e-5 / sqrt(3))
    assert found.remark == "u(t) is the standard error of 3 readings"
    own = measured("t", Quantity.parse("1.02(2) mm"), readings)
    assert own is not None
    assert own.number.uncertainty == pytest.approx(2e-5)
    same = measured("t", Quantity.parse("1.02 mm"), [readings[0], readings[0]])
    assert same is not None
    assert same.by_digits


@pytest.mark.parametrize("text", ["< 1 mm", "0.9..1.1 mm", "0 mm"])
def test_no_number(text: str) -> None:
    """Nothing is computed from a bound, a range or zero."""
    assert stated("t", Quantity.parse(text)) is None
