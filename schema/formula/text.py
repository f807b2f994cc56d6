"""The grammar of formulas as regular expressions."""

from __future__ import annotations

import re

from glovebook.schema.refusal import Refusal

MAX_LENGTH = 200
VARIABLES = "xyznδ"
"""What may stand for a number that is not said."""


class FormulaError(Refusal):
    """A text that is no chemical formula, or that has no molar mass."""


_MINUS = "-−‐‑‒﹣－–₋"
_DOTS = "·⋅∙•"
_FOLDED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ₓ" + "⋅∙•" + "−‐‑‒﹣－–", "0123456789+-x" + "·" * 3 + "-" * 7)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_RAISED = str.maketrans(_SUPERSCRIPTS, "0123456789+-")


def fold(text: str) -> str:
    """The text in plain characters: subscripts on the line, superscripts behind ``^``, one dot and one minus."""
    raised = re.sub(f"[{_SUPERSCRIPTS}]+", lambda run: "^" + run[0].translate(_RAISED), text)
    return raised.translate(_FOLDED)


NUMBER = "[0-9]+(?:\\.[0-9]+)?"
_TERM = f"(?:{NUMBER})?[{VARIABLES}](?:/{NUMBER})?"
EXPRESSION = f"(?:{_TERM}|{NUMBER})(?:[+-]{_TERM})*"
"""A number, a variable, or a sum that begins with either: ``3-x``, ``1-x-y``, ``2x``."""
COUNT = re.compile(f"\\((?P<sum>{EXPRESSION})\\)|(?P<plain>{EXPRESSION})")
MULTIPLIER = re.compile(f"(?:\\((?P<sum>{EXPRESSION})\\)|(?P<plain>{EXPRESSION}))(?= ?[A-Z(\\[^])|(?P<number>{NUMBER})")
TERM = re.compile(f"(?P<sign>[+-]?)(?P<number>{NUMBER})?(?P<variable>[{VARIABLES}]?)(?:/(?P<divisor>{NUMBER}))?")
TOKEN = re.compile("(?P<element>[A-Z][a-z]?)|(?P<open>[(\\[])|(?P<close>[)\\]])|\\^(?P<isotope>[0-9]+)(?=[A-Z])")
MASS_NUMBER = re.compile("[0-9]+(?=[A-Z][a-z]?[0-9]*\\])")
"""Behind an opening square bracket that holds one isotope alone: in ``[2H2O]`` the 2 may be a number."""
ADDUCT = re.compile(f"\\.(?:[{VARIABLES}]|[0-9]*)(?:H2O|NH3)(?![a-z])")
"""Behind a point: in ``CuSO4.5H2O`` and ``MgCl2.6NH3`` the digits may belong to either side."""
MIXED_DIGITS = re.compile("[₀-₉][0-9]|[0-9][₀-₉]")
"""In ``Li₂SO₄2H₂O`` the 2 is no part of the number 42."""
_CATION = "(?:Li|Na|K|Rb|Cs|Be|Mg|Ca|Sr|Ba)(?![a-z])"
JOINED = re.compile(f"((?:[BCNOFPSIH]|Cl|Se|Br|Te|[)\\]])[0-9.]*)-(?=(?:{NUMBER})?{_CATION})")
"""A hyphen that joins two salts: ``Na2B10H10-3Na2B12H12`` ends with an anion and begins with a cation."""
CHARGE = re.compile("(?P<caret>\\^)?(?P<size>[0-9]*)(?P<sign>[+-])$")

PATTERN = (
    "^(?=.*[A-Z])(?:"
    "[A-Z][a-mo-w]?"  # letters that may be variables are read as such: so no text can be taken apart in two ways
    f"|[0-9₀-₉.{VARIABLES}ₓ/()\\[\\]{_DOTS} ]"
    f"|[{_MINUS}+₊](?=[0-9₀-₉.]*[{VARIABLES}ₓ])"
    f"|[{_MINUS}](?=(?:{NUMBER})?{_CATION})"
    "|(?:\\^[0-9]+|[⁰¹²³⁴-⁹]+)(?=[A-Z])"
    f"|(?:[⁰¹²³⁴-⁹]*[⁺⁻]|(?:\\^[0-9]*)?[{_MINUS}+₊])(?= *(?:[{_DOTS}]|$))"
    ")+$"
)
"""An ECMA-262 regular expression that accepts every formula; what is an element, and order, are left to the parser."""
