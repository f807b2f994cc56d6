"""Samples: batches and what was taken out of them."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Date, Part, Source, YesNo, field
from glovebook.schema.quantity.field import Mass


class Movement(Part):
    """Something taken out, handed over or returned."""

    at: Date = field(example="2018-01-15T14:00+08:00", required=True)
    """When."""
    amount: Mass | None = field(example="44.0 mg")
    """How much."""
    to: str | None = field(example="p7")
    """Entry, person or place it went to."""
    remark: str | None = field(wide=True)
    """Why."""


class Sample(Entry):
    """A batch or an aliquot: where it came from, where it is, and how much of it is left."""

    title_of_kind: ClassVar[str] = "Sample"
    rank: ClassVar[int] = 25

    kind: Literal["sample"] = field(hidden=True, required=True)
    """What the entry describes."""
    made_from: list[Source] = field(many=True, section="Origin", layout="table")
    """Batch or batches it was taken from: one when split, several when pooled."""
    formula: Formula | None = field(section="Origin", widget="formula", example="Na3NH2B12H12")
    """Formula."""
    form: Literal["powder", "pellet", "foil", "liquid", "crystal", "other"] | None = field(section="Origin")
    """What it looks like."""
    amount: Mass | None = field(section="Amount", example="0.55 g")
    """Mass when it was made or received."""
    left: Mass | None = field(section="Amount", example="0.41 g")
    """Mass at the last look."""
    used_up: YesNo | None = field(section="Amount", rare=True)
    """yes: nothing is left."""
    movements: list[Movement] = field(many=True, section="Amount", layout="table")
    """What was taken out, handed over or returned, in the order of time."""
    container: str | None = field(section="Place", example="PTFE vial")
    """What it is kept in."""
    location: str | None = field(section="Place", example="Ar glovebox 2, shelf 3")
    """Where it is."""
    custodian: str | None = field(section="Place")
    """Who looks after it: a key of `people` in glovebook.yaml, or an ORCID."""
    igsn: str | None = field(section="Place", rare=True, title="IGSN")
    """International Generic Sample Number."""
