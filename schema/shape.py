"""What is wrong with the shape of an entry, in words for the person who typed it.

Pydantic says what it expected in the words of a programmer; each of its error types has a
function here that says what was typed, what belongs there, and how that is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from glovebook.schema.document import Path
from glovebook.schema.entry import SCHEMA_VERSION
from glovebook.schema.refusal import Refusal

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

CLOSE = 0.6
"""How alike two names must be for one to be taken for the other."""


class Words(NamedTuple):
    """What a finding says."""

    rule: str
    message: str
    hint: str


class _Mistake(NamedTuple):
    model: Any
    path: Path
    value: Any
    context: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.path[-1])

    @property
    def shown(self) -> str:
        """What was typed, as the subject of a sentence."""
        if isinstance(self.value, dict):
            return "fields"
        return "a list" if isinstance(self.value, list) else repr(self.value)

    @property
    def stands(self) -> str:
        return f"{self.shown} stand{'' if isinstance(self.value, dict) else 's'}"


def words(model: Any, path: Path, detail: ErrorDetails) -> Words:
    """Rule, message and hint of one of Pydantic's errors on a model."""
    mistake = _Mistake(model, path, detail["input"], detail.get("ctx", {}))
    if mistake.value is None and isinstance(path[-1], int):
        return Words("record/empty-item", "the item is empty", "fill it in, or remove its line")
    if "/" in detail["type"]:  # raised by our own types, which have said it all
        return Words(detail["type"], detail["msg"], mistake.context.get("hint", ""))
    if said := _SAID.get(detail["type"]):
        return said(mistake)
    return Words("record/text", f"{mistake.shown}: {detail['msg']}", "write another value")


def of_another_version(version: str, file: str) -> Words:
    """What is said of an entry that is not of the current version, in a file of that name."""
    from glovebook.schema.migrations import refuse_unknown

    try:
        refuse_unknown(version)
    except Refusal as refusal:
        return Words("record/version", refusal.message, refusal.hint)
    message = f"the entry is written for schema {version!r}, and this Glovebook reads {SCHEMA_VERSION!r}"
    hint = f"bring it up to date: glovebook migrate {file or 'FILE'} (with --diff to see what changes)"
    return Words("record/version", message, hint)


def misspelled(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Whether a field is missing because its name was misspelled beside it: one mistake, one finding."""
    if detail["type"] != "missing":
        return False
    *parent, name = detail["loc"]
    beside = [other["loc"][-1] for other in details if other["type"] == "extra_forbidden"]
    return bool(_close(name, [key for key in beside if any(other["loc"] == (*parent, key) for other in details)]))


def fields_at(model: Any, path: Path) -> list[str]:
    """Names of the fields that a part of an entry may have, as they are written."""
    from typing import get_args

    from pydantic import BaseModel

    for key in path:
        if isinstance(key, str) and isinstance(model, type) and issubclass(model, BaseModel):
            found = {info.alias or name: info for name, info in model.model_fields.items()}.get(key)
            model = found.annotation if found else None
        while model is not None and not (isinstance(model, type) and issubclass(model, BaseModel)):
            model = next((arg for arg in get_args(model) if arg is not type(None)), None)
    if model is None:
        return []
    return [info.alias or name for name, info in model.model_fields.items() if name != "custom"]


def _missing(mistake: _Mistake) -> Words:
    value = '"1.0"' if mistake.path == ("schema",) else "..."  # quoted, or other readers would take it for a number
    message = f"the field {mistake.name!r} is required here"
    return Words("record/required", message, f"add the line '{mistake.name}: {value}'")


def _unknown(mistake: _Mistake) -> Words:
    """The nearest name by spelling, or all that may stand there."""
    names = fields_at(mistake.model, mistake.path[:-1])
    close = _close(mistake.name, names)
    other = f"write one of {', '.join(names)}" if names else "leave it out"
    if "custom" in mistake.model.model_fields:
        other += "; other things belong under 'custom:'"
    hint = f"did you mean {close[0]!r}?" if close else other
    return Words("record/unknown-field", f"there is no field {mistake.name!r} here", hint)


def _choice(mistake: _Mistake) -> Words:
    return Words("record/choice", f"{mistake.shown} is not one of the choices", f"write {mistake.context['expected']}")


_FORMS = {
    "id": "write lower-case letters, digits, '.', '_' and '-', at most 64, e.g. 'p7'",
    "entry": "write the id of an entry, e.g. 'p7'",
    "ball_to_powder": "write the mass of the balls to one of powder, e.g. '20:1'",
    "sha256": "write 64 hexadecimal digits; `glovebook new --from FILE` fills them in",
    "orcid": "write it as https://orcid.org/0000-0002-1825-0097",
    "ror": "write it as https://ror.org/ and nine letters or digits",
    "uuid": "leave the line as `glovebook new` wrote it, or remove it",
}
"""Name of a field that has a pattern -> what the pattern asks for."""


def _form(mistake: _Mistake) -> Words:
    hint = _FORMS.get(mistake.name, f"write a text that fits {mistake.context['pattern']}")
    return Words("record/text", f"{mistake.shown} is not of the form expected", hint)


def _list(mistake: _Mistake) -> Words:
    names = fields_at(mistake.model, mistake.path)
    item = f"{{{names[0]}: {mistake.value}}}" if names else mistake.value
    example = f"e.g. '- {item}'" if isinstance(mistake.value, str) else "each after '- '"
    return Words("record/list", f"{mistake.stands} where a list is expected", f"write one item a line, {example}")


def _mapping(mistake: _Mistake) -> Words:
    names = fields_at(mistake.model, mistake.path)
    hint = "write 'name: value' lines, indented"
    if names and isinstance(mistake.value, str):
        hint = f"say which field it is, e.g. '{{{names[0]}: {mistake.value}}}'"
    return Words("record/mapping", f"{mistake.stands} where fields are expected", hint)


def _text(mistake: _Mistake) -> Words:
    return Words("record/text", f"{mistake.stands} where one text is expected", "write one text")


def _short(mistake: _Mistake) -> Words:
    length = mistake.context["min_length"]
    return Words("record/text", f"{mistake.shown} is too short", f"write at least {length} characters")


def _close(name: object, names: Sequence[object]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(str(name), [str(other) for other in names], 1, CLOSE)


_SAID: dict[str, Callable[[_Mistake], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "string_pattern_mismatch": _form,
    "list_type": _list,
    "model_type": _mapping,
    "dict_type": _mapping,
    "model_attributes_type": _mapping,
    "string_type": _text,
    "string_too_short": _short,
}
"""Pydantic's name of an error -> what is said about it."""
