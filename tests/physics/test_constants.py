"""Constants against the values printed by CODATA, and against each other."""

from __future__ import annotations

import pytest

from glovebook.physics import constants


def test_derived_constants() -> None:
    """What follows from the exact constants is what CODATA 2022 prints, to all its digits."""
    assert pytest.approx(8.617333262e-5, rel=1e-10) == constants.BOLTZMANN_IN_EV
    assert pytest.approx(8.314462618, rel=1e-10) == constants.GAS_CONSTANT
    assert pytest.approx(96485.33212, rel=1e-10) == constants.FARADAY


def test_against_scipy() -> None:
    """Every constant agrees with SciPy's table, the permittivity within one edition's step."""
    table = pytest.importorskip("scipy.constants", reason="SciPy, the oracle, is not installed")
    assert table.k == constants.BOLTZMANN
    assert table.e == constants.ELEMENTARY_CHARGE
    assert table.N_A == constants.AVOGADRO
    assert table.zero_Celsius == constants.ICE_POINT
    assert table.epsilon_0 == pytest.approx(constants.VACUUM_PERMITTIVITY, rel=1e-9)
