"""Time series of cells in the names of the Battery Data Format, as comma-separated text.

Written by:
    Programs that export to the Battery Data Format, and people who convert the files of their cycler.

Layout:
    UTF-8. The first line names the columns, ``test_time_second`` first; each line below is a row of as many numbers.

Columns (unit):
    test_time_second (s), voltage_volt (V), current_ampere (A, as in the file), cycle_count, step_count, and any other
    whose name ends in a unit known here; the rest are kept as plain numbers.

Uncertainty:
    None is stated in such files.

Not read:
    Files whose first column is another one; labels with spaces (``Test Time / s``); text in cells.

Checked against:
    numpy.genfromtxt on generated tables.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from glovebook.readers.decoding import decode
from glovebook.readers.numbers import Cell, to_float
from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table

UNITS = {
    "second": "s",
    "volt": "V",
    "ampere": "A",
    "hertz": "Hz",
    "ohm": "ohm",
    "watt": "W",
    "ah": "Ah",
}
"""Last word of a column's name -> unit; without one of these it is a plain number."""


def read_bytes(content: bytes, name: str) -> Table:
    """The time series as a table in the order of the file; refused, with the line, where a cell is no number."""
    text, encoding = decode(content, name)
    lines = text.splitlines()
    names = [cell.strip() for cell in lines[0].split(",")]
    if len(set(names)) < len(names):
        raise Refusal(f"{name}:1: two columns have one name", "rename one of them")
    rows = [(number, line.split(",")) for number, line in enumerate(lines[1:], start=2) if line.strip()]
    if not rows:
        raise Refusal(f"{name}: there are no rows below the names of the columns", "check that the file is complete")
    for number, row in rows:
        if len(row) != len(names):
            raise Refusal(
                f"{name}:{number}: {len(row)} cells where line 1 names {len(names)} columns", "complete the line"
            )
    values = _values(names, rows, name)
    columns = dict(zip(names, values.T, strict=True))
    units = {column: UNITS.get(column.rpartition("_")[2], "") for column in names}
    return Table(columns, units, {"encoding": encoding}, [], "battery_data")


def _values(names: list[str], rows: list[tuple[int, list[str]]], name: str) -> NDArray[np.float64]:
    """The numbers, one row a line of the file."""
    return np.array(
        [
            [to_float(Cell(cell.strip(), number, names[index]), name, comma=False) for index, cell in enumerate(row)]
            for number, row in rows
        ]
    )
