"""The grammar as one ECMA-262 regular expression a kind, so that any JSON Schema validator checks units.

What no regular expression can see is left to `Quantity.parse`: a range that runs downwards, a
temperature below absolute zero, and a comma or a word where a number belongs gets its reason there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from glovebook.schema.quantity.kinds import QUANTITY_KINDS, units_of
from glovebook.schema.quantity.special import REFERENCES, WORDS
from glovebook.schema.quantity.text import APPROXIMATE, DECOMPOSED, FOLDED
from glovebook.schema.quantity.units import DOTS


def _class(characters: str) -> str:
    """A class of characters; four or more in a row are written as a range."""
    points, parts = sorted(ord(character) for character in set(characters)), []
    while points:
        run = 1
        while run < len(points) and points[run] == points[0] + run:
            run += 1
        run = run if run > 3 else 1
        first, last = chr(points[0]), chr(points[run - 1])
        parts.append(first if run == 1 else f"{first}-{last}")
        points = points[run:]
    return f"[{''.join(sorted(parts, key=lambda part: part != '-'))}]"  # a hyphen that is meant stands first


def _alike(sign: str) -> str:
    """All characters that are read as a sign, itself among them where it is one character."""
    return sign * (len(sign) == 1) + "".join(variant for variant, folded in FOLDED.items() if folded == sign)


def _variants(sign: str) -> str:
    """A sign in all its spellings, as an expression."""
    characters = _alike(sign)
    words = [re.sub(r"([.*/^+])", r"\\\1", sign)] * (len(sign) > 1) + [DECOMPOSED[0]] * (sign == DECOMPOSED[1])
    one = _class(characters) if len(characters) > 1 else characters
    return f"(?:{'|'.join((*words, one))})" if words else one


_SPACE = _class(_alike(" "))
_EDGE = f"{_class(_alike(' ') + chr(10) + chr(13))}*"
_DASH = _variants("–")
_MINUS = _class(_alike("-") + _alike("–"))
"""A dash before a number is a minus; between two numbers it makes a range."""
_SIGN = _class("+" + _alike("-") + _alike("–"))
_PLAIN = "[0-9]+(?:\\.[0-9]+)?"
_DIGITS = "[0-9]{1,2}"
_RAISED = f"(?:\\^{_SIGN}?{_DIGITS}|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})"
_TIMES = f"{_class(_alike('×') + _alike('·') + 'x')}{_SPACE}?10(?:{_RAISED}|{_SIGN}{_DIGITS})"
_POWER = f"(?:[eE]{_SIGN}?{_DIGITS}|{_SPACE}?(?:{_TIMES}|\\*{_SPACE}?10{_RAISED}))"
_WORDS = (word.replace(".", "\\.") for word in sorted(APPROXIMATE[1:], key=len, reverse=True))
_ABOUT = f"(?:(?:{'|'.join((_variants('~'), *_WORDS))}){_SPACE}?)?"
_BOUND = f"(?:[<>]=?|{_class(_alike('<=') + _alike('>='))}){_SPACE}?"
_PLUS_MINUS = f"{_SPACE}?(?:±|\\+/-){_SPACE}?{_PLAIN}"
_TO = f"(?:{_SPACE}?(?:{_variants('..')}|{_DASH}){_SPACE}?|{_SPACE}to{_SPACE})"
_LOST_POWER = f"{_ABOUT}10{_DASH}(?:20|[01]?[0-9])(?![0-9.])"

_SUPERSCRIPTS = str.maketrans("-123", "⁻¹²³")


@cache
def pattern(kind: str) -> str:
    """A regular expression for the texts of a kind of quantity; the same in ECMA-262, Python and ajv."""
    units = "|".join(sorted({_spelled(text) for text in _distinct(kind)}, key=lambda text: (-len(text), text)))
    sign = f"{_SIGN}?" if QUANTITY_KINDS[kind].negative else "\\+?"
    number = sign + _PLAIN
    term = f"(?:10{_RAISED}|{number}{_POWER}?)"
    error = f"(?:\\({_PLAIN}\\){_POWER}?|{_PLUS_MINUS}|{_POWER}{_PLUS_MINUS}{_POWER})"
    value = f"{term}(?:{_TO}{term})?|{number}{error}|\\({number}{_PLUS_MINUS}\\){_POWER}?"
    plain = f"(?!{_LOST_POWER})(?:{_BOUND}{term}|{_ABOUT}(?:{value})){_SPACE}?(?:{units})"
    return f"^{_EDGE}{_with_special(kind, plain)}{_EDGE}$"


def _with_special(kind: str, plain: str) -> str:
    """The expression widened by what is special for a kind (`glovebook.schema.quantity.special`)."""
    if kind == "potential":
        names = "|".join(_reference(name) for name in sorted(REFERENCES, key=len, reverse=True))
        bare = f"{_SPACE}(?:vs\\.?|versus){_SPACE}?(?:{names})"
        return f"{plain}(?:{bare}|{_SPACE}?\\((?:vs\\.?|versus){_SPACE}(?:{names})\\))?"
    if kind == "temperature_difference":
        return f"(?:[Δ∆d]T{_SPACE}?={_SPACE}?)?{plain}"
    if kind == "c_rate":
        slash = _variants("/")
        per = f"C{_SPACE}?{slash}{_SPACE}?(?!0+(?:\\.0+)?(?![0-9.])){_PLAIN}(?:{_SPACE}?h)?"
        return f"(?:{per}|{plain})"
    if kind in WORDS:
        words = (word.replace(".", "[.]").replace(" ", _SPACE) for word in WORDS[kind])
        return f"(?:{'|'.join(words)}|{plain})"
    return plain


def _reference(name: str) -> str:
    """A reference electrode as an expression: the charge plain, raised or behind a caret."""
    runs = re.findall(r"2?\+|.", name)
    known = {"2+": "(?:\\^?2\\+|²⁺)", "+": "(?:\\^?\\+|⁺)", "-": _MINUS, "/": _variants("/")}
    return "".join(known.get(run, run) for run in runs)


def _distinct(kind: str) -> Iterator[str]:
    """Spellings of the kind's units, less those that differ by a caret or by the sign of a product only."""
    units = units_of(kind)
    for text in units:
        products = [dot for dot in DOTS[1:] if dot in text and all(text.replace(dot, other) in units for other in DOTS)]
        if not products and "^" not in text and " / " not in text:
            yield text


def _spelled(spelling: str) -> str:
    """One folded spelling as an expression that matches every variant of it."""
    parts = []
    product = _class("".join(_alike(dot) for dot in DOTS)) if " " in spelling else ""
    for run in re.findall(r"(?<=[A-Za-zµÅΩ°])-?\d|°C| (?=[^%])|.", spelling):
        if run[-1].isdigit():
            parts.append(f"(?:\\^?{run.replace('-', _MINUS)}|{run.translate(_SUPERSCRIPTS)})")
        elif run == "°C":
            parts.append(f"(?:{_variants('°')}C|℃)")
        elif run == "/":
            parts.append(f"(?:{_variants('/')}|{_SPACE}{_variants('/')}{_SPACE})")
        else:
            parts.append(product if run == " " and spelling[-1] != "%" else "\\." if run == "." else _variants(run))
    return "".join(parts)
