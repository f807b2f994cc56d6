"""Space groups by their Hermann-Mauguin symbol."""

from __future__ import annotations

import re
from typing import Any, Self

from glovebook.schema.refusal import Refusal
from glovebook.schema.written import Written

SYSTEMS = (
    (2, "triclinic"),
    (15, "monoclinic"),
    (74, "orthorhombic"),
    (142, "tetragonal"),
    (167, "trigonal"),
    (194, "hexagonal"),
    (230, "cubic"),
)
"""Last number of a crystal system, and its name."""


class SpaceGroup(Written):
    """A space group: the symbol as written, and its number."""

    __slots__ = ("number",)

    called = "a space group"
    rule = "structure/space-group"
    hint = "write its Hermann-Mauguin symbol, e.g. 'Pna2_1' or 'Fm-3m'"
    keywords = {  # that a text begins like a symbol; the list of 230 is checked by Glovebook
        "maxLength": 20,
        "pattern": "^ *[PABCIFRH] ?[-−‐–0-9₁₂₃₄₅\u0304\u0305a-dmn_/() ]+$",
        "errorMessage": "expected a Hermann-Mauguin symbol, e.g. 'Pna2_1'",
        "examples": ["Pna2_1"],
    }

    number: int
    """1 to 230."""

    def __init__(self, text: str, number: int) -> None:
        super().__init__(text)
        self.number = number

    @classmethod
    def parse(cls, text: str) -> Self:
        """The space group that a symbol names; `Refusal` where it names none.

        Underscores and spaces may be left out; where they stand they must fit: ``P3_12`` is not ``P312``.
        """
        from glovebook.schema.space_group_symbols import SYMBOLS

        written = re.sub("([₁₂₃₄₅])", lambda index: f"_{'₁₂₃₄₅'.index(index[0]) + 1}", text.strip())
        written = re.sub("([1346])[\u0304\u0305]", r"-\1", re.sub("[−‐–]", "-", written))
        number, symbol = SYMBOLS.get(re.sub("[_ ]", "", written), (0, ""))
        if not (number and _places(written, "_") <= _places(symbol, "_") and _places(written, " ") <= _joints(symbol)):
            raise Refusal(f"{text!r} is no space group", cls.hint)
        return cls(text, number)

    @property
    def system(self) -> str:
        """Crystal system: ``orthorhombic``."""
        return next(name for last, name in SYSTEMS if self.number <= last)

    def reading(self) -> str:
        """Number and crystal system: ``no. 33, orthorhombic``."""
        return f"no. {self.number}, {self.system}"

    def as_json(self) -> dict[str, Any]:
        """Plain data: text, number, crystal system."""
        return {"text": self.text, "number": self.number, "system": self.system}


def _places(symbol: str, sign: str) -> set[int]:
    """How many characters, underscores and spaces aside, stand before each sign."""
    return {len(re.sub("[_ ]", "", symbol[:at])) for at, character in enumerate(symbol) if character == sign}


def _joints(symbol: str) -> set[int]:
    """Where a symbol may have spaces: before each axis or plane."""
    parts = re.findall(r"[A-Z]|-?\d(?:_\d)?(?:/[a-z])?|.", symbol)
    return {len("".join(parts[:end]).replace("_", "")) for end in range(1, len(parts))}
