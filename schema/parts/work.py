"""Parts that describe work at the bench: measured values, pressing, atmosphere, heating, milling, hazards."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from glovebook.schema.parts.part import Part, ValueOrText, field
from glovebook.schema.parts.text import Count, EntryId, HazardCode
from glovebook.schema.quantity.field import (
    Duration,
    HeatingRate,
    Length,
    Mass,
    Pressure,
    RotationRate,
    Temperature,
    VolumeFraction,
)


class MeasuredLength(ValueOrText):
    """A length with the readings and the method behind it."""

    value: Length = field(example="1.02(2) mm", required=True)
    """The value used."""
    readings: list[Length] = []
    """Single readings, e.g. at several places."""
    method: str | None = None
    """How it was measured, e.g. micrometer."""


class Pressing(ValueOrText):
    """A pressure applied, and what it refers to."""

    value: Pressure = field(example="40 MPa", required=True)
    """The pressure."""
    basis: Literal["sample", "gauge"] | None = None
    """Acting on the sample, or read on the press's gauge."""
    hold: Duration | None = field(example="12 h")
    """How long it was held."""


class Atmosphere(Part):
    """The gas around the work."""

    gas: str | None = field(example="Ar")
    """Gas, e.g. Ar."""
    oxygen: VolumeFraction | None = field(title="O₂", example="< 0.1 ppm")
    """Oxygen content read on the glovebox."""
    water: VolumeFraction | None = field(title="H₂O", example="< 0.1 ppm")
    """Water content read on the glovebox."""
    glovebox: str | None = field(rare=True)
    """Which glovebox."""
    entry: EntryId | None = field(widget="link", title="Log", rare=True, example="box2")
    """Id of the environment entry with its readings."""


class Segment(Part):
    """One segment of a temperature programme."""

    rate: HeatingRate | None = field(example="5 K/min")
    """Heating (or cooling) rate."""
    to: Temperature | None = field(example="873 K")
    """Temperature at its end."""
    hold: Duration | None = field(example="30 min")
    """Time held there."""


class Milling(Part):
    """What a ball mill was loaded with, and how it ran."""

    mill: str | None = field(example="Fritsch Pulverisette 7")
    """Maker and model of the mill."""
    jar: str | None = field(example="ZrO2, 45 mL")
    """Material and volume of the jar."""
    balls: str | None = field(example="15 x ZrO2, 10 mm")
    """Number, material and diameter of the balls."""
    ball_to_powder: Annotated[str, Field(pattern="^[0-9]+([.][0-9]+)?:1$")] | None = field(example="20:1")
    """Mass of the balls to mass of the powder."""
    speed: RotationRate | None = field(example="300 rpm")
    """Rotation rate of the main disc."""
    run: Duration | None = field(example="15 min")
    """Length of one run."""
    pause: Duration | None = field(example="5 min")
    """Pause between runs."""
    cycles: Count | None = field(example="20")
    """Number of runs."""


class Weighing(Part):
    """One more look at a balance."""

    mass: Mass = field(example="0.1041 g", required=True)
    """What it showed, net."""
    remark: str | None = field(wide=True, example="after transfer to the mortar")
    """When, and why it was weighed again."""


class Hazards(Part):
    """What is dangerous, and what is done about it."""

    codes: list[HazardCode] = field(many=True, title="GHS codes")
    """Hazard statements by their GHS codes, e.g. H260."""
    risk_assessment: str | None = field(example="RA-2018-004", wide=True)
    """Number or place of the risk assessment, or its gist."""
    waste: str | None = field(example="quench with isopropanol under Ar, then basic aqueous waste", wide=True)
    """How what is left over is made safe and disposed of."""
