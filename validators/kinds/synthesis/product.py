"""Rules for what was obtained: not more than the reagents can give, and as much as stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from glovebook.physics.stated import half_digit
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.schema.quantity import Quantity
from glovebook.validators.compare import in_other_unit, known, like, percent, spread
from glovebook.validators.kinds.synthesis.batch import FORMULAS, Portion, portions, reaction_of
from glovebook.validators.kinds.synthesis.ratio import is_off
from glovebook.validators.rule import Hit, View, rule
from glovebook.validators.taken import taken_by_users, too_much

MORE = 0.01
"""Share by which more than everything may be obtained: what weighing and a little moisture bring. A house rule."""
FAR = 0.1
"""Relative difference between a batch aimed at and what was weighed for it, that is no rounding: a house rule."""
NEAR = 0.02
"""Difference between a stated yield and the one that follows from the masses: a house rule."""
FORMULA = "m_max = M min(n_i / nu_i)"


def _most(entry: Synthesis, found: Sequence[Portion]) -> tuple[float, str]:
    """The largest mass in kg that the reagents can give, and why; that of all of them where no reaction is known."""
    reaction = reaction_of(entry)
    if reaction is None or entry.product is None:
        return sum(portion.mass for portion in found), "all reagents together weigh"
    shares = [
        portion.amount * (1 + portion.doubt) / float(number)
        for portion, number in zip(found, reaction.reagents, strict=True)
    ]
    limiting = min(range(len(shares)), key=shares.__getitem__)
    mass = shares[limiting] * float(reaction.product_count) * entry.product.molar_mass * 1e-3
    return mass, f"{found[limiting].reagent.mass} {found[limiting].reagent.formula} can give"


def _takes_up_gas(entry: Synthesis) -> bool:
    """Whether a gas may have added to the mass: one that reacts, or none that is named."""
    from glovebook.validators.themes.chemistry.atmospheres import is_inert

    gases = [entry.atmosphere, *(step.atmosphere for step in entry.steps)]
    named = [gas.gas for gas in gases if gas and gas.gas]
    return not all(map(is_inert, named))


@rule(
    "synthesis/yield-above",
    "error",
    draft="should",
    archive="must",
    source="conservation of mass",
    formula=FORMULA,
    yields_to=(*FORMULAS, "chemistry/purity"),
)
def yield_above(view: View) -> Iterator[Hit]:
    """No more product is obtained than the reagents can give.

    By the balanced reaction and the reagent that is used up first; where none is known, by the mass of them all. One
    percent is let pass. A reaction with the gas around it is left alone, and so are masses that are off their ratio.
    """
    entry = cast(Synthesis, view.entry)
    mass, found = known(entry.product_mass), portions(view, entry)
    if mass is None or entry.product_mass is None or found is None or _takes_up_gas(entry) or is_off(view):
        return
    most, why = _most(entry, found)
    if mass <= most * (1 + MORE + spread(entry.product_mass) + 2 * max(portion.uncertainty for portion in found)):
        return
    yield _too_much("product_mass", entry.product_mass, mass, most, why)


def _too_much(path: str, quantity: Quantity, mass: float, most: float, why: str) -> Hit:
    meant = next(
        (
            text
            for slip in (1e3, 1e6)
            if (text := in_other_unit(quantity, slip)) and 0.2 * most <= mass / slip <= most * (1 + MORE)
        ),
        "",
    )
    return Hit.asking(
        path,
        f"{quantity} were obtained, and {why} {like(most, quantity)}",
        meant,
        "was the product dry, and without its vessel?",
        {"mass_kg": mass, "most_kg": most},
    )


@rule(
    "synthesis/yield",
    "warning",
    draft="off",
    archive="should",
    source="definition",
    formula="y = m / m_max",
    yields_to=(*FORMULAS, "chemistry/purity", "synthesis/weighed-ratio"),
)
def stated_yield(view: View) -> Iterator[Hit]:
    """The stated yield is that of the masses, over what the reagents can give."""
    entry = cast(Synthesis, view.entry)
    mass, stated, found = known(entry.product_mass), known(entry.product_yield), portions(view, entry)
    if mass is None or entry.product_mass is None or stated is None or entry.product_yield is None:
        return
    if found is None or _takes_up_gas(entry):
        return
    most, why = _most(entry, found)
    share = mass / most
    tolerance = NEAR + (spread(entry.product_mass) + max(portion.doubt for portion in found)) * share
    if share > 1 + MORE or abs(share - stated) <= tolerance + half_digit(entry.product_yield):
        return
    yield Hit(
        "product_yield",
        f"{entry.product_yield} is stated, and {entry.product_mass} is {percent(share)} of the most there can be: "
        f"{why} {like(most, entry.product_mass)}",
        "correct the yield or the mass, or say in the notes what the yield refers to",
        {"yield": share, "stated": stated, "most_kg": most},
    )


@rule(
    "synthesis/batch",
    "warning",
    draft="off",
    archive="should",
    formula=FORMULA,
    yields_to=(*FORMULAS, "chemistry/purity"),
)
def batch(view: View) -> Iterator[Hit]:
    """What was weighed in is enough for the batch aimed at, and not much more."""
    entry = cast(Synthesis, view.entry)
    aim, found = known(entry.batch), portions(view, entry)
    if aim is None or entry.batch is None or found is None or _takes_up_gas(entry) or is_off(view):
        return
    most, why = _most(entry, found)
    if abs(most / aim - 1) <= FAR + spread(entry.batch):
        return
    meant = in_other_unit(entry.batch, aim / most)
    yield Hit.asking(
        "batch",
        f"{entry.batch} was aimed at, and {why} {like(most, entry.batch)}",
        meant,
        "correct the batch or the masses",
        {"batch_kg": aim, "most_kg": most},
    )


@rule("synthesis/product-mass", "gap", draft="off", archive="off", publish="should")
def product_mass(view: View) -> Iterator[Hit]:
    """A synthesis says how much product was obtained."""
    entry = cast(Synthesis, view.entry)
    if entry.product is not None and entry.product_mass is None:
        yield Hit("product", "the mass obtained is missing", "weigh it, e.g. 'product_mass: 0.55 g'")


@rule(
    "synthesis/taken",
    "error",
    draft="off",
    archive="must",
    source="conservation of mass",
    formula="sum m_out <= m",
    yields_to=(
        "cell/active-mass",
        "cell/loading",
        "pellet/amount-taken",
        "sample/movements",
        "sample/sources",
        "synthesis/weighed-ratio",
        "synthesis/ratio-tolerance",
        "synthesis/yield",
        "synthesis/yield-above",
    ),
)
def taken(view: View) -> Iterator[Hit]:
    """No more is taken out of a batch, over all who use it, than was obtained."""
    entry = cast(Synthesis, view.entry)
    if entry.product_mass is not None:
        yield from too_much("product_mass", entry.product_mass, "that were obtained", *taken_by_users(view))
