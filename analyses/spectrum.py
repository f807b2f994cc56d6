"""A measured spectrum as arrays, and what is odd about it before any fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]

COLUMNS = ("frequency_hertz", "real_impedance_ohm", "imaginary_impedance_ohm")


class Remark(NamedTuple):
    """What is to be said, and the number that goes with it in one spectrum."""

    text: str
    detail: str = ""


class Remarks:
    """Collects remarks by what they say."""

    def __init__(self) -> None:
        self._labels: dict[str, list[str]] = {}

    def add(self, remark: Remark, label: str) -> None:
        """Notes that a remark holds for ``label``."""
        self._labels.setdefault(remark.text, []).append(f"{label}: {remark.detail}" if remark.detail else label)

    def lines(self) -> list[str]:
        """One line a remark, in the order in which they came up: ``text (label: detail, label)``."""
        return [f"{text} ({', '.join(labels)})" for text, labels in self._labels.items()]


@dataclass(frozen=True)
class Spectrum:
    """Frequency in Hz and impedance in ohm (N,), highest frequency first."""

    frequency: Real
    impedance: Complex
    passive: NDArray[np.bool_]
    """False where the real part is negative, which no passive sample shows: left out of fits."""
    remarks: tuple[Remark, ...]


def spectrum(table: Table, name: str) -> Spectrum:
    """The spectrum in a table; refused where a column is missing or no point can be used."""
    missing = [column for column in COLUMNS if column not in table.columns]
    if missing:
        raise Refusal(f"{name} has no column {missing[0]}", "name the file of an impedance spectrum")
    frequency, real, imaginary = (np.asarray(table.columns[column], dtype=np.float64) for column in COLUMNS)
    good = np.isfinite(frequency) & np.isfinite(real) & np.isfinite(imaginary) & (frequency > 0)
    if not good.all():
        raise Refusal(
            f"{name}: row {int(np.argmin(good)) + 1} has a frequency or an impedance that is not positive and finite",
            "remove the row",
        )
    order = np.lexsort((imaginary, real, -frequency))
    frequency, impedance = frequency[order], real[order] + 1j * imaginary[order]
    passive = impedance.real > 0
    if not passive.any():
        raise Refusal(f"{name}: no real part is positive", "check the columns and their signs")
    return Spectrum(frequency, impedance, passive, tuple(_oddities(frequency, impedance, passive)))


def _oddities(frequency: Real, impedance: Complex, passive: NDArray[np.bool_]) -> list[Remark]:
    said = []
    upward = impedance.imag > 0
    if upward.mean() > 0.5:
        text = "most imaginary parts are positive: an inductive sample, or a column whose name has the wrong sign"
        said.append(Remark(f"{text} (then rename it: Z'' to -Z'', or -Z'' to Z'')"))
    elif upward[0]:
        said.append(Remark("inductive at high frequencies, as cables are", f"above {frequency[~upward][0]:.3g} Hz"))
    if not passive.all():
        lost = ", ".join(f"{value:.3g}" for value in frequency[~passive][:5])
        said.append(Remark("points whose real part is not positive are left out of the fit", f"{lost} Hz"))
    repeated = len(frequency) - len(np.unique(frequency))
    if repeated:
        said.append(Remark("some frequencies were measured more than once; all points are used", str(repeated)))
    return said
