"""Rules for the gas that a synthesis was done under, and for what is dangerous about its reagents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.chemistry.compounds import air_attacks
from glovebook.schema.kinds.material import Material
from glovebook.schema.kinds.synthesis import Reagent, Synthesis
from glovebook.schema.parts import Atmosphere
from glovebook.validators.rule import Hit, View, rule
from glovebook.validators.themes.chemistry.atmospheres import is_inert

_NITROGEN = re.compile(r"\b(N2|nitrogen)\b|N₂", re.IGNORECASE)


def _gases(entry: Synthesis) -> list[tuple[str, Atmosphere]]:
    """Paths and gases of a synthesis and its steps."""
    found = [("atmosphere", entry.atmosphere)] if entry.atmosphere else []
    return found + [
        (f"steps[{index}].atmosphere", step.atmosphere) for index, step in enumerate(entry.steps) if step.atmosphere
    ]


def _sensitive(view: View, reagent: Reagent) -> str:
    """Why a reagent must be kept from air; empty where it need not, as far as is known."""
    bottle = view.of(reagent.entry, Material)
    if bottle is not None and bottle.air_sensitive is not None:
        return f"{bottle.id!r} is air-sensitive" if bottle.air_sensitive else ""
    return air_attacks(reagent.formula)


@rule("synthesis/inert", "error", draft="off", archive="must")
def inert(view: View) -> Iterator[Hit]:
    """What air attacks is handled under an inert gas.

    Known from the material entry, or for alkali metals, hydrides, amides, borohydrides, sulfides and phosphorus
    sulfides from the formula (house list).
    """
    entry = cast(Synthesis, view.entry)
    gases = _gases(entry)
    if any(is_inert(gas.gas) or (gas.glovebox and not gas.gas) for _, gas in gases):
        return
    for index, reagent in enumerate(entry.reagents):
        if why := _sensitive(view, reagent):
            named = next((f"{gas.gas} is" for _, gas in gases if gas.gas), "no gas is")
            hint = "write what it was done under, e.g. 'atmosphere: {gas: Ar, oxygen: < 0.1 ppm, water: < 0.1 ppm}'"
            yield Hit(f"reagents[{index}].formula", f"{why}, and {named} named as the atmosphere", hint)
            return  # one atmosphere settles them all


@rule("synthesis/nitrogen", "warning", draft="off", archive="should")
def nitrogen(view: View) -> Iterator[Hit]:
    """Lithium metal is not handled under nitrogen: it takes it up, even at room temperature when moist."""
    entry = cast(Synthesis, view.entry)
    for index, reagent in enumerate(entry.reagents):
        if set(reagent.formula.composition) <= {"Li", "6Li", "7Li"}:
            for path, gas in _gases(entry):
                if gas.gas and _NITROGEN.search(gas.gas):
                    message = f"{gas.gas} reacts with the {reagent.formula} of reagents[{index}]"
                    yield Hit(f"{path}.gas", message, "was it argon? If a nitride was meant, say so in the notes")
                    return


@rule("synthesis/glovebox", "gap", draft="off", archive="off", publish="should")
def glovebox(view: View) -> Iterator[Hit]:
    """What was done under inert gas says how much oxygen and water was in it."""
    for path, gas in _gases(cast(Synthesis, view.entry)):
        missing = [name for name in ("oxygen", "water") if getattr(gas, name) is None]
        if missing and gas.entry is None and (gas.glovebox or is_inert(gas.gas)):
            shown = "write what the glovebox showed, e.g. 'oxygen: < 0.1 ppm', or link its log under 'entry:'"
            yield Hit(path, f"the content of {' and '.join(missing)} is missing", shown)
            return


@rule("synthesis/hazards", "gap", draft="off", archive="off", publish="should")
def hazards(view: View) -> Iterator[Hit]:
    """The material entry of every reagent, or a step, says what is dangerous about it."""
    entry = cast(Synthesis, view.entry)
    if any(step.hazards for step in entry.steps):
        return
    for index, reagent in enumerate(entry.reagents):
        bottle = view.of(reagent.entry, Material)
        if bottle is not None and bottle.hazards is None:
            hint = f"add them to {bottle.id!r}, e.g. 'hazards: {{codes: [H260]}}'"
            yield Hit(f"reagents[{index}].entry", f"the hazards of {reagent.formula} are not recorded", hint)


@rule(
    "synthesis/bottle",
    "warning",
    draft="should",
    archive="should",
    yields_to=("chemistry/same-formula", "chemistry/purity"),
)
def bottle(view: View) -> Iterator[Hit]:
    """Lot and purity of a reagent are those of the material entry it is linked to."""
    for index, reagent in enumerate(cast(Synthesis, view.entry).reagents):
        found = view.of(reagent.entry, Material)
        if found is None:
            continue
        if reagent.lot and found.lot and reagent.lot.strip() != found.lot.strip():
            message = f"lot {reagent.lot} was used, and {found.id!r} is lot {found.lot}"
            yield Hit(f"reagents[{index}].lot", message, "link the entry of the bottle that was used")
        stated, label = reagent.purity, found.purity
        if stated and label and stated.comparator == label.comparator and abs(stated.si - label.si) > 1e-9:
            message = f"{stated} pure is written here, and {found.id!r} is {label}"
            yield Hit(f"reagents[{index}].purity", message, "correct the one that is wrong")


@rule("synthesis/purity", "gap", draft="off", archive="off", publish="must")
def purity(view: View) -> Iterator[Hit]:
    """Every reagent has a purity, or is linked to the entry of its bottle or of the synthesis that made it."""
    for index, reagent in enumerate(cast(Synthesis, view.entry).reagents):
        if reagent.purity is None and reagent.entry is None:
            hint = "add it, e.g. 'purity: 99 %', or link the bottle under 'entry:'"
            yield Hit(f"reagents[{index}]", f"the purity of {reagent.formula} is missing", hint)
