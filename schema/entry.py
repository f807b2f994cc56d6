"""What entries of every kind have in common."""

from __future__ import annotations

from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin

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
    columns: ClassVar[tuple[str, ...]] = ()
    """Columns by which a raw file of this kind is known: a table that has them can be one."""
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
    operator: str | None = field(section="Record", widget="person")
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


_Value = TypeVar("_Value")


def walk(part: Part, wanted: type[_Value]) -> list[tuple[str, _Value]]:
    """Path and value of every field and item of a type, in the order of the fields; a part before what is in it."""
    found: list[tuple[str, _Value]] = []
    _collect(part, "", wanted, found)
    return found


def _collect(part: Part, prefix: str, wanted: type, found: list[tuple[str, Any]]) -> None:
    for name in _leading_to(type(part), wanted):
        value = part.__dict__.get(name)
        if value is None:
            continue
        if isinstance(value, wanted):
            found.append((prefix + name, value))
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, wanted):
                    found.append((f"{prefix}{name}[{index}]", item))
                if isinstance(item, Part):
                    _collect(item, f"{prefix}{name}[{index}].", wanted, found)
        elif isinstance(value, Part):
            _collect(value, f"{prefix}{name}.", wanted, found)


@lru_cache(maxsize=1024)
def _leading_to(model: type[Part], wanted: type) -> tuple[str, ...]:
    """The fields that can hold a value of a type, or a part that can: rules walk the same few classes all day."""
    return tuple(name for name, info in model.model_fields.items() if _can_hold(info.annotation, wanted))


def _can_hold(annotation: Any, wanted: type) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _can_hold(annotation.__origin__, wanted)
    if origin is Literal:
        return any(isinstance(choice, wanted) for choice in get_args(annotation))
    if origin in (list, Union, UnionType):
        itself = origin is list and issubclass(list, wanted)
        return itself or any(_can_hold(inner, wanted) for inner in get_args(annotation))
    held = origin or annotation
    if not isinstance(held, type):  # Any
        return True
    within = issubclass(held, Part) and bool(_leading_to(held, wanted))
    return within or issubclass(held, wanted) or issubclass(wanted, held)


def links(entry: Entry) -> dict[str, str]:
    """Path of every link -> id of the entry it names, in the order of the fields."""
    named = ((path, part.__dict__.get("entry")) for path, part in walk(entry, Part))
    return {f"{path}.entry": target for path, target in named if isinstance(target, str)}


def raw_files(entry: Entry) -> dict[str, RawFile]:
    """Path of every raw file part -> the part, in the order of the fields."""
    return dict(walk(entry, RawFile))
