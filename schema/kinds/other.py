"""Other: anything with files that has no kind of its own yet, e.g. SEM, XPS, NMR."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Link, RawFile, field
from glovebook.schema.quantity.field import Temperature


class Other(Entry):
    """A measurement or a procedure that has no kind of its own yet."""

    title_of_kind: ClassVar[str] = "Other"
    rank: ClassVar[int] = 70

    kind: Literal["other"] = field(hidden=True, required=True)
    """What the entry describes."""
    technique: str | None = field(section="Technique", example="SEM")
    """What was done."""
    measured_on: Link | None = field(section="Technique")
    """The sample."""
    instrument: str | None = field(section="Technique", widget="instrument")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    temperature: Temperature | None = field(section="Technique", rare=True, example="298 K")
    """Temperature of the sample."""
    files: list[RawFile] = field(many=True, section="Files", layout="table")
    """Files of the measurement."""
