"""What capacities are divided by: the mass of active material, and the area of the electrode."""

from __future__ import annotations

from dataclasses import dataclass

from glovebook.analyses.stated import one_value
from glovebook.physics.derived.cycling import cathode
from glovebook.physics.electrochemistry.electrode_layers import Known
from glovebook.physics.propagation import Number
from glovebook.physics.records import Records
from glovebook.physics.sample import sample_in
from glovebook.physics.stated import measured
from glovebook.schema.kinds.cell import Cell
from glovebook.schema.kinds.cycling import Cycling
from glovebook.schema.task import Task


@dataclass(frozen=True)
class Electrode:
    """Mass in kg and area in m2 with their uncertainties, None where nobody stated them."""

    mass: Number | None
    area: Number | None
    entries: tuple[str, ...]
    """Ids of the entries that they come from."""
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]


def electrode(entry: Cycling, task: Task) -> Electrode:
    """The electrode that capacities refer to: the mass of the entry itself, or else of the cathode of its cell."""
    records = Records(entry, task.linked)
    mass, area = cathode(records)
    owner = "the cathode"
    if entry.active_mass is not None:
        remedy = "write the mass of active material, e.g. 0.30(1) mg"
        one_value(entry.active_mass, f"{entry.id}: active_mass", "a specific capacity", remedy)
        own = measured("m_AM", entry.active_mass)
        mass, owner = (Known(own.number, (own,)) if own else None), entry.id
    warnings = []
    if mass is None:
        cause = f"fill active_mass of {entry.id}, or active_mass of the cathode of its cell"
        warnings.append(f"no specific capacities without the mass of active material: {cause}")
    assumptions = [
        *(_said("specific capacities refer to", mass, owner) if mass else []),
        *(_said("areal capacities refer to", area, "" if area.assumptions else "the cathode") if area else []),
    ]
    return Electrode(
        mass.number if mass else None,
        area.number if area else None,
        _entries(entry, task),
        tuple(assumptions),
        tuple(warnings),
    )


def _said(what: str, known: Known, owner: str) -> list[str]:
    """What a mass or an area is, and how its uncertainty is known."""
    inputs = ", ".join(f"{item.symbol} = {item.text}" for item in known.inputs)
    law = f"{known.formula}, " if known.formula else ""
    digits = [item.symbol for item in known.inputs if item.by_digits]
    return [
        f"{what} {law}{inputs}{f' of {owner}' if owner else ''}",
        *known.assumptions,
        *[f"u({symbol}) is that of rounding to the digits written" for symbol in digits],
        *[item.remark for item in known.inputs if item.remark],
    ]


def _entries(entry: Cycling, task: Task) -> tuple[str, ...]:
    cell = task.linked.get(entry.measured_on.entry) if entry.measured_on else None
    return (cell.id, *sample_in(cell, task.linked).entries) if isinstance(cell, Cell) else ()
