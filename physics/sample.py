"""The dimensions of the sample that a spectrum was measured on, from its pellet or the electrolyte of its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glovebook.physics.geometry import cell_constant, disc_area
from glovebook.physics.propagation import Number, propagated
from glovebook.physics.stated import Stated, measured
from glovebook.schema.entry import Entry
from glovebook.schema.quantity import Quantity

if TYPE_CHECKING:  # kinds are loaded one by one, when an entry of the kind is met
    from glovebook.schema.kinds.cell import Cell
    from glovebook.schema.parts import MeasuredLength


@dataclass(frozen=True)
class Dimension:
    """A dimension as somebody wrote it, and where."""

    owner: str
    """What people call the thing: ``pellet p7``, ``electrolyte of cell c3``."""
    name: str
    """``thickness``, ``diameter`` or ``area``."""
    quantity: Quantity
    part: MeasuredLength | None = None
    """Of a thickness, with its readings."""

    @property
    def input(self) -> Stated | None:
        """The dimension as an input of laws."""
        symbol = {"thickness": "t", "diameter": "d", "area": "A"}[self.name]
        return measured(symbol, self.quantity, self.part.readings if self.part else ())


@dataclass(frozen=True)
class Sample:
    """The dimensions of a sample, or what has to be filled for want of them."""

    thickness: Dimension | None = None
    face: Dimension | None = None
    """A diameter or an area."""
    entries: tuple[str, ...] = ()
    """Ids of the entries that they come from."""
    remedy: str = ""
    """Empty where both are there."""

    def area(self) -> Number | None:
        """Area of a face in m2."""
        face = self.face.input if self.face else None
        if self.face is None or face is None:
            return None
        return face.number if self.face.name == "area" else propagated(disc_area, face.number)

    def cell_constant(self) -> Number | None:
        """Cell constant in 1/m: K = t / A."""
        thickness, area = self.thickness.input if self.thickness else None, self.area()
        return propagated(cell_constant, thickness.number, area) if thickness and area else None


def sample_of(entry: Entry, linked: Mapping[str, Entry]) -> Sample:
    """The dimensions of what an entry was ``measured_on``: each from the first part that states it."""
    link = getattr(entry, "measured_on", None)
    if link is None:
        return Sample(remedy=f"fill measured_on of {entry.id} with the pellet or cell")
    found: Any = linked.get(link.entry)
    if found is not None and found.kind == "pellet":
        return _of([(f"pellet {found.id}", found)], (found.id,))
    if found is not None and found.kind == "cell":
        return sample_in(found, linked)
    return Sample(remedy=f"measured_on of {entry.id} names {link.entry!r}, which is no pellet and no cell")


def sample_in(cell: Cell, linked: Mapping[str, Entry]) -> Sample:
    """The dimensions of the electrolyte of a cell: of its layer, and where that states none of its pellet."""
    layers = [layer for layer in cell.layers if layer.role == "electrolyte"]
    if len(layers) != 1:
        return Sample(remedy=f"cell {cell.id} has {len(layers)} layers with the role electrolyte; one is needed")
    owners: list[tuple[str, Any]] = [(f"electrolyte of cell {cell.id}", layers[0])]
    pellet = linked.get(layers[0].entry) if layers[0].entry else None
    if pellet is not None and pellet.kind == "pellet":
        owners.append((f"pellet {pellet.id}", pellet))
        return _of(owners, (cell.id, pellet.id))
    return _of(owners, (cell.id,))


def _of(owners: list[tuple[str, Any]], entries: tuple[str, ...]) -> Sample:
    thickness = next(
        (
            Dimension(who, "thickness", owner.thickness.value, owner.thickness)
            for who, owner in owners
            if owner.thickness
        ),
        None,
    )
    face = next(
        (
            Dimension(who, name, value)
            for who, owner in owners
            for name in ("diameter", "area")
            if (value := getattr(owner, name, None))
        ),
        None,
    )
    absent = [name for name, found in (("thickness", thickness), ("diameter", face)) if found is None]
    return Sample(thickness, face, entries, f"fill {' and '.join(absent)} of {owners[-1][0]}" if absent else "")
