"""Molar ratios: ``1:1``, or with names ``NaNH2:Na2B12H12 = 1:1``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

MAX_LENGTH = 200
_COLON = " ?[:\u2236\uff1a] ?"
_NAME = "[A-Za-z(\\[][A-Za-z0-9₀₁₂₃₄₅₆₇₈₉().·\\[\\]]*"
_NUMBER = "[0-9]+(?:\\.[0-9]+)?"
_PATTERN = f"^(?:{_NAME}(?:{_COLON}{_NAME})+ ?= ?)?{_NUMBER}(?:{_COLON}{_NUMBER})+(?![\\s\\S])"
"""Ends in a look ahead: Python's ``$`` would let a line break pass that ECMA-262 does not."""
_WHOLE = re.compile(_PATTERN)
_COLONS = str.maketrans("\u2236\uff1a", "::")


class Ratio:
    """A molar ratio: its parts, and the formulas they belong to where they are named."""

    __slots__ = ("names", "parts", "text")

    text: str
    parts: tuple[float, ...]
    names: tuple[str, ...]
    """Empty where the ratio follows the order of the reagents."""

    def __init__(self, text: str, parts: tuple[float, ...], names: tuple[str, ...]) -> None:
        self.text = text
        self.parts = parts
        self.names = names

    @classmethod
    def parse(cls, text: str) -> Ratio:
        """The ratio that a text means; `ValueError` with the reason where it means none."""
        if len(text) > MAX_LENGTH:
            raise ValueError(f"the text is {len(text)} characters long")
        if not _WHOLE.fullmatch(text):
            raise ValueError(f"{text!r} is no molar ratio")
        names, _, numbers = text.translate(_COLONS).rpartition("=")
        parts = tuple(float(part) for part in numbers.split(":"))
        named = tuple(name.strip() for name in names.split(":")) if names else ()
        if named and len(named) != len(parts):
            raise ValueError(f"{text!r} names {len(named)} substances and {len(parts)} numbers")
        if not all(parts):
            raise ValueError(f"{text!r} has a part that is zero")
        return cls(text, parts, named)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Ratio({self.text!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A validator from text to `Ratio`."""
        return core_schema.no_info_plain_validator_function(_validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A string with the pattern of a ratio."""
        return {
            "type": "string",
            "maxLength": MAX_LENGTH,
            "pattern": _PATTERN,
            "errorMessage": "expected a molar ratio, e.g. '1:1' or 'NaNH2:Na2B12H12 = 1:1'",
            "examples": ["1:1"],
        }


def _validate(value: object) -> Ratio:
    if isinstance(value, Ratio):
        return value
    if not isinstance(value, str):
        raise _error("a molar ratio is one text")
    try:
        return Ratio.parse(value)
    except ValueError as error:
        raise _error(str(error)) from None


def _error(message: str) -> PydanticCustomError:
    hint = "write numbers with colons, e.g. '1:1' or 'NaNH2:Na2B12H12 = 1:1'"
    return PydanticCustomError("quantity/ratio", "{message}", {"message": message, "hint": hint})
