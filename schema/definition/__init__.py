"""Kinds without Python: a YAML text that lists fields gives the same class that a module in ``kinds`` gives.

Types are chosen from a closed list; nothing in a definition is ever evaluated or imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import ValidationError, create_model

from glovebook.schema import kinds
from glovebook.schema.definition.fields import LISTS, PLAIN, WIDGETS, Definition, FieldDefinition
from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.entry import Entry
from glovebook.schema.parse import explained
from glovebook.schema.parts import Part, field
from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.field import Of
from glovebook.schema.refusal import Refusal

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_DEPTH = 3
"""Lists within lists: deeper ones nobody fills in."""
RANK = 75
"""Behind the kinds of measurements that come with Glovebook."""


class LabEntry(Entry):
    """An entry of a kind that a notebook defines."""


@lru_cache(maxsize=64)
def define(name: str, text: str | bytes, file: str) -> type[Entry]:
    """The class of a kind from the text of its definition; raises `Refusal` with file, line and remedy."""
    try:
        document = read_document(text)
    except DocumentError as error:
        raise Refusal(f"{file}:{error.line}:{error.column}: {error.message}", error.hint) from None
    try:
        definition = Definition.model_validate(document.data)
        _check(definition, name)
        return _kind(definition)
    except ValidationError as error:
        finding = explained(Definition, document, file, error.errors(include_url=False)[0])
    except _Misfit as misfit:
        finding = explained(Definition, document, file, misfit.detail)
    place = f"{finding.file}:{finding.line}:{finding.column}: {finding.path}"
    raise Refusal(f"{place}: {finding.message}", finding.hint)


def _check(definition: Definition, name: str) -> None:
    kind = definition.kind
    if not definition.fields:
        raise _Misfit(("fields",), "the kind has no fields", "add e.g. '- {name: load, type: force, help: Load.}'")
    if kind != name:
        raise _Misfit(("kind",), f"{kind!r} is not the name of the file, {name!r}", "make them the same")
    if kind in kinds.names():
        raise _Misfit(
            ("kind",), f"{kind!r} is a kind that comes with Glovebook", f"choose another name, e.g. lab_{kind}"
        )


def _kind(definition: Definition) -> type[Entry]:
    own: Any = _members(definition.fields, LabEntry, ("fields",))
    kind: Any = (Literal[definition.kind], field(hidden=True, required=True, about="What the entry describes."))
    model = create_model(
        _camel(definition.kind), __base__=LabEntry, __doc__=definition.summary, __module__=__name__, kind=kind, **own
    )
    model.title_of_kind = definition.title
    model.rank = RANK
    return model


def _members(fields: Sequence[FieldDefinition], base: type[Part], path: tuple[str | int, ...]) -> dict[str, Any]:
    """Name -> annotation and declaration, as `create_model` takes them."""
    members: dict[str, Any] = {}
    for index, given in enumerate(fields):
        here = (*path, index)
        if given.name in members:
            raise _Misfit((*here, "name"), f"two fields are called {given.name!r}", "rename one of them")
        if given.name in base.model_fields or hasattr(base, given.name):
            hint = f"choose another name, e.g. lab_{given.name}"
            raise _Misfit((*here, "name"), f"{given.name!r} is taken by Glovebook", hint)
        many = given.type in (*LISTS, "links")
        hints: dict[str, Any] = {"section": given.section, "rare": given.rare}
        hints |= {"layout": "table"} if many else {}
        hints |= {"widget": WIDGETS[given.type], "wide": True} if given.type in WIDGETS else {}
        declared = field(
            title=given.title,
            example=given.example,
            about=given.help,
            required=given.required,
            many=many,
            **{key: value for key, value in hints.items() if value},
        )
        annotation = _annotation(given, here)
        members[given.name] = (annotation if given.required or many else annotation | None, declared)
    return members


def _annotation(given: FieldDefinition, path: tuple[str | int, ...]) -> Any:
    if given.type == "choice":
        return Literal[tuple(given.choices)]
    if given.type in PLAIN:
        return PLAIN[given.type]
    if given.type not in LISTS:
        return Annotated[Quantity, Of(given.type)]
    if path.count("fields") > MAX_DEPTH:
        raise _Misfit(path, f"lists are nested deeper than {MAX_DEPTH} levels", "make entries of their own of them")
    base = LISTS[given.type]
    members: Any = _members(given.fields, base, (*path, "fields"))
    item = create_model(_camel(given.name), __base__=base, __doc__=given.help, __module__=__name__, **members)
    return list[item]  # type: ignore[valid-type]  # the class is made here


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


class _Misfit(Exception):
    """What is wrong with a definition beyond the shape of its parts, in the form of Pydantic's errors."""

    def __init__(self, path: tuple[str | int, ...], message: str, hint: str) -> None:
        super().__init__(message)
        self.detail: ErrorDetails = {
            "type": "kind/definition",
            "loc": path,
            "msg": message,
            "input": {},  # None would be an empty item
            "ctx": {"hint": hint},
        }
