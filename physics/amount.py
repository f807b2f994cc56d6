"""Amounts of substance."""

from __future__ import annotations


def amount_of_substance(mass: float, molar_mass: float, purity: float = 1.0) -> float:
    """Amount of substance in mol: n = m w / M, from mass in kg, molar mass in kg/mol and purity by mass.

    Source: definition of the mole. The purity is 1 where none is stated.
    """
    return mass * purity / molar_mass
