"""Acceptance on measured data: seven spectra of one solid-electrolyte pellet, and a dummy cell.

The references are the published fits of the same files by another tool (EISFitpython; J. Mater. Chem. A 12 (2024)
15847), reproduced by an independent fit with SciPy, and the fit that the instrument's maker ships with the dummy cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from glovebook.analyses.arrhenius import arrhenius
from glovebook.analyses.choice import choose
from glovebook.analyses.circuits import parse
from glovebook.analyses.fit import Fit, fit
from glovebook.analyses.impedance import impedance
from glovebook.analyses.kramers_kronig import kramers_kronig
from glovebook.readers import read
from glovebook.schema.result import Result, Value
from glovebook.schema.table import Table
from glovebook.schema.task import Task

TWO_ARCS = "(R|Q)-(R|Q)-Q"
PUBLISHED = {
    140: (1.462e5, 1.25e4, 2.012e6, 1.66e4, 7.332e-3),
    150: (1.123e5, 8.4e3, 1.139e6, 1.0e4, 5.040e-3),
    160: (7.949e4, 4.7e3, 6.673e5, 5.2e3, 2.616e-3),
    170: (5.605e4, 2.6e3, 3.980e5, 2.8e3, 1.233e-3),
    180: (3.984e4, 2.1e3, 2.430e5, 2.2e3, 1.214e-3),
    190: (2.743e4, 1.7e3, 1.526e5, 1.8e3, 1.264e-3),
    200: (2.246e4, 2.2e3, 9.502e4, 2.2e3, 1.732e-3),
}
"""Degrees Celsius -> bulk resistance, its error, grain-boundary resistance, its error (ohm), chi2."""


def arrays(table: Table) -> tuple[Any, Any]:
    """Frequency and impedance of a table."""
    columns = table.columns
    return columns["frequency_hertz"], columns["real_impedance_ohm"] + 1j * columns["imaginary_impedance_ohm"]


@pytest.fixture(scope="module")
def named(measured_series: dict[int, Table]) -> dict[int, Fit]:
    """The fits of the published circuit."""
    return {degrees: fit(*arrays(table), parse(TWO_ARCS)) for degrees, table in measured_series.items()}


@pytest.fixture(scope="module")
def result(measured_series: dict[int, Table], task_of: Callable[..., Task]) -> Result:
    """The impedance result of the whole series, with nothing but the geometry given."""
    tables = {f"{degrees}.txt": table for degrees, table in measured_series.items()}
    return impedance(task_of(tables, [f"{degrees} °C" for degrees in measured_series], synthetic="no"))


@pytest.fixture(scope="module")
def activation(result: Result, task_of: Callable[..., Task]) -> Result:
    """Its Arrhenius line."""
    return arrhenius(replace(task_of({}, []), results=[result]))


@pytest.mark.parametrize("degrees", PUBLISHED)
def test_published_resistances(named: dict[int, Fit], degrees: int) -> None:
    """Resistances lie within two published standard errors (in fact in the last digit), and so do those errors."""
    bulk, bulk_error, boundary, boundary_error, chi2 = PUBLISHED[degrees]
    found = named[degrees]
    assert abs(found.value("r_1") - bulk) < min(2 * bulk_error, 0.001 * bulk)
    assert abs(found.value("r_2") - boundary) < min(2 * boundary_error, 0.001 * boundary)
    assert found.error("r_1") == pytest.approx(bulk_error, rel=0.03)
    assert found.error("r_2") == pytest.approx(boundary_error, rel=0.03)
    assert found.chi2 == pytest.approx(chi2, rel=1e-3)


@pytest.mark.parametrize("degrees", PUBLISHED)
def test_automatic_choice_is_not_worse(measured_series: dict[int, Table], named: dict[int, Fit], degrees: int) -> None:
    """The choice has no larger AICc than the published circuit, and its total lies within two standard errors."""
    found = choose(*arrays(measured_series[degrees])).fit
    total, error = named[degrees].sum_of(["r_1", "r_2"])
    assert found.aicc <= named[degrees].aicc + 1e-6
    own = [name for name in found.circuit.parameters if name.startswith("r_")]
    assert abs(found.sum_of(own)[0] - total) < 2 * error


def test_published_conductivity(result: Result) -> None:
    """8.0 mm x 2.1 mm gives 1.936e-7 S/cm at 140 degrees Celsius; the total is known to 0.4 % or better throughout."""
    sigmas = [sigma for row in result.series if isinstance(sigma := row["sigma_total"], Value)]
    assert len(sigmas) == 7
    assert sigmas[0].value == pytest.approx(1.936e-7, rel=5e-4)
    assert max((sigma.uncertainty or 1.0) / sigma.value for sigma in sigmas) < 0.004
    assert not result.synthetic


def test_published_activation_energies(activation: Result) -> None:
    """Total 0.856(2) eV for ln(sigma T) and 0.818 eV for ln sigma; bulk 0.587(16) and 0.549(16) eV."""
    values = activation.values
    assert values["ea_ln_sigma_t"].value == pytest.approx(0.8560, abs=5e-4)
    assert values["ea_ln_sigma"].value == pytest.approx(0.8180, abs=5e-4)
    assert values["ea_ln_sigma_t"].uncertainty == pytest.approx(0.0006, abs=1e-4)
    assert values["ea_ln_sigma"].uncertainty == pytest.approx(0.0009, abs=1e-4)
    assert values["ea_bulk_ln_sigma_t"].value == pytest.approx(0.5873, abs=1e-3)
    assert values["ea_bulk_ln_sigma_t"].uncertainty == pytest.approx(0.0163, abs=5e-4)
    assert values["ea_bulk_ln_sigma"].value == pytest.approx(0.5492, abs=1e-3)
    assert activation.parameters["sigma_298_extrapolated"]


def test_limits_of_the_series_are_said(result: Result) -> None:
    """From 190 degrees Celsius on, the top of the bulk arc lies above 1 MHz."""
    text = "the top of the first arc lies above the measured frequencies: its resistance is extrapolated (190 °C: "
    assert [warning for warning in result.warnings if warning.startswith(text) and "200 °C" in warning]


@pytest.mark.parametrize(("degrees", "length", "mu", "rms"), [(140, 27, 0.789, 0.306), (200, 25, 0.823, 0.196)])
def test_published_kramers_kronig(
    measured_series: dict[int, Table], degrees: int, length: int, mu: float, rms: float
) -> None:
    """Length of the chain, mu and residuals are those of impedance.py's test with series C and L."""
    chain = kramers_kronig(*arrays(measured_series[degrees]))
    assert chain is not None
    assert chain.length == length
    assert chain.mu == pytest.approx(mu, abs=6e-4)
    assert 100 * chain.rms == pytest.approx(rms, abs=6e-4)
    if degrees == 140:
        assert (100 * chain.largest_real, 100 * chain.largest_imaginary) == pytest.approx((0.76, 0.81), abs=6e-3)


def test_all_spectra_pass_kramers_kronig(result: Result) -> None:
    """No spectrum of the series fails, and at most one touches the limit of 1 %."""
    verdicts = [row["kramers_kronig"] for row in result.series]
    assert "fail" not in verdicts
    assert verdicts.count("doubtful") <= 1


def test_dummy_cell(shared_data: Path) -> None:
    """The choice for a dummy cell of R || C is one arc, and R and C lie within the maker's own uncertainty."""
    found = choose(*arrays(read(shared_data / "eis" / "rc-data.ism"))).fit
    assert found.circuit.arcs == 1
    assert found.arc(1).resistance == pytest.approx(9.8866e7, rel=0.0070)
    assert found.arc(1).capacitance == pytest.approx(1.47839e-10, rel=0.0178)
    exponents = found.values[found.circuit.exponents]
    assert np.all(np.abs(exponents - 1) < 0.01)


def test_electrolyser_with_artefacts(shared_data: Path, task_of: Callable[..., Task]) -> None:
    """A spectrum with negative real parts is analysed without them, and fails the Kramers-Kronig test aloud."""
    result = impedance(task_of({"geis.ism": read(shared_data / "eis" / "geis-100ma.ism")}, [None]))
    assert result.series[0]["kramers_kronig"] == "fail"
    assert any(warning.startswith("points whose real part is not positive") for warning in result.warnings)
