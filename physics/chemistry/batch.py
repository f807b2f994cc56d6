"""Batches: masses for a ratio, and what masses say about a ratio.

Symbols in SI: mass m in kg, molar mass M in kg/mol, amount n in mol, purity w by mass.
"""

from __future__ import annotations

from collections.abc import Sequence

from glovebook.physics.amount import amount_of_substance


def batch_masses(
    extent: float, parts: Sequence[float], molar_masses: Sequence[float], purities: Sequence[float]
) -> list[float]:
    """Masses in kg to weigh for a batch: m_i = n nu_i M_i / w_i, with n mol of the ratio's unit.

    What is not the substance is taken to be inert. ``parts`` are the nu_i of the ratio.
    """
    return [
        extent * part * molar_mass / purity
        for part, molar_mass, purity in zip(parts, molar_masses, purities, strict=True)
    ]


def extent_of(mass: float, part: float, molar_mass: float, purity: float = 1.0) -> float:
    """Extent n in mol of a ratio whose one member was weighed: n = m w / (nu M)."""
    return amount_of_substance(mass, molar_mass, purity) / part


def extents(
    masses: Sequence[float], parts: Sequence[float], molar_masses: Sequence[float], purities: Sequence[float]
) -> list[float]:
    """Extents n_i / nu_i in mol, one a member: all the same where masses fit a ratio, the least limits a reaction."""
    return [extent_of(*each) for each in zip(masses, parts, molar_masses, purities, strict=True)]


def deviations(extents: Sequence[float]) -> list[float]:
    """Relative deviation of each extent from their median member: what was weighed wrong stands out.

    Of two members the first is the reference.
    """
    reference = sorted(extents)[len(extents) // 2] if len(extents) > 2 else extents[0]
    return [extent / reference - 1 for extent in extents]


def swapped(
    masses: Sequence[float], parts: Sequence[float], molar_masses: Sequence[float], purities: Sequence[float]
) -> tuple[int, int] | None:
    """The two members whose masses fit the ratio within 1 % once exchanged; None where no exchange does."""
    for first in range(len(masses)):
        for second in range(first + 1, len(masses)):
            exchanged = list(masses)
            exchanged[first], exchanged[second] = masses[second], masses[first]
            if max(map(abs, deviations(extents(exchanged, parts, molar_masses, purities)))) < 0.01:
                return first, second
    return None
