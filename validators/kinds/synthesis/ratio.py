"""Rules for the ratio of the reagents: what was weighed against what was declared, with and without purities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, log
from typing import Literal, cast

from glovebook.physics.chemistry.batch import deviations, extents, swapped
from glovebook.physics.chemistry.purity import purity_of
from glovebook.physics.chemistry.stoichiometry import balanced
from glovebook.schema.finding import Fix
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.validators.compare import in_other_unit, known, percent, times
from glovebook.validators.kinds.synthesis.batch import FORMULAS, Portion, equation, is_named, parts_of, portions
from glovebook.validators.rule import Hit, View, rule

TOLERANCE = 0.005
"""Relative deviation that no synthesis minds: a house rule."""
FACTOR = 2.0
"""Relative deviation beyond which people speak of times, not percent."""
MISTAKE = 0.05
"""Relative deviation from the ratio that is a mistake, not a balance's last digit: a house rule."""
FORMULA = "n = m w / M"
LABEL = (*FORMULAS, "chemistry/purity", "synthesis/bottle")
"""Rules that know when it is a formula or a purity that is wrong."""


@rule("synthesis/ratio-parts", "error", draft="should", archive="must")
def ratio_parts(view: View) -> Iterator[Hit]:
    """A molar ratio has one part for each reagent, in their order or with their formulas."""
    entry = cast(Synthesis, view.entry)
    ratio = entry.ratio
    if ratio is None or not entry.reagents:
        return
    if len(ratio.parts) != len(entry.reagents):
        message = f"the ratio {ratio} has {len(ratio.parts)} parts, and there are {len(entry.reagents)} reagents"
        yield Hit("ratio", message, "write one part for each reagent, in their order")
    elif unknown := [name for name in ratio.names if not any(is_named(one, name) for one in entry.reagents)]:
        names = ", ".join(str(reagent.formula) for reagent in entry.reagents)
        yield Hit("ratio", f"the ratio names {unknown[0]}, which is no reagent", f"the reagents are {names}")


@dataclass(frozen=True)
class _Judged:
    """How the masses stand to the ratio."""

    entry: Synthesis
    portions: Sequence[Portion]
    parts: Sequence[float]
    reference: str
    """``the ratio 1:1``, or the reaction."""
    worst: int
    """Index of the reagent that is furthest off."""
    deviation: float
    """Of its amount, relative to the others."""
    verdict: Literal["fits", "off", "wrong", "purity"]
    """``purity``: it is only a matter of whether the purities count."""
    other: float
    """The deviation with the purities, where it is judged without them, and the other way round."""


def _judged(view: View) -> _Judged | None:
    """The masses of an entry against its ratio, or against the balanced reaction where it declares none."""
    entry = cast(Synthesis, view.entry)
    if len(entry.reagents) < 2:
        return None
    found = portions(view, entry)
    parts, reference = parts_of(entry), f"the ratio {entry.ratio}"
    if entry.ratio is None and entry.product is not None:
        reaction = balanced([reagent.formula for reagent in entry.reagents], entry.product)
        if reaction is not None:
            parts, reference = [float(each) for each in reaction.reagents], f"what {equation(entry, reaction)} takes"
    if found is None or parts is None:
        return None
    ignored = entry.purity_corrected is False
    with_purity, without = _worst(entry, found, parts, pure=False), _worst(entry, found, parts, pure=True)
    (worst, deviation, fits), (_, other, other_fits) = (without, with_purity) if ignored else (with_purity, without)
    verdict: Literal["fits", "off", "wrong", "purity"]
    if fits:
        verdict = "purity" if ignored and abs(other) > MISTAKE else "fits"
    elif other_fits:
        verdict = "purity"
    else:
        verdict = "wrong" if abs(deviation) > MISTAKE else "off"
    return _Judged(entry, found, parts, reference, worst, deviation, verdict, other)


def is_off(view: View) -> bool:
    """Whether the masses are off the ratio beyond what weighing leaves open."""
    judged = _judged(view)
    return judged is not None and judged.verdict in ("off", "wrong")


def fits(view: View) -> bool | None:
    """Whether the masses, with their purities, give the ratio within what weighing leaves open.

    None where that cannot be said.
    """
    judged = _judged(replace(view, entry=view.entry.model_copy(update={"purity_corrected": True})))
    return None if judged is None else judged.verdict == "fits"


def _aim(entry: Synthesis, parts: Sequence[float]) -> list[float] | None:
    """How much of the ratio in mol each reagent was to give: by its target, else by the batch or what came out."""
    targets = [known(reagent.target) for reagent in entry.reagents]
    molar = [reagent.formula.molar_mass * 1e-3 for reagent in entry.reagents]
    if all(targets):
        return [(mass or 0.0) / each / part for mass, each, part in zip(targets, molar, parts, strict=True)]
    mass, product = known(entry.batch) or known(entry.product_mass), entry.product
    reaction = balanced([reagent.formula for reagent in entry.reagents], product) if product else None
    if not mass or product is None or reaction is None:
        return None
    amount = mass / (product.molar_mass * 1e-3)
    return [amount * float(number) / part for number, part in zip(reaction.reagents, parts, strict=True)]


def _worst(
    entry: Synthesis, found: Sequence[Portion], parts: Sequence[float], *, pure: bool
) -> tuple[int, float, bool]:
    """Which reagent is furthest off, by how much, and whether that is within what weighing and labels leave open."""
    shares = [portion.mass / portion.molar_mass / part for portion, part in zip(found, parts, strict=True)]
    if not pure:
        shares = [share * portion.purity for share, portion in zip(shares, found, strict=True)]
    off = deviations(shares)
    worst = max(range(len(off)), key=lambda index: abs(off[index]))
    if len(off) == 2 and (aim := _aim(entry, parts)):  # of two, the one that does not fit what was aimed at
        doubted = max((0, 1), key=lambda index: abs(log(shares[index] / aim[index])))
        off = off if doubted else [shares[0] / shares[1] - 1, 0.0]
        worst = doubted
    against = min((index for index in range(len(off)) if index != worst), key=lambda index: abs(off[index]))
    tolerance = max(TOLERANCE, 2 * hypot(found[worst].uncertainty, found[against].uncertainty))
    doubt = 0.0 if pure else found[worst].doubt + found[against].doubt
    return worst, off[worst], abs(off[worst]) <= tolerance + doubt


@rule(
    "synthesis/weighed-ratio",
    "error",
    draft="should",
    archive="must",
    source="definition; the tolerance is a house rule",
    formula=FORMULA,
    yields_to=(*FORMULAS, "chemistry/purity"),
)
def weighed_ratio(view: View) -> Iterator[Hit]:
    """The amounts weighed, n = m w / M, stand in the declared ratio within 5 %.

    Where no ratio is declared they are compared with the balanced reaction. Purities count unless the entry says
    ``purity_corrected: no``; one that is a bound, such as > 99 %, widens what is accepted. Where the masses fit only
    with, or only without the purities, it is `synthesis/purity-corrected` that speaks.
    """
    judged = _judged(view)
    if judged and judged.verdict == "wrong":
        yield _hit(judged)


@rule(
    "synthesis/ratio-tolerance",
    "warning",
    draft="off",
    archive="should",
    source="definition; the tolerance is a house rule",
    formula=FORMULA,
    yields_to=LABEL,
)
def ratio_tolerance(view: View) -> Iterator[Hit]:
    """The amounts weighed stand in the declared ratio within 0.5 %, or twice what the balance leaves uncertain.

    Beyond 5 % it is `synthesis/weighed-ratio` that speaks.
    """
    judged = _judged(view)
    if judged and judged.verdict == "off":
        yield _hit(judged)


def _hit(judged: _Judged) -> Hit:
    worst, first = judged.worst, 0 if judged.worst else 1
    amounts = [_amount(judged, index) for index in range(len(judged.portions))]
    names = [str(portion.reagent.formula) for portion in judged.portions]
    far = f"{times(1 + judged.deviation)} as much as in" if judged.deviation > FACTOR else ""
    message = (
        f"{amounts[worst] * 1e3:.4g} mmol {names[worst]} to {amounts[first] * 1e3:.4g} mmol {names[first]} "
        f"is {far or percent(abs(judged.deviation)) + ' off'} {judged.reference}"
    )
    hint, fix = _likely(judged, names)
    numbers = {"amounts_mol": amounts, "deviation": judged.deviation}
    return Hit(fix.path if fix else f"reagents[{worst}].mass", message, hint, numbers, fix=fix)


def _amount(judged: _Judged, index: int) -> float:
    portion = judged.portions[index]
    return portion.mass / portion.molar_mass if judged.entry.purity_corrected is False else portion.amount


def _likely(judged: _Judged, names: Sequence[str]) -> tuple[str, Fix | None]:
    """The slip that would explain a deviation, and the edit that would settle it."""
    masses = [portion.mass for portion in judged.portions]
    molar = [portion.molar_mass for portion in judged.portions]
    shares = [portion.purity for portion in judged.portions]
    mass = judged.portions[judged.worst].reagent.mass
    meant = in_other_unit(mass, 1 + judged.deviation) if mass else ""
    if meant and mass and judged.verdict == "wrong":
        return f"was it {meant}?", Fix(f"reagents[{judged.worst}].mass", meant)
    pair = swapped(masses, judged.parts, molar, shares)
    if pair and judged.verdict == "wrong":
        both = " and ".join(names[index] for index in pair)
        return f"it fits once the masses of {both} are exchanged: were they swapped?", None
    ratio = judged.entry.ratio
    backwards = deviations(extents(masses, judged.parts[::-1], molar, shares))
    if ratio and max(map(abs, backwards)) < 0.01:
        turned = ":".join(f"{part:g}" for part in ratio.parts[::-1])
        return f"it fits {turned}: is the ratio in the order of the reagents?", Fix("ratio", turned)
    if judged.verdict == "off":
        return "correct the mass, or write in the notes that the deviation was meant", None
    return "check the masses, their units and the order of the ratio", None


@rule(
    "synthesis/purity-corrected",
    "warning",
    draft="off",
    archive="should",
    source="definition; the tolerance is a house rule",
    formula=FORMULA,
    yields_to=LABEL,
)
def purity_corrected(view: View) -> Iterator[Hit]:
    """Whether the masses make up for the purities is said, and it is so."""
    judged = _judged(view)
    if judged is None or judged.verdict != "purity":
        return
    declared = judged.entry.purity_corrected
    shown = ", ".join(f"{portion.reagent.formula} {portion.purity:.4g}" for portion in judged.portions)
    numbers = {"deviation": judged.deviation, "deviation_otherwise": judged.other}
    if declared is False and abs(judged.other) > MISTAKE:
        message = f"purities are left out, and with them ({shown}) the amounts are {percent(abs(judged.other))} off"
        yield Hit("purity_corrected", f"{message} {judged.reference}", "weigh in m = n M / w next time", numbers)
    elif declared is False:
        message = f"the masses fit {judged.reference} only with the purities ({shown})"
        yield Hit("purity_corrected", message, "was it yes?", numbers, fix=Fix("purity_corrected", "yes"))
    elif declared and (missing := _without_purity(view, judged.entry)) is not None:
        message = f"the masses make up for purities, and that of {judged.portions[missing].reagent.formula} is missing"
        hint = f"add it, e.g. 'purity: 99 %': taken as pure, the amounts are {percent(abs(judged.deviation))} off"
        yield Hit(f"reagents[{missing}]", message, hint, numbers)
    else:
        path = "purity_corrected" if declared else "reagents"
        message = f"the masses fit {judged.reference} only with the purities ({shown}) left out"
        message += f", and are {percent(abs(judged.deviation))} off with them"
        yield Hit(path, message, "write 'purity_corrected: no' if so", numbers, fix=Fix("purity_corrected", "no"))


def _without_purity(view: View, entry: Synthesis) -> int | None:
    """The place of the first reagent whose purity nobody states."""
    return next((index for index, one in enumerate(entry.reagents) if purity_of(one, view.linked) is None), None)
