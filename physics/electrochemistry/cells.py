"""Cells under current: what a resistance lets through, what a half-cycle takes, what is left of a capacity.

Symbols, all in SI: voltage U in V, resistance R in ohm, current I in A, thickness t in m, area A in m2, conductivity
sigma in S/m, charge Q in C, specific capacity q in C/kg, C-rate C in 1/s. A number with uncertainty
(``uncertainties.ufloat``) works in place of a float.
"""

from __future__ import annotations


def disc_resistance(thickness: float, area: float, conductivity: float) -> float:
    """Resistance in ohm of a layer with the current across it: R = t / (sigma A)."""
    return thickness / (conductivity * area)


def ohmic_current(voltage: float, resistance: float) -> float:
    """Largest current in A that a voltage drives through a resistance: I = U / R.

    Whatever else is in the circuit makes it smaller.
    """
    return voltage / resistance


def ohmic_drop(current: float, resistance: float) -> float:
    """Voltage in V that is lost over a resistance: U = I R."""
    return current * resistance


def passed_per_area(current_density: float, duration: float) -> float:
    """Charge in C/m2 that a constant current density passes: q_A = j t."""
    return current_density * duration


def retention(capacity: float, reference: float) -> float:
    """Share of a capacity that is left: Q_n / Q_ref. It means nothing without the cycle that it refers to."""
    return capacity / reference


def half_cycle_duration(capacity: float, one_c: float, rate: float) -> float:
    """Time in s in which a capacity passes at a C-rate: t = q_n / (C q_1C)."""
    return capacity / (rate * one_c)


def electrons_counted(specific_capacity: float, molar_mass: float) -> float:
    """Electrons a formula unit that a specific capacity in C/kg stands for: n = q M / F."""
    from glovebook.physics.constants import FARADAY

    return specific_capacity * molar_mass / FARADAY
