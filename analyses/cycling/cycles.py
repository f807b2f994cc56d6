"""Cycles: half-cycles in pairs, in the order in which they were passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from glovebook.analyses.cycling.half_cycles import HalfCycle
from glovebook.analyses.cycling.record import Real, Record
from glovebook.schema.refusal import Refusal

REFERENCE = 2
"""Cycle that retention refers to unless somebody says otherwise: the first one forms the cell. A house rule."""
REACHED = 0.01
"""Share of the range of voltage within which a half-cycle has come as far as those before it: a house rule."""
TAPERED = 1.1
"""Most that the current at the end may be of that in the half-cycles before: a house rule."""


@dataclass(frozen=True)
class Cycle:
    """A charge and a discharge, whichever came first."""

    number: int
    charge: HalfCycle | None
    discharge: HalfCycle | None
    preceding: HalfCycle | None
    """The complete charge right before the discharge: of this cycle, or of the one before."""
    incomplete: str = ""
    """Which half-cycle was not finished."""

    @property
    def counts(self) -> bool:
        """Whether its discharge was finished."""
        return self.discharge is not None and self.incomplete != "discharge"

    @property
    def coulombic_efficiency(self) -> float | None:
        """Q of the discharge over Q of the preceding charge."""
        complete = self.discharge if self.counts else None
        return complete.capacity / self.preceding.capacity if complete and self.preceding else None

    @property
    def energy_efficiency(self) -> float | None:
        """E of the discharge over E of the preceding charge."""
        complete = self.discharge if self.counts else None
        energy = self.preceding.energy if self.preceding else 0.0
        return complete.energy / energy if complete and energy else None


def cycles(halves: Sequence[HalfCycle], record: Record) -> list[Cycle]:
    """The cycles, counted from 1: each begins with the kind of half-cycle that the record begins with."""
    unfinished = halves[-1] if is_unfinished(halves, record) else None
    found: list[Cycle] = []
    for index in range(0, len(halves), 2):
        pair = {half.name: half for half in halves[index : index + 2]}
        charge, discharge = pair.get("charge"), pair.get("discharge")
        place = halves.index(discharge) if discharge else 0
        preceding = halves[place - 1] if place else None
        incomplete = unfinished.name if unfinished and unfinished in pair.values() else ""
        found.append(Cycle(index // 2 + 1, charge, discharge, preceding, incomplete))
    return found


def is_unfinished(halves: Sequence[HalfCycle], record: Record) -> bool:
    """Whether the record ends within the last half-cycle.

    It does where it ends with current flowing, and the voltage is not where those of the same sign before it ended
    (their median), or the current has not fallen as far, both in amperes and from its own largest, so that another
    C-rate is no cause. Where there is none before, nothing tells.
    """
    if len(halves) < 3 or halves[-1].rows[-1] < len(record) - 1:
        return False
    last, before = halves[-1], halves[-3::-2]
    end, usual = _end(last, record), np.median([_end(half, record) for half in before], axis=0)
    margin = REACHED * np.ptp(record.voltage[before[0].rows])
    return bool(last.sign * (end[0] - usual[0]) < -margin or (end[1:] > TAPERED * usual[1:]).all())


def _end(half: HalfCycle, record: Record) -> Real:
    """Voltage in V, current in A, and share of its largest current, at the end of a half-cycle."""
    current = np.abs(record.current[half.rows])
    return np.array([record.voltage[half.rows[-1]], current[-1], current[-1] / current.max()])


def reference_of(found: Sequence[Cycle], asked: Any) -> Cycle | None:
    """The cycle that retention refers to: the one asked for, else the second, else the first; None without any."""
    known = {cycle.number: cycle for cycle in found if cycle.counts}
    if asked is None or asked == "":
        return known.get(REFERENCE) or next(iter(known.values()), None)
    number = int(str(asked)) if str(asked).isascii() and str(asked).isdigit() else 0
    if number not in known:
        there = f"there are {min(known)} to {max(known)}" if known else "there is none"
        raise Refusal(f"reference: {str(asked)!r} is no cycle with a complete discharge", there)
    return known[number]
