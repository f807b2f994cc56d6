"""Cyclic and linear-sweep voltammetry."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Count, Link, RawFile, field
from glovebook.schema.quantity.field import Area, CurrentDensity, Potential, ScanRate, Temperature


class Sweep(RawFile):
    """One file of sweeps at one scan rate."""

    scan_rate: ScanRate | None = field(rare=True, example="10 mV/s")
    """Rate of the sweep, where it differs from that above."""
    window: Potential | None = field(rare=True, example="-0.5..10 V vs Na+/Na")
    """From the lower to the upper turning potential, where it differs from that above."""
    cycles: Count | None = field(example="10")
    """Number of cycles."""


class Cv(Entry):
    """Current against potential."""

    title_of_kind: ClassVar[str] = "Voltammetry (CV, LSV)"
    rank: ClassVar[int] = 54
    columns: ClassVar[tuple[str, ...]] = ("voltage_volt", "current_ampere")
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#CyclicVoltammetry"

    kind: Literal["cv"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Cell")
    """The cell."""
    electrodes: Literal["two", "three"] | None = field(section="Cell")
    """Number of electrodes."""
    working_electrode: str | None = field(section="Cell", example="Pt foil")
    """What the current is drawn from; say where it holds carbon."""
    reference: str | None = field(section="Cell", example="Na+/Na")
    """What potentials refer to."""
    area: Area | None = field(section="Cell", example="0.503 cm²")
    """Area of the working electrode."""
    temperature: Temperature | None = field(section="Cell", example="298 K")
    """Temperature of the cell."""
    instrument: str | None = field(section="Instrument", widget="instrument", example="im6ex")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    scan_rate: ScanRate | None = field(section="Sweeps", example="10 mV/s")
    """Rate of the sweeps."""
    window: Potential | None = field(section="Sweeps", example="-0.5..10 V vs Na+/Na")
    """From the lower to the upper turning potential, with the reference."""
    onset: CurrentDensity | None = field(section="Sweeps", rare=True, title="Onset current", example="10 µA/cm²")
    """Current density from which decomposition is said to begin."""
    sweeps: list[Sweep] = field(many=True, section="Sweeps", layout="table")
    """One line a file."""
