"""The geometry of the sample that a spectrum was measured on, from its pellet or from the electrolyte of its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from statistics import stdev
from typing import Any

from glovebook.analyses.stated import one_value
from glovebook.physics.geometry import cell_constant, disc_area
from glovebook.schema.entry import Entry
from glovebook.schema.kinds.cell import Cell, Layer
from glovebook.schema.kinds.pellet import Pellet
from glovebook.schema.parts import MeasuredLength
from glovebook.schema.quantity import Quantity

Owner = tuple[str, Pellet | Layer]
"""What people call it (``pellet p7``), and the part of an entry that holds its dimensions."""


@dataclass(frozen=True)
class Geometry:
    """Cell constant t / A in 1/m as a number with uncertainty, or None, and what is to be said about it."""

    cell_constant: Any
    """As `number` makes it; None where a dimension is missing."""
    nominal: float | None
    """The same without uncertainty."""
    entries: tuple[str, ...]
    """Ids of the entries that the dimensions come from."""
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]


def geometry(entry: Entry, linked: Mapping[str, Entry]) -> Geometry:
    """The geometry of what ``entry`` was ``measured_on``.

    A bound or a range in place of a dimension is refused; a missing one is a warning that names the field to fill.
    """
    link = getattr(entry, "measured_on", None)
    if link is None:
        return _missing(f"fill measured_on of {entry.id} with the pellet or cell")
    sample = linked.get(link.entry)
    if isinstance(sample, Pellet):
        return _of([(f"pellet {sample.id}", sample)], (sample.id,))
    if isinstance(sample, Cell):
        return _of_cell(sample, linked)
    return _missing(f"measured_on of {entry.id} names {link.entry!r}, which is no pellet and no cell")


def _of_cell(cell: Cell, linked: Mapping[str, Entry]) -> Geometry:
    layers = [layer for layer in cell.layers if layer.role == "electrolyte"]
    if len(layers) != 1:
        return _missing(f"cell {cell.id} has {len(layers)} layers with the role electrolyte; one is needed")
    layer = layers[0]
    owners: list[Owner] = [(f"electrolyte of cell {cell.id}", layer)]
    pellet = linked.get(layer.entry) if layer.entry else None
    if isinstance(pellet, Pellet):
        owners.append((f"pellet {pellet.id}", pellet))
        return _of(owners, (cell.id, pellet.id))
    return _of(owners, (cell.id,))


def _missing(remedy: str) -> Geometry:
    return Geometry(None, None, (), (), (f"no conductivity without the sample's geometry: {remedy}",))


def _of(owners: list[Owner], entries: tuple[str, ...]) -> Geometry:
    """The geometry from the first owner that states each dimension."""
    thickness = next(((who, owner.thickness) for who, owner in owners if owner.thickness), None)
    face = next(((who, name, value) for who, owner in owners for name, value in _faces(owner) if value), None)
    absent = [name for name, found in (("thickness", thickness), ("diameter", face)) if found is None]
    if thickness is None or face is None:
        return _missing(f"fill {' and '.join(absent)} of {owners[-1][0]}")
    assumptions: list[str] = []
    warnings: list[str] = []
    who, measured = thickness
    length = _dimension(measured.value, f"{who}: thickness", assumptions, warnings, measured)
    who, name, value = face
    across = _dimension(value, f"{who}: {name}", assumptions, warnings)
    area = across if name == "area" else disc_area(across)
    assumptions.append("the current flows along the axis of a straight cylinder and the electrodes cover its faces")
    constant = cell_constant(length, area)
    return Geometry(
        constant, getattr(constant, "nominal_value", constant), entries, tuple(assumptions), tuple(warnings)
    )


def _faces(owner: Pellet | Layer) -> list[tuple[str, Quantity | None]]:
    return [("diameter", owner.diameter), *([("area", owner.area)] if isinstance(owner, Layer) else [])]


def _dimension(
    quantity: Quantity,
    what: str,
    assumptions: list[str],
    warnings: list[str],
    measured: MeasuredLength | None = None,
) -> Any:
    """The dimension in SI as a number with uncertainty; what is assumed about it is added to the lists."""
    value = one_value(quantity, what, "a conductivity", "write the measured value, e.g. 1.02(2) mm")
    if quantity.comparator == "~":
        warnings.append(f"{what}: {quantity.text!r} is approximate, and so is every conductivity")
    spread = quantity.si_uncertainty
    readings = [reading.si for reading in measured.readings] if measured else []
    if spread is None and len(readings) > 1 and len(set(readings)) > 1:
        spread = stdev(readings) / len(readings) ** 0.5
        assumptions.append(f"{what}: uncertainty {spread:.2g} m, the standard error of {len(readings)} readings")
    elif spread is None:
        assumptions.append(f"{what}: {quantity.text} taken as exact, no uncertainty is stated")
    return number(value, spread or 0.0)


def number(value: float, uncertainty: float) -> Any:
    """A number with its uncertainty (``uncertainties.UFloat``); a plain one where that is zero or not known."""
    from uncertainties import ufloat

    return ufloat(value, uncertainty) if 0 < uncertainty < inf else value
