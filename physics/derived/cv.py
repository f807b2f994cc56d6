"""Derived values of voltammetry: width of the window, time of a cycle, time of all cycles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.derived.value import Derived, Law, exact, intermediate
from glovebook.physics.propagation import Number
from glovebook.physics.records import Records
from glovebook.physics.stated import Stated, stated
from glovebook.schema.kinds.cv import Cv
from glovebook.schema.quantity import Quantity

RANGE = Law("scan_range", "V", "E_upper - E_lower", lambda width: width)
CYCLE = Law("cycle_time", "s", "t = 2 (E_upper - E_lower) / v", lambda width, rate: 2 * width / rate)
TOTAL = Law("total_time", "h", "t = 2 N (E_upper - E_lower) / v", lambda width, rate, cycles: 2 * width / rate * cycles)


def values(records: Records) -> Iterator[Derived]:
    """What follows from the window and the scan rate; a file's own count before those above it."""
    entry = cast(Cv, records.entry)
    width, rate = _width(entry.window), stated("v", entry.scan_rate)
    yield from RANGE.of("window", width)
    yield from CYCLE.of("scan_rate", width, rate)
    for index, sweep in enumerate(entry.sweeps):
        path = f"sweeps[{index}]"
        own_width, own_rate = _width(sweep.window) or width, stated("v", sweep.scan_rate) or rate
        if sweep.window:
            yield from RANGE.of(f"{path}.window", own_width)
        if sweep.window or sweep.scan_rate:
            yield from CYCLE.of(f"{path}.{'scan_rate' if sweep.scan_rate else 'window'}", own_width, own_rate)
        if sweep.cycles:
            yield from TOTAL.of(f"{path}.cycles", own_width, own_rate, exact("N", sweep.cycles, str(sweep.cycles)))


def _width(window: Quantity | None) -> Stated | None:
    if window is None or window.si_upper is None or window.si_upper <= window.si:
        return None
    return intermediate("E_upper - E_lower", Number(window.si_upper - window.si), "V", window.text)
