"""Energies per particle and per mole: of one kind of quantity, in two units of SI."""

from __future__ import annotations

from glovebook.physics.constants import AVOGADRO

_FACTORS = {("J", "J/mol"): AVOGADRO, ("J/mol", "J"): 1 / AVOGADRO}


def factor(unit: str, other: str) -> float | None:
    """By how much a number in one unit of SI grows in another; None where the two do not belong together."""
    return 1.0 if unit == other else _FACTORS.get((unit, other))
