"""What entries of every kind have in common."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from glovebook.schema.parts import (
    Amendment,
    Date,
    EntryId,
    Link,
    LogLine,
    Part,
    Procedure,
    RawFile,
    Reported,
    Review,
    Waiver,
    YesNo,
    field,
)

SCHEMA_VERSION = "1.0"
"""Version of the entry format that this Glovebook reads and writes."""


class Entry(Part):
    """One record of the notebook, one file ``<id>.gb.yaml``."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """A kind is built as it is imported, under the lock of the import: threads read entries at once."""
        cls.model_rebuild()

    title_of_kind: ClassVar[str] = ""
    """What people call the kind, e.g. ``Impedance (EIS)``."""
    rank: ClassVar[int] = 100
    """Place in lists of kinds: the order of a lab's day."""
    analyses: ClassVar[tuple[str, ...]] = ()
    """Standard analyses in order, as lazy ``module:function`` pointers."""
    crate_type: ClassVar[str] = ""
    """IRI of a matching class in a published ontology, for the exported crate."""

    kind: str = field(hidden=True, required=True)
    """What the entry describes."""
    schema_version: Annotated[Literal["1.0"], Field(alias="schema")] = field(hidden=True, required=True)
    """Version of the entry format."""
    id: EntryId = field(hidden=True, required=True)
    """Name of the entry, unique in the notebook."""
    uuid: Annotated[str, Field(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")] | None = field(hidden=True)
    """Universal identifier, written once."""
    title: str | None = field(section="Record", wide=True)
    """What this is, in a few words."""
    date: Date | None = field(section="Record")
    """When the work was done, with the time zone where a time is given."""
    operator: str | None = field(section="Record")
    """Who did it: a key of `people` in glovebook.yaml, or an ORCID."""
    status: Literal["planned", "running", "done", "failed", "aborted", "discarded"] | None = field(section="Record")
    """Where the work stands."""
    reason: str | None = field(section="Record", rare=True, wide=True)
    """Why it failed, was aborted or discarded."""
    synthetic: YesNo | None = field(section="Record", rare=True)
    """yes: the data are generated, not measured; every figure and export repeats it."""
    tags: list[str] = field(many=True, section="Record", rare=True)
    """Words to find it by."""
    procedure: Procedure | None = field(section="Record", rare=True)
    """The template that the entry was started from; deviations from it are listed."""
    notes: str | None = field(section="Notes", widget="markdown", wide=True)
    """Free text, Markdown."""
    log: list[LogLine] = field(many=True, section="Notes", layout="table", rare=True)
    """Remarks with their time."""
    attachments: list[RawFile] = field(many=True, section="Notes", layout="table", rare=True)
    """Photos, scanned pages, procedures."""
    reported: list[Reported] = field(many=True, section="Stated numbers", layout="table", rare=True)
    """Numbers that somebody stated, e.g. in a paper."""
    reviews: list[Review] = field(many=True, section="Review", layout="table", rare=True)
    """What other people found when reading the entry."""
    amendments: list[Amendment] = field(many=True, section="Review", layout="table", rare=True)
    """Changes since it was reviewed, with their reasons."""
    waive: list[Waiver] = field(many=True, section="Notes", layout="table", rare=True)
    """Rules silenced for this entry, with the reason."""
    part_of: Link | None = field(section="Record", rare=True)
    """Larger piece of work that this belongs to."""
    custom: dict[str, Any] = Field({}, json_schema_extra={"x-glovebook": {"hidden": True}})
    """Whatever the lab adds, also quantities with their units; kept as text and exported, not checked."""


def walk(part: Part, path: str = "") -> list[tuple[str, Any]]:
    """Path and value of every field that is filled in, in the order of the fields; a part before what is in it."""
    found: list[tuple[str, Any]] = []
    _collect(part, path, found)
    return found


def _collect(part: Part, path: str, found: list[tuple[str, Any]]) -> None:
    for name, value in part.__dict__.items():
        if value is None:
            continue
        here = f"{path}.{name}" if path else name
        found.append((here, value))
        if isinstance(value, Part):
            _collect(value, here, found)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                found.append((f"{here}[{index}]", item))
                if isinstance(item, Part):
                    _collect(item, f"{here}[{index}]", found)


def links(entry: Entry) -> dict[str, str]:
    """Path of every link -> id of the entry it names, in the order of the fields."""
    return {path: value for path, value in walk(entry) if path.endswith(".entry") and isinstance(value, str)}


def raw_files(entry: Entry) -> dict[str, RawFile]:
    """Path of every raw file part -> the part, in the order of the fields."""
    return {path: value for path, value in walk(entry) if isinstance(value, RawFile)}
