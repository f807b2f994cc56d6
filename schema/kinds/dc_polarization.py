"""DC polarisation: a constant voltage, and how the current falls."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Link, RawFile, field
from glovebook.schema.quantity.field import Current, Duration, Temperature, Voltage


class Hold(RawFile):
    """One voltage held."""

    voltage: Voltage | None = field(example="50 mV")
    """Voltage applied."""
    duration: Duration | None = field(example="10 h")
    """How long."""
    temperature: Temperature | None = field(example="298 K")
    """Temperature of the sample."""
    initial_current: Current | None = field(example="4.1 µA")
    """Current at the beginning, where read off."""
    steady_current: Current | None = field(example="12 nA")
    """Current at the end, where read off."""


class DcPolarization(Entry):
    """Current against time at constant voltage, for electronic conductivity or a transference number."""

    title_of_kind: ClassVar[str] = "DC polarisation"
    rank: ClassVar[int] = 52
    columns: ClassVar[tuple[str, ...]] = ("voltage_volt", "current_ampere")
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#Chronoamperometry"

    kind: Literal["dc_polarization"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Sample")
    """The pellet or cell; its geometry gives the conductivity."""
    electrodes: Literal["blocking", "reversible"] | None = field(section="Sample")
    """Blocking electrodes give the electronic conductivity, reversible ones a transference number."""
    electrode_material: str | None = field(section="Sample", example="stainless steel")
    """What the electrodes are made of."""
    instrument: str | None = field(section="Instrument", widget="instrument", example="im6ex")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    holds: list[Hold] = field(many=True, section="Holds", layout="table")
    """One line a voltage."""
