"""Half-cycles by the sign of the current, and the charge and energy that pass in them.

Q = integral of |I| dt and E = integral of |I| U dt over the rows of one sign, by the trapezoidal rule; rows at rest or
of the other sign count as zero. Steps of one sign (constant current, constant voltage, steps after a rest) add up to
one half-cycle. Over an interval from rest into current the rule counts half of it, because the record does not say when
in between the current was switched on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glovebook.analyses.cycling.record import Real, Record
from glovebook.schema.refusal import Refusal

Rows = NDArray[np.intp]

REST = 1e-4
"""Share of the largest current up to which a cell is at rest: a house rule."""
PULSE = 1e-3
"""Share of the median half-cycle's charge up to which a reversal of the current is a pulse: a house rule."""
MILLI_HOUR = 3.6
"""C in a mAh, J in a mWh."""


@dataclass(frozen=True, eq=False)
class HalfCycle:
    """A charge or a discharge."""

    sign: int
    """1 on charge, -1 on discharge."""
    rows: Rows
    """Its rows in the record; those at rest in between are left out."""
    passed: Real
    """Charge in mAh that had passed at each of them."""
    capacity: float
    """In mAh, above zero."""
    energy: float
    """In mWh."""

    @property
    def mean_voltage(self) -> float:
        """In V: E / Q."""
        return self.energy / self.capacity

    @property
    def name(self) -> str:
        """``charge`` or ``discharge``."""
        return "charge" if self.sign > 0 else "discharge"


def half_cycles(record: Record) -> tuple[list[HalfCycle], list[str]]:
    """The half-cycles in the order of time, charge and discharge in turn, and what was left out."""
    largest = np.abs(record.current).max()
    signs = np.where(np.abs(record.current) > REST * largest, np.sign(record.current), 0)
    if not signs.any():
        raise Refusal("no current flows in the record", "check current_ampere: it is in A, positive on charge")
    found = _split(record, signs)
    limit = PULSE * np.median([half.capacity for half in found])
    pulses = [half for half in found if half.capacity <= limit]
    if not pulses:
        return found, []
    for pulse in pulses:
        signs[pulse.rows] = 0
    kept = _split(record, signs)
    if not kept:
        raise Refusal("no charge passes in the record", "check test_time_second: it is in s")
    first = record.time[pulses[0].rows[0]]
    said = f"{len(pulses)} reversal(s) of the current with less than {PULSE:.1%} of the median half-cycle's charge"
    return kept, [f"{said} are left out, the first at {first:g} s"]


def _split(record: Record, signs: Real) -> list[HalfCycle]:
    """A half-cycle for each run of rows of one sign, whatever rests lie within it."""
    flowing = np.flatnonzero(signs)
    if not flowing.size:
        return []
    turns = np.flatnonzero(np.diff(signs[flowing])) + 1
    return [_half_cycle(record, signs, rows) for rows in np.split(flowing, turns)]


def _half_cycle(record: Record, signs: Real, rows: Rows) -> HalfCycle:
    sign = int(signs[rows[0]])
    span = slice(max(rows[0] - 1, 0), rows[-1] + 2)  # with the rows before and behind, where the current was switched
    time, current = record.time[span], np.where(signs[span] == sign, np.abs(record.current[span]), 0.0)
    passed = _integral(current, time)
    energy = _integral(current * record.voltage[span], time)
    at = passed[rows - span.start]
    return HalfCycle(sign, rows, at / MILLI_HOUR, float(passed[-1]) / MILLI_HOUR, float(energy[-1]) / MILLI_HOUR)


def _integral(y: Real, time: Real) -> Real:
    """The integral from the first row to each row, by the trapezoidal rule."""
    return np.concatenate([[0.0], np.cumsum((y[1:] + y[:-1]) / 2 * np.diff(time))])
