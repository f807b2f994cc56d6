"""Rules for weighings: masses are there, and agree with tare, gross and target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.stated import half_digit
from glovebook.schema.kinds.synthesis import Reagent, Synthesis
from glovebook.validators.compare import in_other_unit, known, said
from glovebook.validators.kinds.synthesis.ratio import is_off
from glovebook.validators.rule import Hit, View, rule

FAR = 0.05
"""Relative difference between a mass and its target that is more than a spatula's: a house rule."""


@rule("synthesis/reagents", "gap", draft="off", archive="must")
def reagents(view: View) -> Iterator[Hit]:
    """A synthesis names its reagents."""
    if not cast(Synthesis, view.entry).reagents:
        yield Hit(
            "reagents", "no reagent is named", "add them, e.g. '- {formula: NaNH2, mass: 0.1039 g, purity: 99 %}'"
        )


@rule("synthesis/masses", "gap", draft="off", archive="must")
def masses(view: View) -> Iterator[Hit]:
    """Every reagent has the mass that was weighed in."""
    for index, reagent in enumerate(cast(Synthesis, view.entry).reagents):
        if reagent.mass is None:
            yield Hit(
                f"reagents[{index}]", f"the mass of {reagent.formula} is missing", "add it, e.g. 'mass: 0.1039 g'"
            )


@rule(
    "synthesis/weighing", "error", draft="should", archive="must", source="definition", formula="m = m_gross - m_tare"
)
def weighing(view: View) -> Iterator[Hit]:
    """Gross is tare and net, within the last digits of the three."""
    for index, reagent in enumerate(cast(Synthesis, view.entry).reagents):
        net, tare, gross = (known(one) for one in (reagent.mass, reagent.tare, reagent.gross))
        if net is None or tare is None or gross is None or abs(gross - tare - net) <= _digits(reagent):
            continue
        swapped = abs(tare - gross - net) <= _digits(reagent)
        difference = said(gross - tare, reagent.mass.unit) if reagent.mass else ""
        yield Hit(
            f"reagents[{index}].mass",
            f"{reagent.gross} gross less {reagent.tare} tare is {difference}, not {reagent.mass}",
            "were tare and gross swapped?" if swapped else "read the three off the balance's print again",
            {"net_kg": net, "tare_kg": tare, "gross_kg": gross},
        )


def _digits(reagent: Reagent) -> float:
    """What rounding leaves open in kg: half a digit of each, and the noise of the sum."""
    written = [one for one in (reagent.mass, reagent.tare, reagent.gross) if one is not None]
    return sum(2 * (one.si_uncertainty or half_digit(one)) for one in written) + 1e-12


@rule("synthesis/target", "warning", draft="off", archive="should")
def target(view: View) -> Iterator[Hit]:
    """What was weighed is within 5 % of what was to be weighed.

    Where the ratio is off, too, `synthesis/weighed-ratio` speaks instead.
    """
    if is_off(view):
        return
    for index, reagent in enumerate(cast(Synthesis, view.entry).reagents):
        mass, aim = known(reagent.mass), known(reagent.target)
        if mass is None or not aim or reagent.mass is None or abs(mass / aim - 1) <= FAR:
            continue
        meant = in_other_unit(reagent.mass, mass / aim)
        yield Hit.asking(
            f"reagents[{index}].mass",
            f"{reagent.mass} {reagent.formula} was weighed, and {reagent.target} was to be",
            meant,
            "correct the one that is wrong, or say in the notes why",
            {"mass_kg": mass, "target_kg": aim},
        )
