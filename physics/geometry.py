"""Geometry of a disc-shaped pellet between electrodes that cover its faces: what a resistance says of the material.

Symbols, all in SI: diameter d and thickness t in m, mass m in kg, area A in m2, resistance R in ohm,
conductivity sigma in S/m. Valid for a straight cylinder with the current along its axis; fringing fields
and electrodes smaller than the face are outside this model. Hints say ``float``; a number with uncertainty
(``uncertainties.ufloat``) works in its place and carries its uncertainty through.
"""

from __future__ import annotations

import math

from glovebook.physics.constants import VACUUM_PERMITTIVITY


def disc_area(diameter: float) -> float:
    """Area of one face in m2: A = pi d^2 / 4."""
    return math.pi / 4 * diameter**2


def disc_density(mass: float, diameter: float, thickness: float) -> float:
    """Density in kg/m3 of a disc from its mass and outer dimensions: rho = m / (A t)."""
    return mass / (disc_area(diameter) * thickness)


def cell_constant(thickness: float, area: float) -> float:
    """Cell constant in 1/m: K = t / A, so that sigma = K / R."""
    return thickness / area


def conductivity(resistance: float, constant: float) -> float:
    """Conductivity in S/m: sigma = K / R."""
    return constant / resistance


def relaxation_frequency(conductivity: float, relative_permittivity: float) -> float:
    """Frequency in Hz at the top of the bulk arc: f = sigma / (2 pi eps_0 eps_r).

    It follows from R C = eps_0 eps_r / sigma, in which the geometry cancels; a bulk arc shows as an arc only
    when the spectrum reaches well beyond it.
    """
    return conductivity / (2 * math.pi * VACUUM_PERMITTIVITY * relative_permittivity)


def pressing_force(pressure: float, area: float) -> float:
    """Force in N that gives a pressure in Pa on an area in m2: F = p A."""
    return pressure * area


def pressing_pressure(force: float, area: float) -> float:
    """Pressure in Pa of a force in N on an area in m2: p = F / A."""
    return force / area
