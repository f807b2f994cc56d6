"""Environment: what a glovebox or a room was like over time."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Date, Part, RawFile, field
from glovebook.schema.quantity.field import Pressure, Temperature, VolumeFraction


class Reading(Part):
    """One look at the displays."""

    at: Date = field(example="2018-01-14T09:10+08:00", required=True)
    """When."""
    oxygen: VolumeFraction | None = field(title="O₂", example="< 0.1 ppm")
    """Oxygen content."""
    water: VolumeFraction | None = field(title="H₂O", example="< 0.1 ppm")
    """Water content."""
    temperature: Temperature | None = field(example="298 K")
    """Temperature inside."""
    pressure: Pressure | None = field(example="3 mbar")
    """Pressure inside, against the room where it is a glovebox."""
    remark: str | None = field(wide=True)
    """What was going on: regeneration, a glove changed."""


class Environment(Entry):
    """The atmosphere of a glovebox or a room, as a log."""

    title_of_kind: ClassVar[str] = "Environment"
    rank: ClassVar[int] = 15

    kind: Literal["environment"] = field(hidden=True, required=True)
    """What the entry describes."""
    place: str | None = field(section="Place", example="Ar glovebox 2")
    """Which glovebox or room."""
    gas: str | None = field(section="Place", example="Ar")
    """Gas it is filled with."""
    gas_purity: str | None = field(section="Place", example="5.0")
    """Grade of the gas."""
    readings: list[Reading] = field(many=True, section="Readings", layout="table")
    """One line a look, in the order of time."""
    loggers: list[RawFile] = field(many=True, section="Readings", layout="table", rare=True)
    """Files of a data logger."""
