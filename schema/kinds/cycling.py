"""Galvanostatic cycling of a cell."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Count, Date, Link, Part, RawFile, field
from glovebook.schema.quantity.field import (
    CRate,
    Current,
    CurrentDensity,
    Duration,
    Mass,
    Potential,
    SpecificCapacity,
    Temperature,
)


class Period(Part):
    """A run of cycles under one set of conditions, e.g. formation."""

    cycles: str | None = field(example="1..2")
    """Which cycles."""
    rate: CRate | None = field(example="0.1 C")
    """C-rate; what 1 C means is said once, above."""
    current: Current | None = field(example="7.2 µA")
    """Current, where the rate is set by it."""
    current_density: CurrentDensity | None = field(rare=True, example="14 µA/cm²")
    """Current over electrode area."""
    window: Potential | None = field(example="1.0..2.4 V vs Na+/Na")
    """Between which potentials, with the reference."""
    constant_voltage: Duration | None = field(rare=True, example="1 h")
    """Longest time at constant voltage at the end of a half-cycle."""
    rest: Duration | None = field(rare=True, example="10 min")
    """Rest between half-cycles."""


class Cycling(Entry):
    """Charge and discharge at constant current."""

    title_of_kind: ClassVar[str] = "Cycling"
    rank: ClassVar[int] = 58
    columns: ClassVar[tuple[str, ...]] = ("voltage_volt", "current_ampere")
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/electrochemistry#GalvanostaticCycling"
    analyses: ClassVar[tuple[str, ...]] = ("glovebook.analyses.cycling:cycling",)

    kind: Literal["cycling"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Cell")
    """The cell."""
    active_material: Formula | None = field(section="Cell", widget="formula", example="TiS2")
    """What capacities refer to."""
    active_mass: Mass | None = field(section="Cell", example="0.30 mg")
    """Mass of active material, not of the composite."""
    nominal_capacity: SpecificCapacity | None = field(section="Cell", title="1 C means", example="239 mAh/g")
    """Specific capacity that 1 C passes in one hour."""
    electrons: Count | None = field(section="Cell", rare=True, title="Electrons", example="1")
    """Electrons per formula unit of active material that the capacity of 1 C counts."""
    first: Literal["charge", "discharge"] | None = field(section="Cell", title="First half-cycle")
    """Which half-cycle comes first."""
    temperature: Temperature | None = field(section="Conditions", example="353 K")
    """Temperature of the cell."""
    instrument: str | None = field(section="Conditions", widget="instrument", example="neware")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    channel: str | None = field(section="Conditions", rare=True, example="51-5")
    """Channel of the cycler."""
    current_range: Current | None = field(section="Conditions", rare=True, example="1 mA")
    """Range of the cycler that was used."""
    phases: list[Period] = field(many=True, section="Programme", layout="table")
    """One line a run of cycles, in order."""
    ended: Date | None = field(section="Programme", rare=True)
    """When the last cycle ended."""
    files: list[RawFile] = field(many=True, section="Files", layout="table")
    """Files of the cycler, in the order of time."""
