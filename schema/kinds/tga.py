"""Thermogravimetry, with DTA or DSC where it was measured."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Link, RawFile, Segment, YesNo, field
from glovebook.schema.quantity.field import GasFlow, Mass, Temperature


class Tga(Entry):
    """Mass against temperature."""

    title_of_kind: ClassVar[str] = "Thermogravimetry (TG, DTA, DSC)"
    rank: ClassVar[int] = 64
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#Thermogravimetry"

    kind: Literal["tga"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Sample")
    """The powder."""
    mass: Mass | None = field(section="Sample", example="5.32 mg")
    """Mass of the sample."""
    crucible: str | None = field(section="Sample", example="Al2O3, pierced lid")
    """Crucible and lid."""
    instrument: str | None = field(section="Instrument", widget="instrument")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    signal: Literal["TG", "TG-DTA", "TG-DSC"] | None = field(section="Instrument")
    """What was recorded."""
    gas: str | None = field(section="Atmosphere", example="Ar")
    """Purge gas."""
    flow: GasFlow | None = field(section="Atmosphere", example="100 mL/min")
    """Flow of the purge gas."""
    start: Temperature | None = field(section="Programme", example="298 K")
    """Temperature at the beginning."""
    programme: list[Segment] = field(many=True, section="Programme", layout="table")
    """Segments in order."""
    blank_corrected: YesNo | None = field(section="Programme", rare=True)
    """yes: a run with an empty crucible was taken off."""
    files: list[RawFile] = field(many=True, section="Files", layout="table")
    """Files of the run."""
