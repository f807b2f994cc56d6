"""Equivalent circuits: a closed set of elements in series, each with its impedance and analytic derivatives.

Elements (omega = 2 pi f, j the imaginary unit):

========= ============================ =======================
R         resistor                     Z = R
C         capacitor                    Z = 1 / (j omega C)
L         inductor                     Z = j omega L
Q         constant-phase element       Z = 1 / (Q (j omega)^n)
``(R|C)`` resistor and capacitor, ||   Z = R / (1 + R C j omega)
``(R|Q)`` resistor and CPE, ||         Z = R / (1 + R Q (j omega)^n)
========= ============================ =======================

A circuit is named by its elements in series, ``L-R-(R|Q)-(R|Q)-Q``. Parameters in series end in ``_0``
(``r_0``), those of the arcs in the arc's number (``r_1``, ``q_1``, ``n_1``). Inside, a parameter vector holds
the natural logarithm of R, C, L, Q (ohm, F, H, S s^n) and the exponent n itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from glovebook.schema.refusal import Refusal

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]
Derivatives = tuple[Complex, ...]

ARCS_AT_MOST = 4
SERIES = ("L", "R", "C", "Q")
ARCS = ("(R|C)", "(R|Q)")

_ELEMENT = re.compile(r"[RCLQ]\d*|\([RCQ]\d*\|[RCQ]\d*\)")


def _resistor(log_s: Complex, p: Real) -> tuple[Complex, Derivatives]:
    z = np.exp(p[..., 0:1] + 0 * log_s)
    return z, (z,)


def _capacitor(log_s: Complex, p: Real) -> tuple[Complex, Derivatives]:
    z = np.exp(-p[..., 0:1] - log_s)
    return z, (-z,)


def _inductor(log_s: Complex, p: Real) -> tuple[Complex, Derivatives]:
    z = np.exp(p[..., 0:1] + log_s)
    return z, (z,)


def _constant_phase(log_s: Complex, p: Real) -> tuple[Complex, Derivatives]:
    z = np.exp(-p[..., 0:1] - p[..., 1:2] * log_s)
    return z, (-z, -z * log_s)


def _arc_capacitor(log_s: Complex, p: Real) -> tuple[Complex, Derivatives]:
    share: Complex = np.reciprocal(1 + np.exp(p[..., 0:1] + p[..., 1:2] + log_s))
    z = np.exp(p[..., 0:1]) * share
    return z, (z * share, z * (share - 1))


def _arc_constant_phase(log_s: Complex, p: Real) -> tuple[Complex, Derivatives]:
    share: Complex = np.reciprocal(1 + np.exp(p[..., 0:1] + p[..., 1:2] + p[..., 2:3] * log_s))
    z = np.exp(p[..., 0:1]) * share
    of_q = z * (share - 1)
    return z, (z * share, of_q, of_q * log_s)


_Model = Callable[[Complex, Real], tuple[Complex, Derivatives]]

ELEMENTS: dict[str, tuple[tuple[str, ...], _Model]] = {
    "R": (("r",), _resistor),
    "C": (("c",), _capacitor),
    "L": (("l",), _inductor),
    "Q": (("q", "n"), _constant_phase),
    "(R|C)": (("r", "c"), _arc_capacitor),
    "(R|Q)": (("r", "q", "n"), _arc_constant_phase),
}
"""Element -> its parameters and its model: (ln(j omega), parameters) -> (Z, dZ / dparameter ...)."""


@dataclass(frozen=True)
class Circuit:
    """Elements in series, in the order in which their parameters stand in the vector."""

    elements: tuple[str, ...]

    @property
    def name(self) -> str:
        """The elements joined by ``-``; ``parse`` reads it back."""
        return "-".join(self.elements)

    @property
    def arcs(self) -> int:
        """The number of parallel (R|C) and (R|Q) elements."""
        return sum(element in ARCS for element in self.elements)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters: ``("r_1", "q_1", "n_1", "q_0", "n_0")``."""
        names: list[str] = []
        arc = 0
        for element in self.elements:
            arc += element in ARCS
            number = arc if element in ARCS else 0
            names += [f"{letter}_{number}" for letter in ELEMENTS[element][0]]
        return tuple(names)

    @cached_property
    def exponents(self) -> NDArray[np.bool_]:
        """True where the parameter is an exponent n, False where it is the logarithm of R, C, L or Q."""
        return np.array([name.startswith("n_") for name in self.parameters])

    def logs(self, values: Real) -> Real:
        """The parameter vector for parameters in ohm, F, H, S s^n and exponents."""
        return np.where(self.exponents, values, np.log(np.where(self.exponents, 1.0, values)))

    def slices(self) -> list[slice]:
        """Where each element's parameters stand in the vector."""
        ends = np.cumsum([len(ELEMENTS[element][0]) for element in self.elements]).tolist()
        return [slice(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True)]

    def evaluate(self, omega: Real, parameters: Real) -> tuple[Complex, Complex]:
        """Impedance (..., N) and Jacobian (..., P, N) for ``omega`` (N,) in rad/s and parameters (..., P)."""
        log_s: Complex = np.log(1j * omega)
        total: Complex = np.zeros((*parameters.shape[:-1], len(omega)), dtype=np.complex128)
        rows: list[Complex] = []
        for element, where in zip(self.elements, self.slices(), strict=True):
            z, derivatives = ELEMENTS[element][1](log_s, parameters[..., where])
            total += z
            rows += derivatives
        return total, np.stack(np.broadcast_arrays(*rows), axis=-2)

    def impedance(self, omega: Real, parameters: Real) -> Complex:
        """Impedance in ohm, shape (..., N)."""
        return self.evaluate(omega, parameters)[0]


def parse(text: str) -> Circuit:
    """The circuit that ``text`` names; numbers behind the letters and ``+`` for ``-`` are understood.

    Series L, R come first, then the arcs in the order given, then series C or Q. Anything else is refused.
    """
    terms = re.split(r"[-+]", text.replace(" ", ""))
    if len(text) > 200 or not all(_ELEMENT.fullmatch(term) for term in terms):
        raise _refusal(f"circuit {text[:60]!r} is not a series of known elements")
    plain = [re.sub(r"\d", "", term) for term in terms]
    plain = [f"({term[3]}|{term[1]})" if term.endswith("|R)") and term[1] != "R" else term for term in plain]
    for term in plain:
        if term not in ELEMENTS:
            raise _refusal(f"circuit {text!r} has the element {term}, which is not known")
        if term in SERIES and plain.count(term) > 1:
            raise _refusal(f"circuit {text!r} has {term} in series more than once, which no spectrum can tell apart")
    arcs = [term for term in plain if term in ARCS]
    if len(arcs) > ARCS_AT_MOST:
        raise _refusal(f"circuit {text!r} has {len(arcs)} arcs; at most {ARCS_AT_MOST} can be fitted")
    order = [*(t for t in ("L", "R") if t in plain), *arcs, *(t for t in ("C", "Q") if t in plain)]
    return Circuit(tuple(order))


def _refusal(message: str) -> Refusal:
    known = ", ".join(ELEMENTS)
    return Refusal(message, f"write elements ({known}) joined by '-', for example '(R|Q)-(R|Q)-Q'; (R|C) is parallel")
