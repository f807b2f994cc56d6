"""The closed grammar of quantity texts: from what a person typed to its parts.

Nothing is evaluated. A text has the form ``[comparator] number [uncertainty] [power of ten] unit``
or ``number .. number unit``; what does not fit is refused with a message that names the cause.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from glovebook.schema.refusal import Refusal

MAX_LENGTH = 100
"""Longer texts are notes, not quantities."""


class Parts(NamedTuple):
    """What a quantity text consists of, before its unit is looked up."""

    comparator: str
    value: float
    uncertainty: float | None
    upper: float | None
    unit: str


class QuantityError(Refusal):
    """A text that is no quantity (of the kind asked for): message, hint, rule, and a text that would do."""

    def __init__(self, message: str, hint: str, rule: str = "quantity/text", fix: str | None = None) -> None:
        super().__init__(message, hint)
        self.rule = rule
        self.fix = fix


_FOLD = str.maketrans(
    {
        **dict.fromkeys("−‐‑‒﹣－", "-"),
        **dict.fromkeys("⋅∙•", "·"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000\t", " "),
        "—": "–",
        "μ": "µ",
        "\u212b": "Å",
        "\u2126": "Ω",
        "º": "°",
        "℃": "°C",
        "≤": "<=",
        "⩽": "<=",
        "≥": ">=",
        "⩾": ">=",
        "≈": "~",
        "∼": "~",
    }
)
_EDGE = " \r\n"
"""What may stand around a quantity: a block of YAML ends in a line break."""
_SUPERSCRIPT = re.compile(r"[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]++(?!\d)")
_PLAIN_DIGITS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_DASH_AS_MINUS = re.compile(
    r"(^|[(^eE~<>=±–] ?|[×x] ?10|(?:\.\.|ca\.|approx\.|about| to) ?)–(?=\d)"  # before a number: –5 °C
    r"|(?<=[A-Za-z])–(?=[123]$)"  # in the power of a unit: S cm–1
)


def fold(text: str) -> str:
    """The text with Unicode variants folded: one minus, one middle dot, ``²`` as ``^2``, ``℃`` as ``°C``."""
    if text.isascii():
        return text.replace("+/-", "±").replace("\t", " ").strip(_EDGE)
    text = text.translate(_FOLD).replace("+/-", "±").strip(_EDGE)
    text = _SUPERSCRIPT.sub(lambda run: "^" + run[0].translate(_PLAIN_DIGITS), text)
    return _DASH_AS_MINUS.sub(r"\1-", text)


NUMBER = r"[+-]?\d+(?:\.\d+)?"
POWER = r"(?:[eE][+-]?\d{1,2}| ?[×x] ?10(?:\^[+-]?\d{1,2}|[+-]\d{1,2}))"
"""Two digits of exponent are ample for a laboratory, and nothing that fits the grammar overflows a float."""
_COMPARATOR = r"(?:(?P<comparator><=|>=|<|>|~|ca\.|approx\.|about) ?)?"
_UNIT = r"(?: ?(?P<unit>(?![eE][+-]?\d)(?!.*(?:±|–|\.\.| to | \d|  ))[^\d\s.,:;<>=~±×·*/^()'\u2019_+–-].*))?"
"""Whatever begins like a word and holds no second number: what it means is looked up, not parsed."""
_SINGLE = re.compile(
    rf"{_COMPARATOR}(?P<value>{NUMBER})(?:\((?P<digits>\d+(?:\.\d+)?)\))?(?P<power>{POWER})?"
    rf"(?: ?± ?(?P<error>\d+(?:\.\d+)?{POWER}?))?{_UNIT}",
    re.ASCII,
)
_SHARED_POWER = re.compile(
    rf"{_COMPARATOR}\((?P<value>{NUMBER}) ?± ?(?P<error>\d+(?:\.\d+)?)\)(?P<power>{POWER})?{_UNIT}",
    re.ASCII,
)
_RANGE = re.compile(
    rf"(?P<value>{NUMBER}{POWER}?)(?: ?\.\. ?| ?– ?| to )(?P<upper>{NUMBER}{POWER}?){_UNIT}",
    re.ASCII,
)
_COMPARATORS = {"ca.": "~", "approx.": "~", "about": "~"}


def split(text: str) -> Parts:
    """The parts of a quantity text; raises `QuantityError` with the cause where it has no such form."""
    if len(text) > MAX_LENGTH:
        raise QuantityError(
            f"the text is {len(text)} characters long", f"a quantity has at most {MAX_LENGTH}; put prose into notes"
        )
    folded = fold(text)
    if match := _RANGE.fullmatch(folded):
        lower, upper = _number(match["value"]), _number(match["upper"])
        if upper < lower:
            raise QuantityError(
                f"the range {text!r} runs downwards", f"write the smaller bound first, e.g. {_swapped(match)}"
            )
        return Parts("", lower, None, upper, match["unit"] or "")
    error: float | None
    if match := _SHARED_POWER.fullmatch(folded):
        power = match["power"] or ""
        value, error = _number(match["value"] + power), _number(match["error"] + power)
    elif match := _SINGLE.fullmatch(folded):
        value = _number(match["value"] + (match["power"] or ""))
        error = _error(match["value"], match["digits"], match["power"], match["error"])
    else:
        raise _cause(text, folded)
    comparator = match["comparator"] or ""
    return Parts(_COMPARATORS.get(comparator, comparator), value, error, None, match["unit"] or "")


def _number(text: str) -> float:
    """The float of a number with an optional power of ten in any accepted spelling."""
    return float(re.sub(r" ?[×x] ?10\^?", "e", text))


def _error(value: str, digits: str | None, power: str | None, error: str | None) -> float | None:
    if digits and error:
        raise QuantityError(f"'{value}({digits})' and '± {error}' give two uncertainties", "keep one of them")
    if error:
        bare = re.split(" ?[eE×x]", error)[0]
        shared = power or error[len(bare) :]
        if bool(power) != (bare != error):
            alone = f"the uncertainty '± {error}'" if power else f"the value '{value}'"
            raise QuantityError(
                f"it is unclear whether '{shared.strip()}' applies to {alone} too",
                f"write '({value} ± {bare}){shared}' and the unit",
            )
        return _number(error)
    if not digits:
        return None
    decimals = 0 if "." in digits else len(value.partition(".")[2])
    return _number(f"{digits}{power or ''}") / 10.0**decimals


def _swapped(match: re.Match[str]) -> str:
    return f"'{match['upper']}..{match['value']} {match['unit'] or ''}'".replace(" '", "'")


_CAUSES: tuple[tuple[str, str, str], ...] = (
    (r"^$", "the text is empty", "write a number and a unit, e.g. '8 mm', or leave the field out"),
    (r"^[+-]?(nan|inf|infinity)\b", "{text!r} is not a number", "leave the field out where the value is unknown"),
    (r"\d\.\d+,\d|\d,\d+\.\d", "{text!r} has both a comma and a point", "write plain digits with one decimal point"),
    (r"\d,(\d{1,2}(?!\d)|\d{4})", "{text!r} has a decimal comma", "write a decimal point: {point!r}"),
    (r"\d,\d{3}", "the comma in {text!r} may mean thousands or decimals", "write plain digits with a decimal point"),
    (r"\d['\u2019_]\d", "{text!r} has a separator inside the number", "write the digits together: {joined!r}"),
    (r"^\D*\d[\d.]* \d+(?![\d/])", "{text!r} has a space inside the number", "write the digits together: {joined!r}"),
    (r"(e|10\^?)[+-]?\d{3}", "the power of ten in {text!r} is out of range", "write an exponent of at most two digits"),
    (r"(?<![\d.×x])(?<![×x] )10\^", "the power of ten in {text!r} is not read", "write e.g. '1.0e-4' or '1.0×10^-4'"),
    (r"\*\*|[\d)] ?[*/+] ?\d", "{text!r} is arithmetic, and nothing is calculated here", "write the number itself"),
    (r"[×x] ?10\d", "the power of ten in {text!r} has lost its sign or its '^'", "write e.g. '1.0e-4'"),
    (
        r"[^\W\d_%] ?(\.\.|–| to )",
        "the range {text!r} has a unit in its middle",
        "write the unit once, at the end, e.g. '1..5 V'",
    ),
    (r"(^|[^\d])\.\d|\d\.(?!\d|\.)", "the number in {text!r} lacks a digit at the point", "write e.g. '0.5' or '5.0'"),
    (r"[^\W\d].*±", "the uncertainty in {text!r} follows the unit", "write it before the unit, e.g. '5.0 ± 0.1 mm'"),
    (r"\d.*[^\W\d_] \d", "{text!r} holds two numbers", "write one number and one unit, e.g. '12.5 h'"),
    (r"\d ?- ?\d", "the '-' in {text!r} may be a minus or a range", "write a range with two points, e.g. '1..5 V'"),
    (r"  ", "{text!r} has two spaces in a row", "write one"),
    (r"^[^\d]*$", "{text!r} has no number", "write a number and a unit, e.g. '8 mm'"),
)


def _cause(text: str, folded: str) -> QuantityError:
    """Why a text has no form of the grammar: the first cause that fits."""
    words = {
        "text": text,
        "point": re.sub(r"(\d),(\d)", r"\1.\2", text),
        "joined": re.sub(r"(\d)[ '\u2019_](?=\d)", r"\1", folded),
    }
    for pattern, message, hint in _CAUSES:
        if re.search(pattern, folded, re.IGNORECASE):
            return QuantityError(message.format(**words), hint.format(**words))
    return QuantityError(
        f"{text!r} is no quantity", "write number and unit, e.g. '8 mm', '1.00(5)e-4 S/cm', '< 0.1 ppm', '-0.5..10 V'"
    )
