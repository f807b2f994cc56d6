"""Rules for the reaction: the reagents can give the product, in the declared ratio, and what leaves is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.chemistry.stoichiometry import BY_PRODUCTS, balanced, from_ratio, impossible
from glovebook.physics.records import same_compound
from glovebook.schema.formula import Formula
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.validators.kinds.synthesis.batch import FORMULAS, equation, parts_of, reaction_of
from glovebook.validators.rule import Hit, View, rule

_OF_THE_GAS = {
    "O": ("air", "O2", "oxygen", "H2O"),
    "N": ("air", "N2", "NH3", "nitrogen", "ammonia", "forming"),
    "H": ("H2", "NH3", "H2S", "hydrogen", "ammonia", "forming", "air", "H2O"),
    "S": ("H2S", "CS2"),
    "C": ("CO2", "CO", "CH4", "air"),
}
"""Element -> gases that bring it in."""


@rule(
    "synthesis/reaction",
    "error",
    draft="should",
    archive="must",
    source="conservation of the elements",
    formula="A nu = 0",
    yields_to=FORMULAS,
)
def reaction(view: View) -> Iterator[Hit]:
    """The reagents can give the product: they hold its elements, and there is a reaction that balances.

    Balanced in exact rationals, with the by-products that are thought of; families are left alone. An element that the
    gas brings in counts as there.
    """
    entry = cast(Synthesis, view.entry)
    product = entry.product
    if product is None or product.variables or not entry.reagents:
        return
    formulas = [reagent.formula for reagent in entry.reagents]
    brought = {_element(name) for formula in formulas for name in formula.composition}
    missing = [name for name in dict.fromkeys(map(_element, product.composition)) if name not in brought]
    missing = [name for name in missing if not _is_in_the_gas(entry, name)]
    names = " and ".join(str(formula) for formula in formulas)
    if missing:
        message = f"{product} holds {' and '.join(missing)}, and no reagent does"
        yield Hit("product", message, "add what is missing under 'reagents:', or correct the formula")
    elif impossible(formulas, product) and not any(_is_in_the_gas(entry, name) for name in _OF_THE_GAS):
        message = (
            f"no reaction of {names} gives {product}, whatever leaves of {', '.join(BY_PRODUCTS[:7])} and the like"
        )
        yield Hit("product", message, "check the formulas, and whether a reagent is missing")


def _element(name: str) -> str:
    return name.lstrip("0123456789")


def _is_in_the_gas(entry: Synthesis, element: str) -> bool:
    gases = [entry.atmosphere, *(step.atmosphere for step in entry.steps)]
    words = [word for gas in gases if gas and gas.gas for word in gas.gas.replace("/", " ").replace(",", " ").split()]
    return any(word in _OF_THE_GAS.get(element, ()) for word in words)


@rule(
    "synthesis/balance",
    "warning",
    draft="should",
    archive="should",
    source="conservation of the elements",
    formula="sum nu_i A_i = A",
    yields_to=(*FORMULAS, "synthesis/weighed-ratio"),
)
def balance(view: View) -> Iterator[Hit]:
    """The reagents in their declared ratio add up to the product, and to by-products where some leave."""
    entry = cast(Synthesis, view.entry)
    parts = parts_of(entry)
    if entry.product is None or parts is None or entry.ratio is None:
        return
    formulas = [reagent.formula for reagent in entry.reagents]
    needed = balanced(formulas, entry.product)
    if needed is None or from_ratio(formulas, parts, entry.product):
        return
    shares = ":".join(f"{float(each / min(needed.reagents)):.4g}" for each in needed.reagents)
    yield Hit(
        "ratio",
        f"{entry.ratio} leaves something over: {equation(entry, needed)} takes {shares}",
        "correct the ratio or the product; where an excess was meant, say so in the notes",
        {"needed": [float(each) for each in needed.reagents]},
    )


@rule(
    "synthesis/by-product",
    "gap",
    draft="off",
    archive="should",
    publish="should",
    source="conservation of the elements",
    formula="A nu = 0",
    yields_to=(*FORMULAS, "synthesis/balance"),
)
def by_product(view: View) -> Iterator[Hit]:
    """What the balanced reaction gives besides the product is named under ``by_products:``."""
    entry = cast(Synthesis, view.entry)
    found = reaction_of(entry)
    if found is None:
        return
    missing = [
        (name, number)
        for name, number in found.by_products
        if not any(same_compound(Formula.parse(name), other) for other in entry.by_products)
    ]
    if not missing:
        return
    names = ", ".join(name for name, _ in missing)
    yield Hit(
        "product",
        f"{equation(entry, found)} gives {names}, too",
        f"write 'by_products: [{names}]', or what else became of it",
        {name: float(number / found.product_count) for name, number in missing},
    )
