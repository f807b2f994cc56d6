"""Molar ratios: ``1:1``, or with names ``NaNH2:Na2B12H12 = 1:1``."""

from __future__ import annotations

import re
from typing import Any, Self

from glovebook.schema.refusal import Refusal
from glovebook.schema.written import Written

MAX_LENGTH = 200
_COLON = " ?[:\u2236\uff1a] ?"
_NAME = "[A-Za-z(\\[][A-Za-z0-9₀₁₂₃₄₅₆₇₈₉().·\\[\\]]*"
_NUMBER = "[0-9]+(?:\\.[0-9]+)?"
_PATTERN = f"^(?:{_NAME}(?:{_COLON}{_NAME})+ ?= ?)?{_NUMBER}(?:{_COLON}{_NUMBER})+(?![\\s\\S])"
"""Ends in a look ahead: Python's ``$`` would let a line break pass that ECMA-262 does not."""
_WHOLE = re.compile(_PATTERN)
_COLONS = str.maketrans("\u2236\uff1a", "::")


class Ratio(Written):
    """A molar ratio: its parts, and the formulas they belong to where they are named."""

    __slots__ = ("names", "parts")

    called = "a molar ratio"
    rule = "quantity/ratio"
    hint = "write numbers with colons, e.g. '1:1' or 'NaNH2:Na2B12H12 = 1:1'"
    keywords = {
        "maxLength": MAX_LENGTH,
        "pattern": _PATTERN,
        "errorMessage": "expected a molar ratio, e.g. '1:1' or 'NaNH2:Na2B12H12 = 1:1'",
        "examples": ["1:1"],
    }

    parts: tuple[float, ...]
    names: tuple[str, ...]
    """Empty where the ratio follows the order of the reagents."""

    def __init__(self, text: str, parts: tuple[float, ...], names: tuple[str, ...]) -> None:
        super().__init__(text)
        self.parts = parts
        self.names = names

    @classmethod
    def parse(cls, text: str) -> Self:
        """The ratio that a text means; `Refusal` with the reason where it means none."""
        if len(text) > MAX_LENGTH:
            raise Refusal(f"the text is {len(text)} characters long", cls.hint)
        if not _WHOLE.fullmatch(text):
            raise Refusal(f"{text!r} is no molar ratio", cls.hint)
        names, _, numbers = text.translate(_COLONS).rpartition("=")
        parts = tuple(float(part) for part in numbers.split(":"))
        named = tuple(name.strip() for name in names.split(":")) if names else ()
        if named and len(named) != len(parts):
            raise Refusal(f"{text!r} names {len(named)} substances and {len(parts)} numbers", cls.hint)
        if not all(parts):
            raise Refusal(f"{text!r} has a part that is zero", cls.hint)
        return cls(text, parts, named)

    def reading(self) -> str:
        """The parts, with their names where they have some: ``NaNH2 1, Na2B12H12 1``."""
        if not self.names:
            return " to ".join(f"{part:g}" for part in self.parts)
        return ", ".join(f"{name} {part:g}" for name, part in zip(self.names, self.parts, strict=True))

    def as_json(self) -> dict[str, Any]:
        """Plain data: text, parts, and the names they belong to."""
        return {"text": self.text, "parts": list(self.parts), "names": list(self.names)}
