"""Quantities: numbers with units as people write them, kept byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from glovebook.schema.quantity.arithmetic import Arithmetic
from glovebook.schema.quantity.kinds import QUANTITY_KINDS, kinds_of, units_of
from glovebook.schema.quantity.reading import in_words
from glovebook.schema.quantity.refused import wrong_unit
from glovebook.schema.quantity.special import special
from glovebook.schema.quantity.text import INVISIBLE, MAX_LENGTH, QuantityError, fold, split
from glovebook.schema.quantity.units import UNITS, Unit, by_spelling

if TYPE_CHECKING:
    from pint import Quantity as PintQuantity

__all__ = ["Quantity", "QuantityError"]

_PLAIN = re.compile(
    r"(?:([<>]=?|~) ?)?"  # a bound
    r"([+-]?\d+(?:\.(\d+))?)"  # a number
    r"(?:([eE][+-]?\d{1,2})|\((\d+)\)|\.\.([+-]?\d+(?:\.\d+)?))?"  # its power, its uncertainty, or the end of a range
    r" ?([^\d\s.,(].*)",
    re.ASCII,
)
"""The common cases; whatever else there is goes through the whole grammar (`glovebook.schema.quantity.text`)."""


class Quantity(Arithmetic):
    """A number with its unit, uncertainty, comparator or range, and the text it was written as."""

    __slots__ = ("comparator", "kind", "reference", "text", "uncertainty", "unit", "upper", "value")

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
    reference: str
    """Of a potential, what it refers to, as written: ``Na+/Na``; empty where it does not say."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of a quantity; built by `parse` alone
        self,
        text: str,
        value: float,
        unit: str,
        kind: str,
        uncertainty: float | None = None,
        comparator: str = "",
        upper: float | None = None,
        reference: str = "",
    ) -> None:
        self.text = text
        self.value = value
        self.unit = unit
        self.kind = kind
        self.uncertainty = uncertainty
        self.comparator = comparator
        self.upper = upper
        self.reference = reference

    @classmethod
    def parse(cls, text: str, kind: str | None = None) -> Quantity:
        """The quantity that a text means, as ``kind`` where given; raises `QuantityError` rather than guess."""
        return parser(kind)(text)

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
        return self.pint.to(self.other_unit(unit).pint)

    def in_unit(self, unit: str) -> tuple[float, float | None]:
        """Value and standard uncertainty in another unit of the table; a range or a bound is refused."""
        other, own = self.other_unit(unit), UNITS[self.unit]
        if other.symbol == own.symbol:
            return self.number(), self.uncertainty
        value = _tidy((self.number() * own.factor + own.offset - other.offset) / other.factor)
        return value, None if self.uncertainty is None else _tidy(self.uncertainty * own.factor / other.factor)

    def other_unit(self, unit: str) -> Unit:
        """The row of a unit that the value can be given in; `QuantityError` where there is none."""
        asked = fold(unit)
        known = units_of(self.kind).get(asked) or by_spelling().get(asked)  # °C of a difference has no offset
        if known is None or known.si != self.si_unit:
            raise wrong_unit(unit, asked, self.kind if known else None)
        return known

    def reading(self) -> str:
        """How the text was understood, for people: ``= 249.85 °C``, ``about 0.7 cm³``; may be empty."""
        return in_words(self)

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
            **({"reference": self.reference} if self.kind == "potential" else {}),
        }

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Quantity({self.text!r}, {self.kind})"

    def _repr_html_(self) -> str:
        """The text, with kind, reading and SI value on hover."""
        from html import escape

        si = f"{self.si:g}" if self.upper is None else f"{self.si:g} to {self.si_upper:g}"
        lines = (QUANTITY_KINDS[self.kind].title, self.reading(), f"SI: {si} {self.si_unit}".strip())
        return f'<span title="{escape("; ".join(filter(None, lines)))}">{escape(self.text)}</span>'

    def __eq__(self, other: object) -> bool:
        """Equal where text and kind are: two texts may mean the same and still be written differently."""
        return isinstance(other, Quantity) and (self.text, self.kind) == (other.text, other.kind)

    def __hash__(self) -> int:
        return hash((self.text, self.kind))


@cache
def parser(kind: str | None) -> Callable[[str], Quantity]:
    """A function from text to `Quantity` for one kind (or any), with the kind's units and limit at hand."""
    units = units_of(kind) if kind else by_spelling()
    symbols = {spelling: unit.symbol for spelling, unit in units.items()}
    symbols |= {unit.symbol: unit.symbol for unit in units.values() if not unit.symbol.startswith("Δ")}  # cm³, as it is
    has_maximum = kind is None or QUANTITY_KINDS[kind].maximum is not None
    match, get = _PLAIN.fullmatch, symbols.get

    def parse(text: str) -> Quantity:
        plain = match(text) if len(text) <= MAX_LENGTH else None
        if plain is None:
            return _within_limit(_written_out(text, units, kind))
        comparator, number, decimals, power, digits, last, spelling = plain.groups("")
        symbol = get(spelling)
        value = float(number + power) if power else float(number)
        upper = float(last) if last else None
        if symbol is None or (upper is not None and upper < value) or (comparator and (digits or last)):
            return _within_limit(_written_out(text, units, kind))  # it knows special units, and the reasons
        error = float(digits) / 10.0 ** len(decimals) if digits else None
        found = Quantity(text, value, symbol, kind or _only_kind(text, UNITS[symbol]), error, comparator, upper)
        return found if value > 0 and not has_maximum else _within_limit(found)

    return parse


def _written_out(text: str, units: Mapping[str, Unit], kind: str | None) -> Quantity:
    """The quantity of a text that is more than a number and a unit."""
    if len(text) > MAX_LENGTH:
        raise QuantityError(
            f"the text is {len(text)} characters long", f"a quantity has at most {MAX_LENGTH}; put prose into notes"
        )
    if hidden := INVISIBLE.search(text):
        raise QuantityError(
            f"{text!r} holds an invisible character, U+{ord(hidden[0]):04X}",
            "type it anew",
            fix=INVISIBLE.sub("", text),
        )
    found = special(text, kind)
    parts = found.parts if found else split(text)
    if found:
        units = units_of(found.kind)
    unit = units.get(parts.unit)
    if unit is None:
        raise wrong_unit(text, parts.unit, found.kind if found else kind)
    named = found.kind if found else kind or _only_kind(text, unit)
    reference = found.reference if found else ""
    return Quantity(text, parts.value, unit.symbol, named, parts.uncertainty, parts.comparator, parts.upper, reference)


def _within_limit(found: Quantity) -> Quantity:
    """The quantity, unless it is less or more than its kind can be."""
    minimum, maximum = QUANTITY_KINDS[found.kind].minimum, QUANTITY_KINDS[found.kind].maximum
    if minimum is not None and (found.si < minimum or (found.si == minimum and str(found.value) == "-0.0")):
        bound = "absolute zero" if found.kind == "temperature" else "zero"
        raise QuantityError(f"{found.text!r} is below {bound}", "check the sign and the unit", "quantity/minimum")
    if maximum is not None and max(found.si, found.si if found.si_upper is None else found.si_upper) > maximum:
        hint = "check the number and the unit"
        raise QuantityError(f"{found.text!r} is more than the whole", hint, "quantity/maximum")
    return found


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
