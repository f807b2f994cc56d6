"""The grammar as one ECMA-262 regular expression a kind, so that any JSON Schema validator checks units.

What no regular expression can see is left to `Quantity.parse`: a range that runs downwards, a
temperature below absolute zero, and a comma or a word where a number belongs gets its reason there.
"""

from __future__ import annotations

import re
from functools import cache

from glovebook.schema.quantity.kinds import QUANTITY_KINDS, units_of
from glovebook.schema.quantity.special import REFERENCES, WORDS

_SPACE = "[ \\u00a0\\u2007\\u2009\\u200a\\u202f\\u3000\\t]"
_EDGE = "[ \\u00a0\\u2007\\u2009\\u200a\\u202f\\u3000\\t\\r\\n]*"
_MINUS = "[-−‐‑‒﹣－–—]"
_SIGN = f"(?:\\+|{_MINUS})"
_PLAIN = "[0-9]+(?:\\.[0-9]+)?"
_DIGITS = "[0-9]{1,2}"
_TEN = f"{_SPACE}?[×x]{_SPACE}?10(?:\\^{_SIGN}?{_DIGITS}|{_SIGN}{_DIGITS}|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})"
_POWER = f"(?:[eE]{_SIGN}?{_DIGITS}|{_TEN})"
_COMPARATOR = f"(?:(?:<=|>=|<|>|≤|⩽|≥|⩾|~|≈|∼|ca\\.|approx\\.|about){_SPACE}?)?"
_PLUS_MINUS = f"{_SPACE}?(?:±|\\+/-){_SPACE}?"
_ERROR = f"(?:\\({_PLAIN}\\))?{_POWER}?|{_PLUS_MINUS}{_PLAIN}|{_POWER}{_PLUS_MINUS}{_PLAIN}{_POWER}"
_TO = f"(?:{_SPACE}?\\.\\.{_SPACE}?|{_SPACE}?[–—]{_SPACE}?|{_SPACE}to{_SPACE})"

_SUPERSCRIPTS = str.maketrans("-123", "⁻¹²³")
_VARIANTS = {
    "-": _MINUS,
    " ": _SPACE,
    "·": "[·⋅∙•]",
    "µ": "[µμ]",
    "Å": "[Å\u212b]",
    "Ω": "[Ω\u2126]",
    "°": "[°º]",
}
"""Folded character -> the characters that fold to it."""


@cache
def pattern(kind: str) -> str:
    """A regular expression for the texts of a kind of quantity; the same in ECMA-262, Python and ajv."""
    units = "|".join(sorted((_spelled(text) for text in units_of(kind)), key=lambda text: (-len(text), text)))
    sign = f"{_SIGN}?" if QUANTITY_KINDS[kind].negative else "\\+?"
    number = sign + _PLAIN
    single = f"{_COMPARATOR}{number}(?:{_ERROR})"
    shared = f"{_COMPARATOR}\\({number}{_PLUS_MINUS}{_PLAIN}\\){_POWER}?"
    span = f"{number}{_POWER}?{_TO}{number}{_POWER}?"
    plain = f"(?:{span}|{shared}|{single}){_SPACE}?(?:{units})"
    return f"^{_EDGE}{_with_special(kind, plain)}{_EDGE}$"


def _with_special(kind: str, plain: str) -> str:
    """The expression widened by what is special for a kind (`glovebook.schema.quantity.special`)."""
    if kind == "potential":
        names = "|".join(re.sub(r"([+/.])", r"\\\1", name) for name in sorted(REFERENCES, key=len, reverse=True))
        return f"{plain}(?:{_SPACE}?(?:vs\\.?|versus){_SPACE}?(?:{names}))?"
    if kind == "temperature_difference":
        return f"(?:(?:ΔT|∆T|dT){_SPACE}?={_SPACE}?)?{plain}"
    if kind == "c_rate":
        return f"(?:C{_SPACE}?/{_SPACE}?(?!0+(?:\\.0+)?(?![0-9.])){_PLAIN}(?:{_SPACE}?h)?|{plain})"
    if kind in WORDS:
        return f"(?:{'|'.join(word.replace('.', '[.]') for word in WORDS[kind])}|{plain})"
    return plain


def _spelled(spelling: str) -> str:
    """One folded spelling as an expression that matches every Unicode variant of it."""
    parts = []
    for run in re.findall(r"\^-?\d|°C|.", spelling):
        if run.startswith("^"):
            parts.append(f"(?:\\^{run[1:].replace('-', _MINUS)}|{run[1:].translate(_SUPERSCRIPTS)})")
        elif run == "°C":
            parts.append("(?:[°º]C|℃)")
        else:
            parts.append(_VARIANTS.get(run) or re.sub(r"([.*/^+])", r"\\\1", run))
    return "".join(parts)
