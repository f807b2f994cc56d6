"""Gas in a closed vessel, as an ideal gas.

Symbols in SI: amount n in mol, temperature T in K, volume V in m3, pressure p in Pa. Valid while the molecules are far
from each other; at hundreds of bar a real gas deviates by some ten percent (hydrogen upwards).
"""

from __future__ import annotations

from glovebook.physics.constants import GAS_CONSTANT

STANDARD_PRESSURE = 1e5
"""Pressure of the fill gas where none is stated, in Pa: that of a glovebox, nearly."""
ROOM_TEMPERATURE = 298.15
"""Temperature at which a vessel is closed where none is stated, in K."""


def pressure(amount: float, temperature: float, volume: float) -> float:
    """Pressure in Pa of a gas in a closed volume: p = n R T / V."""
    return amount * GAS_CONSTANT * temperature / volume


def heated(pressure: float, closed_at: float, temperature: float) -> float:
    """Pressure in Pa of a gas that was closed in at one temperature and is at another: p2 = p1 T2 / T1."""
    return pressure * temperature / closed_at


def sealed_pressure(amount: float, temperature: float, volume: float, fill: float = STANDARD_PRESSURE) -> float:
    """Pressure in Pa in a closed vessel: of the gas that a reaction releases and of the gas it was filled with.

    p = n R T / V + p_fill T / T_fill. The volume of the solids is left out, so the true pressure is higher.
    """
    return pressure(amount, temperature, volume) + heated(fill, ROOM_TEMPERATURE, temperature)
