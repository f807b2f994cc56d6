"""Comparing what people wrote: within its figures and uncertainty, and with a guess at the slip behind a difference."""

from __future__ import annotations

from collections.abc import Mapping

from glovebook.physics.stated import half_digit, is_open
from glovebook.schema.parts import ValueOrText
from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.kinds import QUANTITY_KINDS, kinds_of
from glovebook.schema.quantity.units import UNITS, spellings

SETTING = 0.02
"""Relative difference between two numbers that were set, not measured, which is no contradiction: a house rule."""
HANDY = (0.1, 1000.0)
"""Between these a number needs no other unit."""
SAME = 0.04
"""How near a ratio lies to a factor that a slip leaves behind, relative to it."""
UNIT_SLIP = {1e3: "a unit slip by 1000", 1e-3: "a unit slip by 1000", 1e6: "a unit slip by a million"}
"""Factor -> what left it behind, in words that complete ``was it ...?``."""


def known(quantity: Quantity | None) -> float | None:
    """The number in SI; None where it is missing, a range or a bound: nothing is computed from those."""
    return None if quantity is None or is_open(quantity) else quantity.si


def spread(quantity: Quantity | None) -> float:
    """How far a number may be off, relative to it: twice its uncertainty, or half a unit of its last digit."""
    if quantity is None or not quantity.si:
        return 0.0
    stated = quantity.si_uncertainty
    return abs((2 * stated if stated else half_digit(quantity)) / quantity.si)


def differs(found: float, expected: float, tolerance: float) -> bool:
    """Whether two numbers differ by more than a tolerance, relative to the expected one."""
    return abs(found - expected) > tolerance * abs(expected)


def said(si: float, unit: str, kind: str = "") -> str:
    """A number in SI as people say it, in a unit or a handier one of the same kind: ``7.17 µA``."""
    row = UNITS[unit]
    size = abs(si / row.factor)
    if size and not row.offset and not HANDY[0] <= size < HANDY[1]:
        others = (UNITS[symbol] for symbol in QUANTITY_KINDS[kind or kinds_of(unit)[0]].units)
        handy = (one for one in others if not one.offset and HANDY[0] <= abs(si / one.factor) < HANDY[1])
        row = next(handy, row)
    return f"{(si - row.offset) / row.factor:.4g} {row.symbol}"


def like(si: float, quantity: Quantity) -> str:
    """A number in SI in the unit of another quantity, or a handier one."""
    return said(si, quantity.unit, quantity.kind)


def times(ratio: float) -> str:
    """A factor in words: ``1000 times``, ``4 times``."""
    return f"{ratio:.0f} times" if 100 <= ratio < 1e6 else f"{ratio:.3g} times"


def percent(share: float) -> str:
    """A share in percent with one decimal."""
    return f"{share * 100:.1f} %"


def asks(text: str, words: str, otherwise: str) -> str:
    """A hint: the text that was meant, else the slip that it looks like, else something to do."""
    return f"was it {text or words}?" if text or words else otherwise


def slip(ratio: float, factors: Mapping[float, str]) -> str:
    """What a ratio of found to expected looks like, e.g. ``a unit slip by 1000``; empty where like nothing known."""
    return next((words for factor, words in factors.items() if abs(ratio / factor - 1) < SAME), "")


def in_other_unit(quantity: Quantity, ratio: float) -> str:
    """The text with the unit that makes the number smaller by a ratio: ``7.2 mA`` by 1000 is ``7.2 µA``; or empty."""
    own = UNITS[quantity.unit]
    for symbol in QUANTITY_KINDS[quantity.kind].units:
        other = UNITS[symbol]
        if other.offset == own.offset == 0 and abs(own.factor / other.factor / ratio - 1) < SAME:
            for spelling in sorted((own.symbol, *spellings(own)), key=len, reverse=True):
                if quantity.text.endswith(spelling):
                    return quantity.text.removesuffix(spelling) + symbol
    return ""


def bare(measured: ValueOrText | Quantity | None) -> Quantity | None:
    """The quantity of a part that may hold more beside it, such as readings."""
    found: Quantity | None = measured.value if isinstance(measured, ValueOrText) else measured  # type: ignore[attr-defined]  # every such part has it
    return found


def value_path(path: str, part: ValueOrText) -> str:
    """Path of the value of a part that may stand alone (``thickness: 1 mm``) or among others (``{value: 1 mm}``)."""
    others = (getattr(part, name) for name in type(part).model_fields if name != "value")
    return f"{path}.value" if any(other not in (None, []) for other in others) else path
