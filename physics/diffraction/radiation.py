"""Characteristic X-rays of the anodes of laboratory tubes, and what tubes bear.

Wavelengths of K alpha 1, K alpha 2 and K beta 1 in m, to the four decimals in angstrom that older and newer tables
agree on. Source: R. D. Deslattes et al., Rev. Mod. Phys. 75 (2003) 35, 10.1103/RevModPhys.75.35.
"""

from __future__ import annotations

from typing import NamedTuple


class Lines(NamedTuple):
    """Wavelengths of an anode in m."""

    alpha_1: float
    alpha_2: float
    beta_1: float

    @property
    def mean(self) -> float:
        """The mean of the doublet, weighted 2 : 1."""
        return (2 * self.alpha_1 + self.alpha_2) / 3


ANODES = {
    "Cu": Lines(1.5406e-10, 1.5444e-10, 1.3922e-10),
    "Mo": Lines(0.7093e-10, 0.7136e-10, 0.6323e-10),
    "Co": Lines(1.7890e-10, 1.7929e-10, 1.6208e-10),
    "Ag": Lines(0.5594e-10, 0.5638e-10, 0.4971e-10),
    "Cr": Lines(2.2897e-10, 2.2937e-10, 2.0849e-10),
    "Fe": Lines(1.9360e-10, 1.9400e-10, 1.7566e-10),
}
"""Chemical symbol of the anode -> its lines."""

SEALED = 3000.0
"""Power in W that sealed tubes bear (house rule; long fine focus Cu: about 2 kW)."""
ROTATING = 18000.0
"""Power in W that rotating anodes bear (house rule)."""


def anode_of(wavelength: float, tolerance: float) -> str:
    """The anode whose lines a wavelength in m lies among, within a relative tolerance; empty where none."""
    for anode in ANODES:
        if is_of(wavelength, anode, tolerance):
            return anode
    return ""


def is_of(wavelength: float, anode: str, tolerance: float) -> bool:
    """Whether a wavelength in m lies between K alpha 1 and 2 of an anode, or is its K beta, within a tolerance."""
    lines = ANODES[anode]
    alpha = lines.alpha_1 * (1 - tolerance) <= wavelength <= lines.alpha_2 * (1 + tolerance)
    return alpha or abs(wavelength / lines.beta_1 - 1) <= tolerance
