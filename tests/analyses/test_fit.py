"""The fit: known parameters recovered, SciPy's answer reached, invariances kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glovebook.analyses.circuits import parse
from glovebook.analyses.fit import fit, information
from glovebook.schema.refusal import Refusal

CASES = {
    "R": (50.0,),
    "R-C": (50.0, 1e-6),
    "(R|C)": (1e8, 1.5e-10),
    "R-(R|C)-Q": (120.0, 3e4, 2e-10, 2e-6, 0.85),
    "(R|Q)-Q": (2e4, 1e-10, 0.93, 2e-6, 0.88),
    "(R|Q)-(R|Q)-Q": (1.5e5, 6.5e-11, 0.84, 2.0e6, 1.5e-10, 0.79, 1.4e-6, 0.55),
    "L-R-(R|Q)-(R|Q)": (1e-7, 0.5, 10.0, 1e-5, 0.8, 30.0, 1e-3, 0.9),
    "(R|Q)-(R|Q)-(R|Q)-Q": (1e4, 1e-11, 0.95, 3e4, 1e-9, 0.9, 2e4, 1e-7, 0.9, 1e-5, 0.8),
}
"""Circuit -> parameters, arcs from high to low frequency."""


@pytest.mark.parametrize("name", CASES)
def test_parameters_are_recovered(made: Callable[..., Any], name: str) -> None:
    """Without noise, the parameters that made a spectrum come back to a millionth, with no start values."""
    spectrum = made(name, CASES[name])
    result = fit(spectrum.frequency, spectrum.impedance, parse(name))
    assert pytest.approx(CASES[name], rel=1e-6) == result.values.tolist()
    assert result.circuit.name == name


def test_standard_errors_cover_the_truth(two_arcs: Any) -> None:
    """With noise, every parameter lies within three of its standard errors of the one that made the spectrum."""
    result = fit(two_arcs.frequency, two_arcs.impedance, parse("(R|Q)-(R|Q)-Q"))
    distance = (result.values - np.array(CASES["(R|Q)-(R|Q)-Q"])) / result.errors
    assert (np.abs(distance) < 3).all()
    assert np.abs(distance).max() > 0.01


def test_arcs_are_numbered_by_frequency(made: Callable[..., Any]) -> None:
    """A spectrum made with the slow arc first comes back with the fast arc as number 1, kinds of arcs included."""
    spectrum = made("(R|C)-(R|Q)-Q", (5e4, 1e-8, 2e4, 1e-10, 0.9, 1e-5, 0.8))
    result = fit(spectrum.frequency, spectrum.impedance, parse("(R|C)-(R|Q)-Q"))
    assert result.circuit.name == "(R|Q)-(R|C)-Q"
    assert result.value("r_1") == pytest.approx(2e4, rel=1e-6)
    assert result.value("c_2") == pytest.approx(1e-8, rel=1e-6)


def test_against_scipy(two_arcs: Any) -> None:
    """SciPy's least squares, started at the answer, moves nowhere and finds the same covariance."""
    optimize = pytest.importorskip("scipy.optimize", reason="SciPy, the oracle, is not installed")
    circuit = parse("(R|Q)-(R|Q)-Q")
    result = fit(two_arcs.frequency, two_arcs.impedance, circuit)
    size = result.values

    def residuals(relative: Any) -> Any:
        z = circuit.impedance(2 * np.pi * two_arcs.frequency, circuit.logs(relative * size))
        weighted = (z - two_arcs.impedance) / np.abs(two_arcs.impedance)
        return np.concatenate([weighted.real, weighted.imag])

    other = optimize.least_squares(residuals, np.ones_like(size), x_scale="jac", xtol=1e-15, ftol=1e-15, gtol=1e-15)
    assert 2 * other.cost == pytest.approx(result.chi2, rel=1e-9)
    assert other.x == pytest.approx(np.ones_like(size), rel=1e-4)
    covariance = np.linalg.inv(other.jac.T @ other.jac) * 2 * other.cost / (2 * 43 - len(size))
    assert np.sqrt(np.diag(covariance)) == pytest.approx(result.errors / size, rel=1e-3)


def test_scipy_from_random_starts_finds_nothing_better(two_arcs: Any) -> None:
    """SciPy, started at twelve random places, never ends below the minimum found here."""
    optimize = pytest.importorskip("scipy.optimize", reason="SciPy, the oracle, is not installed")
    circuit = parse("(R|Q)-(R|Q)-Q")
    result = fit(two_arcs.frequency, two_arcs.impedance, circuit)
    truth = circuit.logs(result.values)

    def residuals(logs: Any) -> Any:
        z = circuit.impedance(2 * np.pi * two_arcs.frequency, logs)
        weighted = (z - two_arcs.impedance) / np.abs(two_arcs.impedance)
        return np.concatenate([weighted.real, weighted.imag])

    random = np.random.default_rng(1)
    lower = np.where(circuit.exponents, 0.3, truth - 15)
    upper = np.where(circuit.exponents, 1.0, truth + 15)
    for _ in range(12):
        spread = np.where(circuit.exponents, 0.05, 2.0)
        start = np.clip(truth + random.normal(size=len(truth)) * spread, lower + 1e-3, upper - 1e-3)
        other = optimize.least_squares(residuals, start, bounds=(lower, upper), max_nfev=200)
        assert 2 * other.cost >= result.chi2 * (1 - 1e-9)


@settings(max_examples=8, deadline=None)
@given(factor=st.floats(1e-6, 1e6))
def test_scaling_the_impedance_scales_resistances(two_arcs: Any, factor: float) -> None:
    """Z times k gives R times k and Q divided by k; exponents, chi2 and relative errors stay."""
    circuit = parse("(R|Q)-(R|Q)-Q")
    one = fit(two_arcs.frequency, two_arcs.impedance, circuit)
    two = fit(two_arcs.frequency, factor * two_arcs.impedance, circuit)
    power = np.array([{"r": 1.0, "q": -1.0, "n": 0.0}[name[0]] for name in circuit.parameters])
    assert two.values == pytest.approx(one.values * factor**power, rel=1e-6)
    assert two.chi2 == pytest.approx(one.chi2, rel=1e-9)
    assert two.errors / two.values == pytest.approx(one.errors / one.values, rel=1e-5)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_of_rows_changes_nothing(two_arcs: Any, seed: int) -> None:
    """Shuffled rows give the same numbers to the last bit."""
    order = np.random.default_rng(seed).permutation(len(two_arcs.frequency))
    circuit = parse("(R|Q)-(R|Q)-Q")
    one = fit(two_arcs.frequency, two_arcs.impedance, circuit)
    two = fit(two_arcs.frequency[order], two_arcs.impedance[order], circuit)
    assert one.values.tolist() == two.values.tolist()
    assert one.chi2 == two.chi2


def test_the_sum_of_overlapping_arcs_is_known_better_than_either(made: Callable[..., Any]) -> None:
    """Two arcs close together are badly determined one by one, their sum well, thanks to the covariance."""
    spectrum = made("(R|Q)-(R|Q)-Q", (1e5, 1e-10, 0.85, 1e5, 3e-10, 0.85, 1e-6, 0.8), noise=0.003)
    result = fit(spectrum.frequency, spectrum.impedance, parse("(R|Q)-(R|Q)-Q"))
    total, error = result.sum_of(["r_1", "r_2"])
    assert abs(total - 2e5) < 3 * error
    assert error / total < 0.01
    assert result.error("r_1") / result.value("r_1") > 0.05


def test_arc_quantities(made: Callable[..., Any]) -> None:
    """Of an (R|Q), the time constant is that at the top of the arc and the capacitance is tau / R."""
    spectrum = made("(R|Q)-Q", CASES["(R|Q)-Q"])
    result = fit(spectrum.frequency, spectrum.impedance, parse("(R|Q)-Q"))
    tau = (2e4 * 1e-10) ** (1 / 0.93)
    assert result.arc(1).time_constant == pytest.approx(tau, rel=1e-6)
    assert result.arc(1).capacitance == pytest.approx(tau / 2e4, rel=1e-6)


def test_errors_of_arc_quantities(two_arcs: Any) -> None:
    """Their standard errors agree with a sample drawn from the covariance of the parameters."""
    result = fit(two_arcs.frequency, two_arcs.impedance, parse("(R|Q)-(R|Q)-Q"))
    drawn = np.random.default_rng(0).multivariate_normal(result.values[3:6], result.covariance[3:6, 3:6], 20000)
    tau = (drawn[:, 0] * drawn[:, 1]) ** (1 / drawn[:, 2])
    assert tau.std() == pytest.approx(result.arc(2).time_constant_error, rel=0.05)
    assert (tau / drawn[:, 0]).std() == pytest.approx(result.arc(2).capacitance_error, rel=0.05)


def test_a_resistance_that_is_not_there(two_arcs: Any) -> None:
    """A series R fitted to a spectrum without one comes out as zero within its error, and leaves the sum known."""
    result = fit(two_arcs.frequency, two_arcs.impedance, parse("R-(R|Q)-(R|Q)-Q"))
    total, error = result.sum_of(["r_0", "r_1", "r_2"])
    assert result.value("r_0") < 2 * result.error("r_0")
    assert abs(total - 2.15e6) < 3 * error
    assert error / total < 0.01


def test_information_criterion() -> None:
    """AICc grows with each parameter, and residuals below the resolution of instruments do not lower it."""
    assert information(0.01, 80, 4) < information(0.01, 80, 5)
    assert information(0.001, 80, 4) < information(0.01, 80, 4)
    assert information(1e-20, 80, 4) == information(1e-30, 80, 4)


def test_too_few_points(made: Callable[..., Any]) -> None:
    """Fewer points than a circuit needs are refused with how many it takes."""
    spectrum = made("(R|Q)-Q", CASES["(R|Q)-Q"], points=5)
    with pytest.raises(Refusal) as caught:
        fit(spectrum.frequency, spectrum.impedance, parse("(R|Q)-(R|Q)-Q"))
    assert str(caught.value) == (
        "5 frequencies are too few for the 8 parameters of (R|Q)-(R|Q)-Q; give 6 or more, or name a smaller circuit"
    )


@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf])
def test_numbers_that_cannot_be_fitted(two_arcs: Any, bad: float) -> None:
    """A zero or a number that is not finite is refused."""
    frequency, impedance = two_arcs.frequency.copy(), two_arcs.impedance.copy()
    impedance[3] = bad
    with pytest.raises(Refusal, match="is not a positive, finite number"):
        fit(frequency, impedance, parse("R"))


@pytest.mark.deep
def test_coverage_of_intervals(made: Callable[..., Any]) -> None:
    """The 95 % intervals of all parameters and of the total hold the truth in 95 % of 200 noisy spectra."""
    truth = np.array(CASES["(R|Q)-(R|Q)-Q"])
    circuit = parse("(R|Q)-(R|Q)-Q")
    clean = made(circuit.name, truth)
    hits, count = np.zeros(len(truth) + 1), 200
    for seed in range(count):
        random = np.random.default_rng(seed).standard_normal((2, len(clean.frequency)))
        z = clean.impedance * (1 + 0.003 * (random[0] + 1j * random[1]))
        result = fit(clean.frequency, z, circuit)
        total, error = result.sum_of(["r_1", "r_2"])
        inside = np.abs(result.values - truth) <= 1.99 * result.errors
        hits += [*inside, abs(total - truth[0] - truth[3]) <= 1.99 * error]
    assert hits / count == pytest.approx(np.full(len(hits), 0.95), abs=0.05)
