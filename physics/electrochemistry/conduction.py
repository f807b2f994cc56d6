"""Conductivities at other temperatures, and energies a particle or a mole.

Symbols, all in SI: conductivity sigma in S/m, temperature T in K, activation energy E in J a particle.
"""

from __future__ import annotations

from math import exp, inf, log
from typing import Literal

from glovebook.physics.constants import AVOGADRO, BOLTZMANN

Convention = Literal["ln_sigma", "ln_sigma_t"]
"""Whether ln sigma or ln(sigma T) is a straight line over 1 / T."""
LARGEST = 700.0
"""Exponent above which a number is too large for a computer; such energies are slips."""
ROOM = 298.0
"""Temperature in K that is meant by room temperature where conductivities are compared."""


def molar_energy(energy: float) -> float:
    """Energy in J/mol from J a particle: E_m = E N_A."""
    return energy * AVOGADRO


def conductivity_at(
    other: float, conductivity: float, temperature: float, energy: float, convention: Convention = "ln_sigma"
) -> float:
    """Conductivity in S/m at another temperature: sigma' = sigma exp(-E / k (1 / T' - 1 / T)).

    With ``ln_sigma_t`` the same holds of sigma T. Infinite where it is too large for a computer. Valid as long as
    nothing changes in between (no phase transition).
    """
    exponent = -energy / BOLTZMANN * (1 / other - 1 / temperature)
    moved = conductivity * exp(exponent) if exponent < LARGEST else inf
    return moved * temperature / other if convention == "ln_sigma_t" else moved


def energy_between(
    first: tuple[float, float], second: tuple[float, float], convention: Convention = "ln_sigma"
) -> float:
    """Activation energy in J a particle from two pairs of temperature and conductivity.

    E = k ln(sigma_2 / sigma_1) / (1 / T_1 - 1 / T_2); with ``ln_sigma_t`` the same of sigma T.
    """
    (cold, low), (hot, high) = first, second
    ratio = high * hot / (low * cold) if convention == "ln_sigma_t" else high / low
    return BOLTZMANN * log(ratio) / (1 / cold - 1 / hot)


def temperature_of(other: float, conductivity: float, temperature: float, energy: float) -> float:
    """Temperature in K at which ln sigma, a line over 1 / T, reaches another conductivity.

    1 / T' = 1 / T - k / E ln(sigma' / sigma).
    """
    return 1 / (1 / temperature - BOLTZMANN / energy * log(other / conductivity))
