"""Rules for syntheses: what was weighed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.amount import amount_of_substance
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.validators.rule import Hit, View, rule

TOLERANCE = 0.05
"""Relative deviation from the declared ratio that is a mistake, not a balance's last digit."""


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


@rule("synthesis/weighed-ratio", "warning", draft="should", archive="must")
def weighed_ratio(view: View) -> Iterator[Hit]:
    """The amounts weighed, n = m w / M, stand in the declared ratio within 5 %."""
    entry = cast(Synthesis, view.entry)
    if entry.ratio is None or len(entry.ratio.parts) != len(entry.reagents) or entry.ratio.names:
        return
    amounts = [
        amount_of_substance(r.mass.si, r.formula.molar_mass * 1e-3, r.purity.si if r.purity else 1.0)
        for r in entry.reagents
        if r.mass is not None and not r.formula.variables  # of a family nobody knows the molar mass
    ]
    if len(amounts) != len(entry.reagents) or not all(amounts):
        return
    shares = [amount / part for amount, part in zip(amounts, entry.ratio.parts, strict=True)]
    for index, share in enumerate(shares[1:], 1):
        deviation = share / shares[0] - 1
        if abs(deviation) > TOLERANCE:
            found = f"{amounts[index] * 1e3:.4g} mmol {entry.reagents[index].formula}"
            first = f"{amounts[0] * 1e3:.4g} mmol {entry.reagents[0].formula}"
            yield Hit(
                f"reagents[{index}].mass",
                f"{found} to {first} is {abs(deviation):.0%} off the ratio {entry.ratio}",
                "check the masses, their units and the order of the ratio",
                {"amounts_mol": amounts, "deviation": deviation},
                formula="n = m w / M",
            )
