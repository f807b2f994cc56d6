"""The batch of a synthesis as numbers: what was weighed, its amounts, and the reaction that it is to undergo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from glovebook.physics.chemistry.purity import purity_of, purity_share
from glovebook.physics.chemistry.stoichiometry import Reaction, balanced, from_ratio
from glovebook.physics.records import same_compound
from glovebook.physics.stated import half_digit, is_open
from glovebook.schema.kinds.synthesis import Reagent, Synthesis
from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.validators.rule import View

FORMULAS = ("chemistry/neutral", "chemistry/same-formula")
"""Rules that know when it is a formula that is wrong."""
_RESOLUTION = re.compile(r"(\d+(?:\.\d+)? ?(?:mg|µg|ug|g))\b")


@dataclass(frozen=True)
class Portion:
    """One reagent as it was weighed."""

    reagent: Reagent
    mass: float
    """In kg."""
    uncertainty: float
    """Standard uncertainty of the mass, relative to it."""
    molar_mass: float
    """In kg/mol."""
    purity: float
    """By mass; 1 where none is stated, the middle of a bound."""
    doubt: float
    """How far the purity may be from that, relative to it: half the width of a bound."""

    @property
    def amount(self) -> float:
        """Amount of substance in mol: n = m w / M."""
        return self.mass * self.purity / self.molar_mass


def portions(view: View, entry: Synthesis) -> list[Portion] | None:
    """The reagents as they were weighed; None where a mass is missing, a bound or zero, or a formula a family."""
    step = resolution(view, entry)
    found = []
    for reagent in entry.reagents:
        mass = reagent.mass
        if mass is None or is_open(mass) or mass.si <= 0 or reagent.formula.variables:
            return None
        middle, doubt = purity_share(purity_of(reagent, view.linked))
        own = mass.si_uncertainty or max(half_digit(mass), step / 2) / sqrt(3)
        molar_mass = reagent.formula.molar_mass * 1e-3
        found.append(Portion(reagent, mass.si, own / mass.si, molar_mass, middle, doubt))
    return found or None


def resolution(view: View, entry: Synthesis) -> float:
    """Smallest step of the balance in kg, as its entry in glovebook.yaml or its description says; 0 where none does."""
    text = entry.balance or ""
    known = view.settings.instruments.get(text) if view.settings else None
    match = _RESOLUTION.search((known.resolution or "") if known else text)
    if match is None:
        return 0.0
    try:
        return Quantity.parse(match[1], "mass").si
    except QuantityError:
        return 0.0


def parts_of(entry: Synthesis) -> Sequence[float] | None:
    """The parts of the declared ratio in the order of the reagents; None where there is none, or it does not fit."""
    ratio = entry.ratio
    if ratio is None or len(ratio.parts) != len(entry.reagents):
        return None
    if not ratio.names:
        return ratio.parts
    parts = []
    for reagent in entry.reagents:
        named = [part for name, part in zip(ratio.names, ratio.parts, strict=True) if is_named(reagent, name)]
        if len(named) != 1:
            return None
        parts.append(named[0])
    return parts


def is_named(reagent: Reagent, name: str) -> bool:
    """Whether a name in a ratio is the formula of a reagent, in whatever order its elements are written."""
    from glovebook.schema.formula import Formula, FormulaError

    try:
        return same_compound(reagent.formula, Formula.parse(name))
    except FormulaError:
        return False


def reaction_of(entry: Synthesis) -> Reaction | None:
    """The balanced reaction: in the declared ratio where that adds up, else in the one that does."""
    if entry.product is None or not entry.reagents:
        return None
    formulas, parts = [reagent.formula for reagent in entry.reagents], parts_of(entry)
    return (from_ratio(formulas, parts, entry.product) if parts else None) or balanced(formulas, entry.product)


def equation(entry: Synthesis, reaction: Reaction) -> str:
    """The reaction in words."""
    return reaction.equation([reagent.formula.text for reagent in entry.reagents], str(entry.product))
