"""What to weigh of each reagent, from a batch or from one portion that was weighed already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from glovebook.physics.chemistry.batch import batch_masses, extent_of
from glovebook.physics.chemistry.purity import purity_of, purity_share
from glovebook.physics.stated import is_open
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.schema.quantity import Quantity
from glovebook.schema.refusal import Refusal
from glovebook.validators.kinds.synthesis.batch import parts_of, reaction_of
from glovebook.validators.rule import View

FIGURES = 4
"""Digits of a mass that is to be weighed: what a balance in a glovebox shows of some hundred milligrams."""


@dataclass(frozen=True)
class Portion:
    """What to weigh of one reagent."""

    formula: str
    mass: float
    """In kg."""
    amount: float
    """In mol, of the substance itself."""
    purity: float
    """By mass; 1 where none is stated, the middle of a range or of what a bound leaves."""

    @property
    def text(self) -> str:
        """The mass as it is written into the entry: ``0.1042 g``."""
        return f"{self.mass * 1e3:.{FIGURES}g} g"

    def as_json(self) -> dict[str, Any]:
        """Plain data: formula, mass as text and in kg, amount in mol, purity."""
        return {
            "formula": self.formula,
            "text": self.text,
            "mass": self.mass,
            "amount": self.amount,
            "purity": self.purity,
        }


class Start(NamedTuple):
    """One portion that was weighed already: the place of its reagent, and its mass."""

    reagent: int
    mass: str


def portions_of(entry: Synthesis, view: View, batch: str = "", start: Start | None = None) -> list[Portion]:
    """What to weigh of each reagent, in their order; raises `Refusal` where something for that is missing."""
    parts = ratio_of(entry)
    if parts is None:
        raise Refusal("the ratio of the reagents is not known", "write it, e.g. 'ratio: \"1:1\"'")
    if any(reagent.formula.variables for reagent in entry.reagents):
        raise Refusal("a reagent is a family of compounds", "write its formula with numbers")
    molar = [reagent.formula.molar_mass * 1e-3 for reagent in entry.reagents]
    pure = [purity_share(purity_of(reagent, view.linked))[0] for reagent in entry.reagents]
    if start:
        extent = extent_of(mass_of(start.mass), parts[start.reagent], molar[start.reagent], pure[start.reagent])
    else:
        extent = _extent(entry, parts, batch)
    masses = batch_masses(extent, parts, molar, pure)
    formulas = [reagent.formula.text for reagent in entry.reagents]
    return [
        Portion(formula, m, extent * part, w) for formula, m, part, w in zip(formulas, masses, parts, pure, strict=True)
    ]


def ratio_of(entry: Synthesis) -> list[float] | None:
    """The parts in which the reagents are wanted: the declared ratio, or else that of the reaction."""
    parts = parts_of(entry)
    if parts is not None:
        return list(parts)
    reaction = reaction_of(entry)
    return [float(number) for number in reaction.reagents] if reaction else None


def mass_of(text: str) -> float:
    """A mass in kg that something can be worked out from; raises `Refusal` of a bound, a range, or nothing."""
    quantity = Quantity.parse(text, "mass")
    if is_open(quantity) or quantity.si <= 0:
        raise Refusal(f"{text!r} is no mass that was weighed", "write one number above zero, e.g. '0.1039 g'")
    return quantity.si


def _extent(entry: Synthesis, parts: Sequence[float], batch: str) -> float:
    """Extent in mol of a batch of product."""
    wanted = batch or (entry.batch.text if entry.batch else "")
    if not wanted:
        raise Refusal("how much is wanted is not said", "write e.g. --batch '0.5 g', or 'batch: 0.5 g' in the entry")
    reaction = reaction_of(entry)
    if reaction is None or entry.product is None:
        hint = "name the product, or start from one portion that is weighed already"
        raise Refusal("the reagents do not add up to the product", hint)
    # the reagent that limits decides, where the ratio is not that of the reaction
    per_product = [part / float(number) for part, number in zip(parts, reaction.reagents, strict=True)]
    yields = min(per_product) * float(reaction.product_count)
    return mass_of(wanted) / (entry.product.molar_mass * 1e-3) / yields
