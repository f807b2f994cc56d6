"""Notes: whatever is worth keeping and fits no other kind."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Link, field


class Note(Entry):
    """Free text with links."""

    title_of_kind: ClassVar[str] = "Note"
    rank: ClassVar[int] = 90

    kind: Literal["note"] = field(hidden=True, required=True)
    """What the entry describes."""
    about: list[Link] = field(many=True, section="Record", layout="table")
    """Entries that the note speaks of."""
