"""Cells: an ordered stack of layers in a body."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Atmosphere, EntryId, MeasuredLength, Part, Pressing, field
from glovebook.schema.quantity.field import Area, Length, Mass, MassFraction, Torque


class Layer(Part):
    """One layer of the stack."""

    role: Literal["cathode", "electrolyte", "anode", "current collector", "interlayer"] = field(required=True)
    """What the layer does."""
    entry: EntryId | None = field(widget="link", title="From entry")
    """Id of the pellet, synthesis or material."""
    formula: Formula | None = field(widget="formula", example="TiS2")
    """Formula, of a composite that of the active material."""
    mass: Mass | None = field(example="0.6 mg")
    """Mass of the layer."""
    active_mass: Mass | None = field(example="0.30 mg")
    """Mass of the active material in it."""
    active: MassFraction | None = field(title="Active fraction", example="50 wt%")
    """Mass fraction of active material."""
    composition: str | None = field(rare=True, example="TiS2 : Na3NH2B12H12 : C = 50:45:5 by mass")
    """What a composite is mixed from."""
    thickness: MeasuredLength | None = field(example="1.0 mm")
    """Thickness of the layer."""
    diameter: Length | None = field(example="8 mm")
    """Diameter of the layer."""
    area: Area | None = field(rare=True, example="0.503 cm²")
    """Area, of the electrolyte or an electrode, where the layer is not a disc."""


class Cell(Entry):
    """An assembled cell."""

    title_of_kind: ClassVar[str] = "Cell"
    rank: ClassVar[int] = 40
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#SamplePreparation"

    kind: Literal["cell"] = field(hidden=True, required=True)
    """What the entry describes."""
    layers: list[Layer] = field(many=True, section="Stack", layout="table")
    """The layers from one end to the other."""
    body: str | None = field(section="Body", example="2025 coin cell")
    """Cell body: coin cell, PEEK, Al2O3, Swagelok."""
    spacers: str | None = field(section="Body", example="2 x stainless steel, 15.8 mm x 0.5 mm")
    """Spacers: number, material, size."""
    springs: str | None = field(section="Body", example="1 wave spring, 1.4 mm")
    """Springs: number, type, size."""
    torque: Torque | None = field(section="Body", rare=True, example="2 N·m")
    """Torque that the screws were tightened with."""
    stack_pressure: Pressing | None = field(section="Body", example="2 MPa")
    """Pressure on the stack while measuring."""
    assembled: Literal["charged", "discharged"] | None = field(section="Body")
    """State of charge at assembly; decides which half-cycle comes first."""
    atmosphere: Atmosphere | None = field(section="Atmosphere")
    """The gas that the cell was assembled under."""
