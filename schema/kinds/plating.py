"""Plating and stripping in a symmetric cell."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Count, Link, RawFile, field
from glovebook.schema.quantity.field import ArealCapacity, CurrentDensity, Duration, Pressure, Temperature, Voltage


class Stage(RawFile):
    """Half-cycles at one current density."""

    current_density: CurrentDensity | None = field(example="0.1 mA/cm²")
    """Current over electrode area."""
    duration: Duration | None = field(example="1 h")
    """Length of a half-cycle."""
    areal_capacity: ArealCapacity | None = field(example="0.1 mAh/cm²")
    """Charge passed per half-cycle and area."""
    cycles: Count | None = field(example="10")
    """Number of cycles."""


class Plating(Entry):
    """Plating and stripping between two electrodes of the same metal."""

    title_of_kind: ClassVar[str] = "Plating and stripping"
    rank: ClassVar[int] = 56
    columns: ClassVar[tuple[str, ...]] = ("voltage_volt", "current_ampere")
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/electrochemistry#GalvanostaticCycling"

    kind: Literal["plating"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Sample")
    """The symmetric cell."""
    metal: str | None = field(section="Sample", example="Na")
    """Metal of both electrodes."""
    temperature: Temperature | None = field(section="Sample", example="333 K")
    """Temperature of the cell."""
    stack_pressure: Pressure | None = field(section="Sample", example="5 MPa")
    """Pressure on the stack."""
    instrument: str | None = field(section="Instrument", widget="instrument")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    cut_off: Voltage | None = field(section="Instrument", example="1 V", rare=True)
    """Voltage at which a half-cycle is ended early."""
    stages: list[Stage] = field(many=True, section="Stages", layout="table")
    """One line a current density, in the order of running."""
