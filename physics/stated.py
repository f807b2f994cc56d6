"""Quantities that people wrote, as numbers that a law can work with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import stdev

from glovebook.physics.propagation import Number
from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.units import UNITS

ABOUT = 0.1
"""Relative half width of a value that is called approximate (``~1 mm``): a house rule."""
_DIGITS = re.compile(r"\d+(?:\.(\d+))?(?:\(\d+\))?(?:[eE]([+-]?\d+))?", re.ASCII)


@dataclass(frozen=True)
class Stated:
    """A quantity as the input of a law: its symbol, its number in SI and the text it was written as."""

    symbol: str
    number: Number
    text: str
    remark: str = ""
    """What has to be said about it, e.g. that it is approximate."""
    by_digits: bool = False
    """Whether its uncertainty is that of rounding to the digits written."""


def is_open(quantity: Quantity) -> bool:
    """Whether a quantity is a range or a bound: nothing is computed from one."""
    return quantity.upper is not None or quantity.comparator not in ("", "~")


def stated(symbol: str, quantity: Quantity | None) -> Stated | None:
    """What was set, as an input of laws; None where it is missing, a range, a bound, or not above zero."""
    if quantity is None or is_open(quantity) or quantity.si <= 0:
        return None
    remark = f"{symbol} = {quantity.text} is approximate" if quantity.comparator == "~" else ""
    return Stated(symbol, Number(quantity.si, quantity.si_uncertainty), quantity.text, remark)


def measured(symbol: str, quantity: Quantity | None, readings: Sequence[Quantity] = ()) -> Stated | None:
    """What was measured, as an input of laws: with its stated uncertainty, that of readings, or of the digits written.

    None where it is missing, a range, a bound, or not above zero.
    """
    own = stated(symbol, quantity)
    if own is None or quantity is None or own.number.uncertainty is not None:
        return own
    error = standard_error([reading.si for reading in readings])
    if error:
        remark = f"u({symbol}) is the standard error of {len(readings)} readings"
        return Stated(symbol, Number(quantity.si, error), quantity.text, own.remark or remark)
    return Stated(symbol, rounded(quantity), quantity.text, own.remark, by_digits=True)


def standard_error(readings: Sequence[float]) -> float | None:
    """Standard error of the mean of readings, s / sqrt(n); None for fewer than two or where all are the same."""
    if len(readings) < 2 or len(set(readings)) < 2:
        return None
    return stdev(readings) / sqrt(len(readings))


def half_digit(quantity: Quantity) -> float:
    """Half a unit of the last digit written, in SI: how far off a number may be that was rounded correctly.

    Of an approximate one a tenth of the value, where that is more.
    """
    match = _DIGITS.search(quantity.text)
    decimals, power = (match[1] or "", int(match[2] or 0)) if match else ("", 0)
    half = 0.5 * 10.0 ** (power - len(decimals)) * UNITS[quantity.unit].factor
    return max(half, ABOUT * abs(quantity.si)) if quantity.comparator == "~" else half


def rounded(quantity: Quantity) -> Number:
    """The number in SI, with the stated uncertainty or else that of rounding to the digits written.

    A rounded number lies anywhere within half a digit, so its standard uncertainty is that over the square root
    of 3. Source: JCGM 100:2008 (GUM), 4.3.7.
    """
    own = quantity.si_uncertainty
    return Number(quantity.si, half_digit(quantity) / sqrt(3) if own is None else own)


def figures(quantity: Quantity) -> int:
    """Number of significant figures of the number as written; zeros at the end of a whole number count."""
    match = re.search(r"\d+(?:\.\d+)?", quantity.text, re.ASCII)
    return len(match[0].replace(".", "").lstrip("0")) if match else 0
