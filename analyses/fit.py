"""Complex nonlinear least-squares fit of an equivalent circuit to one spectrum, without start values from the user.

Minimised is chi2 = sum |Z_fit - Z|^2 / |Z|^2 (modulus weighting: equal relative error at every frequency). Real and
imaginary parts count as 2 N observations. With J the Jacobian of the weighted residuals, the covariance of the
parameters is (J^T J)^-1 chi2 / (2 N - P). Reference for the method: Boukamp, Solid State Ionics 20 (1986) 31.

Resistances, capacitances, inductances and CPE coefficients are fitted as logarithms, so they stay positive;
exponents n as 0.65 + 0.35 sin(u), so they stay between 0.3 and 1. The spectrum is scaled to order one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from glovebook.analyses.circuits import ARCS, Circuit
from glovebook.analyses.levenberg_marquardt import minimise
from glovebook.analyses.starts import starts
from glovebook.schema.refusal import Refusal

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]

STARTS = 16
"""Random starts, for each arc and once more."""
KEPT = 4
"""Starts that go on after the first steps, for each arc and once more: the best ones."""
FIRST_STEPS = 12
STEPS, LAST_STEPS = 100, 200
"""Steps that each start kept may take, and then the best of them."""
TOLERANCE = 1e-7
FINAL_TOLERANCE = 1e-12
EXPONENT_BOUNDS = (0.3, 1.0)
SINGULAR = 1e13
"""Condition number of the correlation of the parameters from which on they count as undetermined."""
RESOLUTION = 1e-6
"""Relative deviations below this are no evidence for a larger circuit (instruments resolve 1e-3 to 1e-5)."""

_MIDDLE = (EXPONENT_BOUNDS[0] + EXPONENT_BOUNDS[1]) / 2
_HALF = (EXPONENT_BOUNDS[1] - EXPONENT_BOUNDS[0]) / 2


@dataclass(frozen=True)
class Arc:
    """One parallel (R|C) or (R|Q) element, in quantities that mean the same for both, with standard errors.

    The time constant is tau = (R Q)^(1/n), the capacitance C = tau / R = (R^(1-n) Q)^(1/n): Hsu & Mansfeld,
    Corrosion 57 (2001) 747. Both are far better determined than Q itself, which is the admittance at 1 rad/s.
    """

    number: int
    resistance: float
    resistance_error: float
    time_constant: float
    time_constant_error: float
    capacitance: float
    capacitance_error: float


@dataclass(frozen=True)
class Fit:
    """A circuit with its parameters; arcs are numbered from high to low frequency."""

    circuit: Circuit
    values: Real
    """Parameters (P,) in ohm, F, H, S s^n, and exponents."""
    covariance: Real
    """Their covariance (P, P); infinite on the diagonal where the spectrum says nothing of a parameter."""
    chi2: float
    observations: int
    """Real numbers fitted: twice the number of frequencies."""
    agreeing: int
    """How many of the starts that were followed to the end reached this minimum (within 0.1 % of chi2)."""

    @cached_property
    def errors(self) -> Real:
        """Standard errors (P,) of ``values``."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def aicc(self) -> float:
        """Akaike's information criterion with the correction for few observations (Hurvich & Tsai 1989)."""
        return information(self.chi2, self.observations, len(self.values))

    def value(self, name: str) -> float:
        """One parameter, e.g. ``r_1``."""
        return float(self.values[self.circuit.parameters.index(name)])

    def error(self, name: str) -> float:
        """Its standard error."""
        return float(self.errors[self.circuit.parameters.index(name)])

    def impedance(self, frequency: Real) -> Complex:
        """Impedance in ohm at ``frequency`` in Hz."""
        return self.circuit.impedance(2 * np.pi * frequency, self.circuit.logs(self.values))

    def arc(self, number: int) -> Arc:
        """An arc by its number, from 1 at the highest frequency."""
        names = [name for name in self.circuit.parameters if name.endswith(f"_{number}")]
        where = [self.circuit.parameters.index(name) for name in names]
        r, q, n = (*self.values[where], 1.0)[:3]
        tau = (r * q) ** (1 / n)
        of_tau = np.array([1 / (n * r), 1 / (n * q), -np.log(tau) / n])[: len(where)] * tau
        of_capacitance = of_tau / r - np.array([tau / r**2, 0.0, 0.0])[: len(where)]
        covariance = self.covariance[np.ix_(where, where)]
        errors = [float(np.sqrt(g @ covariance @ g)) for g in (of_tau, of_capacitance)]
        return Arc(number, float(r), self.error(names[0]), float(tau), errors[0], float(tau / r), errors[1])

    def sum_of(self, names: Sequence[str]) -> tuple[float, float]:
        """The sum of some parameters (resistances) and its standard error, covariance included.

        Two arcs that overlap may be ill determined one by one while their sum is known well.
        """
        chosen = np.isin(self.circuit.parameters, list(names))
        return float(self.values[chosen].sum()), float(np.sqrt(self.covariance[np.ix_(chosen, chosen)].sum()))


def information(chi2: float, observations: int, parameters: int) -> float:
    """AICc = M ln(chi2 / M) + 2 K + 2 K (K + 1) / (M - K - 1), K = parameters + 1 (the unknown variance)."""
    k = parameters + 1
    spread = max(chi2 / observations, RESOLUTION**2)
    return observations * float(np.log(spread)) + 2 * k + 2 * k * (k + 1) / (observations - k - 1)


def fit(frequency: Real, impedance: Complex, circuit: Circuit) -> Fit:
    """The best fit of ``circuit`` to ``frequency`` (N,) in Hz and ``impedance`` (N,) in ohm, in any order.

    Refused when the spectrum has too few points for the circuit, or a frequency or modulus that is not positive.
    """
    omega = 2 * np.pi * np.asarray(frequency, dtype=np.float64)
    z = np.asarray(impedance, dtype=np.complex128)
    _demand(omega, z, circuit)
    order = np.lexsort((z.imag, z.real, omega))
    omega, z = omega[order], z[order]
    omega_scale, z_scale = float(np.exp(np.log(omega).mean())), float(np.exp(np.log(np.abs(z)).mean()))
    point, agreeing = _solve(circuit, omega / omega_scale, z / z_scale)
    circuit, logs = _by_frequency(circuit, _unscaled(circuit, point, omega_scale, z_scale))
    model, jacobian = circuit.evaluate(omega, logs)
    chi2 = float((np.abs((model - z) / z) ** 2).sum())
    values = np.where(circuit.exponents, logs, np.exp(logs))
    natural = jacobian / np.abs(z) / np.where(circuit.exponents, 1.0, values)[:, None]
    covariance = _inverse((natural @ natural.conj().T).real) * chi2 / (2 * len(z) - len(values))
    return Fit(circuit, values, covariance, chi2, 2 * len(z), agreeing)


def _demand(omega: Real, z: Complex, circuit: Circuit) -> None:
    least = (len(circuit.parameters) + 4) // 2
    if len(omega) < least:
        raise Refusal(
            f"{len(omega)} frequencies are too few for the {len(circuit.parameters)} parameters of {circuit.name}",
            f"give {least} or more, or name a smaller circuit",
        )
    if not (np.isfinite(omega).all() and np.isfinite(z).all() and (omega > 0).all() and (np.abs(z) > 0).all()):
        raise Refusal("the spectrum has a frequency or an impedance that is not a positive, finite number")


def _solve(circuit: Circuit, omega: Real, z: Complex) -> tuple[Real, int]:
    """The best parameter vector for a spectrum of order one, and how many of the kept starts agree on it."""
    exponents = circuit.exponents
    weight = 1 / np.abs(z)

    def inside(u: Real) -> Real:
        return np.where(exponents, _MIDDLE + _HALF * np.sin(u), u)

    def residuals(u: Real) -> tuple[Complex, Complex]:
        model, jacobian = circuit.evaluate(omega, inside(u))
        slope = np.where(exponents, _HALF * np.cos(u), 1.0)
        return (model - z) * weight, jacobian * (weight * slope[..., None])

    times = circuit.arcs + 1
    first = starts(circuit, omega, z, STARTS * times)
    first = np.where(exponents, np.arcsin(np.clip((first - _MIDDLE) / _HALF, -1, 1)), first)
    points, sums = minimise(residuals, first, steps=FIRST_STEPS, tolerance=TOLERANCE)
    kept = points[np.argsort(sums, kind="stable")[: KEPT * times]]
    points, sums = minimise(residuals, kept, steps=STEPS, tolerance=TOLERANCE)
    best = int(np.argmin(sums))
    agreeing = int((sums <= 1.001 * sums[best]).sum())
    point, _ = minimise(residuals, points[best : best + 1], steps=LAST_STEPS, tolerance=FINAL_TOLERANCE)
    return inside(point[0]), agreeing


def _unscaled(circuit: Circuit, point: Real, omega_scale: float, z_scale: float) -> Real:
    """The parameter vector for omega in rad/s and Z in ohm."""
    logs = point.copy()
    for index, name in enumerate(circuit.parameters):
        match name[0]:
            case "r":
                logs[index] += np.log(z_scale)
            case "l":
                logs[index] += np.log(z_scale / omega_scale)
            case "c":
                logs[index] -= np.log(z_scale * omega_scale)
            case "q":
                logs[index] -= np.log(z_scale) + point[index + 1] * np.log(omega_scale)
    return logs


def _by_frequency(circuit: Circuit, logs: Real) -> tuple[Circuit, Real]:
    """The same circuit with its arcs from high to low frequency, and the parameters in that order."""
    pieces = list(zip(circuit.elements, [logs[where] for where in circuit.slices()], strict=True))

    def log_tau(piece: tuple[str, Real]) -> float:
        _, p = piece
        return float((p[0] + p[1]) / (p[2] if len(p) > 2 else 1.0))

    arcs = iter(sorted((piece for piece in pieces if piece[0] in ARCS), key=log_tau))
    ordered = [next(arcs) if piece[0] in ARCS else piece for piece in pieces]
    return Circuit(tuple(element for element, _ in ordered)), np.concatenate([p for _, p in ordered])


def _inverse(normal: Real) -> Real:
    """The inverse of a normal matrix, scaled by its diagonal; infinite variances where it is singular."""
    scale = np.sqrt(np.diag(normal))
    size = len(scale)
    unknown = np.diag(np.full(size, np.inf))
    if not np.isfinite(scale).all() or (scale == 0).any():
        return unknown
    correlation = normal / np.outer(scale, scale)
    if np.linalg.cond(correlation) > SINGULAR:
        return unknown
    return np.asarray(np.linalg.inv(correlation) / np.outer(scale, scale))
