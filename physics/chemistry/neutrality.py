"""Neutrality of a formula, by the ions that it is written with.

The formula is read piece by piece: known groups first (``NH2``, ``B12H12``), then single elements by their usual
charges. Families are judged for all values of their variables. Where something has no charge in the tables, as in
alloys, molecules and intercalated graphite, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from glovebook.physics.chemistry.ions import ALKALI, ALKALINE_EARTH, ANIONS, FIXED, IONS, POLYSULFIDES, RANGES
from glovebook.schema.formula import Amount, Formula
from glovebook.schema.formula.count import Number, Piece

SLACK = 0.05
"""Charge that rounded numbers of atoms leave over, as in Li0.33La0.557TiO3; house rule."""
_SAMPLES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
_LONGEST = 8
"""Pieces of the longest group."""
_NOISE = 1e-6


@dataclass(frozen=True)
class Ion:
    """A group or an element in a formula."""

    name: str
    number: Number
    lower: float
    upper: float
    """Lowest and highest charge."""

    def __str__(self) -> str:
        """The ion as people write it, with its charge: ``B12H12 2-``, ``3 Na+``, ``(1 - x) Na+``."""
        if self.lower != self.upper:
            return f"{self._count()}{self.name} {self.lower:+g}..{self.upper:+g}"
        size = f"{abs(self.lower):g}" if abs(self.lower) not in (0, 1) else ""
        sign = "" if not self.lower else "+" if self.lower > 0 else "-"
        return f"{self._count()}{self.name}{' ' if size else ''}{size}{sign}"

    def _count(self) -> str:
        if not isinstance(self.number, Amount):
            return "" if self.number == 1 else f"{self.number:g} "
        return f"({self.number}) " if len(self.number.terms) > 1 else f"{self.number} "


@dataclass(frozen=True)
class Neutrality:
    """Whether a formula has the charge that it states, none where it states none."""

    verdict: Literal["neutral", "charged", "cannot tell"]
    ions: tuple[Ion, ...] = ()
    charge: Number = 0.0
    """What the ions add up to beyond the stated charge; where they have a choice, the end nearest to neutral."""


def neutrality(formula: Formula) -> Neutrality:
    """The verdict on a formula, with the ions it was reached by."""
    return _neutrality(formula.text)


@lru_cache(maxsize=4096)
def _neutrality(text: str) -> Neutrality:
    formula = Formula.parse(text)
    elements = frozenset(name.lstrip("0123456789") for name in formula.composition)
    if len(elements) == 1:  # an element by itself
        return Neutrality("neutral" if not formula.charge else "cannot tell")
    ions: list[Ion] = []
    if not _collect(formula.pieces, 1.0, elements, ions):
        return Neutrality("cannot tell")
    lower: Number = -float(formula.charge)
    upper: Number = lower
    for ion in ions:
        lower, upper = lower + ion.number * ion.lower, upper + ion.number * ion.upper
    found = tuple(ions)
    if all(ion.lower == ion.upper for ion in ions):
        return Neutrality(*_of_fixed(lower, found))
    if formula.variables:
        fits = any(_at(lower, x) <= SLACK and _at(upper, x) >= -SLACK for x in _SAMPLES)
        return Neutrality("neutral" if fits else "cannot tell", found)
    low, high = _at(lower, 0), _at(upper, 0)
    if low > SLACK or high < -SLACK:
        return Neutrality("charged", found, low if low > 0 else high)
    return Neutrality("neutral", found)


def _of_fixed(charge: Number, ions: tuple[Ion, ...]) -> tuple[Literal["neutral", "charged"], tuple[Ion, ...], Number]:
    """The verdict where every ion has one charge: a family must be neutral whatever its variables are."""
    if isinstance(charge, Amount):
        charge = Amount({names: factor for names, factor in charge.terms.items() if abs(factor) > _NOISE}).plain
    limit = _NOISE if all(isinstance(ion.number, float) and ion.number.is_integer() for ion in ions) else SLACK
    if isinstance(charge, Amount) or abs(charge) > limit:
        return "charged", ions, charge
    return "neutral", ions, 0.0


def _at(number: Number, value: float) -> float:
    """An amount where each of its variables has a value."""
    if not isinstance(number, Amount):
        return number
    return sum(factor * value ** len(names) for names, factor in number.terms.items())


def _collect(pieces: Sequence[Piece], factor: Number, elements: frozenset[str], ions: list[Ion]) -> bool:
    """Adds the ions of some pieces; False where one of them has no known charge."""
    at = 0
    while at < len(pieces):
        for length in range(min(_LONGEST, len(pieces) - at), 0, -1):
            name = _spelled(pieces[at : at + length])
            if name in IONS:
                ions.append(Ion(name, factor, *IONS[name]))
                at += length
                break
        else:
            what, number = pieces[at]
            many = number * factor
            if isinstance(what, tuple):
                name = _spelled(what)
                if name in IONS:
                    ions.append(Ion(name, _plain(many), *IONS[name]))
                elif not _collect(what, many, elements, ions):
                    return False
            else:
                charges = _charges(what.lstrip("0123456789"), pieces[at + 1 : at + 2], elements)
                if charges is None:
                    return False
                ions.append(Ion(what.lstrip("0123456789"), _plain(many), *charges))
            at += 1
    return True


def _plain(number: Number) -> Number:
    return number.plain if isinstance(number, Amount) else number


def _spelled(pieces: Sequence[Piece]) -> str:
    """Pieces as they stand in the table of ions."""
    return "".join(_one(piece) for piece in pieces)


def _one(piece: Piece) -> str:
    what, number = piece
    count = "" if number == 1 else f"{number:g}" if isinstance(number, float) else f"({number})"
    return (f"({_spelled(what)})" if isinstance(what, tuple) else what.lstrip("0123456789")) + count


def _charges(element: str, behind: Sequence[Piece], elements: frozenset[str]) -> tuple[float, float] | None:
    """Lowest and highest charge of an element that is part of no known group, by what it stands with."""
    if not elements & ANIONS and "H" not in elements:
        return None  # an alloy
    if element in FIXED:
        return FIXED[element], FIXED[element]
    if element in RANGES:
        return RANGES[element] if elements & ANIONS else None
    follower, number = behind[0] if behind else ("", 0.0)
    oxidised = _at(number, 0) if follower in {"O", "S", "Se"} else 0.0
    return _anion(element, elements, oxidised) or _centre(element, elements, oxidised)


def _anion(element: str, elements: frozenset[str], oxidised: float) -> tuple[float, float] | None:
    """Charges of an element that is negative in most salts; ``oxidised`` is how much O, S or Se follows it."""
    cations = elements - {element}
    light = cations <= ALKALI | ALKALINE_EARTH
    match element:
        case "O":
            return -2.0, -0.5 if light else -2.0  # peroxides and superoxides
        case "S":
            bonded = cations & POLYSULFIDES
            return -2.0, 6.0 if "O" in elements else 0.0 if light else -1.0 if bonded else -2.0
        case "Cl" | "I":
            return -1.0, 7.0 if oxidised else -1 / 3 if element == "I" and light else -1.0
        case "N" if not elements & {"H", "C"}:
            return -3.0, 5.0 if oxidised else -3.0
        case "H":
            return -1.0, -1.0 if light else 1.0
    return None


def _centre(element: str, elements: frozenset[str], oxidised: float) -> tuple[float, float] | None:
    """Charges of an element in the middle of complex anions, which is positive in them."""
    match element:
        case "P" if elements & {"O", "S", "Se"}:
            return 5.0 if oxidised >= 3.5 and "H" not in elements else 3.0, 5.0
        case "P" if elements & {"F", "Cl", "Br", "I"}:
            return 3.0, 5.0
        case "Si" if elements & {"O", "S", "Se", "F", "Cl", "N"}:
            return 4.0, 4.0
        case "B" if elements & {"O", "S", "N", "F", "Cl", "Br", "I"} and "H" not in elements:
            return 3.0, 3.0
        case "C" if "O" in elements:
            return -4.0, 4.0
    return None
