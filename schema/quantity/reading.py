"""How a quantity was understood, said in words and in a second unit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.quantity.units import UNITS

if TYPE_CHECKING:
    from glovebook.schema.quantity import Quantity

_WORDS = {"": "", "<": "below ", "<=": "at most ", ">": "above ", ">=": "at least ", "~": "about "}


def in_words(quantity: Quantity) -> str:
    """The parts of a text in words, and the next unit that makes a number of ordinary size; may be empty."""
    value, upper = quantity.value, quantity.upper
    said = quantity.comparator or quantity.uncertainty or upper is not None
    words = f"{_WORDS[quantity.comparator]}{_number(quantity, 1.0, 0.0)} {quantity.unit}" if said else ""
    for symbol, factor, offset in _others(quantity.kind, quantity.unit):
        if _is_handy(value, factor, offset) and (upper is None or _is_handy(upper, factor, offset)):
            return f"{words} = {_number(quantity, factor, offset)} {symbol}".strip()
    return words


def _is_handy(value: float, factor: float, offset: float) -> bool:
    return not value or 0.1 <= abs(value * factor + offset) < 10000


@cache
def _others(kind: str, symbol: str) -> tuple[tuple[str, float, float], ...]:
    """The kind's other units, each with factor and offset from the one written."""
    unit = UNITS[symbol]
    alike = (UNITS[other] for other in QUANTITY_KINDS[kind].units)
    return tuple(
        (other.symbol, unit.factor / other.factor, (unit.offset - other.offset) / other.factor)
        for other in alike
        if other.si == unit.si and (other.factor, other.offset) != (unit.factor, unit.offset)
    )


def _number(quantity: Quantity, factor: float, offset: float) -> str:
    value = f"{quantity.value * factor + offset:.6g}"
    if quantity.upper is not None:
        return f"{value} to {quantity.upper * factor + offset:.6g}"
    if quantity.uncertainty is None:
        return value
    return f"{value} ± {float(f'{quantity.uncertainty * factor:.2g}'):g}"
