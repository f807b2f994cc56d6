"""Materials: reagents, foils, dies and cell parts, as they are bought or found in the drawer."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.parts import CasNumber, Date, Hazards, YesNo, field
from glovebook.schema.quantity.field import Density, Length, MassFraction, Temperature


class Material(Entry):
    """A reagent, foil, die or cell part with its supplier, lot and purity."""

    title_of_kind: ClassVar[str] = "Material"
    rank: ClassVar[int] = 10

    kind: Literal["material"] = field(hidden=True, required=True)
    """What the entry describes."""
    formula: Formula | None = field(section="Substance", widget="formula", example="NaNH2")
    """Chemical formula."""
    name: str | None = field(section="Substance", example="sodium amide")
    """Common name."""
    use: Literal["reagent", "electrode", "foil", "die", "cell part", "other"] | None = field(section="Substance")
    """What it is used as."""
    purity: MassFraction | None = field(section="Substance", example="99 %")
    """Purity as stated on the label."""
    thickness: Length | None = field(section="Substance", rare=True, example="9 µm")
    """Thickness of a foil."""
    diameter: Length | None = field(section="Substance", rare=True, example="8 mm")
    """Diameter of a disc, bore of a die."""
    supplier: str | None = field(section="Bottle", example="ThermoFisher")
    """Who sold it."""
    product: str | None = field(section="Bottle")
    """Catalogue number."""
    lot: str | None = field(section="Bottle")
    """Lot number on the label."""
    cas: CasNumber | None = field(section="Bottle", title="CAS number", example="7782-92-5")
    """CAS registry number."""
    opened: Date | None = field(section="Bottle", rare=True)
    """When the bottle was opened."""
    expires: Date | None = field(section="Bottle", rare=True)
    """Date of expiry on the label."""
    storage: str | None = field(section="Bottle", rare=True, example="Ar glovebox 2")
    """Where it is kept, and how."""
    air_sensitive: YesNo | None = field(section="Properties")
    """yes: handled under inert gas only."""
    melting_temperature: Temperature | None = field(section="Properties", example="481 K")
    """Melting point."""
    decomposition_temperature: Temperature | None = field(section="Properties", example="673 K")
    """Temperature at which it decomposes."""
    density: Density | None = field(section="Properties", rare=True, example="1.39 g/cm³")
    """Density of the solid."""
    property_source: str | None = field(section="Properties", wide=True)
    """Where the properties come from: label, handbook, DOI."""
    hazards: Hazards | None = field(section="Hazards")
    """What is dangerous about it."""
