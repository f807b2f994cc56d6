"""Capacities of electrodes, and the currents and times that follow from them.

Symbols, all in SI: charge Q in C, specific capacity q in C/kg, mass m in kg, area A in m2, current I in A, C-rate C
in 1/s (1 C is one capacity an hour), n electrons a formula unit, molar mass M in kg/mol.
"""

from __future__ import annotations

from glovebook.physics.constants import FARADAY


def theoretical_capacity(electrons: float, molar_mass: float) -> float:
    """Specific capacity in C/kg: q = n F / M. In mAh/g, with M in g/mol, it is n F / (3.6 M)."""
    return electrons * FARADAY / molar_mass


def capacity(specific_capacity: float, mass: float) -> float:
    """Charge in C that a mass of active material holds: Q = q m."""
    return specific_capacity * mass


def per_area(amount: float, area: float) -> float:
    """A mass, charge or current over the area that it is spread on: m / A, Q / A, j = I / A."""
    return amount / area


def rate_current(rate: float, specific_capacity: float, mass: float) -> float:
    """Current in A at a C-rate: I = C q m."""
    return rate * specific_capacity * mass


def composite_mass(active_mass: float, active_fraction: float) -> float:
    """Mass in kg of a composite electrode: m = m_AM / w."""
    return active_mass / active_fraction


def half_cycle_time(rate: float) -> float:
    """Time in s of a charge or discharge in which the whole capacity passes: t = 1 / C."""
    return 1 / rate
