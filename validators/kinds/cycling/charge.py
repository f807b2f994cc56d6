"""Stated capacities against the charge in the file of the cycler (charging currents positive)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from glovebook.schema.kinds.cycling import Cycling
from glovebook.schema.table import Table
from glovebook.validators.chain import active_mass, cell_of, layer
from glovebook.validators.compare import UNIT_SLIP, asks, known, like, slip, spread
from glovebook.validators.kinds.cycling.raw import tables
from glovebook.validators.rule import Hit, View, rule

AGREE = 0.03
"""Relative difference that the way of integrating may leave: a house rule."""
COLUMNS = ("test_time_second", "current_ampere", "cycle_count")


@rule(
    "cycling/capacity-in-file",
    "error",
    draft="off",
    archive="must",
    source="definition",
    formula="q = integral of |I| dt / m_AM",
    yields_to=(
        "cell/active-mass",
        "cycling/active-mass",
        "cycling/current-in-file",
        "cycling/cycles-in-file",
        "cycling/utilisation",
    ),
)
def capacity_in_file(view: View) -> Iterator[Hit]:
    """A specific capacity stated for a cycle is the charge of that cycle in the file over the active mass.

    The discharge is taken where the statement does not begin with "charge".
    """
    entry, part = cast(Cycling, view.entry), layer(cell_of(view), "cathode")
    mass = known(entry.active_mass) or active_mass(part)
    stated = [(index, item) for index, item in enumerate(entry.reported) if item.quantity == "specific_capacity"]
    found = [table for _, table in tables(view, *COLUMNS)] if mass and stated else []
    if not mass or len(found) != 1:  # cycles are counted anew in every file
        return
    slips = _slips(known(part.active) if part else None)
    for index, item in stated:
        cycle, number = item.at.cycle if item.at else None, known(item.parsed)
        if not cycle or number is None:
            continue
        half = "charge" if (item.called or "").startswith("charge") else "discharge"
        charge = _passed(found[0], cycle, half)
        capacity = charge / mass
        if not charge or abs(number / capacity - 1) <= AGREE + spread(item.parsed) + spread(entry.active_mass):
            continue
        yield Hit(
            f"reported[{index}].value",
            f"{item.value} in cycle {cycle}, and the file has {like(capacity, item.parsed)} in that {half}",
            asks("", slip(number / capacity, slips), "check the mass, the cycle, and whether this is the file"),
            {"stated_c_per_kg": number, "file_c_per_kg": capacity, "charge_c": charge, "mass_kg": mass},
        )


def _slips(fraction: float | None) -> Mapping[float, str]:
    words = "taken per gram of the composite, not of the active material"
    return {**UNIT_SLIP, fraction: words} if fraction else UNIT_SLIP


def _passed(table: Table, cycle: int, half: str) -> float:
    """Charge in C of a half-cycle, by the trapezium rule over the rows of one sign; 0 where there are none."""
    import numpy as np

    rows = table.columns["cycle_count"] == cycle
    time, current = table.columns["test_time_second"][rows], table.columns["current_ampere"][rows]
    size = current if half == "charge" else -current
    both = (size[1:] > 0) & (size[:-1] > 0)
    return float(np.sum(np.diff(time)[both] * (size[1:] + size[:-1])[both] / 2))
