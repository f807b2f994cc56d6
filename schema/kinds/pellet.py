"""Pellets: pressed powder, with the geometry that turns a resistance into a conductivity."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Link, MeasuredLength, Pressing, Source, field
from glovebook.schema.quantity.field import Force, Length, Mass, Temperature


class Pellet(Entry):
    """A pressed pellet and its geometry."""

    title_of_kind: ClassVar[str] = "Pellet"
    rank: ClassVar[int] = 30
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#SamplePreparation"

    kind: Literal["pellet"] = field(hidden=True, required=True)
    """What the entry describes."""
    made_from: list[Source] = field(many=True, section="Powder", layout="table")
    """The powder it was pressed from."""
    formula: Formula | None = field(section="Powder", widget="formula", example="Na3NH2B12H12")
    """Formula of the powder."""
    diameter: Length | None = field(section="Geometry", example="8 mm")
    """Diameter of the pellet."""
    thickness: MeasuredLength | None = field(section="Geometry", example="1.02(2) mm")
    """Thickness after pressing."""
    mass: Mass | None = field(section="Geometry", example="44.0 mg")
    """Mass of the pellet."""
    pressure: Pressing | None = field(section="Pressing", example="40 MPa")
    """Pressure it was pressed at."""
    force: Force | None = field(section="Pressing", rare=True, example="2.0 kN")
    """Force of the press on the die."""
    pressed_in: Link | None = field(section="Pressing", rare=True)
    """The die, as an entry of kind material with its bore as diameter."""
    temperature: Temperature | None = field(section="Pressing", rare=True, example="298 K")
    """Temperature while pressing."""
    die: str | None = field(section="Pressing", rare=True)
    """Die used: material, bore."""
    electrodes: str | None = field(section="Electrodes", example="Cu foil, 9 µm, both sides")
    """What the faces are contacted with."""
