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


FOLDED: dict[str, str] = {
    **dict.fromkeys("−‐‑‒﹣－\u02d7", "-"),
    **dict.fromkeys("—\u2015", "–"),
    **dict.fromkeys("⋅∙•\u2027\u0387\u30fb", "·"),
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
    **dict.fromkeys("\u2215\u2044\uff0f", "/"),
    **dict.fromkeys("\u2715\u2a2f", "×"),
    **dict.fromkeys("º\u02da\u2218", "°"),
    **dict.fromkeys("≤⩽", "<="),
    **dict.fromkeys("≥⩾", ">="),
    **dict.fromkeys("≈∼\u2243\u2245", "~"),
    "…": "..",
    "μ": "µ",
    "\u212a": "K",
    "\u212b": "Å",
    "\u2126": "Ω",
    "℃": "°C",
    "\uff05": "%",
}
"""Unicode variant -> what it is read as. Only signs that mean the same wherever they stand."""
_FOLD = str.maketrans(FOLDED)
DECOMPOSED = ("A\u030a", "Å")
"""How macOS hands over an angstrom: a letter and a ring."""
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What pages and PDF viewers put between characters; it would stand in the file where nobody sees it."""
_EDGE = " \r\n"
"""What may stand around a quantity: a block of YAML ends in a line break."""
_SUPERSCRIPT = re.compile(r"[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]++(?!\d)")
_PLAIN_DIGITS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
APPROXIMATE = ("~", "ca.", "ca", "circa", "approx.", "approx", "approximately", "about", "around")
"""Ways to say that a number is approximate."""
_APPROXIMATE = "|".join(re.escape(word) for word in sorted(APPROXIMATE, key=len, reverse=True))
_DASH_AS_MINUS = re.compile(
    rf"(^|[(^eE<>=±–] ?|[×x·*] ?10|(?:\.\.|{_APPROXIMATE}| to) ?)–(?=\d)"  # before a number: –5 °C
    r"|(?<=[A-Za-z])–(?=[123]$)"  # in the power of a unit: S cm–1
)


def fold(text: str) -> str:
    """The text with Unicode variants folded: one minus, one middle dot, ``²`` as ``^2``, ``℃`` as ``°C``."""
    if text.isascii():
        return text.replace("+/-", "±").replace("\t", " ").strip(_EDGE)
    text = text.replace(*DECOMPOSED).translate(_FOLD).replace("+/-", "±").strip(_EDGE)
    text = _SUPERSCRIPT.sub(lambda run: "^" + run[0].translate(_PLAIN_DIGITS), text)
    return _DASH_AS_MINUS.sub(r"\1-", text)


_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_POWER = r"(?:[eE][+-]?\d{1,2}| ?[×x·] ?10(?:\^[+-]?\d{1,2}|[+-]\d{1,2})| ?\* ?10\^[+-]?\d{1,2})"
"""Two digits of exponent are ample for a laboratory, and nothing that fits the grammar overflows a float."""
_TEN = r"10\^[+-]?\d{1,2}"
"""A power of ten by itself: ``10⁻⁴ S/cm``."""
_TERM = rf"(?:{_TEN}|{_NUMBER}{_POWER}?)"
_COMPARATOR = rf"(?:(?P<comparator><=|>=|<|>|{_APPROXIMATE}) ?)?"
_UNIT = (
    r"(?: ?(?P<unit>(?![eE] ?[+-]?\d|x ?\d)(?!.*(?:±|–|\.\.| to | \d|  ))"
    r"[^\d\s.,:;<>=~±×·*/^()'\u2019_+–½¼¾-].*))?"
)
"""Whatever begins like a word and holds no second number: what it means is looked up, not parsed."""
_SINGLE = re.compile(
    rf"{_COMPARATOR}(?:(?P<ten>{_TEN})|(?P<value>{_NUMBER})(?:\((?P<digits>\d+(?:\.\d+)?)\))?(?P<power>{_POWER})?"
    rf"(?: ?± ?(?P<error>\d+(?:\.\d+)?{_POWER}?))?){_UNIT}",
    re.ASCII,
)
_SHARED_POWER = re.compile(
    rf"{_COMPARATOR}\((?P<value>{_NUMBER}) ?± ?(?P<error>\d+(?:\.\d+)?)\)(?P<power>{_POWER})?{_UNIT}",
    re.ASCII,
)
_RANGE = re.compile(
    rf"(?:(?P<comparator>{_APPROXIMATE}) ?)?(?P<value>{_TERM})(?: ?\.\. ?| ?– ?| to )(?P<upper>{_TERM}){_UNIT}",
    re.ASCII,
)
_LOST_POWER = re.compile(rf"(?:(?:{_APPROXIMATE}) ?)?10–(?P<power>20|[01]?\d)(?![\d.])(?P<unit>.*)", re.ASCII)
"""``10–14 S/cm``: ten to fourteen, or a power that lost its superscript."""


def split(text: str) -> Parts:
    """The parts of a quantity text; raises `QuantityError` with the cause where it has no such form."""
    folded = fold(text)
    if lost := _LOST_POWER.fullmatch(folded):
        power, unit = int(lost["power"]), lost["unit"].strip()
        raise QuantityError(
            f"{text!r} may be a range or a power of ten",
            f"write '{min(power, 10)}..{max(power, 10)} {unit}' or '1e-{power} {unit}'",
        )
    if match := _RANGE.fullmatch(folded):
        lower, upper = _number(match["value"]), _number(match["upper"])
        if upper < lower:
            raise QuantityError(
                f"the range {text!r} runs downwards", f"write the smaller bound first, e.g. {_swapped(match)}"
            )
        return Parts("~" if match["comparator"] else "", lower, None, upper, match["unit"] or "")
    error: float | None
    if match := _SHARED_POWER.fullmatch(folded):
        power_of_both = match["power"] or ""
        value, error = _number(match["value"] + power_of_both), _number(match["error"] + power_of_both)
    elif match := _SINGLE.fullmatch(folded):
        value = _number(match["ten"] or match["value"] + (match["power"] or ""))
        error = None if match["ten"] else _error(match["value"], match["digits"], match["power"], match["error"])
    else:
        from glovebook.schema.quantity.causes import cause

        raise cause(text, folded)
    comparator = match["comparator"] or ""
    if error is not None and comparator[:1] in ("<", ">"):
        raise QuantityError(f"{text!r} is a bound and has an uncertainty", "write one of the two")
    return Parts("~" if comparator in APPROXIMATE else comparator, value, error, None, match["unit"] or "")


def _number(text: str) -> float:
    """The float of a number with an optional power of ten in any accepted spelling."""
    if text.startswith("10^"):
        return float(f"1e{text[3:]}")
    return float(re.sub(r" ?[×x·*] ?10\^?", "e", text))


def _error(value: str, digits: str | None, power: str | None, error: str | None) -> float | None:
    if digits and error:
        raise QuantityError(f"'{value}({digits})' and '± {error}' give two uncertainties", "keep one of them")
    if error:
        bare = re.split(" ?[eE×x·*]", error)[0]
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
