"""Amounts of substance."""

from __future__ import annotations


def amount_of_substance(mass: float, molar_mass: float, purity: float = 1.0) -> float:
    """Amount in mol of a mass in kg: n = m w / M, with M in kg/mol and the purity w by mass (definition of the mole)."""
    return mass * purity / molar_mass
