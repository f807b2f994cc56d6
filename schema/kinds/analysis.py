"""Analyses over several entries, e.g. an Arrhenius line through replicate pellets."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Link, field


class Analysis(Entry):
    """An analysis over several entries; it owns the result."""

    title_of_kind: ClassVar[str] = "Analysis"
    rank: ClassVar[int] = 80
    analyses: ClassVar[tuple[str, ...]] = ("glovebook.analyses.arrhenius:arrhenius",)
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#DataPostProcessing"

    kind: Literal["analysis"] = field(hidden=True, required=True)
    """What the entry describes."""
    method: Literal["arrhenius"] | None = field(section="Method")
    """Which analysis."""
    inputs: list[Link] = field(many=True, section="Inputs", layout="table")
    """The entries whose results are used."""
