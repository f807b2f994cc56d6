"""Galvanostatic cycling: capacities, efficiencies and retention of every cycle, from time, voltage and current.

Q = integral of |I| dt, E = integral of |I| U dt over each half-cycle (`glovebook.analyses.cycling.half_cycles`), mean
voltage E / Q, Coulombic efficiency Q_discharge / Q_charge and energy efficiency E_discharge / E_charge with the charge
that *precedes* the discharge, retention Q_n / Q_ref of discharges. Charge in mAh, energy in mWh, voltage in V.
Uncertainties of specific and areal capacities are those of the active mass and the area, to first order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from glovebook.analyses.cycling import checks
from glovebook.analyses.cycling.cycles import Cycle, cycles, reference_of
from glovebook.analyses.cycling.electrode import Electrode, electrode
from glovebook.analyses.cycling.figure import chosen, draw, draw_together
from glovebook.analyses.cycling.half_cycles import PULSE, REST, HalfCycle, half_cycles
from glovebook.analyses.cycling.record import Record, joined
from glovebook.physics.electrochemistry.cells import retention
from glovebook.physics.electrochemistry.electrode import per_area
from glovebook.physics.propagation import Number, propagated
from glovebook.schema.kinds.cycling import Cycling
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Row, Value
from glovebook.schema.table import Table
from glovebook.schema.task import Task

__all__ = ["cycling", "draw", "draw_together"]

OPTIONS = ("reference",)
"""What may be asked for."""
HEADLINE = (
    "capacity_discharge",
    "capacity_charge",
    "specific_capacity_discharge",
    "specific_capacity_charge",
    "areal_capacity_discharge",
    "areal_capacity_charge",
    "ce",
    "energy_efficiency",
    "mean_voltage_discharge",
    "mean_voltage_charge",
)
"""Values of the reference cycle."""
GRAM, SQUARE_CENTIMETRE = 1e-3, 1e-4
"""In kg and m2."""


def cycling(task: Task) -> Result:
    """The capacities and efficiencies of every cycle of a cycling entry.

    Takes the option ``reference``, the cycle that retention refers to. ``values`` are those of that cycle, and the
    retention of the last one; ``series`` has a row for each.
    """
    entry = task.entry
    unknown = sorted(task.options.keys() - set(OPTIONS))
    if unknown:
        raise Refusal(f"cycling has no option {unknown[0]!r}", "it takes reference, e.g. 2")
    if not isinstance(entry, Cycling) or not task.tables:
        raise Refusal(f"{entry.id} has no files of a cycler", "add one, e.g. '- {file: data/c1.csv}'")
    record = joined(task.tables)
    halves, left_out = half_cycles(record)
    found = cycles(halves, record)
    reference = reference_of(found, task.options.get("reference"))
    held = electrode(entry, task)
    deviation, disagreement = checks.disagreement(record, found)
    rows = [_row(cycle, reference, held) for cycle in found]
    last = _last(found, reference)
    return Result(
        method="cycling",
        values=_values(rows, reference, last),
        series=rows,
        parameters={
            "first": halves[0].name,
            "cycles": len(found),
            "reference_cycle": reference.number if reference else None,
            "retention_cycle": last.number if last else None,
            "rest_below": f"{REST:g} of the largest current",
            "pulse_below": f"{PULSE:g} of the median half-cycle's charge",
            "deviation_from_counter": deviation,
        },
        source=(
            "Q = integral of |I| dt; E = integral of |I| U dt; mean voltage E / Q",
            "CE = Q_discharge / Q_preceding charge; energy efficiency = E_discharge / E_preceding charge",
            "retention = Q_n / Q_ref of discharges",
        ),
        assumptions=(
            "time, voltage and current are exact; the current is positive on charge and linear between rows",
            _pairing(halves),
            *_whose(reference, last),
            *held.assumptions,
        ),
        warnings=[
            *record.warnings,
            *left_out,
            *checks.reversed_sign(record, halves),
            *checks.gaps(record, halves),
            *disagreement,
            *checks.other_count(record, halves, found),
            *_of_entry(entry, halves, found),
            *held.warnings,
        ],
        synthetic=bool(entry.synthetic),
        table=_table(record, found, reference, held),
        entries=(entry.id, *held.entries),
    )


def _pairing(halves: Sequence[HalfCycle]) -> str:
    if halves[0].sign > 0:
        return "the data begin with a charge: CE of cycle n is discharge n over charge n"
    return "the data begin with a discharge: CE of cycle n is discharge n over charge n - 1, cycle 1 has none"


def _whose(reference: Cycle | None, last: Cycle | None) -> list[str]:
    """Which cycles the values are of."""
    if reference is None:
        return []
    kept = f"; capacity_retention is that of cycle {last.number}" if last else ""
    return [f"values are those of cycle {reference.number}, the reference{kept}"]


def _of_entry(entry: Cycling, halves: Sequence[HalfCycle], found: Sequence[Cycle]) -> list[str]:
    """Warnings of a last half-cycle that was not finished, and of a first one that is not what the entry says."""
    said = []
    if found[-1].incomplete:
        said.append(
            f"the data end within {found[-1].incomplete} {found[-1].number}: it is incomplete and counts nowhere"
        )
    above = [str(cycle.number) for cycle in found if (cycle.coulombic_efficiency or 0) > 1 + checks.AGREEMENT]
    if above:
        cycles_above = ", ".join(above[: checks.NAMED]) + ", ..." * (len(above) > checks.NAMED)
        said.append(f"more charge came out than the preceding charge put in: CE above 100 % in cycle {cycles_above}")
    if entry.first and entry.first != halves[0].name:
        said.append(f"the entry says 'first: {entry.first}', the data begin with a {halves[0].name}")
    return said


def _last(found: Sequence[Cycle], reference: Cycle | None) -> Cycle | None:
    """The last cycle after the reference with a complete discharge."""
    counting = [cycle for cycle in found if reference and cycle.counts and cycle.number > reference.number]
    return counting[-1] if counting else None


def _row(cycle: Cycle, reference: Cycle | None, held: Electrode) -> Row:
    row: dict[str, Value | str | float | None] = {"cycle": cycle.number}
    for half in (cycle.charge, cycle.discharge):
        if half:
            row |= _of_half(half, held)
    for name, share in (("ce", cycle.coulombic_efficiency), ("energy_efficiency", cycle.energy_efficiency)):
        if share is not None:
            row[name] = Value(100 * share, "%")
    if reference and reference.discharge and cycle.counts and cycle.discharge:
        share = retention(cycle.discharge.capacity, reference.discharge.capacity)
        row["capacity_retention"] = Value(100 * share, "%")
    if cycle.incomplete:
        row["remark"] = f"{cycle.incomplete} incomplete"
    return row


def _of_half(half: HalfCycle, held: Electrode) -> dict[str, Value]:
    """What a row says of a charge or a discharge."""
    found = {f"capacity_{half.name}": Value(half.capacity, "mAh")}
    divisors = {("specific", "mAh/g", GRAM): held.mass, ("areal", "mAh/cm²", SQUARE_CENTIMETRE): held.area}
    for (what, unit, factor), divisor in divisors.items():
        if divisor:
            quotient = propagated(per_area, Number(half.capacity * factor), divisor)
            found[f"{what}_capacity_{half.name}"] = Value(quotient.value, unit, quotient.uncertainty)
    return found | {
        f"energy_{half.name}": Value(half.energy, "mWh"),
        f"mean_voltage_{half.name}": Value(half.mean_voltage, "V"),
    }


def _values(rows: Sequence[Row], reference: Cycle | None, last: Cycle | None) -> dict[str, Value]:
    row = rows[(reference.number if reference else 1) - 1]
    values = {name: value for name in HEADLINE if isinstance(value := row.get(name), Value)}
    kept = rows[last.number - 1]["capacity_retention"] if last else None
    return values | ({"capacity_retention": kept} if isinstance(kept, Value) else {})


def _table(record: Record, found: Sequence[Cycle], reference: Cycle | None, held: Electrode) -> Table:
    """Voltage against capacity of the cycles that are drawn; ``half_cycle`` is 1 on charge and -1 on discharge."""
    drawn = chosen([cycle.number for cycle in found], reference.number if reference else 1)
    halves = [
        (cycle.number, half)
        for cycle in found
        if cycle.number in drawn
        for half in sorted(filter(None, (cycle.charge, cycle.discharge)), key=lambda half: half.rows[0])
    ]
    capacity = np.concatenate([half.passed for _, half in halves])
    columns: dict[str, Any] = {
        "cycle_count": np.concatenate([np.full(len(half.rows), number) for number, half in halves]),
        "half_cycle": np.concatenate([np.full(len(half.rows), half.sign) for _, half in halves]),
        "test_time_second": np.concatenate([record.time[half.rows] for _, half in halves]),
        "voltage_volt": np.concatenate([record.voltage[half.rows] for _, half in halves]),
        "capacity_milliampere_hour": capacity,
    }
    if held.mass:
        columns["specific_capacity_milliampere_hour_per_gram"] = capacity * GRAM / held.mass.value
    units = ("", "", "s", "V", "mAh", "mAh/g")
    return Table(columns, dict(zip(columns, units, strict=False)))
