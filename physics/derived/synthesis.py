"""Derived values of syntheses: amounts of substance, their ratio, the theoretical yield."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.amount import amount_of_substance
from glovebook.physics.chemistry.stoichiometry import balanced
from glovebook.physics.derived.value import Derived, Law, exact, in_unit, intermediate
from glovebook.physics.propagation import propagated
from glovebook.physics.records import Records
from glovebook.physics.stated import Stated, measured, stated
from glovebook.schema.kinds.synthesis import Reagent, Synthesis

AMOUNT = Law("amount", "mmol", "n = m w / M", amount_of_substance)
PURE = Law("amount", "mmol", "n = m / M", lambda mass, molar_mass: mass / molar_mass)
RATIO = Law("amount_ratio", "", "n / n_1", lambda n, first: n / first)
YIELD = Law("yield", "%", "m / m_max", lambda m, most: m / most)


def values(records: Records) -> Iterator[Derived]:
    """What follows from the masses weighed in."""
    entry = cast(Synthesis, records.entry)
    amounts: list[Stated | None] = []
    for index, reagent in enumerate(entry.reagents):
        path = f"reagents[{index}].mass"
        inputs = _inputs(reagent)
        law = AMOUNT if len(inputs) == 3 else PURE
        yield from law.of(path, *inputs, assumptions=() if reagent.purity else ("pure, as no purity is stated",))
        given = [item for item in inputs if item]
        whole = len(given) == len(inputs)
        number = propagated(law.function, *(item.number for item in given)) if whole else None
        amounts.append(intermediate("n", number, "mmol") if number else None)
        if index and amounts[0] and number:
            first = Stated("n_1", amounts[0].number, amounts[0].text)
            yield from RATIO.of(path, amounts[-1], first)
    yield from _yield(entry, amounts)


def _inputs(reagent: Reagent) -> list[Stated | None]:
    molar = None
    if not reagent.formula.variables:
        mass = reagent.formula.molar_mass
        molar = exact("M", mass * 1e-3, f"{mass:.6g} g/mol")
    inputs = [measured("m", reagent.mass), molar]
    return [*inputs, stated("w", reagent.purity)] if reagent.purity else inputs


def _yield(entry: Synthesis, amounts: list[Stated | None]) -> Iterator[Derived]:
    """The mass of product that the reagent gives which is used up first."""
    known = [amount for amount in amounts if amount]
    if entry.product is None or entry.product.variables or not known or len(known) < len(amounts):
        return
    formulas = [reagent.formula for reagent in entry.reagents]
    reaction = balanced(formulas, entry.product)
    if reaction is None:
        return
    molar_mass, counts = entry.product.molar_mass * 1e-3, [float(each) for each in reaction.reagents]
    mass = propagated(
        lambda *n: molar_mass * min(each / count for each, count in zip(n, counts, strict=True)),
        *(amount.number for amount in known),
    )
    names = {f"n({formula})": amount.text for formula, amount in zip(formulas, known, strict=True)}
    said = (reaction.equation([formula.text for formula in formulas], entry.product.text),)
    formula = "m_max = M min(n_i / nu_i)"
    yield Derived("theoretical_yield", "product_mass", in_unit(mass, "mg"), formula, names, said)
    yield from YIELD.of("product_mass", measured("m", entry.product_mass), intermediate("m_max", mass, "mg"))
