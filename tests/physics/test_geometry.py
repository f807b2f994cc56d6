"""Geometry of discs, with floats and with numbers that carry an uncertainty."""

from __future__ import annotations

from math import pi, sqrt

import pytest
from uncertainties import nominal_value, std_dev, ufloat

from glovebook.physics.geometry import cell_constant, conductivity, disc_area, disc_density, relaxation_frequency


def test_pellet_of_the_measured_series() -> None:
    """2.1 mm x 8.0 mm and 2.158e6 ohm give 1.936e-7 S/cm, as published for 140 degrees Celsius."""
    constant = cell_constant(2.1e-3, disc_area(8.0e-3))
    assert conductivity(2.158e6, constant) / 100 == pytest.approx(1.936e-7, rel=5e-4)


def test_density() -> None:
    """A disc of 1 cm2 face, 1 mm thick, of 0.1 g has 1 g/cm3."""
    assert disc_density(1e-4, sqrt(4e-4 / pi), 1e-3) == pytest.approx(1000.0)


def test_relaxation_frequency_is_that_of_the_arc() -> None:
    """The frequency is 1 / (2 pi R C) of a plate capacitor filled with the material."""
    sigma, permittivity, constant = 1e-2, 10.0, 50.0
    resistance = constant / sigma
    capacitance = 8.8541878188e-12 * permittivity / constant
    assert relaxation_frequency(sigma, permittivity) == pytest.approx(1 / (2 * pi * resistance * capacitance))


def test_uncertainty_goes_through() -> None:
    """Of sigma = t / (A R): relative variances add, the diameter's four times."""
    thickness, diameter, resistance = ufloat(1e-3, 2e-5), ufloat(8e-3, 4e-5), ufloat(1e5, 1e3)
    sigma = conductivity(resistance, cell_constant(thickness, disc_area(diameter)))
    expected = sqrt(0.02**2 + (2 * 0.005) ** 2 + 0.01**2)
    assert expected == pytest.approx(std_dev(sigma) / nominal_value(sigma))
