"""A straight line through points by least squares, with what Student's t says of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """y = intercept + slope x, with the covariance scaled by the scatter about the line."""

    slope: float
    intercept: float
    slope_error: float
    intercept_error: float
    covariance: float
    """Of slope and intercept."""
    r_squared: float
    points: int

    @property
    def dof(self) -> int:
        """Degrees of freedom."""
        return self.points - 2

    @property
    def half_width(self) -> float:
        """Half of the 95 % confidence interval of the slope (Student t)."""
        return student_t(0.95, self.dof) * self.slope_error

    def at(self, x: float) -> tuple[float, float]:
        """The line's y at ``x`` and its standard error there."""
        variance = self.intercept_error**2 + 2 * x * self.covariance + (x * self.slope_error) ** 2
        return self.intercept + self.slope * x, sqrt(max(variance, 0.0))


def line(x: Real, y: Real, weights: Real | None = None) -> Line:
    """The line through three points or more (N,); ``weights`` are inverse variances, known up to a factor.

    Standard errors follow from the scatter about the line (weighted, divided by N - 2), not from the weights.
    """
    w = np.ones_like(x) if weights is None else weights
    total = w.sum()
    mean_x, mean_y = (w * x).sum() / total, (w * y).sum() / total
    spread = (w * (x - mean_x) ** 2).sum()
    slope = (w * (x - mean_x) * (y - mean_y)).sum() / spread
    residual = y - mean_y - slope * (x - mean_x)
    scatter = (w * residual**2).sum() / (len(x) - 2)
    variation = (w * (y - mean_y) ** 2).sum()
    return Line(
        slope=float(slope),
        intercept=float(mean_y - slope * mean_x),
        slope_error=float(np.sqrt(scatter / spread)),
        intercept_error=float(np.sqrt(scatter * (1 / total + mean_x**2 / spread))),
        covariance=float(-mean_x * scatter / spread),
        r_squared=float(1 - (w * residual**2).sum() / variation) if variation > 0 else 1.0,
        points=len(x),
    )


def curvature_probability(x: Real, y: Real) -> float | None:
    """Probability of so large a quadratic term by chance, were the points on a line; None below 4 points."""
    dof = len(x) - 3
    if dof < 1 or len(np.unique(x)) < 3:
        return None
    centred = (x - x.mean()) / np.ptp(x)
    matrix = np.stack([np.ones_like(x), centred, centred**2], axis=1)
    inverse = np.linalg.inv(matrix.T @ matrix)
    solution = inverse @ matrix.T @ y
    scatter = ((y - matrix @ solution) ** 2).sum() / dof
    error = sqrt(scatter * inverse[2, 2])
    return 1 - student_probability(abs(solution[2]) / error, dof) if error > 0 else 0.0


def student_probability(t: float, dof: int) -> float:
    """Probability that Student's t with ``dof`` degrees of freedom lies between -t and t.

    Finite sums for whole degrees of freedom: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3-4.
    """
    angle = atan2(t, sqrt(dof))
    square = cos(angle) ** 2
    odd = dof % 2
    term = cos(angle) if odd else 1.0
    total = term if dof > 1 else 0.0
    for k in range(2 + odd, dof - 1, 2):
        term *= square * (k - 1) / k
        total += term
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


def student_t(probability: float, dof: int) -> float:
    """The t that Student's t with ``dof`` degrees of freedom stays within, on both sides, with ``probability``."""
    low, high = 0.0, 1.0
    while student_probability(high, dof) < probability:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if student_probability(middle, dof) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2
