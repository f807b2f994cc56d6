"""Masses and capacities: what they refer to, and how much a material can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.electrochemistry.active_materials import ELECTRONS
from glovebook.physics.electrochemistry.cells import retention as share_left
from glovebook.physics.electrochemistry.electrode import theoretical_capacity
from glovebook.schema.formula import Formula
from glovebook.schema.kinds.cycling import Cycling
from glovebook.schema.parts import Reported
from glovebook.schema.quantity import Quantity
from glovebook.validators.chain import active_mass, cell_of, is_same, layer
from glovebook.validators.compare import (
    SETTING,
    UNIT_SLIP,
    asks,
    differs,
    in_other_unit,
    known,
    like,
    percent,
    said,
    slip,
    spread,
    times,
)
from glovebook.validators.rule import Hit, View, rule

FINE = 3.0
"""How much finer than its mass a specific capacity may be stated."""


def _theoretical(entry: Cycling, material: Formula | None) -> tuple[float, int, str] | None:
    """Theoretical capacity in C/kg, electrons, and whether their number was assumed; None where nobody knows."""
    if material is None or material.variables:
        return None
    electrons, remark = entry.electrons, ""
    if electrons is None:
        counts = (number for text, number in ELECTRONS.items() if is_same(Formula.parse(text), material))
        electrons, remark = next(counts, None), " assumed"
    if electrons is None:
        return None
    return theoretical_capacity(electrons, material.molar_mass * 1e-3), electrons, remark


def _material(view: View) -> Formula | None:
    entry, part = cast(Cycling, view.entry), layer(cell_of(view), "cathode")
    return entry.active_material or (part.formula if part else None)


@rule(
    "cycling/nominal-capacity", "warning", draft="should", archive="should", source="definition", formula="q = n F / M"
)
def nominal_capacity(view: View) -> Iterator[Hit]:
    """The capacity of 1 C is at most the theoretical one of the active material, q = n F / M, and not far below.

    Far below is less than a third; the number of electrons is the entry's, or a common one that the message names.
    """
    entry, material = cast(Cycling, view.entry), _material(view)
    found, theory = entry.nominal_capacity, _theoretical(entry, material)
    capacity = known(found)
    if found is None or not capacity or theory is None:
        return
    limit, electrons, remark = theory
    part = layer(cell_of(view), "cathode")
    fraction = known(part.active) if part else None
    ratio = capacity / limit
    per_composite = bool(fraction) and not differs(ratio, cast(float, fraction), SETTING) and cast(float, fraction) < 1
    if 1 / 3 <= ratio <= 1 + SETTING + spread(found) and not per_composite:
        return
    words, text = slip(ratio, UNIT_SLIP), in_other_unit(found, ratio)
    if per_composite and part is not None:
        words = f"the capacity per gram of composite ({part.active} active)"
    yield Hit.asking(
        "nominal_capacity",
        f"{found} is {percent(ratio)} of what {material} holds, {like(limit, found)} (n = {electrons}{remark})",
        text,
        "check what 1 C means, or state 'electrons:'",
        {"capacity_c_per_kg": capacity, "theoretical_c_per_kg": limit, "electrons": electrons},
        words=words,
    )


@rule(
    "cycling/active-mass",
    "error",
    draft="should",
    archive="must",
    source="definition",
    formula="m_AM = m w",
    yields_to=(
        "cell/active-mass",
        "cell/loading",
    ),
)
def mass(view: View) -> Iterator[Hit]:
    """The active mass of cycling is that of the cathode of its cell."""
    entry, part = cast(Cycling, view.entry), layer(cell_of(view), "cathode")
    found, expected = known(entry.active_mass), active_mass(part)
    if entry.active_mass is None or part is None or not found or not expected:
        return
    written = part.active_mass or part.mass
    if not differs(found, expected, spread(entry.active_mass) + spread(written) + SETTING / 10):
        return
    factors, fraction = dict(UNIT_SLIP), known(part.active)
    if fraction:
        factors[1 / fraction] = "the mass of the composite"
        factors[fraction] = "the fraction of active material taken twice"
    ratio = found / expected
    words, text = slip(ratio, factors), in_other_unit(entry.active_mass, ratio)
    yield Hit.asking(
        "active_mass",
        f"{entry.active_mass} is {times(ratio)} the {like(expected, entry.active_mass)} in the cathode of "
        f"{cell_of(view).id}",  # type: ignore[union-attr]  # the layer came from it
        text,
        "take the mass of active material that the cell states",
        {"mass_kg": found, "expected_kg": expected},
        words=words,
    )


@rule("cycling/active-material", "error", draft="should", archive="must")
def active_material(view: View) -> Iterator[Hit]:
    """The active material of cycling is that of the cathode of its cell."""
    entry, cell = cast(Cycling, view.entry), cell_of(view)
    part = layer(cell, "cathode")
    stated = part.formula if part else None
    if entry.active_material and stated and cell and not is_same(entry.active_material, stated):
        yield Hit(
            "active_material",
            f"{entry.active_material} is not the {stated} in the cathode of {cell.id}",
            "name the material that capacities refer to, or the cell that was cycled",
        )


@rule(
    "cycling/mass-figures",
    "warning",
    draft="off",
    archive="should",
    publish="should",
    formula="u(q) / q >= u(m) / m",
    yields_to=("cycling/active-mass",),
)
def mass_figures(view: View) -> Iterator[Hit]:
    """A specific capacity is known no better than the mass it refers to.

    A mass without uncertainty is off by up to half a unit of its last digit.
    """
    entry, part = cast(Cycling, view.entry), layer(cell_of(view), "cathode")
    written = entry.active_mass or (part.active_mass if part else None)
    stated = [(index, item) for index, item in enumerate(entry.reported) if item.quantity == "specific_capacity"]
    if written is None or not stated:
        return
    loose = spread(written)
    fine = [(index, item) for index, item in stated if known(item.parsed) and loose > FINE * spread(item.parsed)]
    if loose > 0.05 and fine:
        index, item = fine[0]
        error = like(loose * item.parsed.si, item.parsed)
        yield Hit(
            f"reported[{index}].value",
            f"check: {item.value} has more figures than the mass it refers to, {written} "
            f"(± {percent(loose)}: ± {error})",
            "weigh with more digits, or state the capacity with its uncertainty",
            {"mass_kg": written.si, "relative": loose, "capacity_c_per_kg": item.parsed.si},
        )


@rule("cycling/utilisation", "warning", draft="should", archive="should", source="definition", formula="q <= n F / M")
def utilisation(view: View) -> Iterator[Hit]:
    """A stated specific capacity is at most the theoretical one of the active material, q = n F / M."""
    entry, material = cast(Cycling, view.entry), _material(view)
    theory = _theoretical(entry, material)
    if theory is None:
        return
    limit, electrons, remark = theory
    part = layer(cell_of(view), "cathode")
    fraction = known(part.active) if part else None
    factors = dict(UNIT_SLIP)
    if fraction:
        factors[1 / fraction] = "the charge of the composite over its active mass, or a mass too small by the fraction"
    for index, item in enumerate(entry.reported):
        number = known(item.parsed) if item.quantity == "specific_capacity" else None
        allowed = SETTING + spread(entry.active_mass) + (spread(item.parsed) if number else 0.0)
        if number and number > limit * (1 + allowed):
            ratio = number / limit
            words = slip(ratio, factors)
            yield Hit(
                f"reported[{index}].value",
                f"check: {item.value} is {times(ratio)} what {material} can hold, {said(limit, 'mAh/g')} "
                f"(n = {electrons}{remark})",
                asks(
                    "", words, "weigh again what the mass was taken from; carbon and electrolyte may give capacity, too"
                ),
                {"capacity_c_per_kg": number, "theoretical_c_per_kg": limit, "electrons": electrons},
            )


@rule("cycling/retention-reference", "gap", draft="off", archive="must")
def retention_reference(view: View) -> Iterator[Hit]:
    """A stated capacity retention names its cycle and the cycle that it refers to."""
    for index, item in enumerate(view.entry.reported):
        if item.quantity != "capacity_retention":
            continue
        at = item.at
        absent = [name for name in ("cycle", "reference_cycle") if at is None or getattr(at, name) is None]
        if absent:
            yield Hit(
                f"reported[{index}]",
                f"the retention {item.value} lacks its {' and '.join(name.replace('_', ' ') for name in absent)}",
                "add them, e.g. 'at: {cycle: 200, reference_cycle: 2}'",
            )


@rule(
    "cycling/retention",
    "error",
    draft="should",
    archive="must",
    source="definition",
    formula="retention = Q_n / Q_ref",
    yields_to=(
        "cycling/utilisation",
        "cycling/capacity-in-file",
    ),
)
def retention(view: View) -> Iterator[Hit]:
    """A stated capacity retention is the quotient of the stated capacities, Q_n / Q_ref.

    Without a reference cycle the first stated one is taken, and the message names it.
    """
    capacities = _capacities(view.entry.reported)
    for index, item in enumerate(view.entry.reported):
        if item.quantity != "capacity_retention" or item.at is None or item.at.cycle not in capacities:
            continue
        since = item.at.reference_cycle or min(capacities)
        if since not in capacities or since == item.at.cycle:
            continue
        last, reference = capacities[item.at.cycle], capacities[since]
        expected = share_left(last.si, reference.si)
        if not _agrees(item.parsed, expected, spread(last) + spread(reference)):
            yield Hit(
                f"reported[{index}].value",
                f"check: {item.value} is not {last} of cycle {item.at.cycle} over {reference} of cycle {since} = "
                f"{percent(expected)}",
                "check the capacities, and which cycle is the reference",
                {"stated": item.parsed.si, "recomputed": expected},
            )


def _capacities(stated: list[Reported]) -> dict[int, Quantity]:
    """Cycle -> capacity stated for it."""
    return {
        item.at.cycle: item.parsed
        for item in stated
        if item.quantity in ("specific_capacity", "areal_capacity") and item.at and item.at.cycle and known(item.parsed)
    }


def _agrees(stated: Quantity, found: float, relative: float) -> bool:
    """Whether a number lies within what is stated: a bound, a range, or a value with its last digit."""
    if stated.comparator in (">", ">="):
        return found * (1 + relative) >= stated.si
    if stated.comparator in ("<", "<="):
        return found * (1 - relative) <= stated.si
    upper = stated.si if stated.si_upper is None else stated.si_upper
    allowed = relative + spread(stated)
    return stated.si * (1 - allowed) <= found <= upper * (1 + allowed)


@rule(
    "cycling/efficiency",
    "info",
    draft="off",
    archive="should",
    publish="should",
    source="definition",
    formula="CE = Q_discharge / Q_preceding charge",
)
def efficiency(view: View) -> Iterator[Hit]:
    """A Coulombic efficiency, discharge over the preceding charge, is at most 100 %."""
    for index, item in enumerate(view.entry.reported):
        if item.quantity != "coulombic_efficiency":
            continue
        number = known(item.parsed)
        if number is not None and number > 1 + spread(item.parsed):
            cell = cell_of(view)
            cause = "a cell assembled charged begins with a discharge that has no charge before it; " * (
                cell is not None and cell.assembled == "charged"
            )
            yield Hit(
                f"reported[{index}].value",
                f"check: {item.value} gives back more charge than the preceding charge put in",
                f"{cause}likely causes: pairing with the charge that follows, drift of temperature, a side reaction",
                {"efficiency": number},
            )
