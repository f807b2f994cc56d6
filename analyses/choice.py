"""The circuit that a spectrum asks for: the smallest of a short ladder that explains it with parameters it determines.

Candidates are compared by AICc (Hurvich & Tsai, Biometrika 76 (1989) 297). One is objected to when a parameter's
standard error exceeds half of its value: the spectrum then does not show that element. (For an arc the time constant
is judged in place of Q, see `glovebook.analyses.fit.Arc`.) Of those without objection whose AICc is within 6 of the
best, the one with the fewest parameters is taken; but when all of them leave more than twice the chi2 of a candidate
with an objection, that one is taken, and the objection is reported with it. These limits are house rules.
Three arcs are never chosen, only reported: a third arc nearly always lowers AICc where arcs are slightly distorted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glovebook.analyses.circuits import Circuit, parse
from glovebook.analyses.fit import RESOLUTION, Fit, fit
from glovebook.schema.refusal import Refusal

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]

LADDER = (
    "R",
    "(R|C)",
    "(R|Q)",
    "R-(R|C)",
    "R-(R|Q)",
    "(R|Q)-(R|Q)",
    "R-(R|Q)-(R|Q)",
    "R-C",
    "R-Q",
    "(R|C)-Q",
    "(R|Q)-Q",
    "R-(R|Q)-Q",
    "(R|Q)-(R|Q)-Q",
    "R-(R|Q)-(R|Q)-Q",
)
"""Dummy cells and non-blocking electrodes first, then blocking electrodes.

The best is also tried with a series L; all are where the imaginary part is positive somewhere.
"""

LARGEST_ERROR = 0.5
"""Relative standard error above which a parameter counts as not determined."""


WEAK_EVIDENCE = 6.0
"""Difference in AICc that does not justify one more parameter."""

WORST_MISFIT = 2.0
"""Ratio of chi2 above which a circuit is too small, whatever can be said against the larger one."""


@dataclass(frozen=True)
class Candidate:
    """A circuit that was tried, and why it was left out (``""`` where it was not)."""

    fit: Fit
    objection: str = ""


@dataclass(frozen=True)
class Choice:
    """The fit chosen, every candidate by AICc, and three arcs as an alternative where their AICc is lower."""

    fit: Fit
    candidates: tuple[Candidate, ...]
    three_arcs: Fit | None


def choose(frequency: Real, impedance: Complex) -> Choice:
    """The choice for a spectrum: ``frequency`` (N,) in Hz, ``impedance`` (N,) in ohm."""
    ladder = [circuit for circuit in map(parse, LADDER) if _enough(len(frequency), circuit)]
    if not ladder:
        raise Refusal(f"{len(frequency)} frequencies are too few to fit any circuit", "measure 4 or more")
    tried = [_try(frequency, impedance, circuit) for circuit in ladder]
    inductive = bool((np.asarray(impedance).imag > 0).any())
    for circuit in ladder if inductive else [_best(tried).fit.circuit]:
        with_inductor = Circuit(("L", *circuit.elements))
        if _enough(len(frequency), with_inductor):
            tried.append(_try(frequency, impedance, with_inductor))
    best = _best(tried)
    return Choice(
        fit=best.fit,
        candidates=tuple(sorted(tried, key=lambda candidate: candidate.fit.aicc)),
        three_arcs=_three_arcs(frequency, impedance, best.fit),
    )


def objection(result: Fit) -> str:
    """Why a fit cannot be trusted parameter by parameter, or ``""``."""
    judged = [
        (name, result.value(name), result.error(name))
        for name in result.circuit.parameters
        if name.endswith("_0") or name[0] in "rn"
    ]
    arcs = [result.arc(number + 1) for number in range(result.circuit.arcs)]
    judged += [(f"the time constant of arc {arc.number}", arc.time_constant, arc.time_constant_error) for arc in arcs]
    for name, value, error in judged:
        if not error <= LARGEST_ERROR * value:
            return f"{name} is not determined"
    return ""


def _try(frequency: Real, impedance: Complex, circuit: Circuit) -> Candidate:
    result = fit(frequency, impedance, circuit)
    return Candidate(result, objection(result))


def _best(tried: list[Candidate]) -> Candidate:
    lowest = min(tried, key=_aicc)
    sound = [candidate for candidate in tried if not candidate.objection]
    if not sound or _scatter(min(sound, key=_aicc).fit) > WORST_MISFIT * _scatter(lowest.fit):
        return lowest
    limit = min(map(_aicc, sound)) + WEAK_EVIDENCE
    close = [candidate for candidate in sound if candidate.fit.aicc <= limit]
    return min(close, key=lambda candidate: (len(candidate.fit.values), candidate.fit.aicc))


def _aicc(candidate: Candidate) -> float:
    return candidate.fit.aicc


def _scatter(fitted: Fit) -> float:
    """Mean square of the relative deviations, not below what instruments resolve."""
    return max(fitted.chi2 / fitted.observations, RESOLUTION**2)


def _enough(frequencies: int, circuit: Circuit) -> bool:
    """Whether AICc is defined with something to spare."""
    return 2 * frequencies >= len(circuit.parameters) + 6


def _three_arcs(frequency: Real, impedance: Complex, best: Fit) -> Fit | None:
    if best.circuit.arcs != 2:
        return None
    elements = best.circuit.elements
    last = max(index for index, element in enumerate(elements) if element.startswith("("))
    larger = Circuit((*elements[: last + 1], "(R|Q)", *elements[last + 1 :]))
    if not _enough(len(frequency), larger):
        return None
    alternative = fit(frequency, impedance, larger)
    return alternative if alternative.aicc < best.aicc else None
