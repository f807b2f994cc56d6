"""Voltammetry against its files, in the columns of the Battery Data Format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.cv import Cv
from glovebook.schema.table import Table
from glovebook.validators.compare import SETTING, UNIT_SLIP, in_other_unit, known, said, slip
from glovebook.validators.kinds.cv.settings import RATES
from glovebook.validators.rule import Hit, View, rule

REACH = 0.02
"""Share of the window by which the potentials in a file may miss its ends."""
RATE = 0.05
"""Relative difference between two scan rates that the steps of an instrument leave."""


def _tables(view: View, *columns: str) -> Iterator[tuple[int, Table]]:
    """The tables of the sweeps that have all of some columns, with the place of each."""
    for index, sweep in enumerate(cast(Cv, view.entry).sweeps):
        table = view.table(sweep.file)
        if table is not None and len(table) > 2 and all(name in table.columns for name in columns):
            yield index, table


@rule("cv/window-in-file", "error", draft="off", archive="must")
def window_in_file(view: View) -> Iterator[Hit]:
    """The potentials in a file turn where the entry says."""
    entry = cast(Cv, view.entry)
    for index, table in _tables(view, "voltage_volt"):
        sweep = entry.sweeps[index]
        window = sweep.window or entry.window
        if window is None or window.si_upper is None:
            continue
        column = table.columns["voltage_volt"]
        low, high = float(column.min()), float(column.max())
        slack = REACH * (window.si_upper - window.si)
        if abs(low - window.si) > slack or abs(high - window.si_upper) > slack:
            yield Hit(
                f"sweeps[{index}].window" if sweep.window else "window",
                f"{sweep.file} runs from {low:.3g} V to {high:.3g} V, the entry says {window}",
                "check the window, and whether this is the file of this cell",
                {"lower_v": window.si, "upper_v": window.si_upper, "file_lower_v": low, "file_upper_v": high},
            )


@rule("cv/rate-in-file", "error", draft="off", archive="must", source="definition", formula="|dU/dt|")
def rate_in_file(view: View) -> Iterator[Hit]:
    """The potential in a file changes at the scan rate of the entry, |dU/dt|, within 5 %.

    It says nothing about rates that are implausible already.
    """
    import numpy as np

    entry = cast(Cv, view.entry)
    for index, table in _tables(view, "voltage_volt", "test_time_second"):
        sweep = entry.sweeps[index]
        written = sweep.scan_rate or entry.scan_rate
        rate = known(written)
        time = np.diff(table.columns["test_time_second"])
        steps = np.diff(table.columns["voltage_volt"])[time > 0] / time[time > 0]
        found = float(np.median(np.abs(steps))) if len(steps) else 0.0
        if written is None or not rate or not found or not RATES[0] <= rate <= RATES[1]:
            continue
        if abs(found / rate - 1) <= RATE + SETTING:
            continue
        path = f"sweeps[{index}].scan_rate" if sweep.scan_rate else "scan_rate"
        words, text = slip(rate / found, UNIT_SLIP), in_other_unit(written, rate / found)
        yield Hit.asking(
            path,
            f"the potential in {sweep.file} changes at {said(found, 'mV/s')}, the entry says {written}",
            text,
            "check the scan rate, and whether this is the file of this sweep",
            {"entry_v_per_s": rate, "file_v_per_s": found},
            words=words,
        )


@rule("cv/cycles-in-file", "error", draft="off", archive="must")
def cycles_in_file(view: View) -> Iterator[Hit]:
    """A file holds as many cycles as the entry says."""
    entry = cast(Cv, view.entry)
    for index, table in _tables(view, "cycle_count"):
        stated, held = entry.sweeps[index].cycles, len(set(table.columns["cycle_count"].tolist()))
        if stated is not None and stated != held:
            yield Hit(
                f"sweeps[{index}].cycles",
                f"{entry.sweeps[index].file} holds {held} cycle{'s' * (held != 1)}, the entry says {stated}",
                "correct the number, or name the whole file",
                {"stated": stated, "held": held},
            )
