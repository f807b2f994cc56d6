"""Chemical formulas: ``Na3NH2B12H12``, ``Na2(B12H12)0.5(B10H10)0.5``, ``CuSO4·5H2O``, ``75Li2S·25P2S5``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError, core_schema

from glovebook.schema.atomic_weights import ATOMIC_WEIGHTS
from glovebook.schema.refusal import Refusal

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

MAX_LENGTH = 200
_PLAIN_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⋅∙•", "0123456789···")
_TOKEN = re.compile(r"(?P<element>[A-Z][a-z]?)|(?P<open>[(\[])|(?P<close>[)\]])|(?P<number>[0-9]+(?:\.[0-9]+)?)")
_ADDUCT = re.compile(r"\.\d*(?:H2O|NH3)(?![a-z])")
"""Behind a point: in ``CuSO4.5H2O`` and ``MgCl2.6NH3`` the digits may belong to either side."""
_CLOSES = {"(": ")", "[": "]"}


class FormulaError(Refusal):
    """A text that is no chemical formula."""


class Formula:
    """A chemical formula: the text as written and the composition it stands for."""

    __slots__ = ("composition", "text")

    text: str
    composition: dict[str, float]
    """Element symbol -> atoms per formula unit, in the order of first mention."""

    def __init__(self, text: str, composition: dict[str, float]) -> None:
        self.text = text
        self.composition = composition

    @classmethod
    def parse(cls, text: str) -> Formula:
        """The formula that a text means; raises `FormulaError` with the place where it stops being one.

        A middle dot joins parts, each of which may begin with its own multiplier (hydrates, glasses).
        """
        if not text or len(text) > MAX_LENGTH:
            raise FormulaError(f"a formula has 1 to {MAX_LENGTH} characters, this one {len(text)}", "e.g. 'Na2B12H12'")
        if _ADDUCT.search(text):
            raise FormulaError(
                f"the point in {text!r} may join two parts or be a decimal", "write a middle dot, e.g. 'CuSO4·5H2O'"
            )
        if "()" in text or "[]" in text:
            raise FormulaError(f"{text!r} has an empty bracket", "write what is in it, or leave it out")
        composition: dict[str, float] = {}
        for part in text.translate(_PLAIN_DIGITS).split("·"):
            factor, rest = _leading_number(part.strip())
            for element, count in _count(rest, text).items():
                composition[element] = composition.get(element, 0.0) + factor * count
        if absent := [element for element, count in composition.items() if not count]:
            raise FormulaError(f"{text!r} holds no {absent[0]}: its number is zero", "leave the element out")
        return cls(text, composition)

    @property
    def molar_mass(self) -> float:
        """Molar mass in g/mol (standard atomic weights, CIAAW 2021)."""
        return sum(ATOMIC_WEIGHTS[element] * count for element, count in self.composition.items())

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"

    def __eq__(self, other: object) -> bool:
        """Equal where the texts are; compare ``composition`` for chemistry."""
        return isinstance(other, Formula) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def _repr_html_(self) -> str:
        """The formula with subscripts."""
        from html import escape

        return re.sub(r"(?<=[A-Za-z)\]])(\d+(?:\.\d+)?)", r"<sub>\1</sub>", escape(self.text))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A validator from text to `Formula`."""
        return core_schema.no_info_plain_validator_function(_validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A string that begins like a formula; brackets and elements are checked by Glovebook."""
        return {
            "type": "string",
            "minLength": 1,
            "maxLength": MAX_LENGTH,
            "pattern": "^[A-Z0-9(\\[][A-Za-z0-9₀₁₂₃₄₅₆₇₈₉().·⋅∙• \\[\\]]*$",
            "errorMessage": "expected a chemical formula, e.g. 'Na2B12H12'",
            "examples": ["Na2B12H12"],
        }


def _validate(value: object) -> Formula:
    if isinstance(value, Formula):
        return value
    try:
        if not isinstance(value, str):
            raise FormulaError("a chemical formula is one text", "e.g. 'Na2B12H12'")
        return Formula.parse(value)
    except FormulaError as error:
        raise PydanticCustomError(
            "chemistry/formula", "{message}", {"message": error.message, "hint": error.hint}
        ) from None


def _leading_number(part: str) -> tuple[float, str]:
    match = re.match(r"[0-9]+(?:\.[0-9]+)?", part)
    return (float(match[0]), part[match.end() :].lstrip()) if match else (1.0, part)


def _count(part: str, text: str) -> dict[str, float]:
    """Atoms in one part, by a stack of open brackets."""
    stack: list[tuple[str, dict[str, float]]] = [("", {})]
    last: dict[str, float] = {}
    at = 0
    if not part:
        raise FormulaError(f"{text!r} has an empty part", "write elements and numbers, e.g. 'CuSO4·5H2O'")
    while at < len(part):
        token = _TOKEN.match(part, at)
        if token is None:
            raise FormulaError(f"{text!r} is no formula from {part[at:]!r} on", "e.g. 'Na3NH2B12H12' or 'Na2(B12H12)'")
        _add(stack[-1][1], last)
        last = {}
        if element := token["element"]:
            if element not in ATOMIC_WEIGHTS:
                raise FormulaError(f"{element!r} in {text!r} is no element with an atomic weight", "check its spelling")
            last = {element: 1.0}
        elif token["open"]:
            stack.append((_CLOSES[token["open"]], {}))
        elif token["close"]:
            if stack[-1][0] != token["close"]:
                raise FormulaError(f"{text!r} closes a bracket that was not opened", "count the brackets")
            last = stack.pop()[1]
        at = token.end()
        if last and (number := re.compile(r"[0-9]+(?:\.[0-9]+)?").match(part, at)):
            last = {element: count * float(number[0]) for element, count in last.items()}
            at = number.end()
        elif token["number"]:
            raise FormulaError(f"the number {token['number']!r} in {text!r} follows no element", "e.g. 'Na2B12H12'")
    _add(stack[-1][1], last)
    if len(stack) > 1:
        raise FormulaError(f"{text!r} leaves a bracket open", f"close it with {stack[-1][0]!r}")
    return stack[0][1]


def _add(total: dict[str, float], more: dict[str, float]) -> None:
    for element, count in more.items():
        total[element] = total.get(element, 0.0) + count
