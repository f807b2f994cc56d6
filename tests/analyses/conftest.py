"""Spectra for the analyses: made from known parameters, and the measured series beside the checkout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from glovebook.analyses.circuits import parse
from glovebook.readers import read
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.kinds.pellet import Pellet
from glovebook.schema.table import Table
from glovebook.schema.task import Task

Real = NDArray[np.float64]
Complex = NDArray[np.complex128]

TWO_ARCS = (1.5e5, 6.5e-11, 0.84, 2.0e6, 1.5e-10, 0.79, 1.4e-6, 0.55)
"""Parameters of (R|Q)-(R|Q)-Q like those of a measured solid electrolyte at 140 degrees Celsius."""


@dataclass(frozen=True)
class Made:
    """A spectrum made from known parameters."""

    frequency: Real
    impedance: Complex


def make_spectrum(circuit: str, values: Sequence[float], *, noise: float = 0.0, points: int = 43) -> Made:
    """The impedance of a circuit from 1 MHz to 1 Hz, with relative Gaussian noise from a fixed seed."""
    frequency = np.logspace(6, 0, points)
    named = parse(circuit)
    z = named.impedance(2 * np.pi * frequency, named.logs(np.array(values)))
    random = np.random.default_rng(11).standard_normal((2, points))
    return Made(frequency, z * (1 + noise * (random[0] + 1j * random[1])))


@pytest.fixture(scope="session")
def made() -> Callable[..., Made]:
    """The function that makes a spectrum."""
    return make_spectrum


@pytest.fixture(scope="session")
def two_arcs() -> Made:
    """A noisy spectrum of two arcs and a blocking electrode."""
    return make_spectrum("(R|Q)-(R|Q)-Q", TWO_ARCS, noise=0.003)


def make_table(spectrum: Made) -> Table:
    """The table that a reader would give."""
    columns = {
        "frequency_hertz": spectrum.frequency,
        "real_impedance_ohm": spectrum.impedance.real,
        "imaginary_impedance_ohm": spectrum.impedance.imag,
    }
    return Table(columns, dict(zip(columns, ["Hz", "ohm", "ohm"], strict=True)))


def make_task(
    tables: Mapping[str, Table],
    temperatures: Sequence[str | None],
    pellet: Mapping[str, Any] | None = None,
    **extra: Any,
) -> Task:
    """The task of an eis entry ``e1`` with these tables as spectra, measured on the pellet ``p1``."""
    spectra = [
        {"file": file} | ({"temperature": temperature} if temperature else {})
        for file, temperature in zip(tables, temperatures, strict=True)
    ]
    start = {"schema": "1.0", "synthetic": "yes"}
    entry = Eis.model_validate(
        start | {"kind": "eis", "id": "e1", "spectra": spectra, "measured_on": {"entry": "p1"}} | extra
    )
    geometry = {"diameter": "8.0 mm", "thickness": "2.1 mm"} if pellet is None else pellet
    sample = Pellet.model_validate(start | {"kind": "pellet", "id": "p1", **geometry})
    return Task(entry, {"p1": sample}, dict(tables))


@pytest.fixture(scope="session")
def task_of() -> Callable[..., Task]:
    """The function that makes a task."""
    return make_task


@pytest.fixture(scope="session")
def table_of() -> Callable[[Made], Table]:
    """The function that makes a table."""
    return make_table


@pytest.fixture(scope="session")
def measured_series(shared_data: Path) -> dict[int, Table]:
    """Temperature in degrees Celsius -> table of the seven spectra of one pellet."""
    return {
        degrees: read(shared_data / "eis_arrhenius" / f"s04147-{degrees}deg.txt") for degrees in range(140, 201, 10)
    }
