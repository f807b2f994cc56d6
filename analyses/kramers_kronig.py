"""The linear Kramers-Kronig test: whether a spectrum can come from a linear, stable system at all.

A chain of M (R|C) elements with fixed time constants, spread evenly in log tau over the measured window, satisfies
the Kramers-Kronig relations by construction, and fits any spectrum that does, by linear least squares (Boukamp,
J. Electrochem. Soc. 142 (1995) 1885). A resistor, a capacitor and an inductor stand in series: without the
capacitor, blocking electrodes raise a false alarm of tens of per cent.

M grows until mu = 1 - sum |R_k < 0| / sum |R_k >= 0| is at most 0.85 (Schoenleber, Klotz & Ivers-Tiffee,
Electrochim. Acta 131 (2014) 20). On clean spectra and on a single (R|C) that rule alone stops too early, so M also
grows until four more elements lower the residual by less than a tenth. The limits of the verdict are house rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]

MU = 0.85
LOOK_AHEAD = 4
PLATEAU = 0.9
"""The residual has levelled off when the best of the next ``LOOK_AHEAD`` chains is not below this share of it."""
FEWEST_FREQUENCIES = 6
PASS, DOUBTFUL = 0.01, 0.02
"""Largest relative residual for a pass, and beyond which the spectrum fails."""


@dataclass(frozen=True)
class Chain:
    """The fit of one chain: its length M, mu, and residuals relative to the modulus (N,), real and imaginary."""

    length: int
    mu: float
    residuals: Complex

    @cached_property
    def rms(self) -> float:
        """Root mean square over the frequencies of the modulus of the complex residual."""
        return float(np.sqrt((np.abs(self.residuals) ** 2).mean()))

    @property
    def largest_real(self) -> float:
        """Largest residual of the real part, in absolute value."""
        return float(np.abs(self.residuals.real).max())

    @property
    def largest_imaginary(self) -> float:
        """Largest residual of the imaginary part, in absolute value."""
        return float(np.abs(self.residuals.imag).max())

    @property
    def verdict(self) -> str:
        """``pass`` (no residual above 1 %), ``doubtful`` (up to 2 %) or ``fail``."""
        largest = max(self.largest_real, self.largest_imaginary)
        return "pass" if largest <= PASS else "doubtful" if largest <= DOUBTFUL else "fail"

    def structure(self, frequency: Real) -> tuple[float, float]:
        """Probability of so few changes of sign along ``frequency`` by chance, real and imaginary part.

        Small numbers mean that residuals are systematic, as a drift makes them long before they grow large.
        """
        along = self.residuals[np.argsort(frequency, kind="stable")]
        return runs_probability(along.real), runs_probability(along.imag)


def kramers_kronig(frequency: Real, impedance: Complex) -> Chain | None:
    """The test of a spectrum (N,) in Hz and ohm; None below 6 frequencies. Residuals come in the order of the rows."""
    if len(frequency) < FEWEST_FREQUENCIES:
        return None
    omega = 2 * np.pi * frequency
    chains: list[Chain] = []
    most = len(frequency)
    for length in range(2, most + 1):
        chains.append(_fit(omega, impedance, length))
        ready = len(chains) - 1 - LOOK_AHEAD
        if ready >= 0 and _settled(chains[ready], chains[ready + 1 :]):
            return chains[ready]
    return chains[-1]


def _settled(chain: Chain, longer: list[Chain]) -> bool:
    return chain.mu <= MU and min(other.rms for other in longer) >= PLATEAU * chain.rms


def _fit(omega: Real, impedance: Complex, length: int) -> Chain:
    tau = np.geomspace(1 / omega.max(), 1 / omega.min(), length)
    s = 1j * omega[:, None]
    columns = np.hstack([1 / (1 + s * tau), np.ones_like(s), 1 / s, s]) / np.abs(impedance)[:, None]
    size = np.sqrt((np.abs(columns) ** 2).sum(axis=0))
    matrix = np.vstack([columns.real, columns.imag]) / size
    target = impedance / np.abs(impedance)
    solution = np.linalg.lstsq(matrix, np.concatenate([target.real, target.imag]), rcond=None)[0]
    residuals = target - columns @ (solution / size)
    resistances = (solution / size)[:length]
    negative = -resistances[resistances < 0].sum()
    positive = resistances[resistances >= 0].sum()
    return Chain(length, float(1 - negative / positive) if positive > 0 else 0.0, residuals)


def runs_probability(residuals: Real) -> float:
    """Probability of as few runs of one sign or fewer in random order (Wald & Wolfowitz 1940, normal limit).

    1.0 where all residuals have one sign and the count says nothing of order.
    """
    positive = residuals > 0
    ups, downs = int(positive.sum()), int((~positive).sum())
    count = ups + downs
    if ups == 0 or downs == 0 or count < 3:
        return 1.0
    runs = 1 + int((positive[1:] != positive[:-1]).sum())
    mean = 1 + 2 * ups * downs / count
    variance = (mean - 1) * (mean - 2) / (count - 1)
    if variance <= 0:
        return 1.0
    return 0.5 * (1 + erf((runs - mean) / sqrt(2 * variance)))
