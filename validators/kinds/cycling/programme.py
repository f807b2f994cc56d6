"""The programme of cycling: its cycles, its windows, and which half-cycle comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.electrochemistry.electrode import rate_current
from glovebook.schema.kinds.cycling import Cycling, Period
from glovebook.validators.chain import active_mass, cell_of, layer
from glovebook.validators.compare import known
from glovebook.validators.rule import Hit, View, rule

_CYCLES = re.compile(r"(\d{1,6})(?: ?(?:\.\.|-|–|to) ?(\d{1,6}))?", re.ASCII)


def span(phase: Period) -> tuple[int, int] | None:
    """First and last cycle of a run; None where it does not say."""
    match = _CYCLES.fullmatch(phase.cycles.strip()) if phase.cycles else None
    return (int(match[1]), int(match[2] or match[1])) if match else None


def current_of(view: View, phase: Period) -> float | None:
    """Current of a run in A: as stated, else C q m."""
    if phase.current is not None:
        stated = known(phase.current)
        return abs(stated) if stated is not None else None
    return current_of_rate(view, phase)


def current_of_rate(view: View, phase: Period) -> float | None:
    """Current of a run in A that its C-rate asks for: C q m."""
    entry = cast(Cycling, view.entry)
    mass = known(entry.active_mass) if entry.active_mass is not None else active_mass(layer(cell_of(view), "cathode"))
    rate, capacity = known(phase.rate), known(entry.nominal_capacity)
    return rate_current(rate, capacity, mass) if rate and capacity and mass else None


@rule("cycling/cycles", "error", draft="should", archive="must")
def cycles(view: View) -> Iterator[Hit]:
    """Runs of cycles follow each other without gap or overlap."""
    last = None
    for index, phase in enumerate(cast(Cycling, view.entry).phases):
        path, found = f"phases[{index}].cycles", span(phase)
        if phase.cycles and found is None:
            yield Hit(path, f"{phase.cycles!r} names no cycles", "write e.g. '1..2' or '3'")
        if found is None:
            last = None
            continue
        if found[1] < found[0]:
            yield Hit(path, f"{phase.cycles!r} runs backwards", f"was it '{found[1]}..{found[0]}'?")
        elif last is not None and found[0] != last + 1:
            what = "overlap with" if found[0] <= last else "leave a gap behind"
            yield Hit(
                path,
                f"cycles {phase.cycles} {what} the run before, which ends with cycle {last}",
                f"begin with cycle {last + 1}, or describe what ran in between",
                {"begins": found[0], "before_ends": last},
            )
        last = found[1]


@rule("cycling/window-range", "error", draft="should", archive="must")
def window_range(view: View) -> Iterator[Hit]:
    """A voltage window has a lower and an upper end."""
    for index, phase in enumerate(cast(Cycling, view.entry).phases):
        if phase.window is not None and phase.window.upper is None:
            yield Hit(
                f"phases[{index}].window",
                f"{phase.window.text!r} is one potential, no window",
                "write both ends, e.g. '1.0..2.4 V vs Na+/Na'",
            )


@rule("cycling/first-step", "error", draft="should", archive="must", yields_to=("cell/assembled",))
def first_step(view: View) -> Iterator[Hit]:
    """A cell assembled charged is discharged first, one assembled discharged is charged first."""
    entry, cell = cast(Cycling, view.entry), cell_of(view)
    if entry.first is None or cell is None or cell.assembled is None:
        return
    expected = "discharge" if cell.assembled == "charged" else "charge"
    if entry.first != expected:
        yield Hit(
            "first",
            f"a {entry.first} comes first, and {cell.id} was assembled {cell.assembled}",
            f"was it a {expected}? Efficiencies pair half-cycles in this order",
        )
