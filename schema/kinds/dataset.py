"""Datasets: what is archived together, by whom and under which terms."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Date, Link, Part, field


class Creator(Part):
    """Somebody who made the data."""

    person: str = field(example="lhe", required=True)
    """A key of `people` in glovebook.yaml, or an ORCID."""
    role: (
        Literal[
            "conceptualization",
            "data curation",
            "formal analysis",
            "funding acquisition",
            "investigation",
            "methodology",
            "project administration",
            "resources",
            "software",
            "supervision",
            "validation",
            "visualization",
            "writing",
        ]
        | None
    ) = None
    """What the person did (CRediT, ANSI/NISO Z39.104-2022)."""


class Funding(Part):
    """Who paid."""

    funder: str = field(example="National Natural Science Foundation of China", required=True)
    """Name of the funder."""
    award: str | None = field(example="21671096")
    """Number of the award."""


class RelatedWork(Part):
    """A publication or another dataset."""

    doi: str = field(title="DOI", example="10.1016/j.jpowsour.2018.06.054", required=True)
    """Its DOI."""
    relation: Literal["is supplement to", "is described by", "cites", "is new version of", "is derived from"] | None = (
        None
    )
    """How the dataset stands to it."""


class Dataset(Entry):
    """What is archived together, with its terms."""

    title_of_kind: ClassVar[str] = "Dataset"
    rank: ClassVar[int] = 85

    kind: Literal["dataset"] = field(hidden=True, required=True)
    """What the entry describes."""
    abstract: str | None = field(section="About", widget="markdown", wide=True)
    """What the data are, in a paragraph."""
    keywords: list[str] = field(many=True, section="About")
    """Words to find it by."""
    version: str | None = field(section="About", example="1.0")
    """Version of the dataset."""
    includes: list[Link] = field(many=True, section="Contents", layout="table")
    """The entries in it; what they link to comes along."""
    creators: list[Creator] = field(many=True, section="People", layout="table")
    """Who made the data, in the order of citation."""
    contact: str | None = field(section="People")
    """Whom to ask: a key of `people` in glovebook.yaml, or an ORCID."""
    rights_holder: str | None = field(section="People", rare=True)
    """Who holds the rights: a key of `organisations` or `people`."""
    funding: list[Funding] = field(many=True, section="Project", layout="table", rare=True)
    """Who paid."""
    project: str | None = field(section="Project", rare=True)
    """Identifier of the project."""
    related: list[RelatedWork] = field(many=True, section="Project", layout="table")
    """Publications and other datasets."""
    access: Literal["open", "embargoed", "restricted", "metadata-only"] | None = field(section="Terms")
    """Who may have the data."""
    embargo_until: Date | None = field(section="Terms", rare=True)
    """When embargoed data become open."""
    license: str | None = field(section="Terms", example="CC-BY-4.0")
    """SPDX id of the licence, where it differs from the notebook's."""
