"""Derived values of syntheses: amounts of substance, their ratio, the yield, the pressure in a closed vessel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import cast

from glovebook.physics.amount import amount_of_substance
from glovebook.physics.chemistry.gas import ROOM_TEMPERATURE, STANDARD_PRESSURE, sealed_pressure
from glovebook.physics.chemistry.purity import purity_of, purity_share
from glovebook.physics.chemistry.stoichiometry import VOLATILE, Reaction, balanced
from glovebook.physics.derived.value import Derived, Law, exact, in_unit, intermediate
from glovebook.physics.propagation import Number, propagated
from glovebook.physics.records import Records
from glovebook.physics.stated import Stated, measured, stated
from glovebook.schema.entry import Entry
from glovebook.schema.kinds.synthesis import Reagent, Synthesis
from glovebook.schema.quantity import Quantity

AMOUNT = Law("amount", "mmol", "n = m w / M", amount_of_substance)
PURE = Law("amount", "mmol", "n = m / M", lambda mass, molar_mass: mass / molar_mass)
RATIO = Law("amount_ratio", "", "n / n_1", lambda n, first: n / first)
SEALED = Law("sealed_pressure", "bar", "p = n R T / V + p_fill T / T_fill", sealed_pressure)
FILLED = (
    f"filled at {STANDARD_PRESSURE / 1e5:g} bar and {ROOM_TEMPERATURE:g} K; ideal gas; "
    "the volume of the solids is left out"
)
CLOSED = ("seal", "autoclave", "bomb", "closed", "ampoule")
"""Words that tell a closed vessel."""
SHARE = Law("mass_share", "%", "w = nu M / sum of nu M", lambda own, whole: own / whole)
YIELD = Law("yield", "%", "m / m_max", lambda m, most: m / most)


def values(records: Records) -> Iterator[Derived]:
    """What follows from the masses weighed in."""
    entry = cast(Synthesis, records.entry)
    amounts: list[Stated | None] = []
    for index, reagent in enumerate(entry.reagents):
        path = f"reagents[{index}].mass"
        inputs = _inputs(reagent, records.linked)
        law = AMOUNT if len(inputs) == 3 else PURE
        yield from law.of(path, *inputs, assumptions=("pure, as no purity is stated",) if law is PURE else ())
        given = [item for item in inputs if item]
        whole = len(given) == len(inputs)
        number = propagated(law.function, *(item.number for item in given)) if whole else None
        amounts.append(intermediate("n", number, "mmol") if number else None)
        if index and amounts[0] and number:
            first = Stated("n_1", amounts[0].number, amounts[0].text)
            yield from RATIO.of(path, amounts[-1], first)
    yield from _shares(entry)
    batch = _batch(entry, amounts)
    if batch:
        yield from _yield(entry, batch)
    yield from _pressures(entry, batch)


def _inputs(reagent: Reagent, linked: Mapping[str, Entry]) -> list[Stated | None]:
    molar = None
    if not reagent.formula.variables:
        mass = reagent.formula.molar_mass
        molar = exact("M", mass * 1e-3, f"{mass:.6g} g/mol")
    inputs = [measured("m", reagent.mass), molar]
    purity = purity_of(reagent, linked)
    return [*inputs, _share(purity)] if purity else inputs


def _share(purity: Quantity) -> Stated | None:
    """A purity as an input; of a range or a lower bound the middle, as likely as all else in it."""
    if purity.upper is None and purity.comparator not in (">", ">="):
        return stated("w", purity)
    middle, doubt = purity_share(purity)
    remark = f"w is the middle of what {purity.text!r} leaves"
    return Stated("w", Number(middle, middle * doubt / sqrt(3)), purity.text, remark)


def _shares(entry: Synthesis) -> Iterator[Derived]:
    """What a ratio means by mass, of reagents that are not weighed yet or whose masses nobody states."""
    formulas = [reagent.formula for reagent in entry.reagents]
    unknown = entry.ratio is None or len(entry.ratio.parts) != len(formulas) or entry.ratio.names
    if unknown or entry.ratio is None or any(formula.variables for formula in formulas):
        return
    parts = [part * formula.molar_mass for part, formula in zip(entry.ratio.parts, formulas, strict=True)]
    molar = " + ".join(
        f"{part:g} x {formula.molar_mass:.6g}" for part, formula in zip(entry.ratio.parts, formulas, strict=True)
    )
    whole = exact("sum", sum(parts), f"{molar} = {sum(parts):.6g} g/mol")
    for index, reagent in enumerate(entry.reagents):
        if reagent.mass is None:
            own = exact("nu M", parts[index], f"{parts[index]:.6g} g/mol ({reagent.formula})")
            yield from SHARE.of(f"reagents[{index}].formula", own, whole)


@dataclass(frozen=True)
class _Batch:
    """The reaction of a synthesis, and how far the reagent takes it that is used up first."""

    reaction: Reaction
    equation: str
    extent: Number
    """In mol of product."""
    inputs: Mapping[str, str]


def _batch(entry: Synthesis, amounts: list[Stated | None]) -> _Batch | None:
    known = [amount for amount in amounts if amount]
    if entry.product is None or not known or len(known) < len(amounts):
        return None
    formulas = [reagent.formula for reagent in entry.reagents]
    reaction = balanced(formulas, entry.product)
    if reaction is None:
        return None
    counts = [float(each) for each in reaction.reagents]
    extent = propagated(
        lambda *n: min(each / count for each, count in zip(n, counts, strict=True)),
        *(amount.number for amount in known),
    )
    inputs = {f"n({formula})": amount.text for formula, amount in zip(formulas, known, strict=True)}
    equation = reaction.equation([formula.text for formula in formulas], entry.product.text)
    return _Batch(reaction, equation, extent, inputs)


def _yield(entry: Synthesis, batch: _Batch) -> Iterator[Derived]:
    """The mass of product that the reagent gives which is used up first."""
    if entry.product is None:
        return
    molar_mass = entry.product.molar_mass * 1e-3
    mass = propagated(lambda n: n * molar_mass, batch.extent)
    formula = "m_max = M min(n_i / nu_i)"
    value = in_unit(mass, "mg")
    yield Derived("theoretical_yield", "product_mass", value, formula, batch.inputs, (batch.equation,))
    yield from YIELD.of("product_mass", measured("m", entry.product_mass), intermediate("m_max", mass, "mg"))


def _pressures(entry: Synthesis, batch: _Batch | None) -> Iterator[Derived]:
    """The pressure in each vessel that is closed, at the temperature of its step."""
    count = sum((number for name, number in batch.reaction.by_products if name in VOLATILE), Fraction()) if batch else 0
    released = propagated(lambda n: n * float(count), batch.extent) if batch else Number(0.0)
    gas = Stated("n", released, str(in_unit(released, "mmol")))
    for index, step in enumerate(entry.steps):
        if step.vessel and step.vessel_volume and any(word in step.vessel.lower() for word in CLOSED):
            volume, temperature = stated("V", step.vessel_volume), stated("T", step.temperature)
            said = [FILLED, batch.equation] if batch and count else [FILLED]
            yield from SEALED.of(f"steps[{index}].vessel_volume", gas, temperature, volume, assumptions=tuple(said))
