"""The weigh sheet: from the batch that is wanted to the masses to weigh in, corrected for purity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glovebook.physics.chemistry.batch import batch_masses, extent_of
from glovebook.physics.chemistry.purity import purity_share
from glovebook.pipeline.named import notebook_around
from glovebook.pipeline.set import set_fields
from glovebook.schema.formula import FormulaError
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.schema.parse import parse
from glovebook.schema.quantity import Quantity
from glovebook.schema.refusal import Refusal
from glovebook.validators.kinds.synthesis.batch import is_named, parts_of, purity, reaction_of
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


def weigh(path: Path, batch: str = "", mass: str = "", *, into: bool = False) -> list[Portion]:
    """What to weigh of each reagent of a synthesis, in their order: m = n nu M / w.

    ``batch`` is the mass of product that is wanted, else what the entry says under ``batch:``; ``mass``
    (``NaNH2=0.1039 g``) starts from one portion that was weighed already. ``into``: written as ``target:`` of the
    reagents. Raises `Refusal` where the ratio, a formula or the batch is missing.
    """
    entry, view = _synthesis(path)
    reaction = reaction_of(entry)
    parts = parts_of(entry) or ([float(number) for number in reaction.reagents] if reaction else None)
    if parts is None:
        raise Refusal(f"{path.name}: the ratio of the reagents is not known", "write it, e.g. 'ratio: \"1:1\"'")
    if any(reagent.formula.variables for reagent in entry.reagents):
        raise Refusal(f"{path.name}: a reagent is a family of compounds", "write its formula with numbers")
    molar = [reagent.formula.molar_mass * 1e-3 for reagent in entry.reagents]
    found = [purity(view, reagent) for reagent in entry.reagents]
    pure = [purity_share(share)[0] for share in found]
    extent = _extent_of_portion(entry, parts, molar, pure, mass) if mass else _extent(entry, parts, batch)
    masses = batch_masses(extent, parts, molar, pure)
    formulas = [reagent.formula.text for reagent in entry.reagents]
    portions = [
        Portion(formula, m, extent * part, w) for formula, m, part, w in zip(formulas, masses, parts, pure, strict=True)
    ]
    if into:
        set_fields(path, {f"reagents[{index}].target": portion.text for index, portion in enumerate(portions)})
    return portions


def _synthesis(path: Path) -> tuple[Synthesis, View]:
    notebook = notebook_around(path)
    parsed = parse(path.read_bytes(), str(path), notebook.kinds if notebook else None)
    entry = parsed.entry
    if parsed.findings:
        raise Refusal(parsed.findings[0].as_text(), "correct it first")
    if not isinstance(entry, Synthesis) or not entry.reagents:
        raise Refusal(f"{path.name} is no synthesis with reagents", "name them under 'reagents:' first")
    return entry, View(entry, linked=notebook.linked(entry) if notebook else {})


def _extent(entry: Synthesis, parts: Sequence[float], batch: str) -> float:
    """Extent in mol of a batch of product."""
    wanted = Quantity.parse(batch, "mass") if batch else entry.batch
    if wanted is None:
        raise Refusal("how much is wanted is not said", "write e.g. --batch '0.5 g', or 'batch: 0.5 g' in the entry")
    reaction = reaction_of(entry)
    if reaction is None or entry.product is None:
        raise Refusal(
            "the reagents do not add up to the product", "name the product, or start with --mass FORMULA=MASS"
        )
    # the reagent that limits decides, where the ratio is not that of the reaction
    per_product = [part / float(number) for part, number in zip(parts, reaction.reagents, strict=True)]
    yields = min(per_product) * float(reaction.product_count)
    return wanted.si / (entry.product.molar_mass * 1e-3) / yields


def _extent_of_portion(
    entry: Synthesis, parts: Sequence[float], molar: Sequence[float], pure: Sequence[float], text: str
) -> float:
    """Extent in mol that one portion allows, which was weighed already."""
    name, equals, amount = text.partition("=")
    try:
        index = next(i for i, reagent in enumerate(entry.reagents) if is_named(reagent, name.strip()))
    except (StopIteration, FormulaError):
        names = ", ".join(reagent.formula.text for reagent in entry.reagents)
        raise Refusal(f"{name.strip()!r} is none of the reagents", f"they are {names}") from None
    if not equals:
        raise Refusal(f"{text!r} states no mass", f"write e.g. --mass '{name.strip()}=0.1039 g'")
    return extent_of(Quantity.parse(amount.strip(), "mass").si, parts[index], molar[index], pure[index])
