"""The automatic choice: the circuit that made a spectrum is found again, and no larger one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from glovebook.analyses.choice import WEAK_EVIDENCE, choose, objection
from glovebook.analyses.circuits import parse
from glovebook.analyses.fit import fit
from glovebook.schema.refusal import Refusal

CASES = {
    "(R|C)": (1e8, 1.5e-10),
    "R-(R|C)": (1e3, 1e6, 1e-9),
    "R-Q": (2e3, 1e-6, 0.85),
    "(R|Q)-Q": (2e4, 1e-10, 0.93, 2e-6, 0.88),
    "R-(R|Q)-Q": (3e3, 2e4, 1e-10, 0.9, 2e-6, 0.88),
    "(R|Q)-(R|Q)-Q": (1.5e5, 6.5e-11, 0.84, 2.0e6, 1.5e-10, 0.79, 1.4e-6, 0.55),
    "R-(R|Q)": (50.0, 500.0, 1e-5, 0.85),
    "L-R-(R|Q)-Q": (2e-6, 5.0, 20.0, 1e-6, 0.9, 1e-3, 0.8),
}


@pytest.mark.parametrize("name", CASES)
def test_the_circuit_behind_a_spectrum_is_chosen(made: Callable[..., Any], name: str) -> None:
    """With 0.3 % noise the choice is the circuit that made the spectrum, and its resistances are right."""
    spectrum = made(name, CASES[name], noise=0.003)
    result = choose(spectrum.frequency, spectrum.impedance).fit
    assert result.circuit.name == name
    truth = dict(zip(parse(name).parameters, CASES[name], strict=True))
    for parameter, value in truth.items():
        assert abs(result.value(parameter) - value) < 4 * result.error(parameter)


def test_every_candidate_is_accounted_for(two_arcs: Any) -> None:
    """Candidates come by AICc; one well below the choice has an objection or more parameters."""
    choice = choose(two_arcs.frequency, two_arcs.impedance)
    criteria = [candidate.fit.aicc for candidate in choice.candidates]
    assert sorted(criteria) == criteria
    assert choice.fit in [candidate.fit for candidate in choice.candidates]
    better = [candidate for candidate in choice.candidates if candidate.fit.aicc < choice.fit.aicc - WEAK_EVIDENCE]
    assert all(candidate.objection for candidate in better)


def test_objection_names_the_parameter(two_arcs: Any) -> None:
    """A series resistance that the spectrum does not show is objected to by name."""
    larger = fit(two_arcs.frequency, two_arcs.impedance, parse("R-(R|Q)-(R|Q)-Q"))
    assert objection(larger) == "r_0 is not determined"
    assert objection(fit(two_arcs.frequency, two_arcs.impedance, parse("(R|Q)-(R|Q)-Q"))) == ""


def test_three_arcs_are_reported_not_chosen(made: Callable[..., Any]) -> None:
    """On a spectrum of three arcs the choice has two, and the third stands beside it."""
    values = (1e4, 1e-11, 0.95, 3e4, 1e-9, 0.9, 2e4, 1e-7, 0.9, 1e-5, 0.8)
    spectrum = made("(R|Q)-(R|Q)-(R|Q)-Q", values, noise=0.001)
    choice = choose(spectrum.frequency, spectrum.impedance)
    assert choice.fit.circuit.arcs == 2
    assert choice.three_arcs is not None
    assert choice.three_arcs.aicc < choice.fit.aicc


def test_a_bad_fit_is_no_way_out(made: Callable[..., Any]) -> None:
    """Where only circuits that are far too small escape all objections, the better one is taken with its objection."""
    values = (1e4, 1e-11, 0.95, 3e4, 1e-9, 0.9, 2e4, 1e-7, 0.9, 1e-5, 0.8)
    spectrum = made("(R|Q)-(R|Q)-(R|Q)-Q", values, noise=0.001)
    choice = choose(spectrum.frequency, spectrum.impedance)
    assert choice.fit is choice.candidates[0].fit
    assert objection(choice.fit) == choice.candidates[0].objection == "the time constant of arc 2 is not determined"


def test_few_points_leave_out_what_they_cannot_carry(made: Callable[..., Any]) -> None:
    """Six points are fitted with the small circuits only."""
    spectrum = made("(R|C)", CASES["(R|C)"], points=6, noise=0.001)
    choice = choose(spectrum.frequency, spectrum.impedance)
    assert choice.fit.circuit.name == "(R|C)"
    assert max(len(candidate.fit.values) for candidate in choice.candidates) <= 6


def test_too_few_points_for_anything() -> None:
    """Three points are refused."""
    with pytest.raises(Refusal) as caught:
        choose(np.array([3.0, 2.0, 1.0]), np.array([1 - 1j, 1 - 2j, 1 - 3j]))
    assert str(caught.value) == "3 frequencies are too few to fit any circuit; measure 4 or more"


@pytest.mark.deep
@pytest.mark.parametrize("name", ["(R|C)", "R-(R|C)", "R-Q", "(R|Q)-Q", "(R|Q)-(R|Q)-Q"])
def test_choice_under_noise(made: Callable[..., Any], name: str) -> None:
    """Of 12 spectra with other noise, the circuit behind them is chosen for 11 at least."""
    clean = made(name, CASES[name])
    chosen = []
    for seed in range(12):
        random = np.random.default_rng(seed).standard_normal((2, len(clean.frequency)))
        z = clean.impedance * (1 + 0.003 * (random[0] + 1j * random[1]))
        chosen.append(choose(clean.frequency, z).fit.circuit.name)
    assert chosen.count(name) >= 11
