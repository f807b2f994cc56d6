"""Levenberg-Marquardt for many starts at once: least squares of complex residuals in vectorised NumPy.

Each start keeps a damping of its own (Marquardt, J. Soc. Ind. Appl. Math. 11 (1963) 431: the diagonal of
the normal matrix is scaled); a start that has converged or stalled leaves the batch.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]
Residuals = Callable[[Real], tuple[Complex, Complex]]
"""Parameters (S, P) -> weighted residuals (S, N) and their Jacobian (S, P, N)."""

TINY = 1e-300
LONGEST_STEP = 3.0
"""Largest change of a parameter in one step: a factor of 20 for what is fitted as a logarithm."""


def minimise(residuals: Residuals, starts: Real, *, steps: int, tolerance: float) -> tuple[Real, Real]:
    """Parameters (S, P) and sums of squares (S,) after at most ``steps`` steps from each of ``starts`` (S, P).

    A start is done when an accepted step lowers its sum by less than ``tolerance`` of itself, or when no damping
    up to 1e10 lowers it any more.
    """
    points = starts.copy()
    residual, jacobian = residuals(points)
    sums = _square(residual)
    damping = np.full(len(points), 1e-2)
    active = np.flatnonzero(np.isfinite(sums))
    sums[~np.isfinite(sums)] = np.inf
    residual, jacobian = residual[active], jacobian[active]
    for _ in range(steps):
        if not len(active):
            break
        trial = points[active] + _step(residual, jacobian, damping[active])
        new_residual, new_jacobian = residuals(trial)
        new = _square(new_residual)
        better = new < sums[active]
        gain = np.where(better, 1 - new / np.maximum(sums[active], TINY), np.inf)
        points[active[better]], sums[active[better]] = trial[better], new[better]
        residual[better], jacobian[better] = new_residual[better], new_jacobian[better]
        damping[active] = np.where(better, np.maximum(damping[active] * 0.2, 1e-12), damping[active] * 4)
        going = (gain > tolerance) & (damping[active] < 1e10)
        active, residual, jacobian = active[going], residual[going], jacobian[going]
    return points, sums


def _square(residual: Complex) -> Real:
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray((residual.real**2 + residual.imag**2).sum(axis=-1))


def _step(residual: Complex, jacobian: Complex, damping: Real) -> Real:
    normal = (jacobian @ jacobian.conj().swapaxes(-1, -2)).real
    gradient = (jacobian @ residual.conj()[..., None]).real
    diagonal = np.einsum("...ii->...i", normal)
    # A parameter that has no influence here (an exponent at its bound) keeps a small pivot.
    floor = 1e-12 * diagonal.max(axis=-1, keepdims=True) + 1e-300
    diagonal += damping[:, None] * np.maximum(diagonal, floor) + floor
    step = -np.linalg.solve(normal, gradient)[..., 0]
    return np.clip(step, -LONGEST_STEP, LONGEST_STEP)
