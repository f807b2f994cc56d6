"""Starting points for a fit, found from the data alone.

Time constants and exponents are drawn at random with a fixed seed; for those drawn, the impedance is linear in
all resistances, inductances and inverse capacitances, which therefore follow by linear least squares
(variable projection: Golub & Pereyra, SIAM J. Numer. Anal. 10 (1973) 413).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from glovebook.analyses.circuits import ARCS, Circuit

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]

SEED = 20180604
SMALLEST_SHARE = 1e-3
"""What stands in for an amplitude that the linear step made negative, as a share of the largest one's contribution."""


def starts(circuit: Circuit, omega: Real, impedance: Complex, count: int) -> Real:
    """``count`` parameter vectors (count, P) for a spectrum whose ``omega`` and ``impedance`` are of order one."""
    random = np.random.default_rng(SEED)
    log_omega = np.log(omega)
    window = log_omega.min() - 1.0, log_omega.max() + 1.0
    log_tau = -np.sort(random.uniform(*window, (count, circuit.arcs)), axis=1)[:, ::-1]
    exponent = random.uniform(0.5, 0.99, (count, len(circuit.elements)))
    log_s: Complex = np.log(1j * omega)
    columns: list[Complex] = []
    arc = 0
    for index, element in enumerate(circuit.elements):
        n = exponent[:, index : index + 1]
        tau = log_tau[:, arc : arc + 1]
        columns.append(_unit_impedance(element, log_s, n, tau))
        arc += element in ARCS
    amplitude = _amplitudes(np.stack(columns, axis=-1) / np.abs(impedance)[:, None], impedance / np.abs(impedance))
    return _assemble(circuit, amplitude, exponent, log_tau)


def _unit_impedance(element: str, log_s: Complex, n: Real, log_tau: Real) -> Complex:
    """The element's impedance (count, N) per unit of the amplitude in which it is linear."""
    match element:
        case "R":
            return np.exp(0 * n * log_s)
        case "L":
            return np.exp(log_s + 0 * n)
        case "C":
            return np.exp(-log_s + 0 * n)
        case "Q":
            return np.exp(-n * log_s)
        case "(R|C)":
            share: Complex = np.reciprocal(1 + np.exp(log_s + log_tau))
        case _:
            share = np.reciprocal(1 + np.exp(n * (log_s + log_tau)))
    return share


def _amplitudes(columns: Complex, target: Complex) -> Real:
    """Positive amplitudes (count, E) that solve columns (count, N, E) @ a = target (N,) as well as linear can."""
    size = np.sqrt((np.abs(columns) ** 2).sum(axis=1))
    scaled = columns / size[:, None, :]
    normal = (scaled.conj().swapaxes(1, 2) @ scaled).real
    normal += 1e-9 * np.eye(normal.shape[-1])
    right = (scaled.conj().swapaxes(1, 2) @ target[:, None]).real
    solution = np.linalg.solve(normal, right)[..., 0]
    least = SMALLEST_SHARE * np.abs(solution).max(axis=1, keepdims=True)
    return np.asarray(np.maximum(solution, least) / size)


def _assemble(circuit: Circuit, amplitude: Real, exponent: Real, log_tau: Real) -> Real:
    log_amplitude = np.log(amplitude)
    rows: list[Real] = []
    arc = 0
    for index, element in enumerate(circuit.elements):
        a, n = log_amplitude[:, index], exponent[:, index]
        match element:
            case "R" | "L":
                rows += [a]
            case "C":
                rows += [-a]
            case "Q":
                rows += [-a, n]
            case "(R|C)":
                rows += [a, log_tau[:, arc] - a]
            case _:
                rows += [a, n * log_tau[:, arc] - a, n]
        arc += element in ARCS
    return np.stack(rows, axis=-1)
