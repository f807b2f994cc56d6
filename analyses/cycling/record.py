"""The record of a cycler: its files in the order of time, joined to one series of time, voltage and current."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table

Real = NDArray[np.float64]

TIME, VOLTAGE, CURRENT = "test_time_second", "voltage_volt", "current_ampere"
"""Columns without which there is nothing to integrate; names of the Battery Data Format."""
CYCLE = "cycle_count"
COUNTERS = ("charging_capacity_ah", "discharging_capacity_ah", "step_capacity_ah")
"""Columns of the charge that the cycler counted itself."""


@dataclass(frozen=True)
class Record:
    """One series over all files, in s, V and A; the current is positive on charge."""

    time: Real
    voltage: Real
    current: Real
    cycle: Real | None
    """The cycler's own count of cycles, None where a file lacks it."""
    counters: Mapping[str, Real]
    """Of `COUNTERS` those that every file has, in Ah as they stand there."""
    warnings: Sequence[str]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.time)


def joined(tables: Mapping[str, Table]) -> Record:
    """The record of the files in this order.

    A file whose clock starts before the end of the one before it follows on: its zero is that end. Raises `Refusal`
    where a column is missing, or where time runs backwards within a file.
    """
    times: list[Real] = []
    warnings = []
    shift, end = 0.0, -np.inf
    for file, table in tables.items():
        _require(table, file)
        time = np.asarray(table.columns[TIME], dtype=float)
        _forwards(time, file)
        if time[0] + shift < end:
            shift = float(end)
            warnings.append(f"{file}: its clock starts anew; it is taken to follow on at {end:g} s, without a break")
        times.append(time + shift)
        end = times[-1][-1]
    counters = {name: _column(tables, name) for name in COUNTERS if _everywhere(tables, name)}
    cycle = _column(tables, CYCLE) if _everywhere(tables, CYCLE) else None
    voltage, current = _column(tables, VOLTAGE), _column(tables, CURRENT)
    return Record(np.concatenate(times), voltage, current, cycle, counters, warnings)


def _require(table: Table, file: str) -> None:
    missing = [name for name in (TIME, VOLTAGE, CURRENT) if name not in table.columns]
    if missing:
        raise Refusal(
            f"{file} has no column {missing[0]}; it has {', '.join(table.columns) or 'none'}",
            f"name its columns as in the Battery Data Format: {TIME}, {VOLTAGE}, {CURRENT}",
        )
    for name in (TIME, VOLTAGE, CURRENT):
        odd = np.flatnonzero(~np.isfinite(np.asarray(table.columns[name], dtype=float)))
        if odd.size:
            raise Refusal(f"{file}: {name}: row {odd[0] + 1} has no number", "remove the row if it was not measured")
    if not len(table):
        raise Refusal(f"{file} has no rows", "check that the file is complete")


def _forwards(time: Real, file: str) -> None:
    back = np.flatnonzero(np.diff(time) < 0)
    if back.size:
        row = int(back[0])
        raise Refusal(
            f"{file}: time runs backwards: row {row + 2} is at {time[row + 1]:g} s, after {time[row]:g} s",
            "bring the rows into the order of time, or cut the file where the clock starts anew",
        )


def _everywhere(tables: Mapping[str, Table], name: str) -> bool:
    return all(name in table.columns for table in tables.values())


def _column(tables: Mapping[str, Table], name: str) -> Real:
    return np.concatenate([np.asarray(table.columns[name], dtype=float) for table in tables.values()])
