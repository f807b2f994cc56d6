"""Cycling: closed forms recovered, invariances, checks of the record, and a cycler's own counts."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glovebook.analyses.cycling import cycling
from glovebook.analyses.cycling.figure import chosen, draw, draw_together
from glovebook.schema.kinds import load
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Row, Value
from glovebook.schema.table import Table
from glovebook.schema.task import Task

UNHURRIED = settings(deadline=None)
HOUR = 3600.0
CELL = {
    "kind": "cell",
    "schema": "1.0",
    "id": "k1",
    "layers": [{"role": "cathode", "active_mass": "2.00(4) mg", "area": "0.50(1) cm²"}],
}
IN_ORDER = "bring the rows into the order of time, or cut the file where the clock starts anew"
AS_NAMED = "name its columns as in the Battery Data Format: test_time_second, voltage_volt, current_ampere"
Steps = Sequence[tuple[float, float]]
"""Current in mA and hours of constant current; the voltage runs between 1 and 2 V."""


def table(time: Any, voltage: Any, current: Any, **more: Any) -> Table:
    """A table as a reader gives it."""
    columns = {"test_time_second": time, "voltage_volt": voltage, "current_ampere": current, **more}
    return Table({name: np.asarray(column, dtype=float) for name, column in columns.items()}, {})


def constant(steps: Steps, points: int = 11) -> Table:
    """Steps of constant current, each from its first moment to its last, one right after the other."""
    times, voltages, currents = [], [], []
    start = 0.0
    for current, hours in steps:
        times.append(start + np.linspace(0, hours * HOUR, points))
        currents.append(np.full(points, current * 1e-3))
        voltages.append(1.5 + np.sign(current) * np.linspace(-0.5, 0.5, points))
        start += hours * HOUR
    return table(np.concatenate(times), np.concatenate(voltages), np.concatenate(currents))


def cut(whole: Table, *places: int) -> dict[str, Table]:
    """The same rows in several files."""
    edges = [0, *places, len(whole)]
    return {
        f"{index}.csv": Table({name: column[start:end] for name, column in whole.columns.items()}, {})
        for index, (start, end) in enumerate(pairwise(edges))
    }


def analysed(*tables: Table, options: Mapping[str, Any] | None = None, cell: bool = False, **fields: Any) -> Result:
    """The result of these files in order."""
    named = {f"{index}.csv": item for index, item in enumerate(tables)}
    entry = load("cycling").model_validate(
        {"kind": "cycling", "schema": "1.0", "id": "c1", "synthetic": "yes", "measured_on": {"entry": "k1"}, **fields}
    )
    linked = {"k1": load("cell").model_validate(CELL)} if cell else {}
    return cycling(Task(entry, linked, named, options=options or {}))


def numbers(result: Result, name: str) -> list[float | None]:
    """A quantity of every cycle, None where a row lacks it."""
    return [value.value if isinstance(value := row.get(name), Value) else None for row in result.series]


def value_of(row: Row, name: str) -> Value:
    """A value of a row."""
    found = row[name]
    assert isinstance(found, Value)
    return found


def refused(*tables: Table, **more: Any) -> str:
    """What is said when an analysis is refused."""
    with pytest.raises(Refusal) as caught:
        analysed(*tables, **more)
    return str(caught.value)


def test_constant_current() -> None:
    """Q = I t and E = Q times the mean of a straight line; efficiencies and retention are their quotients."""
    result = analysed(constant([(0.5, 2.0), (-0.5, 1.9), (0.4, 2.0), (-0.4, 1.5), (0.4, 1.6), (-0.4, 1.2)]))
    assert numbers(result, "capacity_charge") == pytest.approx([1.0, 0.8, 0.64])
    assert numbers(result, "capacity_discharge") == pytest.approx([0.95, 0.6, 0.48])
    assert numbers(result, "energy_charge") == pytest.approx([1.5, 1.2, 0.96])
    assert numbers(result, "mean_voltage_discharge") == pytest.approx([1.5] * 3)
    assert numbers(result, "ce") == pytest.approx([95, 75, 75])
    assert numbers(result, "energy_efficiency") == pytest.approx([95, 75, 75])
    assert numbers(result, "capacity_retention") == pytest.approx([0.95 / 0.6 * 100, 100, 80])
    assert {name: item.unit for name, item in result.values.items()} == {
        "capacity_discharge": "mAh",
        "capacity_charge": "mAh",
        "ce": "%",
        "energy_efficiency": "%",
        "mean_voltage_discharge": "V",
        "mean_voltage_charge": "V",
        "capacity_retention": "%",
    }
    assert [item.value for item in result.values.values()] == pytest.approx([0.6, 0.8, 75, 75, 1.5, 1.5, 80])
    wanted = {"first": "charge", "cycles": 3, "reference_cycle": 2, "retention_cycle": 3}
    assert wanted.items() <= result.parameters.items()
    assert [text for text in result.warnings if "no specific" not in text] == []


def test_constant_voltage_tail() -> None:
    """A tail I exp(-t / tau) at constant voltage adds I tau (1 - exp(-T / tau)) to the charge before it."""
    current, tau, hours = 1e-3, HOUR, 3.0
    ramp = constant([(1.0, 1.0)], 61)
    after = np.linspace(0, hours * HOUR, 20_001)
    end = HOUR + after[-1]
    result = analysed(
        ramp,
        table(HOUR + after, np.full(after.size, 2.0), current * np.exp(-after / tau)),
        table([end, end + 60, end + 60, end + 60 + HOUR], [2, 2, 2, 1], [0, 0, -current, -current]),
    )
    tail = 1 - exp(-hours)
    assert numbers(result, "capacity_charge") == pytest.approx([1 + tail], rel=1e-7)
    assert numbers(result, "energy_charge") == pytest.approx([1.5 + 2 * tail], rel=1e-7)
    assert numbers(result, "ce") == pytest.approx([100 / (1 + tail)], rel=1e-7)


def test_current_that_is_switched_between_two_rows() -> None:
    """Half of an interval between rest and current counts, so a record that misses the switch is off by half a row."""
    result = analysed(table([0, 10, 20, 30, 40, 50], [1, 1, 2, 2, 2, 1], [0, 3.6e-3, 3.6e-3, 0, -3.6e-3, -3.6e-3]))
    assert numbers(result, "capacity_charge") == pytest.approx([0.02])
    assert numbers(result, "capacity_discharge") == pytest.approx([0.015])


def test_charged_cell_begins_with_a_discharge() -> None:
    """Its first discharge has no efficiency; each later one is divided by the charge before it, which is said."""
    result = analysed(constant([(-1, 1.0), (1, 0.9), (-1, 0.8), (1, 0.8), (-1, 0.6), (1, 0.7)]))
    assert numbers(result, "capacity_discharge") == pytest.approx([1.0, 0.8, 0.6])
    assert numbers(result, "ce") == [None, pytest.approx(80 / 0.9), pytest.approx(75)]
    assert result.parameters["first"] == "discharge"
    assert (
        "the data begin with a discharge: CE of cycle n is discharge n over charge n - 1, cycle 1 has none"
        in result.assumptions
    )
    contradicted = analysed(constant([(-1, 1.0), (1, 1.0)]), first="charge")
    assert "the entry says 'first: charge', the data begin with a discharge" in contradicted.warnings


def test_rests_and_steps_of_one_sign_are_one_half_cycle() -> None:
    """Rests cut nothing and carry nothing; two currents of one sign add up."""
    result = analysed(constant([(0, 1), (1, 0.5), (0, 2), (0.5, 0.5), (0, 1), (-1, 0.6), (0, 5)]))
    assert len(result.series) == 1
    assert numbers(result, "capacity_charge") == pytest.approx([0.75])
    assert numbers(result, "ce") == pytest.approx([80])


def test_pulses_make_no_cycles() -> None:
    """A short reversal of the current within a charge is left out, and said."""
    result = analysed(constant([(1, 0.5), (-1, 1e-4), (1, 0.5), (-1, 1.0)]))
    assert numbers(result, "capacity_charge") == pytest.approx([1.0])
    assert result.warnings[0] == (
        "1 reversal(s) of the current with less than 0.1% of the median half-cycle's charge are left out, the first "
        "at 1800 s"
    )


def test_dying_cell_keeps_its_cycles() -> None:
    """A cell whose capacity falls below a thousandth of the first one has every cycle: no pulses are left out."""
    steps = [step for index in range(9) for step in ((1, 3.0**-index), (-1, 3.0**-index))]
    result = analysed(constant(steps))
    assert numbers(result, "capacity_discharge") == pytest.approx([3.0**-index for index in range(9)])


def test_mass_and_area_with_their_uncertainty() -> None:
    """Specific and areal capacities have the relative uncertainty of mass and area; quotients of capacities none."""
    steps: Steps = [(1, 1.0), (-1, 1.0)]
    row = analysed(constant(steps), cell=True).series[0]
    specific, areal = value_of(row, "specific_capacity_discharge"), value_of(row, "areal_capacity_discharge")
    assert [specific.value, specific.uncertainty] == pytest.approx([500, 10], rel=1e-3)
    assert [areal.value, areal.uncertainty] == pytest.approx([2, 0.04], rel=1e-3)
    assert (specific.unit, areal.unit) == ("mAh/g", "mAh/cm²")
    assert value_of(row, "ce").uncertainty is None
    own = analysed(constant(steps), cell=True, active_mass="0.3 mg")
    found = value_of(own.series[0], "specific_capacity_charge")
    rounding = 0.05 / 3**0.5
    assert found.value == pytest.approx(1 / 0.3e-3)
    assert found.uncertainty == pytest.approx(1 / 0.3e-3 * rounding / 0.3, rel=0.02)
    assert own.entries == ("c1", "k1")
    assert own.assumptions[3:5] == (
        "specific capacities refer to m_AM = 0.3 mg of c1",
        "u(m_AM) is that of rounding to the digits written",
    )
    without = analysed(constant(steps))
    remedy = "fill active_mass of c1, or active_mass of the cathode of its cell"
    assert without.warnings == [f"no specific capacities without the mass of active material: {remedy}"]
    assert refused(constant(steps), active_mass="0.2..0.3 mg") == (
        "c1: active_mass: '0.2..0.3 mg' is a range or a bound; a specific capacity needs one value; "
        "write the mass of active material, e.g. 0.30(1) mg"
    )


@pytest.mark.parametrize(
    ("cycle_count", "asked", "reference"), [(4, None, 2), (4, "3", 3), (4, 1, 1), (1, None, 1), (2, None, 2)]
)
def test_reference_of_the_retention(cycle_count: int, asked: Any, reference: int) -> None:
    """Retention refers to the second cycle, to the first where there is one only, or to the cycle asked for."""
    steps = [step for index in range(cycle_count) for step in ((1, 1.0), (-1, 1.0 - 0.1 * index))]
    result = analysed(constant(steps), options={"reference": asked} if asked else None)
    assert result.parameters["reference_cycle"] == reference
    expected = [100 * (1.0 - 0.1 * index) / (1.1 - 0.1 * reference) for index in range(cycle_count)]
    assert numbers(result, "capacity_retention") == pytest.approx(expected)
    assert ("capacity_retention" in result.values) == (cycle_count > reference)


@pytest.mark.parametrize("asked", ["5", "0", "two", "-1", "²"])
def test_reference_that_is_not_there(asked: str) -> None:
    """A cycle without a complete discharge is no reference."""
    said = refused(constant([(1, 1), (-1, 1)] * 2), options={"reference": asked})
    assert said == f"reference: {asked!r} is no cycle with a complete discharge; there are 1 to 2"


@pytest.mark.parametrize(
    ("last", "name"), [((-1, 0.4), "discharge"), ((1, 0.4), "charge")], ids=["discharge", "charge"]
)
def test_incomplete_half_cycle(last: tuple[float, float], name: str) -> None:
    """A half-cycle in which the record ends is flagged, has no efficiency, and is no end of the retention."""
    steps: Steps = (
        [(1, 1), (-1, 1), (1, 1), (-1, 0.9), (1, 1)] if name == "discharge" else [(1, 1), (-1, 1), (1, 1), (-1, 0.9)]
    )
    whole = constant([*steps, last])
    short = Table({key: column[:-4] for key, column in whole.columns.items()}, {})
    result = analysed(short)
    assert result.series[-1]["remark"] == f"{name} incomplete"
    assert "ce" not in result.series[-1]
    assert f"the data end within {name} 3: it is incomplete and counts nowhere" in result.warnings
    assert "remark" not in analysed(whole).series[-1]


def test_reversed_sign() -> None:
    """A voltage that goes against the current is a warning that names what would be exchanged."""
    right = constant([(1, 1), (-1, 1)] * 3)
    wrong = table(right.columns["test_time_second"], right.columns["voltage_volt"], -right.columns["current_ampere"])
    assert not [text for text in analysed(right).warnings if "reversed" in text]
    assert analysed(wrong).warnings[0] == (
        "the voltage falls on charge, or rises on discharge, in 6 of 6 half-cycles: is the sign of current_ampere "
        "reversed? it is positive on charge; charge and discharge are exchanged"
    )


def test_gap_in_time() -> None:
    """A long interval within a half-cycle, and one before it, are warned of; a logged rest is none."""
    whole = constant([(1, 1), (0, 3), (-1, 1)], 61)
    gone = np.r_[0:20, 50:183]
    holed = Table({name: column[gone] for name, column in whole.columns.items()}, {})
    said = "gaps in time, over which the current is taken as linear: "
    assert analysed(holed).warnings[0] == f"{said}charge from 1140 s"
    late = Table({name: column[np.r_[0:61, 61:62, 130:183]] for name, column in whole.columns.items()}, {})
    assert analysed(late).warnings[0] == f"{said}discharge at 14880 s"
    assert not [text for text in analysed(whole).warnings if "gaps" in text]


@pytest.mark.parametrize("names", [("charging_capacity_ah", "discharging_capacity_ah"), ("step_capacity_ah",)])
@pytest.mark.parametrize("factor", [1.0, 1.02])
def test_own_count_of_the_cycler(names: tuple[str, ...], factor: float) -> None:
    """Counters that go on, or fall to zero with every step, are compared with the integral."""
    whole = constant([(1, 1), (-1, 0.9)] * 2)
    ramp = np.linspace(0, 1e-3, 11) * factor
    none = np.zeros(11)
    counters = {
        "charging_capacity_ah": [ramp, none + ramp[-1], ramp[-1] + ramp, none + 2 * ramp[-1]],
        "discharging_capacity_ah": [none, 0.9 * ramp, none + 0.9 * ramp[-1], 0.9 * (ramp + ramp[-1])],
        "step_capacity_ah": [ramp, -0.9 * ramp, ramp, -0.9 * ramp],
    }
    columns = dict(whole.columns) | {name: np.concatenate(counters[name]) for name in names}
    result = analysed(Table(columns, {}))
    assert result.parameters["deviation_from_counter"] == pytest.approx(1 - 1 / factor)
    said = [text for text in result.warnings if "own count" in text]
    first = "charge 1 (1 mAh, counted 1.02 mAh), discharge 1 (0.9 mAh, counted 0.918 mAh)"
    off = f"off the cycler's own count by more than 1%: {first}, charge 2 (1 mAh, counted 1.02 mAh) and 1 more"
    assert said == ([] if factor == 1 else [f"the integral of the current is {off}"])


def test_other_number_of_cycles() -> None:
    """The cycler's own count of cycles is compared, too."""
    whole = constant([(1, 1), (-1, 1)] * 2)
    result = analysed(Table({**whole.columns, "cycle_count": np.ones(len(whole))}, {}))
    assert result.warnings[0] == (
        "2 cycles by the sign of the current, 1 by cycle_count: cycles are counted by the sign"
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            table([0, 20, 10], [1, 1, 1], [1, 1, 1]),
            f"0.csv: time runs backwards: row 3 is at 10 s, after 20 s; {IN_ORDER}",
        ),
        (
            Table({"test_time_second": np.zeros(2)}, {}),
            f"0.csv has no column voltage_volt; it has test_time_second; {AS_NAMED}",
        ),
        (
            table([0, 1], [1, 1], [0, 0]),
            "no current flows in the record; check current_ampere: it is in A, positive on charge",
        ),
        (
            table([5, 5], [1, 1], [1, 1]),
            "no charge passes in the record; check test_time_second: it is in s",
        ),
        (table([], [], []), "0.csv has no rows; check that the file is complete"),
        (
            table([0, 1], [1, 1], [1, float("nan")]),
            "0.csv: current_ampere: row 2 has no number; remove the row if it was not measured",
        ),
    ],
    ids=["backwards", "columns", "no current", "no charge", "no rows", "nan"],
)
def test_record_that_is_refused(made: Table, said: str) -> None:
    """What cannot be integrated is refused with the place."""
    assert refused(made) == said


def test_nothing_to_analyse() -> None:
    """Without files, or with an option that it does not take, nothing is computed."""
    assert refused() == "c1 has no files of a cycler; add one, e.g. '- {file: data/c1.csv}'"
    made = constant([(1, 1), (-1, 1)])
    assert refused(made, options={"circuit": "R"}) == "cycling has no option 'circuit'; it takes reference, e.g. 2"


half_cycle = st.tuples(st.floats(0.1, 10), st.floats(0.2, 5))
programme = st.lists(half_cycle, min_size=2, max_size=6).map(
    lambda pairs: [(current * (-1) ** index, hours) for index, (current, hours) in enumerate(pairs)]
)


@UNHURRIED
@given(programme, st.data())
def test_files_cut_anywhere_give_the_same(steps: Steps, data: st.DataObject) -> None:
    """A record in two files is the record in one, whether the clock goes on or starts anew where a step ends."""
    whole = constant(steps)
    place = data.draw(st.integers(1, len(whole) - 1))
    first, second = cut(whole, place).values()
    assert analysed(first, second).series == analysed(whole).series
    first, second = cut(whole, 11).values()
    time = second.columns["test_time_second"]
    anew = Table({**second.columns, "test_time_second": time - time[0]}, {})
    result = analysed(first, anew)
    for name in ("capacity_charge", "capacity_discharge", "ce"):
        expected = [None if item is None else pytest.approx(item) for item in numbers(analysed(whole), name)]
        assert numbers(result, name) == expected
    assert result.warnings[0].startswith("1.csv: its clock starts anew; it is taken to follow on at ")


@UNHURRIED
@given(programme, st.floats(1e-3, 1e3))
def test_capacities_scale_with_the_current(steps: Steps, factor: float) -> None:
    """A current k times as large gives k times the capacities, and the same efficiencies and voltages."""
    one, other = analysed(constant(steps)), analysed(constant([(factor * current, hours) for current, hours in steps]))
    for name, power in (("capacity_charge", 1), ("energy_discharge", 1), ("ce", 0), ("mean_voltage_charge", 0)):
        expected = [None if item is None else item * factor**power for item in numbers(one, name)]
        assert numbers(other, name) == [None if item is None else pytest.approx(item) for item in expected]


@UNHURRIED
@given(programme)
def test_charge_is_conserved(steps: Steps) -> None:
    """Charges less discharges are the integral of the current, sign and all."""
    made = constant(steps)
    result = analysed(made)
    net = sum(item or 0 for item in numbers(result, "capacity_charge"))
    net -= sum(item or 0 for item in numbers(result, "capacity_discharge"))
    time, current = made.columns["test_time_second"], made.columns["current_ampere"]
    gross = sum(abs(current * hours) for current, hours in steps)
    assert net == pytest.approx(np.trapezoid(current, time) / 3.6, abs=1e-9 * gross)


@UNHURRIED
@given(st.lists(half_cycle, min_size=1, max_size=4), st.floats(0.2, 5))
def test_what_goes_in_comes_out(charges: Steps, rate: float) -> None:
    """Where each discharge passes the charge before it, at whatever current, every efficiency is 100 %."""
    steps = [step for current, hours in charges for step in ((current, hours), (-current * rate, hours / rate))]
    assert numbers(analysed(constant(steps)), "ce") == pytest.approx([100] * len(charges))


def neware(path: Path) -> tuple[Table, list[tuple[str, float]]]:
    """A cycler's export in columns of the Battery Data Format, and its own count in mAh at the end of each step."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    clock = [[int(part) for part in row["Cumulative Time"].split(":")] for row in rows]
    made = table(
        [3600 * hours + 60 * minutes + seconds for hours, minutes, seconds in clock],
        [row["Voltage(V)"] for row in rows],
        [row["Current(A)"] for row in rows],
        step_capacity_ah=[row["Capacity(Ah)"] for row in rows],
    )
    ends = [
        row for row, after in zip(rows, [*rows[1:], {}], strict=True) if row["Step Index"] != after.get("Step Index")
    ]
    return made, [(row["Step Type"], 1000 * float(row["Capacity(Ah)"])) for row in ends if row["Step Type"] != "Rest"]


def test_measured_cell_against_its_cycler(shared_data: Path) -> None:
    """Nine half-cycles of several steps each agree with the sums of the cycler's own steps to 1e-4."""
    made, steps = neware(shared_data / "cycling/neware_uio.csv")
    result = analysed(made)
    sums: list[tuple[str, float]] = []
    for step, capacity in steps:
        if sums and sums[-1][0] == step:
            sums[-1] = (step, sums[-1][1] + capacity)
        else:
            sums.append((step, capacity))
    found = [row[f"capacity_{name}"] for row in result.series for name in ("discharge", "charge")]
    assert [item.value for item in found if isinstance(item, Value)] == pytest.approx([q for _, q in sums], rel=1e-4)
    assert result.parameters["deviation_from_counter"] < 1e-4
    assert result.series[-1]["remark"] == "charge incomplete"
    assert result.parameters["retention_cycle"] == 5


def test_result_is_plain_finite_json() -> None:
    """The result survives JSON without NaN, and reads back as it was."""
    result = analysed(constant([(1, 1), (-1, 0.9)] * 2), cell=True)
    plain = json.loads(json.dumps(result.as_json(), allow_nan=False))
    assert Result.from_json(plain).series == list(result.series)
    assert result.synthetic


def test_curves_of_chosen_cycles() -> None:
    """The first two, the reference, the last and a few between; all where there are few."""
    assert chosen(list(range(1, 101)), 2) == [1, 2, 26, 51, 76, 100]
    assert chosen([1, 2, 3], 2) == [1, 2, 3]
    assert chosen([1], 1) == [1]
    made = analysed(constant([(1, 1), (-1, 0.9)] * 10), cell=True).table
    assert made is not None
    assert list(made.columns) == list(made.units)
    assert np.unique(made.columns["cycle_count"]).tolist() == [1, 2, 4, 6, 8, 10]
    assert made.columns["specific_capacity_milliampere_hour_per_gram"].max() == pytest.approx(500)


def test_figure_of_one_entry() -> None:
    """Voltage against specific capacity by cycle; charge, discharge and efficiency against the cycle; it says synthetic."""
    figure = draw(analysed(constant([(1, 1), (-1, 0.9)] * 3), cell=True))
    curves, capacities, efficiency = figure.axes
    assert [text.get_text() for text in curves.get_legend().get_texts()] == ["1", "2", "3"]
    assert curves.get_xlabel() == capacities.get_ylabel() == r"capacity / mAh g$^{-1}$"
    charge, discharge = (np.asarray(line.get_ydata()).tolist() for line in capacities.get_lines())
    assert (charge, discharge) == (pytest.approx([500] * 3), pytest.approx([450] * 3))
    assert np.asarray(efficiency.get_lines()[0].get_ydata()).tolist() == pytest.approx([90] * 3)
    assert figure.get_suptitle() == "SYNTHETIC DATA: generated, not measured"
    assert draw(analysed(constant([(1, 1), (-1, 0.9)]))).axes[0].get_xlabel() == "capacity / mAh"


def test_figure_of_several_entries() -> None:
    """Each entry has its name; the capacity is specific where every entry has a mass."""
    heavy, plain = analysed(constant([(1, 1), (-1, 0.9)] * 3), cell=True), analysed(constant([(1, 1), (-1, 0.9)] * 3))
    figure = draw_together({"c1": heavy, "c2": heavy})
    left, right = figure.axes
    assert [text.get_text() for text in left.get_legend().get_texts()] == ["c1", "c2"]
    assert left.get_ylabel() == r"discharge capacity / mAh g$^{-1}$"
    assert len(right.get_lines()) == 2
    left = draw_together({"c1": heavy, "c3": plain}).axes[0]
    assert left.get_ylabel() == "discharge capacity / mAh"
    assert np.asarray(left.get_lines()[0].get_ydata()).tolist() == pytest.approx([0.9] * 3)
