"""Rules for sealed vessels: the pressure that the released and the enclosed gas come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.chemistry.gas import ROOM_TEMPERATURE, STANDARD_PRESSURE, sealed_pressure
from glovebook.physics.chemistry.stoichiometry import VOLATILE
from glovebook.schema.kinds.synthesis import Step, Synthesis
from glovebook.validators.compare import known
from glovebook.validators.kinds.synthesis.batch import FORMULAS, equation, portions, reaction_of
from glovebook.validators.kinds.synthesis.heating import hottest
from glovebook.validators.rule import Hit, View, rule

LIMIT = 10e5
"""Pressure in Pa above which a sealed vessel needs somebody's calculation: a house rule; ask what yours stands."""
_SEALED = re.compile(r"\b(seal\w*|closed|amp(?:o|ou)ule\w*|autoclave|bomb|pressure vessel)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(unsealed|open|flow\w*|vented|not sealed)\b", re.IGNORECASE)


def _sealed(entry: Synthesis) -> Iterator[tuple[int, Step]]:
    """Steps that heat a sealed vessel: it says so, or a step to seal came before."""
    closed = False
    for index, step in enumerate(entry.steps):
        closed = closed or step.action == "seal"
        words = step.vessel or ""
        if step.action == "heat" and not _OPEN.search(words) and (closed or _SEALED.search(words)):
            yield index, step


def _released(view: View, entry: Synthesis, step: Step) -> tuple[float, str] | None:
    """Gas in mol that the reaction releases from what is in the vessel, and the reaction; None where it is unknown."""
    reaction = reaction_of(entry)
    if reaction is None or entry.product is None:
        return 0.0, ""
    volume = sum(float(number) for name, number in reaction.by_products if name in VOLATILE)
    if not volume:
        return 0.0, ""
    inside = known(step.mass)
    found = portions(view, entry)
    if inside is not None:
        reagents = sum(
            float(number) * reagent.formula.molar_mass * 1e-3
            for number, reagent in zip(reaction.reagents, entry.reagents, strict=True)
        )
        extent = inside / reagents
    elif found is not None:
        extent = min(one.amount / float(number) for one, number in zip(found, reaction.reagents, strict=True))
    elif (batch := known(entry.batch)) is not None:
        extent = batch / (float(reaction.product_count) * entry.product.molar_mass * 1e-3)
    else:
        return None
    return extent * volume, equation(entry, reaction)


@rule(
    "synthesis/vessel-pressure",
    "warning",
    draft="should",
    archive="should",
    source="ideal gas law; the limit is a house rule",
    formula="p = n R T / V + p_0 T / T_0",
    yields_to=(*FORMULAS, "synthesis/temperature", "synthesis/step-mass"),
)
def vessel_pressure(view: View) -> Iterator[Hit]:
    """Safety: gas released in a sealed vessel, with the gas closed in, stays below 10 bar.

    As an ideal gas, in the whole volume of the vessel. What was closed in is taken as 1 bar at 298 K. The limit is a
    house rule: ask what your vessel stands.
    """
    entry = cast(Synthesis, view.entry)
    for index, step in _sealed(entry):
        top, volume = hottest(step), known(step.vessel_volume)
        released = _released(view, entry, step)
        if top is None or not volume or released is None:
            continue
        amount, words = released[0], f"{released[1]}; " if released[1] else ""
        gas = f"{amount * 1e3:.3g} mmol gas" if amount else "the gas"
        pressure = sealed_pressure(amount, top[1].si, volume)
        if pressure <= LIMIT:
            continue
        yield Hit(
            f"steps[{index}].vessel_volume",
            f"safety: {gas} in {step.vessel_volume} at {top[1]} comes to about {pressure / 1e5:.0f} bar "
            f"({words}ideal gas, closed at 1 bar and 298 K)",
            "check that the vessel stands it, weigh in less, or let the gas out",
            {
                "gas_mol": amount,
                "temperature_K": top[1].si,
                "volume_m3": volume,
                "fill_Pa": STANDARD_PRESSURE,
                "fill_K": ROOM_TEMPERATURE,
                "pressure_Pa": pressure,
            },
        )


@rule("synthesis/vessel-volume", "gap", draft="off", archive="should", publish="should")
def vessel_volume(view: View) -> Iterator[Hit]:
    """Where a sealed vessel is heated and gas is released, its volume, temperature and load are written down."""
    entry = cast(Synthesis, view.entry)
    for index, step in _sealed(entry):
        released = _released(view, entry, step)
        if released is not None and not released[0]:
            continue
        missing = [
            name
            for name, there in (
                ("mass", released is not None),
                ("temperature", hottest(step) is not None),
                ("vessel_volume", step.vessel_volume is not None),
            )
            if not there
        ]
        if missing:
            message = f"gas is released in a sealed vessel, and {' and '.join(missing)} of the step is missing"
            yield Hit(f"steps[{index}]", message, "add it, e.g. 'vessel_volume: 0.7 cm³': it decides the pressure")
