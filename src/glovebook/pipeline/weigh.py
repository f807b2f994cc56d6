"""Working out a batch: a target and a ratio in, masses that make up for the purities out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log10
from pathlib import Path
from typing import Any, cast

from glovebook.physics.chemistry.batch import batch_masses, extent_of
from glovebook.physics.chemistry.purity import purity_share
from glovebook.physics.chemistry.stoichiometry import balanced, from_ratio
from glovebook.physics.records import formula_of, same_compound
from glovebook.physics.stated import is_open
from glovebook.pipeline.named import entry_file, notebook_around
from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula
from glovebook.schema.kinds.material import Material
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.schema.parse import parse
from glovebook.schema.parts import ID_PATTERN
from glovebook.schema.quantity import Quantity
from glovebook.schema.ratio import Ratio
from glovebook.schema.refusal import Refusal

STEP = "0.1 mg"
"""Smallest step of a balance, where none is said."""


@dataclass(frozen=True)
class Ingredient:
    """A reagent of a batch."""

    formula: Formula
    purity: Quantity | None = None
    entry: str = ""
    """Id of the bottle or the synthesis it comes from."""


@dataclass(frozen=True)
class Portion:
    """How much of a reagent to weigh."""

    ingredient: Ingredient
    part: float
    """In the ratio."""
    amount: float
    """Amount of substance in mol."""
    mass: float
    """In kg, not rounded."""
    text: str
    """The mass as a balance shows it, e.g. ``0.1039 g``."""

    def as_json(self) -> dict[str, Any]:
        """Plain data: formula, entry, part, purity, molar mass in g/mol, amount in mol, mass as text and in kg."""
        return {
            "formula": str(self.ingredient.formula),
            "entry": self.ingredient.entry or None,
            "part": self.part,
            "purity": str(self.ingredient.purity) if self.ingredient.purity else None,
            "molar_mass": self.ingredient.formula.molar_mass,
            "amount": self.amount,
            "mass": self.text,
            "mass_kg": self.mass,
        }


@dataclass(frozen=True)
class Batch:
    """A batch that was worked out."""

    portions: tuple[Portion, ...]
    total: float
    """Mass in kg of the product, or of the mixture where there is no reaction."""
    product: Formula | None = None
    equation: str = ""
    assumptions: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data: product, equation, total mass in kg, reagents, assumptions."""
        return {
            "product": str(self.product) if self.product else None,
            "equation": self.equation or None,
            "total_kg": self.total,
            "reagents": [portion.as_json() for portion in self.portions],
            "assumptions": list(self.assumptions),
        }

    def __str__(self) -> str:
        """One line a reagent, below what they make; what was assumed comes last."""
        made = f"{self.total * 1e3:.4g} g {self.product or 'of the mixture'}"
        names = [str(portion.ingredient.formula) for portion in self.portions]
        width, mass = max(map(len, names)), max(len(portion.text) for portion in self.portions)
        lines = [f"{made}: {self.equation}" if self.equation else made]
        for name, portion in zip(names, self.portions, strict=True):
            purity = f"  {portion.ingredient.purity}" if portion.ingredient.purity else ""
            lines.append(f"  {name:{width}}  {portion.text:>{mass}}  {portion.amount * 1e3:.4g} mmol{purity}")
        return "\n".join([*lines, *(f"  assumed: {words}" for words in self.assumptions)])


@dataclass(frozen=True)
class Plan:
    """What a batch is worked out from."""

    ingredients: tuple[Ingredient, ...]
    ratio: Ratio | None = None
    product: Formula | None = None
    batch: Quantity | None = None
    with_purity: bool = True
    step: Quantity = Quantity.parse(STEP, "mass")


def ingredient(text: str, purity: str = "", folder: Path | None = None) -> Ingredient:
    """The reagent that a text means: a formula, or the id of its bottle; a purity overrules that of the bottle."""
    stated = Quantity.parse(purity, "mass_fraction") if purity else None
    if not re.fullmatch(ID_PATTERN, text):
        return Ingredient(Formula.parse(text), stated)
    from glovebook.store.notebook import Notebook

    notebook = Notebook.containing(folder or Path.cwd())
    entry = notebook.parse(notebook.path_of(text)).entry
    formula = formula_of(entry) if entry else None
    if entry is None or formula is None:
        raise Refusal(f"the entry {text!r} states no formula", "write the formula, e.g. 'NaNH2=99 %'")
    return Ingredient(formula, stated or (entry.purity if isinstance(entry, Material) else None), text)


def plan_of(entry: Synthesis, linked: Mapping[str, Entry]) -> Plan:
    """What a synthesis says of its batch: reagents with their purities, ratio, product, batch, balance."""
    found = []
    for reagent in entry.reagents:
        bottle = linked.get(reagent.entry or "")
        label = bottle.purity if isinstance(bottle, Material) else None
        found.append(Ingredient(reagent.formula, reagent.purity or label, reagent.entry or ""))
    return Plan(tuple(found), entry.ratio, entry.product, entry.batch, entry.purity_corrected is not False)


def weigh(plan: Plan, weighed: Mapping[str, str] | None = None) -> Batch:
    """The masses for a batch, or from one mass that was weighed already those of the others.

    The ratio is that of the plan, or the one in which the reagents give the product. ``weighed`` names one reagent
    by its formula, with its mass; without it the plan must say how large the batch is to be.
    """
    if not plan.ingredients:
        raise Refusal("there is nothing to weigh", "name the reagents, e.g. NaNH2 Na2B12H12")
    formulas = [one.formula for one in plan.ingredients]
    parts, equation, count = _parts(plan, formulas)
    assumptions = []
    shares = []
    for one in plan.ingredients:
        share, doubt = purity_share(one.purity) if plan.with_purity else (1.0, 0.0)
        shares.append(share)
        if plan.with_purity and one.purity is None:
            assumptions.append(f"{one.formula} is pure, as no purity is stated")
        elif doubt and one.purity is not None and is_open(one.purity):
            assumptions.append(f"{one.formula} is {share * 100:.4g} % pure, the middle of {one.purity}")
    if not plan.with_purity:
        assumptions.append("purities are left out, as the entry says (purity_corrected: no)")
    molar = [formula.molar_mass * 1e-3 for formula in formulas]
    unit = count * plan.product.molar_mass * 1e-3 if plan.product and count else sum(
        part * each for part, each in zip(parts, molar, strict=True)
    )  # fmt: skip
    if weighed:
        at, mass = _weighed(weighed, formulas)
        extent = extent_of(mass, parts[at], molar[at], shares[at])
    else:
        extent = _mass(plan.batch, "batch") / unit
    masses = batch_masses(extent, parts, molar, shares)
    portions = [
        Portion(one, part, extent * part, each, _shown(each, plan.step))
        for one, part, each in zip(plan.ingredients, parts, masses, strict=True)
    ]
    if weighed:
        portions[at] = replace(portions[at], text=next(iter(weighed.values())).strip())
    return Batch(tuple(portions), extent * unit, plan.product if count else None, equation, tuple(assumptions))


def _parts(plan: Plan, formulas: Sequence[Formula]) -> tuple[list[float], str, float]:
    """Parts of the ratio in the order of the reagents, the reaction, and the formula units of product that it gives."""
    texts = [formula.text for formula in formulas]
    for formula in formulas:
        formula.molar_mass  # noqa: B018 - a family has none, and says so
    if plan.ratio is not None:
        parts = _in_order(plan.ratio, formulas)
        reaction = from_ratio(formulas, parts, plan.product) if plan.product else None
        if plan.product is None:
            return parts, "", 0.0
        if reaction is None:
            needed = balanced(formulas, plan.product)
            words = f"{needed.equation(texts, plan.product.text)} does" if needed else "check the formulas"
            raise Refusal(f"{plan.ratio} does not add up to {plan.product}", words)
        return parts, reaction.equation(texts, plan.product.text), float(reaction.product_count)
    if plan.product is None:
        if len(formulas) == 1:
            return [1.0], "", 0.0
        raise Refusal("neither a ratio nor a product is given", "e.g. --ratio 1:1 or --product Na3NH2B12H12")
    reaction = balanced(formulas, plan.product)
    if reaction is None:
        raise Refusal(
            f"there is no one reaction of {' and '.join(texts)} to {plan.product}", "give the ratio, e.g. 1:1"
        )
    return [float(each) for each in reaction.reagents], reaction.equation(texts, plan.product.text), 1.0


def _in_order(ratio: Ratio, formulas: Sequence[Formula]) -> list[float]:
    if len(ratio.parts) != len(formulas):
        raise Refusal(
            f"the ratio {ratio} has {len(ratio.parts)} parts for {len(formulas)} reagents", "write one part for each"
        )
    if not ratio.names:
        return list(ratio.parts)
    named = [(Formula.parse(name), part) for name, part in zip(ratio.names, ratio.parts, strict=True)]
    parts = []
    for formula in formulas:
        fitting = [part for name, part in named if same_compound(name, formula)]
        if len(fitting) != 1:
            raise Refusal(f"the ratio {ratio} does not name {formula} once", "name every reagent, e.g. A:B = 1:1")
        parts.append(fitting[0])
    return parts


def _weighed(weighed: Mapping[str, str], formulas: Sequence[Formula]) -> tuple[int, float]:
    """Place of the one reagent that was weighed, and its mass in kg."""
    if len(weighed) != 1:
        raise Refusal(f"{len(weighed)} masses are given", "give one; the others follow from it")
    name, text = next(iter(weighed.items()))
    formula = Formula.parse(name)
    places = [index for index, one in enumerate(formulas) if same_compound(one, formula)]
    if len(places) != 1:
        listed = ", ".join(map(str, formulas))
        raise Refusal(f"{name} is no reagent of the batch", f"the reagents are {listed}")
    return places[0], _mass(Quantity.parse(text, "mass"), "mass weighed")


def _mass(quantity: Quantity | None, what: str) -> float:
    if quantity is None:
        raise Refusal("it is not said how much is to be made", "e.g. --batch '0.5 g', or --weighed 'NaNH2=0.1039 g'")
    if is_open(quantity) or quantity.si <= 0:
        raise Refusal(f"the {what} {quantity} is not one mass", "write a number, e.g. '0.5 g'")
    return quantity.si


def _shown(mass: float, step: Quantity) -> str:
    """A mass in kg as a balance with such a step shows it: in g, in mg below 10 mg."""
    rounded = round(mass / step.si) * step.si
    unit, factor = ("mg", 1e6) if rounded < 1e-5 else ("g", 1e3)
    decimals = max(0, ceil(-log10(step.si * factor) - 1e-9)) if step.si else 4
    if rounded <= 0:
        raise Refusal(f"{mass * 1e6:.2g} mg is less than the balance shows", f"its step is {step}; make a larger batch")
    return f"{floor(rounded * factor * 10**decimals + 0.5) / 10**decimals:.{decimals}f} {unit}"


def entry_plan(path: Path) -> tuple[Plan, Synthesis]:
    """What a synthesis says of its batch, and the synthesis; raises `Refusal` where the entry is of another kind."""
    notebook = notebook_around(path)
    parsed = notebook.parse(path) if notebook else parse(path.read_bytes(), str(path))
    if not isinstance(parsed.entry, Synthesis):
        kind = parsed.entry.kind if parsed.entry else "no kind that can be read"
        raise Refusal(f"{path} is of {kind}", "batches are worked out for syntheses")
    return plan_of(parsed.entry, notebook.linked(parsed.entry) if notebook else {}), parsed.entry


def targets(batch: Batch, entry: Synthesis) -> dict[str, str]:
    """The edits that put the masses of a batch into a synthesis: ``target:`` of its reagents, new ones where missing."""
    values: dict[str, str] = {}
    free = len(entry.reagents)
    for portion in batch.portions:
        formula = portion.ingredient.formula
        at = next((i for i, one in enumerate(entry.reagents) if same_compound(one.formula, formula)), None)
        if at is None:
            at, free = free, free + 1
            values[f"reagents[{at}].formula"] = formula.text
            if portion.ingredient.entry:
                values[f"reagents[{at}].entry"] = portion.ingredient.entry
            if portion.ingredient.purity is not None:
                values[f"reagents[{at}].purity"] = portion.ingredient.purity.text
        values[f"reagents[{at}].target"] = portion.text
    if entry.purity_corrected is None and any(one.ingredient.purity for one in batch.portions):
        values["purity_corrected"] = "yes"
    return values


def weigh_into(name: str | Path, plan: Plan | None = None, weighed: Mapping[str, str] | None = None) -> Batch:
    """The batch, after its masses were put into a synthesis as targets by the smallest edits of its text.

    What the plan leaves open the entry says.
    """
    from glovebook.pipeline.set import set_fields

    path = entry_file(name)
    own, entry = entry_plan(path)
    batch = weigh(merged(plan, own), weighed)
    set_fields(path, targets(batch, entry))
    return batch


def merged(plan: Plan | None, own: Plan) -> Plan:
    """A plan, with what it leaves open as an entry has it."""
    if plan is None:
        return own
    return Plan(
        plan.ingredients or own.ingredients,
        plan.ratio or own.ratio,
        plan.product or own.product,
        plan.batch or own.batch,
        cast(bool, plan.with_purity and own.with_purity),
        plan.step,
    )
