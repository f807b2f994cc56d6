"""Reactions in exact rationals: what reagents give, in which ratio, and which by-products leave.

A formula becomes a column of numbers of atoms; a reaction is a vector that the matrix of these columns takes to
zero, found by Gaussian elimination with `fractions.Fraction`, so that nothing is rounded. Isotopes count as their
element. Where more than one reaction would do, none is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import lcm

from glovebook.schema.formula import Formula

COMMON = ("H2", "N2", "NH3", "H2O", "HCl", "CO2", "H2S")
"""By-products of most syntheses."""
SALTS = ("LiCl", "NaCl", "KCl", "LiBr", "NaBr", "LiI", "NaI", "LiF", "NaF")
"""By-products of metatheses."""
RARE = ("CO", "O2", "CH4", "B2H6", "HF", "HBr", "HI", "SO2", "Cl2", "NO2")
"""Gases that are thought of where nothing else would do."""
BY_PRODUCTS = (*COMMON, *SALTS, *RARE)
"""What a reaction may give besides its product (house list)."""
VOLATILE = frozenset({*COMMON, *RARE})
"""By-products that are gases at the temperatures of a synthesis."""
_TRIED = ((COMMON, 0), (COMMON, 1), (SALTS, 1), (RARE, 1), (COMMON, 2), ((*COMMON, *SALTS), 2), (COMMON, 3))
"""Among which by-products so many are looked for, one after the other."""

Composition = dict[str, Fraction]
Column = tuple[Fraction, ...]


@dataclass(frozen=True)
class Reaction:
    """A balanced reaction that gives ``product_count`` formula units of the product."""

    reagents: tuple[Fraction, ...]
    """Coefficients in the order of the reagents."""
    product_count: Fraction
    by_products: tuple[tuple[str, Fraction], ...] = ()
    """By-product and its coefficient; none in an addition of solids."""

    def equation(self, reagents: Sequence[str], product: str) -> str:
        """The reaction in the smallest whole numbers: ``2 NaBH4 + B10H14 -> Na2B12H12 + 5 H2``."""
        numbers = [*self.reagents, self.product_count, *(number for _, number in self.by_products)]
        scale = Fraction(lcm(*(number.denominator for number in numbers)))
        whole = [int(number * scale) for number in numbers]
        names = [*reagents, product, *(name for name, _ in self.by_products)]
        words = [f"{number} {name}" if number != 1 else name for number, name in zip(whole, names, strict=True)]
        return f"{' + '.join(words[: len(reagents)])} -> {' + '.join(words[len(reagents) :])}"


def composition(formula: Formula) -> Composition | None:
    """Element -> atoms per formula unit, exactly as written; None for a family with variables."""
    total: Composition = {}
    for name, amount in formula.composition.items():
        if not isinstance(amount, float):
            return None
        element = name.lstrip("0123456789")
        total[element] = total.get(element, Fraction(0)) + exact(amount)
    return total


def exact(number: float) -> Fraction:
    """The decimal that a number was written as, without the noise of its multiplications."""
    return Fraction(f"{number:.12g}")


def balanced(reagents: Sequence[Formula], product: Formula) -> Reaction | None:
    """The reaction by which the reagents give one formula unit of a product; None where no single one is found.

    Every reagent takes part. Few by-products are tried before many and common ones before rare ones; where two sets
    of the same standing would do, nobody can tell.
    """
    return _search(_texts(reagents), product.text, None).reaction


def from_ratio(reagents: Sequence[Formula], parts: Sequence[float], product: Formula) -> Reaction | None:
    """The reaction in which the reagents are used up in a given ratio; None where nothing adds up."""
    return _search(_texts(reagents), product.text, tuple(map(exact, parts))).reaction


def impossible(reagents: Sequence[Formula], product: Formula) -> bool:
    """Whether no numbers of the reagents give the product, whatever leaves of the by-products that are thought of.

    False where nobody can tell: families, several reactions that would do, a reagent that need not take part.
    """
    return _search(_texts(reagents), product.text, None).impossible


@dataclass(frozen=True)
class _Found:
    """What a search for a reaction came to."""

    reaction: Reaction | None = None
    impossible: bool = False


def _texts(formulas: Sequence[Formula]) -> tuple[str, ...]:
    return tuple(formula.text for formula in formulas)


@lru_cache(maxsize=4096)
def _search(reagents: tuple[str, ...], product: str, parts: tuple[Fraction, ...] | None) -> _Found:
    given = [composition(Formula.parse(text)) for text in reagents]
    wanted = composition(Formula.parse(product))
    known = [one for one in given if one is not None]
    if wanted is None or not given or len(known) < len(given):
        return _Found()
    untold = False
    for possible, number in _TRIED:
        found = list(_reactions(known, wanted, parts, _leaving(possible, number)))
        balanced = [reaction for reaction in found if reaction]
        if balanced:
            return _Found(balanced[0]) if len(balanced) == 1 else _Found()
        untold |= len(found) > 0
    return _Found(impossible=not untold)


def _reactions(
    known: list[Composition],
    wanted: Composition,
    parts: tuple[Fraction, ...] | None,
    sets: Sequence[Mapping[str, Composition]],
) -> Iterator[Reaction | None]:
    """Reactions with one of these sets of by-products, none of which brings in an element of its own.

    None stands for one that leaves a choice or uses nothing of a reagent.
    """
    elements = sorted({element for one in (*known, wanted) for element in one})
    for names in sets:
        leaving = list(names.values())
        if any(element not in elements for one in leaving for element in one):
            continue
        if parts is None:
            columns = [*(_column(one, elements) for one in known), *(_column(one, elements, -1) for one in leaving)]
            numbers = _solved(columns, _column(wanted, elements))
            coefficients = numbers[: len(known)] if numbers else ()
        else:
            numbers = _solved([_column(one, elements) for one in (wanted, *leaving)], _sum(known, parts, elements))
            coefficients = parts
        if not leaving and (numbers is None or 0 in numbers):
            yield None
        elif numbers and all(each > 0 for each in numbers):
            others = tuple(zip(names, numbers[len(numbers) - len(leaving) :], strict=True))
            yield Reaction(coefficients, Fraction(1) if parts is None else numbers[0], others)


def _sum(known: list[Composition], parts: Column, elements: list[str]) -> Column:
    """The atoms that so many parts of each bring in."""
    columns = zip(*(_column(one, elements) for one in known), strict=True)
    return tuple(sum((part * each for part, each in zip(parts, row, strict=True)), Fraction(0)) for row in columns)


@lru_cache(maxsize=len(_TRIED))
def _leaving(possible: tuple[str, ...], number: int) -> tuple[Mapping[str, Composition], ...]:
    """So many by-products in every combination, with their compositions."""
    known = {name: composition(Formula.parse(name)) or {} for name in possible}
    return tuple({name: known[name] for name in names} for names in combinations(possible, number))


def _column(one: Composition, elements: list[str], sign: int = 1) -> Column:
    return tuple(sign * one.get(element, Fraction(0)) for element in elements)


def _solved(columns: Sequence[Column], target: Column) -> Column | None:
    """The one vector with which the columns give the target; empty where there is none, None where one is free."""
    width = len(columns)
    rows = [[*(column[at] for column in columns), goal] for at, goal in enumerate(target)]
    for at in range(width):
        pivot = next((row for row in range(at, len(rows)) if rows[row][at]), None)
        if pivot is None:
            return None
        rows[at], rows[pivot] = rows[pivot], rows[at]
        head = rows[at][at]
        rows[at] = [value / head for value in rows[at]]
        for other, row in enumerate(rows):
            if other != at and row[at]:
                by = row[at]
                rows[other] = [value - by * first for value, first in zip(row, rows[at], strict=True)]
    if any(row[width] for row in rows[width:]):
        return ()
    return tuple(row[width] for row in rows[:width])
