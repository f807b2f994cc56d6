"""Synthesis: reagents, their ratio, and the steps in order."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Atmosphere, EntryId, Hazards, Milling, Part, Segment, Weighing, YesNo, field
from glovebook.schema.quantity.field import (
    Duration,
    HeatingRate,
    Mass,
    MassFraction,
    Pressure,
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
    """Mass weighed in, net."""
    target: Mass | None = field(rare=True, example="0.1040 g")
    """Mass that was to be weighed in."""
    tare: Mass | None = field(rare=True, example="1.2034 g")
    """Mass of the empty vessel."""
    gross: Mass | None = field(rare=True, example="1.3073 g")
    """Mass of the vessel with the reagent."""
    reweighed: list[Weighing] = field(many=True, layout="table", rare=True)
    """Later weighings of the same portion."""


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
    """Rate of heating up to it."""
    cooling: HeatingRate | None = field(rare=True, example="2 K/min")
    """Rate of cooling down from it."""
    sample_temperature: Temperature | None = field(rare=True, example="519 K")
    """Temperature measured at the sample."""
    programme: list[Segment] = field(many=True, layout="table", rare=True)
    """Segments in order, where there is more than one plateau."""
    vessel: str | None = field(example="sealed stainless steel crucible")
    """What it was done in."""
    vessel_volume: Volume | None = field(example="~0.7 cm³")
    """Inner volume of the vessel."""
    mass: Mass | None = field(rare=True, example="0.55 g")
    """Mass of what was treated in one batch."""
    pressure: Pressure | None = field(rare=True, example="40 MPa")
    """Pressure in the vessel or of the press."""
    atmosphere: Atmosphere | None = field(rare=True)
    """The gas around this step, where it differs from the others."""
    milling: Milling | None = field(rare=True)
    """Load and running of a ball mill."""
    hazards: Hazards | None = field(rare=True)
    """What is dangerous about this step."""
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
    product_yield: MassFraction | None = field(section="Product", rare=True, example="96 %")
    """Mass obtained over the mass that the reagents can give."""
    batch: Mass | None = field(section="Product", rare=True, example="0.55 g")
    """Mass of product aimed at."""
    by_products: list[Formula] = field(many=True, section="Product", rare=True)
    """What else the reaction gives, e.g. H2."""
    reagents: list[Reagent] = field(many=True, section="Reagents", layout="table")
    """What was weighed in."""
    ratio: Ratio | None = field(section="Reagents", example="1:1")
    """Molar ratio of the reagents, in their order."""
    balance: str | None = field(section="Reagents", rare=True, widget="instrument", example="balance2")
    """Balance: a key of `instruments` in glovebook.yaml, or maker, model and resolution."""
    purity_corrected: YesNo | None = field(section="Reagents", rare=True)
    """yes: the masses make up for what the purities leave open."""
    steps: list[Step] = field(many=True, section="Steps", layout="cards")
    """What was done, in order."""
    atmosphere: Atmosphere | None = field(section="Atmosphere")
    """The gas that the work was done under."""
