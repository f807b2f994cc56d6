"""Unit cells: volume, density, and which shape a lattice has by symmetry.

Symbols, all in SI: axes a, b, c in m, angles alpha, beta, gamma in rad, volume V in m3, Z formula units in the
cell, molar mass M in kg/mol.
"""

from __future__ import annotations

from math import cos, sin, sqrt

from glovebook.physics.constants import AVOGADRO


def cell_volume(a: float, b: float, c: float, alpha: float, beta: float, gamma: float) -> float:
    """Volume in m3: V = a b c sqrt(1 - cos2 alpha - cos2 beta - cos2 gamma + 2 cos alpha cos beta cos gamma).

    Zero where no cell has these angles. Source: International Tables for Crystallography, metric tensor: V2 = det G.
    """
    x, y, z = cos(alpha), cos(beta), cos(gamma)
    return a * b * c * sqrt(max(0.0, 1 - x * x - y * y - z * z + 2 * x * y * z))


def crystal_density(formula_units: float, molar_mass: float, volume: float) -> float:
    """Density in kg/m3 of a perfect crystal: rho_x = Z M / (V N_A)."""
    return formula_units * molar_mass / (volume * AVOGADRO)


def molecular_volume(molar_mass: float, density: float) -> float:
    """Volume in m3 that one formula unit takes: V / Z = M / (rho N_A)."""
    return molar_mass / (density * AVOGADRO)


def bragg_wavelength(spacing: float, two_theta: float) -> float:
    """Wavelength in m of the first order: lambda = 2 d sin(theta), with the scattering angle 2 theta in rad."""
    return 2 * spacing * sin(two_theta / 2)
