"""What the arcs of a spectrum stand for, and the resistances that follow from it.

The capacitance of an arc, normalised by the cell constant (C t / A in F/cm), tells its origin: about 1e-12 for the
bulk, 1e-11 to 1e-8 for grain boundaries, 1e-7 and above for the electrode interface (Irvine, Sinclair & West,
Adv. Mater. 2 (1990) 132, table 1). The limits between them are house rules within those ranges.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

from glovebook.analyses.fit import Arc, Fit
from glovebook.analyses.spectrum import Remark

BULK_BELOW = 2e-11
ELECTRODE_ABOVE = 1e-7
"""Normalised capacitances in F/cm."""


@dataclass(frozen=True)
class Assignment:
    """Names of the resistances that belong to the electrolyte, and what each arc stands for."""

    origins: tuple[str, ...]
    """Of every arc, high frequencies first: ``bulk``, ``grain boundary``, ``electrode``, or ``""`` without geometry."""
    total: tuple[str, ...]
    """Parameters whose sum is the resistance of the electrolyte."""
    bulk: str
    """Parameter that is the resistance of the bulk, or ``""`` where the spectrum does not separate it."""
    remarks: tuple[Remark, ...]


def assign(fit: Fit, constant: float | None, highest_frequency: float) -> Assignment:
    """The assignment of a fit, with the cell constant in 1/m (None where the geometry is not known)."""
    arcs = [fit.arc(number + 1) for number in range(fit.circuit.arcs)]
    origins = _origins(arcs, constant)
    own = [f"r_{arc.number}" for arc, origin in zip(arcs, origins, strict=True) if origin != "electrode"]
    series = ["r_0"] if "r_0" in fit.circuit.parameters else []
    separate = len(own) > 1 and not series and origins[0] == "bulk"
    remarks = _remarks(fit, arcs, origins, highest_frequency)
    return Assignment(tuple(origins), (*series, *own), "r_1" if separate else "", tuple(remarks))


def _origins(arcs: list[Arc], constant: float | None) -> list[str]:
    """Only one arc can be the bulk, and it is the fastest one."""
    if constant is None:
        return [""] * len(arcs)
    origins: list[str] = []
    for arc in arcs:
        normalised = arc.capacitance * constant / 100
        if normalised > ELECTRODE_ABOVE:
            origins.append("electrode")
        elif normalised < BULK_BELOW and not origins:
            origins.append("bulk")
        else:
            origins.append("grain boundary")
    return origins


def _remarks(fit: Fit, arcs: list[Arc], origins: list[str], highest: float) -> list[Remark]:
    said = []
    blocked = any(element in fit.circuit.elements for element in ("Q", "C"))
    own = [arc for arc, origin in zip(arcs, origins, strict=True) if origin != "electrode"]
    if not own and blocked:
        said.append(Remark("sigma is total only: the arc lies outside the measured frequencies"))
    elif "r_0" in fit.circuit.parameters and own and blocked:
        said.append(Remark("sigma is total only: an arc lies above the measured frequencies and shows as r_0"))
    elif own and (top := 1 / (2 * pi * own[0].time_constant)) > highest:
        text = "the top of the first arc lies above the measured frequencies: its resistance is extrapolated"
        said.append(Remark(text, f"{top:.2g} Hz"))
    electrodes = [f"r_{arc.number}" for arc, origin in zip(arcs, origins, strict=True) if origin == "electrode"]
    if electrodes:
        text = "an arc with the capacitance of an electrode is not part of the total"
        said.append(Remark(text, ", ".join(electrodes)))
    if len(own) > 1 and own[1].time_constant < 10 * own[0].time_constant:
        said.append(Remark("the first two arcs overlap: their sum is known better than either"))
    return said
