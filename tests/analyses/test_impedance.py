"""The impedance analysis, from a task to a result."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from math import pi
from typing import Any

import numpy as np
import pytest

from glovebook.analyses.impedance import impedance
from glovebook.schema.kinds.note import Note
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Value
from glovebook.schema.task import Task

MakeTask = Callable[..., Task]
TWO_ARCS = "(R|Q)-(R|Q)-Q"
ELEMENTS_HINT = (
    "write elements (R, C, L, Q, (R|C), (R|Q)) joined by '-', for example '(R|Q)-(R|Q)-Q'; (R|C) is parallel"
)
CELL_CONSTANT = 0.21 / (pi * 0.4**2)
"""Of the usual pellet, in 1/cm."""


@pytest.fixture(scope="module")
def single(two_arcs: Any, table_of: Callable[..., Any], task_of: MakeTask) -> Result:
    """The result for one spectrum."""
    return impedance(task_of({"a.txt": table_of(two_arcs)}, ["140 °C"]))


def test_single_spectrum_fills_values(single: Result) -> None:
    """One spectrum has its conductivities first among the values, in S/cm, and the same in its row."""
    assert list(single.values)[:3] == ["sigma_total", "sigma_bulk", "r_total"]
    assert {name: value.unit for name, value in single.values.items()} == {
        "sigma_total": "S/cm",
        "sigma_bulk": "S/cm",
        "r_total": "ohm",
        "r_1": "ohm",
        "n_1": "",
        "r_2": "ohm",
        "n_2": "",
        "n_0": "",
        "c_1": "F",
        "c_2": "F",
    }
    assert all(single.series[0][name] == value for name, value in single.values.items())


def test_conductivity_follows_from_resistance_and_geometry(single: Result) -> None:
    """It is t / (A R), with the uncertainty of R alone where the geometry is exact."""
    total, sigma = single.values["r_total"], single.values["sigma_total"]
    assert sigma.value == pytest.approx(CELL_CONSTANT / total.value)
    assert total.uncertainty is not None
    assert sigma.uncertainty == pytest.approx(sigma.value * total.uncertainty / total.value)
    assert abs(total.value - 2.15e6) < 3 * total.uncertainty


def test_row_of_a_spectrum(single: Result) -> None:
    """The row says where it comes from, which circuit was used, and how the Kramers-Kronig test went."""
    row = single.series[0]
    assert row["temperature"] == Value(413.15, "K")
    assert (row["file"], row["circuit"]) == ("a.txt", TWO_ARCS)
    assert (row["origin_1"], row["origin_2"]) == ("bulk", "grain boundary")
    assert row["kramers_kronig"] in ("pass", "doubtful")
    assert row["q_1"] == Value(row["q_1"].value, "S s^n", row["q_1"].uncertainty)


def test_provenance(single: Result) -> None:
    """Entries, settings, sources and assumptions stand in the result."""
    assert single.method == "impedance"
    assert single.entries == ("e1", "p1")
    assert single.parameters["weighting"] == "modulus: chi2 = sum |Z_fit - Z|^2 / |Z|^2"
    assert single.parameters["candidates"]["a.txt"][0]["circuit"] == TWO_ARCS
    assert "sigma = t / (A R)" in single.source
    assert single.assumptions[0] == "pellet p1: thickness: 2.1 mm taken as exact, no uncertainty is stated"
    assert single.synthetic


def test_result_is_plain_finite_json(single: Result) -> None:
    """The result survives JSON without NaN, and comes back equal."""
    text = json.dumps(single.as_json(), allow_nan=False)
    assert Result.from_json(json.loads(text)).as_json() == single.as_json()


def test_running_again_gives_identical_numbers(two_arcs: Any, table_of: Any, task_of: MakeTask, single: Result) -> None:
    """The same task gives the same result to the last bit."""
    again = impedance(task_of({"a.txt": table_of(two_arcs)}, ["140 °C"]))
    assert again.as_json() == single.as_json()


def test_table_holds_measured_and_fitted_columns(single: Result, two_arcs: Any) -> None:
    """The table has the measured points, the fit at the same frequencies, and the residuals of the test."""
    assert single.table is not None
    columns = single.table.columns
    assert list(columns) == list(single.table.units)
    assert columns["frequency_hertz"].tolist() == two_arcs.frequency.tolist()
    assert columns["real_impedance_ohm"].tolist() == two_arcs.impedance.real.tolist()
    fitted = columns["fitted_real_impedance_ohm"] + 1j * columns["fitted_imaginary_impedance_ohm"]
    deviation = np.abs(fitted - two_arcs.impedance) / np.abs(two_arcs.impedance)
    assert (deviation**2).sum() == pytest.approx(single.series[0]["chi2"])


def test_series_has_no_single_values(two_arcs: Any, table_of: Any, task_of: MakeTask) -> None:
    """Two spectra give two rows in the order of the entry, told apart in the table, and no values."""
    tables = {"a.txt": table_of(two_arcs), "b.txt": table_of(replace(two_arcs, impedance=two_arcs.impedance / 2))}
    result = impedance(task_of(tables, ["140 °C", "150 °C"]))
    assert dict(result.values) == {}
    assert [row["file"] for row in result.series] == ["a.txt", "b.txt"]
    assert result.table is not None
    assert sorted(set(result.table.columns["spectrum"].tolist())) == [1, 2]
    one, two = (row["r_total"] for row in result.series)
    assert isinstance(one, Value)
    assert isinstance(two, Value)
    assert one.value == pytest.approx(2 * two.value, rel=1e-6)


def test_progress_is_told(two_arcs: Any, table_of: Any, task_of: MakeTask) -> None:
    """Each spectrum is announced before it is fitted."""
    said: list[tuple[int, int, str]] = []
    task = task_of({"a.txt": table_of(two_arcs)}, ["140 °C"])
    impedance(replace(task, options={"circuit": TWO_ARCS}, progress=lambda *step: said.append(step)))
    assert said == [(0, 1, "fitting a.txt")]


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_thickness_scales_conductivity(
    two_arcs: Any, table_of: Any, task_of: MakeTask, single: Result, factor: float
) -> None:
    """Changing the pellet's thickness changes every conductivity in proportion, and no resistance."""
    pellet = {"diameter": "8.0 mm", "thickness": f"{2.1 * factor} mm"}
    other = impedance(task_of({"a.txt": table_of(two_arcs)}, ["140 °C"], pellet))
    assert other.values["sigma_total"].value == pytest.approx(factor * single.values["sigma_total"].value)
    assert other.values["r_total"] == single.values["r_total"]


def test_uncertain_geometry_adds_to_the_conductivity(
    two_arcs: Any, table_of: Any, task_of: MakeTask, single: Result
) -> None:
    """Relative variances of resistance and thickness add."""
    pellet = {"diameter": "8.0 mm", "thickness": "2.10(5) mm"}
    sigma = impedance(task_of({"a.txt": table_of(two_arcs)}, ["140 °C"], pellet)).values["sigma_total"]
    resistance = single.values["r_total"]
    assert resistance.uncertainty is not None
    assert sigma.uncertainty is not None
    expected = ((resistance.uncertainty / resistance.value) ** 2 + (0.05 / 2.1) ** 2) ** 0.5
    assert sigma.uncertainty / sigma.value == pytest.approx(expected)


def test_without_geometry_there_are_resistances(two_arcs: Any, table_of: Any, task_of: MakeTask) -> None:
    """Without a thickness the resistances are still there, and a warning names the field to fill."""
    result = impedance(task_of({"a.txt": table_of(two_arcs)}, ["140 °C"], {"diameter": "8 mm"}))
    assert "sigma_total" not in result.values
    assert "r_total" in result.values
    assert result.warnings[0] == "no conductivity without the sample's geometry: fill thickness of pellet p1"


def test_named_circuit_is_used(two_arcs: Any, table_of: Any, task_of: MakeTask) -> None:
    """A circuit that is asked for is fitted, however badly, and that it does not fit is said."""
    task = task_of({"a.txt": table_of(two_arcs)}, ["140 °C"])
    result = impedance(replace(task, options={"circuit": "(R1|C1)+Q1"}))
    assert result.series[0]["circuit"] == "(R|C)-Q"
    assert result.parameters["circuit"] == "(R|C)-Q"
    assert "candidates" not in result.parameters
    assert any(
        warning.startswith("the circuit does not describe the spectrum: the fit is off by more than 3 % (rms) (140 °C:")
        for warning in result.warnings
    )


def test_undetermined_parameter_is_a_warning(two_arcs: Any, table_of: Any, task_of: MakeTask) -> None:
    """A circuit with an element that the spectrum does not show is fitted with a warning that names it."""
    task = task_of({"a.txt": table_of(two_arcs)}, ["140 °C"])
    result = impedance(replace(task, options={"circuit": "R-(R|Q)-(R|Q)-Q"}))
    warning = "a parameter of R-(R|Q)-(R|Q)-Q is not determined by the spectrum (140 °C: r_0 is not determined)"
    assert warning in result.warnings


def test_points_that_are_not_passive_are_left_out(two_arcs: Any, table_of: Any, task_of: MakeTask) -> None:
    """A point with a negative real part is left out of the fit visibly, not of the table."""
    z = two_arcs.impedance.copy()
    z[0] = -z[0].real + 1j * z[0].imag
    task = task_of({"a.txt": table_of(replace(two_arcs, impedance=z))}, [None])
    result = impedance(replace(task, options={"circuit": TWO_ARCS}))
    assert result.table is not None
    assert result.table.columns["used_in_fit"].tolist() == [0] + [1] * 42
    assert "points whose real part is not positive are left out of the fit (a.txt: 1e+06 Hz)" in result.warnings
    total = result.values["r_total"]
    assert total.uncertainty is not None
    assert abs(total.value - 2.15e6) < 3 * total.uncertainty


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"model": "x"}, "impedance has no option 'model'; it takes circuit, e.g. '(R|Q)-(R|Q)-Q'"),
        (
            {"circuit": "W"},
            f"circuit 'W' is not a series of known elements; {ELEMENTS_HINT}",
        ),
    ],
)
def test_refused_options(
    two_arcs: Any, table_of: Any, task_of: MakeTask, options: dict[str, str], message: str
) -> None:
    """Options and circuits that are not known are refused, not passed over."""
    with pytest.raises(Refusal) as caught:
        impedance(replace(task_of({"a.txt": table_of(two_arcs)}, ["140 °C"]), options=options))
    assert str(caught.value) == message


def test_too_few_points_name_the_file(made: Callable[..., Any], table_of: Any, task_of: MakeTask) -> None:
    """A spectrum too short for its circuit is refused with the name of its file."""
    spectrum = made("R", (50.0,), points=4)
    task = replace(task_of({"a.txt": table_of(spectrum)}, ["140 °C"]), options={"circuit": TWO_ARCS})
    with pytest.raises(Refusal) as caught:
        impedance(task)
    assert caught.value.message == "a.txt: 4 frequencies are too few for the 8 parameters of (R|Q)-(R|Q)-Q"


def test_nothing_to_analyse() -> None:
    """An entry without spectra, and a file that was not read, are refused."""
    note = Note.model_validate({"kind": "note", "schema": "1.0", "id": "n1"})
    with pytest.raises(Refusal, match=r"^n1 has no spectra; add one"):
        impedance(Task(note))


def test_file_that_was_not_read(two_arcs: Any, table_of: Any, task_of: MakeTask) -> None:
    """A spectrum whose table is missing is refused by name."""
    with pytest.raises(Refusal, match=r"^a\.txt was not read; check that the file is in the notebook$"):
        impedance(replace(task_of({"a.txt": table_of(two_arcs)}, ["140 °C"]), tables={}))


@pytest.mark.parametrize(
    ("temperature", "said"),
    [
        ("100..180 °C", "'100..180 °C' is a range or a bound; a spectrum needs one value"),
        ("< 150 °C", "'< 150 °C' is a range or a bound; a spectrum needs one value"),
        ("0 K", "'0 K' is not above zero"),
    ],
)
def test_temperature_that_is_no_value(
    two_arcs: Any, table_of: Any, task_of: MakeTask, temperature: str, said: str
) -> None:
    """A temperature that is a range, a bound or nothing above 0 K is refused before any fit."""
    with pytest.raises(Refusal) as caught:
        impedance(task_of({"a.txt": table_of(two_arcs)}, [temperature]))
    assert str(caught.value) == f"a.txt: temperature: {said}; write the temperature of the sample, e.g. 372 K"


def test_approximate_temperature_is_a_warning(two_arcs: Any, table_of: Any, task_of: MakeTask) -> None:
    """A temperature of about 140 degrees Celsius is used, with a warning."""
    result = impedance(replace(task_of({"a.txt": table_of(two_arcs)}, ["~140 °C"]), options={"circuit": TWO_ARCS}))
    assert result.series[0]["temperature"] == Value(413.15, "K")
    assert "the temperature is approximate, and so is every activation energy (~140 °C)" in result.warnings
