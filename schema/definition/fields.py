"""What a definition of a kind may say: its names, and fields with types from a closed list."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from glovebook.schema.formula import Formula
from glovebook.schema.parts import NAME_PATTERN, Count, Date, Link, Part, RawFile, YesNo
from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.schema.quantity.kinds import QUANTITY_KINDS

PLAIN: dict[str, Any] = {
    "text": str,
    "markdown": str,
    "date": Date,
    "yes_no": YesNo,
    "count": Count,
    "formula": Formula,
    "link": Link,
    "links": list[Link],
    "file": RawFile,
}
"""Type -> annotation, for types that need nothing besides."""
WIDGETS = {"markdown": "markdown", "formula": "formula"}
"""Types with an input of their own in the form."""
LISTS: dict[str, type[Part]] = {"list": Part, "files": RawFile}
"""Types that hold items with fields of their own, and what an item is besides."""
TYPES = ("choice", *PLAIN, *LISTS, *QUANTITY_KINDS)
"""Every type that a field may have; the name of a kind of quantity stands for its texts."""


def _name(text: str) -> str:
    if not re.fullmatch(NAME_PATTERN, text):
        hint = "write lower-case letters, digits and '_', at most 40, beginning with a letter"
        raise PydanticCustomError("kind/name", "{text} is no name", {"text": repr(text), "hint": hint})
    return text


Name = Annotated[str, AfterValidator(_name)]


class FieldDefinition(Part):
    """One field of a lab's own kind."""

    name: Name
    """Name as it is written in entries."""
    type: str
    """One of `TYPES`."""
    help: str
    """What belongs into it; the form shows it."""
    title: str = ""
    """Label in the form, where it is not the name."""
    example: str = ""
    """A text that would do."""
    section: str = "Details"
    """Heading that it stands under."""
    required: YesNo = False
    """yes: an entry without it is refused."""
    rare: YesNo = False
    """yes: waits behind "more fields" while it is empty."""
    choices: list[str] = []
    """What may be chosen, for a ``choice``."""
    fields: list[FieldDefinition] = []
    """Fields of an item, for ``list`` and ``files``."""

    @model_validator(mode="after")
    def _sound(self) -> FieldDefinition:
        if self.type not in TYPES:
            close = get_close_matches(self.type, TYPES, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"write one of {', '.join(TYPES)}"
            raise _error("type", f"{self.type!r} is no type of field", hint)
        if (self.type == "choice") != bool(self.choices):
            raise _error("choices", "a choice has choices, and nothing else has", "write e.g. 'choices: [SE, BSE]'")
        if (self.fields and self.type not in LISTS) or (self.type == "list" and not self.fields):
            raise _error("fields", "a list has fields, and nothing else but 'files' has", "list the fields of an item")
        if self.example and self.type in QUANTITY_KINDS:
            try:
                Quantity.parse(self.example, self.type)
            except QuantityError as error:
                raise _error("example", error.message, error.hint) from None
        return self


class Definition(Part):
    """A lab's own kind."""

    model_config = ConfigDict(defer_build=False)  # threads read definitions at once

    kind: Name
    """Name of the kind, which is that of the file."""
    title: str
    """What people call it."""
    summary: str
    """What an entry of it is, in one sentence."""
    fields: list[FieldDefinition]
    """Its fields in the order of the form."""


def _error(at: str, message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("kind/field", "{message}", {"message": message, "hint": hint, "at": at})
