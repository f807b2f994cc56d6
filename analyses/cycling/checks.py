"""What is odd in the record of a cycler: a reversed sign, gaps in time, a count of charge that disagrees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glovebook.analyses.cycling.cycles import Cycle
from glovebook.analyses.cycling.half_cycles import HalfCycle
from glovebook.analyses.cycling.record import COUNTERS, CYCLE, Real, Record

AGREEMENT = 0.01
"""Largest relative deviation from the cycler's own count of charge that is not remarked on."""
LONG = 10
"""An interval is a gap where it is this many times as long as the median one of its half-cycle."""
NAMED = 3
"""How many places a warning names."""


def reversed_sign(record: Record, halves: Sequence[HalfCycle]) -> list[str]:
    """A warning where the voltage goes against the current in most half-cycles."""
    against = 0
    for half in halves:
        voltage = record.voltage[half.rows]
        quarter = max(len(voltage) // 4, 1)
        against += half.sign * (voltage[-quarter:].mean() - voltage[:quarter].mean()) < 0
    if 2 * against <= len(halves):
        return []
    said = f"the voltage falls on charge, or rises on discharge, in {against} of {len(halves)} half-cycles"
    return [
        f"{said}: is the sign of current_ampere reversed? it is positive on charge; charge and discharge are exchanged"
    ]


def gaps(record: Record, halves: Sequence[HalfCycle]) -> list[str]:
    """A warning of long intervals without a row, over which more than a hundredth of a half-cycle passed."""
    found = []
    for half in halves:
        intervals = np.diff(record.time[half.rows])
        steps = np.diff(half.passed)
        odd = (
            (intervals > LONG * np.median(intervals)) & (steps > AGREEMENT * half.capacity) if steps.size else steps > 0
        )
        if odd.any():
            found.append(f"{half.name} from {record.time[half.rows[np.argmax(odd)]]:g} s")
        edges = (half.passed[0], half.capacity - half.passed[-1])
        if steps.size and max(edges) > max(AGREEMENT * half.capacity, LONG * np.median(steps) / 2):
            found.append(f"{half.name} at {record.time[half.rows[0 if edges[0] > edges[1] else -1]]:g} s")
    if not found:
        return []
    return [f"gaps in time, over which the current is taken as linear: {_named(found)}"]


def disagreement(record: Record, found: Sequence[Cycle]) -> tuple[float | None, list[str]]:
    """The largest relative deviation from the cycler's own count of charge, and a warning where it is too large."""
    added = {sign: _added(record, sign) for sign in (1, -1)}
    deviations = {}
    for cycle in found:
        for half in filter(None, (cycle.charge, cycle.discharge)):
            own = _counted(added[half.sign], half)
            if own:
                name = f"{half.name} {cycle.number} ({half.capacity:.4g} mAh, counted {own:.4g} mAh)"
                deviations[name] = abs(half.capacity / own - 1)
    wrong = [name for name, deviation in deviations.items() if deviation > AGREEMENT]
    said = [f"the integral of the current is off the cycler's own count by more than {AGREEMENT:.0%}: {_named(wrong)}"]
    return max(deviations.values(), default=None), said if wrong else []


def _added(record: Record, sign: int) -> Real | None:
    """The charge in Ah that the cycler counted from row to row, None where the record has no counter.

    A counter that falls was set to zero, at the start of a step or of a cycle.
    """
    own, step = COUNTERS[0 if sign > 0 else 1], COUNTERS[2]
    column = record.counters.get(own, record.counters.get(step))
    if column is None:
        return None
    values: Real = np.abs(column)
    before = np.concatenate([values[:1], values[:-1]])
    return np.where(values >= before, values - before, values)


def _counted(added: Real | None, half: HalfCycle) -> float:
    """The charge in mAh that the cycler counted in a half-cycle; zero where it counted none."""
    return 0.0 if added is None else 1000 * float(added[half.rows].sum())


def other_count(record: Record, halves: Sequence[HalfCycle], found: Sequence[Cycle]) -> list[str]:
    """A warning where the cycler has counted another number of cycles."""
    if record.cycle is None:
        return []
    flowing = record.cycle[np.concatenate([half.rows for half in halves])]
    own = 1 + np.count_nonzero(np.diff(flowing))
    if own == len(found):
        return []
    return [f"{len(found)} cycles by the sign of the current, {own} by {CYCLE}: cycles are counted by the sign"]


def _named(places: Sequence[str]) -> str:
    more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
    return ", ".join(places[:NAMED]) + more
