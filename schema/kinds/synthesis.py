"""Synthesis: reagents, their ratio, and the steps in order."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Atmosphere, EntryId, Part, field
from glovebook.schema.quantity.field import (
    Duration,
    HeatingRate,
    Mass,
    MassFraction,
    Pressure,
    RotationRate,
    Temperature,
    Volume,
)
from glovebook.schema.ratio import Ratio


class Reagent(Part):
    """What was weighed in."""

    formula: Formula = field(widget="formula", example="NaNH2", required=True)
    """Chemical formula."""
    entry: EntryId | None = field(widget="link", title="From entry")
    """Id of the material, or of the synthesis that made it."""
    lot: str | None = None
    """Lot number."""
    purity: MassFraction | None = field(example="99 %")
    """Purity by mass."""
    mass: Mass | None = field(example="0.1039 g")
    """Mass weighed in."""


class Step(Part):
    """One thing done, in the order of doing."""

    action: Literal["weigh", "mill", "heat", "cool", "quench", "wash", "dry", "press", "seal", "other"] = field(
        required=True
    )
    """What was done."""
    duration: Duration | None = field(example="3 h")
    """How long."""
    temperature: Temperature | None = field(example="523 K")
    """Set temperature."""
    ramp: HeatingRate | None = field(example="5 K/min")
    """Heating or cooling rate."""
    vessel: str | None = field(example="sealed stainless steel crucible")
    """What it was done in."""
    vessel_volume: Volume | None = field(example="~0.7 cm³")
    """Inner volume of the vessel."""
    speed: RotationRate | None = field(rare=True, example="300 rpm")
    """Rotation rate of a mill."""
    pressure: Pressure | None = field(rare=True)
    """Pressure in the vessel or of the press."""
    notes: str | None = field(wide=True)
    """How, in words: by hand, agate mortar."""


class Synthesis(Entry):
    """How a powder was made."""

    title_of_kind: ClassVar[str] = "Synthesis"
    rank: ClassVar[int] = 20
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#SamplePreparation"

    kind: Literal["synthesis"] = field(hidden=True, required=True)
    """What the entry describes."""
    product: Formula | None = field(section="Product", widget="formula", example="Na3NH2B12H12")
    """Formula of the target."""
    product_mass: Mass | None = field(section="Product", example="0.55 g")
    """Mass of the powder obtained."""
    reagents: list[Reagent] = field(many=True, section="Reagents", layout="table")
    """What was weighed in."""
    ratio: Ratio | None = field(section="Reagents", example="1:1")
    """Molar ratio of the reagents, in their order."""
    steps: list[Step] = field(many=True, section="Steps", layout="cards")
    """What was done, in order."""
    atmosphere: Atmosphere | None = field(section="Atmosphere")
    """The gas that the work was done under."""
