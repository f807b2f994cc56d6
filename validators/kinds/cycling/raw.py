"""Cycling against the files of the cycler (columns of the Battery Data Format, charging currents positive)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.cycling import Cycling
from glovebook.schema.table import Table
from glovebook.validators.chain import cell_of, layer
from glovebook.validators.columns import RUNS, set_current
from glovebook.validators.compare import UNIT_SLIP, asks, said, slip
from glovebook.validators.kinds.cycling.programme import current_of, current_of_rate, span
from glovebook.validators.references import electrode_of
from glovebook.validators.rule import Hit, View, rule

NOISE = 0.01
"""Voltage in V by which a cycler overshoots its limits."""
SHORT = 0.1
"""Share of the window that the data may fall short of."""


def tables(view: View, *columns: str) -> Iterator[tuple[int, Table]]:
    """The tables of the cycler's files that have all of some columns, with the place of each."""
    for index, part in enumerate(cast(Cycling, view.entry).files):
        table = view.table(part.file)
        if table is not None and len(table) and all(name in table.columns for name in columns):
            yield index, table


@rule("cycling/window-in-file", "error", draft="off", archive="must")
def window_in_file(view: View) -> Iterator[Hit]:
    """The voltages in the file lie within the window of the programme, and reach its ends.

    Silent where the counter electrode is not what the window refers to.
    """
    entry, anode = cast(Cycling, view.entry), layer(cell_of(view), "anode")
    windows = [phase.window for phase in entry.phases if phase.window is not None and phase.window.upper is not None]
    metal = anode.formula.text if anode and anode.formula else ""
    if not windows or any(metal and electrode_of(own) not in ("", metal) for own in windows):
        return
    low, high = min(own.si for own in windows), max(cast(float, own.si_upper) for own in windows)
    slack = SHORT * (high - low)
    seen = [(index, table.columns["voltage_volt"]) for index, table in tables(view, "voltage_volt")]
    if not seen:
        return
    least, most = min(float(column.min()) for _, column in seen), max(float(column.max()) for _, column in seen)
    beyond = least < low - NOISE or most > high + NOISE
    short = entry.status != "running" and (least > low + slack or most < high - slack)
    if beyond or short:
        yield Hit(
            "phases[0].window" if len(entry.phases) == 1 else "phases",
            f"the file runs from {least:.3g} V to {most:.3g} V, the programme from {low:.3g} V to {high:.3g} V",
            "check the window, and whether this is the file of this cell",
            {"lower_v": low, "upper_v": high, "file_lower_v": least, "file_upper_v": most},
        )


@rule(
    "cycling/current-in-file",
    "error",
    draft="off",
    archive="must",
    yields_to=(
        "cycling/current-rate",
        "cycling/current-density",
    ),
)
def current_in_file(view: View) -> Iterator[Hit]:
    """The current in the file is that of the programme, as stated or from rate, capacity and mass, within 5 %.

    One of the two is enough: that they differ among themselves is said by the rule on current and rate.
    """
    entry = cast(Cycling, view.entry)
    set_to = [current for phase in entry.phases if (current := current_of(view, phase))]
    if not set_to or len(set_to) != len(entry.phases):
        return
    set_to += [current for phase in entry.phases if (current := current_of_rate(view, phase))]
    for index, table in tables(view, "current_ampere"):
        found = set_current(table.columns["current_ampere"])
        if not found or any(abs(found / current - 1) <= RUNS for current in set_to):
            continue
        nearest = min(set_to, key=lambda current: abs(found / current - 1))
        words = slip(found / nearest, UNIT_SLIP) or slip(nearest / found, UNIT_SLIP)
        yield Hit(
            f"files[{index}].file",
            f"the current in {entry.files[index].file} is {said(found, 'µA')}, the programme's {said(nearest, 'µA')}",
            asks("", words, "check mass, rate and current, and whether this is the file of this cell"),
            {"file_a": found, "programme_a": nearest},
        )


@rule("cycling/cycles-in-file", "error", draft="off", archive="must")
def cycles_in_file(view: View) -> Iterator[Hit]:
    """The files hold as many cycles as the programme, or a stated number, speaks of."""
    entry = cast(Cycling, view.entry)
    named = [(run[1], f"phases[{index}].cycles") for index, phase in enumerate(entry.phases) if (run := span(phase))]
    named += [
        (item.at.cycle, f"reported[{index}].at.cycle")
        for index, item in enumerate(entry.reported)
        if item.at and item.at.cycle
    ]
    held = sum(len(set(table.columns["cycle_count"].tolist())) for _, table in tables(view, "cycle_count"))
    if not named or not held or entry.status == "running":
        return
    claimed, path = max(named, key=lambda item: item[0])
    if claimed > held:
        yield Hit(
            path,
            f"cycle {claimed} is named, and the file{'s hold' if len(entry.files) > 1 else ' holds'} {held}",
            "add the missing files, or correct the number",
            {"claimed": claimed, "held": held},
        )


@rule(
    "cycling/first-in-file",
    "error",
    draft="off",
    archive="must",
    yields_to=(
        "cycling/first-step",
        "cell/assembled",
    ),
)
def first_in_file(view: View) -> Iterator[Hit]:
    """The file begins with the half-cycle that the entry says comes first; charging currents are positive."""
    import numpy as np

    entry = cast(Cycling, view.entry)
    for index, table in tables(view, "current_ampere"):
        column = table.columns["current_ampere"]
        running = np.flatnonzero(np.abs(column) > RUNS * np.abs(column).max())
        if entry.first is None or not len(running):
            return
        found = "charge" if column[running[0]] > 0 else "discharge"
        if found != entry.first:
            yield Hit(
                "first",
                f"{entry.files[index].file} begins with a {found}, the entry with a {entry.first}",
                "check the state at assembly, and the sign of the cycler's current",
                {"first_current_a": float(column[running[0]])},
            )
        return
