"""Quantities: numbers with units as people write them, kept byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from glovebook.schema.quantity.kinds import QUANTITY_KINDS, kinds_of, units_of
from glovebook.schema.quantity.text import MAX_LENGTH, QuantityError, fold, split
from glovebook.schema.quantity.units import UNITS, Unit, by_spelling

if TYPE_CHECKING:
    from pint import Quantity as PintQuantity

__all__ = ["Quantity", "QuantityError"]

_PLAIN = re.compile(r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?) ?([^\d\s.,(].*)", re.ASCII)
"""The common case: a number and a unit, nothing else."""

_WORDS = {"": "", "<": "below ", "<=": "at most ", ">": "above ", ">=": "at least ", "~": "about "}


class Quantity:
    """A number with its unit, uncertainty, comparator or range, and the text it was written as."""

    __slots__ = ("comparator", "kind", "text", "uncertainty", "unit", "upper", "value")

    text: str
    """As written; never rewritten."""
    value: float
    """In ``unit``; of a range, the lower bound."""
    unit: str
    """Symbol in the unit table."""
    kind: str
    """What is measured: ``length``, ``temperature`` ..."""
    uncertainty: float | None
    """Standard uncertainty in ``unit``, where one is written."""
    comparator: str
    """``""``, ``<``, ``<=``, ``>``, ``>=`` or ``~``."""
    upper: float | None
    """Of a range, the upper bound."""

    def __init__(
        self,
        text: str,
        value: float,
        unit: str,
        kind: str,
        uncertainty: float | None = None,
        comparator: str = "",
        upper: float | None = None,
    ) -> None:
        self.text = text
        self.value = value
        self.unit = unit
        self.kind = kind
        self.uncertainty = uncertainty
        self.comparator = comparator
        self.upper = upper

    @classmethod
    def parse(cls, text: str, kind: str | None = None) -> Quantity:
        """The quantity that a text means, as ``kind`` where given; raises `QuantityError` rather than guess."""
        units = units_of(kind) if kind else by_spelling()
        plain = _PLAIN.fullmatch(text) if len(text) <= MAX_LENGTH else None
        unit = units.get(plain[2]) if plain else None
        if plain and unit:
            found = cls(text, float(plain[1]), unit.symbol, kind or _only_kind(text, unit))
        else:
            found = cls._written_out(text, units, kind)
        minimum, maximum = QUANTITY_KINDS[found.kind].minimum, QUANTITY_KINDS[found.kind].maximum
        if minimum is not None and (found.si < minimum or (found.si == minimum and str(found.value) == "-0.0")):
            bound = "absolute zero" if found.kind == "temperature" else "zero"
            raise QuantityError(f"{text!r} is below {bound}", "check the sign and the unit", "quantity/minimum")
        if maximum is not None and max(found.si, found.si if found.si_upper is None else found.si_upper) > maximum:
            raise QuantityError(f"{text!r} is more than the whole", "check the number and the unit", "quantity/maximum")
        return found

    @classmethod
    def _written_out(cls, text: str, units: Mapping[str, Unit], kind: str | None) -> Quantity:
        """The quantity of a text that is more than a number and a unit."""
        parts = split(text)
        unit = units.get(parts.unit)
        if unit is None:
            raise _wrong_unit(text, parts.unit, kind)
        named = kind or _only_kind(text, unit)
        return cls(text, parts.value, unit.symbol, named, parts.uncertainty, parts.comparator, parts.upper)

    @property
    def si(self) -> float:
        """The value in ``si_unit``."""
        return _si(self.value, UNITS[self.unit])

    @property
    def si_upper(self) -> float | None:
        """The upper bound in ``si_unit``."""
        return None if self.upper is None else _si(self.upper, UNITS[self.unit])

    @property
    def si_uncertainty(self) -> float | None:
        """The standard uncertainty in ``si_unit``."""
        return None if self.uncertainty is None else _tidy(self.uncertainty * UNITS[self.unit].factor)

    @property
    def si_unit(self) -> str:
        """The coherent SI unit, as Pint spells it compactly."""
        return UNITS[self.unit].si

    @property
    def pint(self) -> PintQuantity[float]:
        """The value as a Pint quantity."""
        from glovebook.schema.quantity.pint_bridge import to_pint

        return to_pint(self.value, UNITS[self.unit])  # type: ignore[no-any-return]  # Pint types its factory as Any

    def to(self, unit: str) -> PintQuantity[float]:
        """The value as a Pint quantity in another unit of the table, e.g. ``to("mS/cm")``."""
        known = by_spelling().get(fold(unit))
        if known is None:
            raise _wrong_unit(unit, fold(unit), None)
        return self.pint.to(known.pint)

    def reading(self) -> str:
        """How the text was understood, for people: ``= 249.85 °C``, ``about 0.7 cm³``; may be empty."""
        unit = UNITS[self.unit]
        shown = _number_words(self, 1.0, 0.0) + f" {self.unit}"
        words = _WORDS[self.comparator] + shown if self.comparator or self.uncertainty or self.upper is not None else ""
        for symbol in QUANTITY_KINDS[self.kind].units:
            other = UNITS[symbol]
            if other.si != unit.si or (other.factor, other.offset) == (unit.factor, unit.offset):
                continue
            factor, offset = unit.factor / other.factor, (unit.offset - other.offset) / other.factor
            if 0.01 <= abs(self.value * factor + offset) < 10000:
                return f"{words} = {_number_words(self, factor, offset)} {symbol}".strip()
        return words

    def as_json(self) -> dict[str, Any]:
        """Plain data: text, value, unit, their SI forms, uncertainty, comparator, upper bound and kind."""
        return {
            "text": self.text,
            "value": self.value,
            "unit": self.unit,
            "si_value": self.si,
            "si_unit": self.si_unit,
            "uncertainty": self.uncertainty,
            "comparator": self.comparator,
            "upper": self.upper,
            "kind": self.kind,
        }

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Quantity({self.text!r}, {self.kind})"

    def _repr_html_(self) -> str:
        """The text, with its SI value on hover."""
        from html import escape

        return f'<span title="{self.si:g} {escape(self.si_unit)}">{escape(self.text)}</span>'

    def __eq__(self, other: object) -> bool:
        """Equal where text and kind are: two texts may mean the same and still be written differently."""
        return isinstance(other, Quantity) and (self.text, self.kind) == (other.text, other.kind)

    def __hash__(self) -> int:
        return hash((self.text, self.kind))


def _tidy(value: float) -> float:
    """The value without the noise of one multiplication (2.1 mm is 0.0021 m, not 0.0021000000000000003 m)."""
    return float(f"{value:.15g}")


def _si(value: float, unit: Unit) -> float:
    return _tidy(value * unit.factor + unit.offset)


def _only_kind(text: str, unit: Unit) -> str:
    """The kind that a unit alone implies; percent implies none."""
    kinds = kinds_of(unit.symbol)
    if unit.symbol == "%":
        raise QuantityError(
            f"the basis of {text!r} is not stated", f"ask for one of {', '.join(kinds)}", "quantity/unit"
        )
    return kinds[0]


def _number_words(quantity: Quantity, factor: float, offset: float) -> str:
    value = f"{quantity.value * factor + offset:.6g}"
    if quantity.upper is not None:
        return f"{value} to {quantity.upper * factor + offset:.6g}"
    return value if quantity.uncertainty is None else f"{value} ± {float(f'{quantity.uncertainty * factor:.2g}'):g}"


_MEANT = {
    ("C", "temperature"): "°C",
    ("m", "duration"): "min",
    ("M", "duration"): "min",
    ("H", "duration"): "h",
    ("S", "duration"): "s",
    ("k", "temperature"): "K",
    ("°K", "temperature"): "K",
}
"""What a symbol that means something else was probably meant to be."""
_IS = {"C": "coulomb", "m": "metre", "M": "mol/L", "H": "henry", "S": "siemens", "F": "farad"}


def _wrong_unit(text: str, symbol: str, kind: str | None) -> QuantityError:
    """Why a unit is refused: missing, of another kind, written in the wrong case, or unknown."""
    wanted = QUANTITY_KINDS[kind] if kind else None
    listed = f"write one of {', '.join(wanted.units)}, e.g. {wanted.example!r}" if wanted else "e.g. '8 mm' or '523 K'"
    if not symbol:
        return QuantityError(f"{text!r} has no unit", listed, "quantity/unit")
    meant = _MEANT.get((symbol, kind or ""))
    known = by_spelling().get(symbol)
    if wanted and meant:
        said = f" ({symbol} is {_IS[symbol]})" if symbol in _IS else ""
        fix = text[: text.rindex(symbol)] + meant if text.endswith(symbol) else None
        return QuantityError(
            f"{text!r} is not {wanted.phrase}{said}",
            f"did you mean {fix!r}?" if fix else listed,
            "quantity/dimension",
            fix,
        )
    if wanted and known:
        other = QUANTITY_KINDS[kinds_of(known.symbol)[0]].phrase
        return QuantityError(f"{text!r} is {other}, not {wanted.phrase}", listed, "quantity/dimension")
    if symbol == "C" and not wanted:
        return QuantityError(f"the C in {text!r} may be coulomb, Celsius or a C-rate", "write °C for a temperature")
    near = next((name for name in (units_of(kind) if kind else by_spelling()) if name.lower() == symbol.lower()), None)
    if near:
        return QuantityError(
            f"{symbol!r} in {text!r} is no known unit; units are case-sensitive",
            f"did you mean {near!r}?",
            "quantity/unit",
            text[: text.rindex(symbol)] + near if text.endswith(symbol) else None,
        )
    if wanted and symbol in _IS:
        return QuantityError(
            f"{text!r} is not {wanted.phrase} ({symbol} is {_IS[symbol]})", listed, "quantity/dimension"
        )
    return QuantityError(f"{symbol!r} in {text!r} is no known unit", listed, "quantity/unit")
