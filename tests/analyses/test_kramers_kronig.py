"""The linear Kramers-Kronig test: sound spectra pass, changed ones do not."""

from __future__ import annotations

from collections.abc import Callable
from math import erf, sqrt
from typing import Any

import numpy as np
import pytest

from glovebook.analyses.kramers_kronig import kramers_kronig, runs_probability

BLOCKING = ("(R|Q)-(R|Q)-Q", (1e4, 1e-9, 0.9, 3e4, 1e-8, 0.9, 1e-6, 0.8))


def test_clean_spectrum_of_blocking_electrodes_passes(made: Callable[..., Any]) -> None:
    """Blocking electrodes raise no alarm, since a series capacitor stands in the chain."""
    chain = kramers_kronig(*_arrays(made(*BLOCKING)))
    assert chain is not None
    assert chain.verdict == "pass"
    assert chain.rms < 1e-3


@pytest.mark.parametrize("circuit", [("(R|C)", (1e5, 1e-9)), ("L-R-(R|Q)", (1e-6, 10.0, 100.0, 1e-5, 0.9))])
def test_other_sound_spectra_pass(made: Callable[..., Any], circuit: tuple[str, tuple[float, ...]]) -> None:
    """A single arc, on which the rule for mu stops too early, and an inductive tail pass too."""
    chain = kramers_kronig(*_arrays(made(*circuit)))
    assert chain is not None
    assert chain.verdict == "pass"


def test_noise_is_not_taken_for_structure(made: Callable[..., Any]) -> None:
    """Noise of 0.2 % passes, its residual has that size, and its signs are in no order."""
    spectrum = made(*BLOCKING, noise=0.002)
    chain = kramers_kronig(*_arrays(spectrum))
    assert chain is not None
    assert chain.verdict == "pass"
    assert 0.0015 < chain.rms < 0.004
    assert min(chain.structure(spectrum.frequency)) > 0.05


@pytest.mark.parametrize(("drift", "verdicts"), [(0.05, {"pass", "doubtful"}), (0.3, {"doubtful", "fail"})])
def test_drift_shows_as_structure(made: Callable[..., Any], drift: float, verdicts: set[str]) -> None:
    """A sample that drifts while measured leaves residuals of one sign for long stretches, before they are large."""
    spectrum = made(*BLOCKING, noise=0.0002)
    chain = kramers_kronig(spectrum.frequency, spectrum.impedance * (1 + drift * np.linspace(0, 1, 43)))
    assert chain is not None
    assert chain.verdict in verdicts
    assert min(chain.structure(spectrum.frequency)) < 0.01


def test_a_spectrum_that_no_system_has_fails(made: Callable[..., Any]) -> None:
    """A real part raised without its imaginary part is found."""
    spectrum = made(*BLOCKING)
    bump = 1 + 0.2 * np.exp(-((np.log10(spectrum.frequency) - 4) ** 2) / 0.05)
    chain = kramers_kronig(spectrum.frequency, spectrum.impedance.real * bump + 1j * spectrum.impedance.imag)
    assert chain is not None
    assert chain.verdict == "fail"


def test_residuals_come_in_the_order_of_the_rows(made: Callable[..., Any]) -> None:
    """Reversed rows give reversed residuals."""
    frequency, impedance = _arrays(made(*BLOCKING, noise=0.003))
    one, two = kramers_kronig(frequency, impedance), kramers_kronig(frequency[::-1], impedance[::-1])
    assert one is not None
    assert two is not None
    assert np.allclose(one.residuals, two.residuals[::-1], atol=1e-9)


def test_too_few_points(made: Callable[..., Any]) -> None:
    """Five frequencies say nothing."""
    assert kramers_kronig(*_arrays(made(*BLOCKING, points=5))) is None


@pytest.mark.parametrize(
    ("signs", "probability"),
    [
        ([1, -1] * 10, 0.99999),
        ([1] * 10 + [-1] * 10, 1.7e-5),
        ([1, 1, 1, -1, -1, 1, -1, -1, 1, 1, -1], 0.5 * (1 + erf((6 - 71 / 11) / sqrt(2 * 60 / 11 * 49 / 110)))),
        ([1] * 20, 1.0),
        ([1, -1], 1.0),
    ],
)
def test_runs(signs: list[int], probability: float) -> None:
    """Alternating signs rarely have more runs, two blocks never fewer; one sign alone says nothing."""
    assert runs_probability(np.array(signs, dtype=float)) == pytest.approx(probability, rel=0.05)


def _arrays(spectrum: Any) -> tuple[Any, Any]:
    return spectrum.frequency, spectrum.impedance
