"""Numbers as people read them: with uncertainty, unit and SI value."""

from __future__ import annotations

import re
from math import floor, isfinite, log10

from glovebook.schema.quantity import Quantity
from glovebook.schema.result import Value

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN_FROM, _PLAIN_TO = 1e-3, 1e5
"""Outside of these bounds a number is written with a power of ten."""


def shown(value: float, unit: str, uncertainty: float | None = None) -> str:
    """The number with its unit, e.g. ``(1.020 ± 0.050) × 10⁻⁴ S/cm``; the uncertainty has two digits."""
    return " ".join(part for part in (_number(value, uncertainty), unit) if part)


def shown_value(value: Value) -> str:
    """A value of a result for people."""
    return shown(value.value, value.unit, value.uncertainty)


def when(text: str | None) -> str:
    """A date for people: ``2018-01-15 14:30 +08:00``."""
    return re.sub(r"^(\S+)T(\d\d:\d\d)(:\d\d)?", r"\1 \2 ", text or "").strip()


def shown_si(quantity: Quantity) -> str:
    """The quantity in SI, e.g. ``0.0021 m``; empty where it is a plain number."""
    if not quantity.si_unit:
        return ""
    upper = quantity.si_upper
    if upper is not None:
        return f"{_number(quantity.si, None)} to {shown(upper, quantity.si_unit)}"
    words = shown(quantity.si, quantity.si_unit, quantity.si_uncertainty)
    return f"{quantity.comparator} {words}".strip()


def _number(value: float, uncertainty: float | None) -> str:
    if not isfinite(value):
        return str(value)
    known = uncertainty is not None and isfinite(uncertainty) and uncertainty > 0
    scale = max(abs(value), uncertainty if known and uncertainty else 0.0)
    power = 0 if scale == 0 or _PLAIN_FROM <= scale < _PLAIN_TO else floor(log10(scale))
    if not known or uncertainty is None:
        mantissa = f"{value / 10**power:.6g}"
        return mantissa + (f" × 10{str(power).translate(_SUPERSCRIPT)}" if power else "")
    mantissa, spread = value / 10**power, uncertainty / 10**power
    decimals = max(0, 1 - floor(log10(spread)))
    pair = f"{mantissa:.{decimals}f} ± {spread:.{decimals}f}"
    return f"({pair}) × 10{str(power).translate(_SUPERSCRIPT)}" if power else pair
