"""The Arrhenius analysis: known activation energies recovered, legs and replicates kept apart, too little refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import exp
from typing import Any

import numpy as np
import pytest

from glovebook.analyses.arrhenius import KILOJOULE_PER_MOLE, arrhenius
from glovebook.physics.constants import BOLTZMANN_IN_EV
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Row, Value
from glovebook.schema.task import Task

LEFT_OUT = (
    "left out for want of a temperature: e1: x.txt; "
    "left out for want of a conductivity (geometry missing, or no arc): e1: y.txt"
)
TEMPERATURES = (300.0, 320.0, 340.0, 360.0, 380.0, 400.0)
ENTRY = Eis.model_validate({"kind": "eis", "schema": "1.0", "id": "e1", "synthetic": "yes"})


def rows(
    energy: float,
    prefactor: float,
    *,
    temperatures: Sequence[float] = TEMPERATURES,
    times_temperature: bool = True,
    leg: str | None = None,
    noise: float = 0.0,
    **extra: Any,
) -> list[Row]:
    """Rows of an impedance result whose conductivity follows one activation energy."""
    random = np.random.default_rng(5)
    made: list[Row] = []
    for kelvin in temperatures:
        sigma = prefactor * exp(-energy / (BOLTZMANN_IN_EV * kelvin) + noise * random.standard_normal())
        sigma /= kelvin if times_temperature else 1.0
        row: dict[str, Any] = {
            "temperature": Value(kelvin, "K"),
            "file": f"{kelvin:.0f}.txt",
            "r_total": Value(1 / sigma, "ohm", 0.01 / sigma),
            "sigma_total": Value(sigma, "S/cm", 0.01 * sigma),
        }
        made.append(row | ({"leg": leg} if leg else {}) | extra)
    return made


def arrhenius_of(*series: Sequence[Row], entries: Sequence[str] = ("e1",), **options: Any) -> Result:
    """The result for these rows, each list as the result of an entry."""
    results = [Result("impedance", series=made, entries=(name,)) for made, name in zip(series, entries, strict=True)]
    return arrhenius(Task(ENTRY, results=results, options=options))


def test_energy_and_prefactor_are_recovered() -> None:
    """Conductivities made from one energy in ln(sigma T) give it back, in eV and kJ/mol, and the prefactor."""
    values = arrhenius_of(rows(0.4, 2e4)).values
    assert values["ea_ln_sigma_t"].value == pytest.approx(0.4)
    assert values["ea_ln_sigma_t_molar"].value == pytest.approx(0.4 * 96.48533212)
    assert values["prefactor_ln_sigma_t"].value == pytest.approx(2e4)
    assert {name: value.unit for name, value in values.items()} == {
        "ea_ln_sigma_t": "eV",
        "ea_ln_sigma": "eV",
        "ea_ln_sigma_t_molar": "kJ/mol",
        "ea_ln_sigma_molar": "kJ/mol",
        "prefactor_ln_sigma_t": "S K/cm",
        "prefactor_ln_sigma": "S/cm",
        "sigma_298": "S/cm",
    }
    assert pytest.approx(96.48533212) == KILOJOULE_PER_MOLE


def test_other_convention() -> None:
    """Conductivities made from one energy in ln sigma give it under that name; the other differs by about k_B T."""
    values = arrhenius_of(rows(0.53, 1.5e3, times_temperature=False)).values
    assert values["ea_ln_sigma"].value == pytest.approx(0.53)
    assert values["prefactor_ln_sigma"].value == pytest.approx(1.5e3)
    difference = values["ea_ln_sigma_t"].value - values["ea_ln_sigma"].value
    assert difference == pytest.approx(BOLTZMANN_IN_EV * 347, rel=0.02)


def test_line_of_every_convention_and_weighting() -> None:
    """The series has a row for each convention and weighting, with interval, scatter and number of points."""
    result = arrhenius_of(rows(0.4, 2e4, noise=0.01))
    names = [(row["group"], row["conductivity"], row["convention"], row["weighting"]) for row in result.series]
    assert names == [
        ("all", "total", "ln_sigma_t", "none"),
        ("all", "total", "ln_sigma_t", "fit errors"),
        ("all", "total", "ln_sigma", "none"),
        ("all", "total", "ln_sigma", "fit errors"),
    ]
    row = result.series[0]
    energy, low, high = (row[key] for key in ("ea", "ea_ci95_low", "ea_ci95_high"))
    assert isinstance(energy, Value)
    assert isinstance(low, Value)
    assert isinstance(high, Value)
    assert energy.uncertainty is not None
    assert low.value < 0.4 < high.value
    assert (high.value - low.value) / (2 * energy.uncertainty) == pytest.approx(2.776, abs=1e-3)
    assert row["points"] == 6


def test_weights_follow_the_errors_of_the_fits() -> None:
    """A point with a large error of its resistance pulls the weighted line less than the other."""
    made = [dict(row) for row in rows(0.4, 2e4)]
    sigma = made[0]["sigma_total"]
    made[0]["sigma_total"] = Value(2 * sigma.value, "S/cm")
    made[0]["r_total"] = Value(1.0, "ohm", 0.5)
    result = arrhenius_of(made)
    plain, weighted = (row["ea"].value for row in result.series[:2])
    assert abs(weighted - 0.4) < 0.01 * abs(plain - 0.4)


def test_bulk_beside_the_total() -> None:
    """Where the bulk is known at three temperatures, it has energies of its own."""
    made = [dict(row) for row in rows(0.4, 2e4)]
    for row, bulk in zip(made[:4], rows(0.3, 1e4)[:4], strict=True):
        row["sigma_bulk"] = bulk["sigma_total"]
    values = arrhenius_of(made).values
    assert values["ea_bulk_ln_sigma_t"].value == pytest.approx(0.3)
    assert values["ea_ln_sigma_t"].value == pytest.approx(0.4)


def test_legs_are_kept_apart() -> None:
    """Heating and cooling have lines of their own, and a difference is said."""
    result = arrhenius_of(rows(0.40, 2e4, leg="heating") + rows(0.42, 4e4, leg="cooling"))
    groups = [row["group"] for row in result.series if row["convention"] == "ln_sigma_t" and row["weighting"] == "none"]
    assert groups == ["all", "heating", "cooling"]
    assert "heating (0.400 eV) and cooling (0.420 eV) differ" in result.warnings
    assert result.parameters["legs"] == ["heating", "cooling"]


def test_equal_legs_are_no_warning() -> None:
    """Legs that agree within their errors are not remarked on."""
    noisy = rows(0.4, 2e4, leg="heating", noise=0.01) + rows(0.401, 2e4, leg="cooling", noise=0.01)
    assert not [warning for warning in arrhenius_of(noisy).warnings if "differ" in warning]


def test_replicates_are_kept_apart() -> None:
    """Two entries have lines of their own beside the one through all points."""
    result = arrhenius_of(rows(0.40, 2e4), rows(0.42, 4e4), entries=("e1", "e2"))
    energies = {
        row["group"]: row["ea"].value
        for row in result.series
        if row["convention"] == "ln_sigma_t" and row["weighting"] == "none"
    }
    assert energies == pytest.approx({"all": 0.41, "e1": 0.40, "e2": 0.42}, abs=1e-4)
    assert result.entries == ("e1", "e2")


def test_conductivity_at_room_temperature() -> None:
    """Inside the measured range sigma_298 is interpolated; outside it says that it is extrapolated."""
    expected = 2e4 / 298.15 * exp(-0.4 / (BOLTZMANN_IN_EV * 298.15))
    inside = arrhenius_of(rows(0.4, 2e4, temperatures=(280.0, 300.0, 320.0, 340.0, 360.0)))
    assert inside.values["sigma_298"].value == pytest.approx(expected)
    assert not inside.parameters["sigma_298_extrapolated"]
    outside = arrhenius_of(rows(0.4, 2e4))
    assert outside.values["sigma_298"].value == pytest.approx(expected)
    assert outside.parameters["sigma_298_extrapolated"]
    assert outside.warnings == ["sigma_298 is extrapolated: measured from 300.00 K to 400.00 K"]


def test_a_bend_is_reported() -> None:
    """A change of slope between two halves is found; precise points straight in one convention are no bend."""
    low, high = (
        rows(0.6, 2e7, temperatures=(300, 310, 320, 330, 340)),
        rows(0.4, 2e7 * exp(-0.2 / (BOLTZMANN_IN_EV * 345)), temperatures=(350, 360, 370, 380, 390)),
    )
    bent = [warning for warning in arrhenius_of(low + high).warnings if "bend" in warning]
    assert len(bent) == 1
    assert bent[0].startswith("the points bend in both conventions (quadratic term, p = ")
    for times_temperature in (True, False):
        straight = arrhenius_of(rows(0.5, 1e3, times_temperature=times_temperature, noise=1e-4))
        assert not [warning for warning in straight.warnings if "bend" in warning]


def test_few_temperatures_are_a_warning() -> None:
    """Four temperatures are enough for a line, not for confidence."""
    warnings = arrhenius_of(rows(0.4, 2e4, temperatures=TEMPERATURES[:4], noise=0.01)).warnings
    assert "4 temperatures are few for an activation energy; 5 or more are expected" in warnings


def test_rows_left_out_are_named() -> None:
    """A spectrum without temperature is left out by name."""
    lost: Row = {"file": "x.txt", "sigma_total": Value(1e-5, "S/cm")}
    assert arrhenius_of([*rows(0.4, 2e4), lost]).warnings[0] == "left out for want of a temperature: e1: x.txt"


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            rows(0.4, 2e4, temperatures=(300.0, 310.0, 310.0)),
            "an Arrhenius line needs 3 temperatures, here are 2: 300.00 K, 310.00 K",
        ),
        (
            [{"file": "x.txt"}, {"file": "y.txt", "temperature": Value(300.0, "K")}],
            f"an Arrhenius line needs 3 temperatures, here are 0: none; {LEFT_OUT}",
        ),
    ],
)
def test_too_little_is_refused(made: list[Row], message: str) -> None:
    """Fewer than three temperatures are refused, with what is there and what is missing where."""
    with pytest.raises(Refusal) as caught:
        arrhenius_of(made)
    assert caught.value.message == message
    assert caught.value.hint == (
        "give each spectrum its temperature and the sample its geometry, or measure at more temperatures"
    )


def test_absolute_zero_is_refused_by_name() -> None:
    """A temperature that is not above 0 K is refused with its spectrum: its inverse is no number."""
    with pytest.raises(Refusal) as caught:
        arrhenius_of([*rows(0.4, 2e4), {**rows(0.4, 2e4)[0], "temperature": Value(0.0, "K")}])
    assert str(caught.value) == (
        "e1: 300.txt: 0 K is no temperature of a sample; correct the temperature of the spectrum and analyse it again"
    )


def test_options_are_refused() -> None:
    """It takes no options."""
    with pytest.raises(Refusal, match=r"^arrhenius has no option 'circuit'; it takes none$"):
        arrhenius_of(rows(0.4, 2e4), circuit="R")


def test_synthetic_stays_synthetic() -> None:
    """The mark of synthetic data comes from the entry or from any of the results."""
    entry = ENTRY.model_copy(update={"synthetic": None})
    made = [
        Result("impedance", series=rows(0.4, 2e4), entries=("e1",), synthetic=synthetic) for synthetic in (False, True)
    ]
    assert arrhenius_of(rows(0.4, 2e4)).synthetic
    assert [arrhenius(Task(entry, results=[result])).synthetic for result in made] == [False, True]


def test_result_is_plain_finite_json() -> None:
    """The result survives JSON without NaN, even for points without any scatter."""
    result = arrhenius_of(rows(0.4, 2e4, temperatures=(300.0, 310.0, 320.0)))
    assert json.loads(json.dumps(result.as_json(), allow_nan=False))["method"] == "arrhenius"


def test_table_holds_points_and_line() -> None:
    """The table has the points by temperature and the line beside them."""
    result = arrhenius_of(rows(0.4, 2e4)[::-1])
    assert result.table is not None
    columns = result.table.columns
    assert list(columns) == list(result.table.units)
    assert columns["temperature_kelvin"].tolist() == list(TEMPERATURES)
    assert columns["fitted_sigma_total_siemens_per_centimeter"] == pytest.approx(
        columns["sigma_total_siemens_per_centimeter"]
    )
