"""Rules for the steps: their order, their times, and what is treated in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.finding import Fix
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.validators.compare import in_other_unit, known, said, spread
from glovebook.validators.kinds.synthesis.batch import portions
from glovebook.validators.rule import Hit, View, rule

DAY = 86400.0
LONGEST = {"weigh": DAY, "press": 7 * DAY, "seal": DAY, "quench": DAY, "wash": 3 * DAY, "mill": 21 * DAY}
"""Action -> time in s beyond which it is doubted: house rules; all others 90 days."""
SHORTEST = {"heat": 30.0, "mill": 10.0, "dry": 60.0}
"""Action -> time in s below which it is doubted: house rules; all others a tenth of a second."""


@rule("synthesis/step-order", "warning", draft="should", archive="should")
def step_order(view: View) -> Iterator[Hit]:
    """What is cooled or quenched was heated before."""
    hot = False
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        if step.action in ("cool", "quench") and not hot:
            message = f"a step to {step.action} comes before anything was heated"
            yield Hit(f"steps[{index}].action", message, "put the steps in the order of doing")
        hot = hot or step.action in ("heat", "dry", "mill", "other", "press") or step.temperature is not None


@rule("synthesis/duration", "warning", draft="should", archive="should")
def duration(view: View) -> Iterator[Hit]:
    """Steps take as long as such steps take: heating more than half a minute, weighing less than a day."""
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        time = known(step.duration)
        if time is None or step.duration is None:
            continue
        longest, shortest = LONGEST.get(step.action, 90 * DAY), SHORTEST.get(step.action, 0.1)
        if not shortest <= time <= longest:
            what = "long" if time > longest else "short"
            message = f"{step.duration} is {what} for a step to {step.action}"
            yield Hit(
                f"steps[{index}].duration", message, "check the number and the unit, e.g. '3 h'", {"time_s": time}
            )


@rule(
    "synthesis/step-mass",
    "error",
    draft="should",
    archive="must",
    yields_to=("synthesis/weighed-ratio", "synthesis/ratio-tolerance", "synthesis/yield-above"),
)
def step_mass(view: View) -> Iterator[Hit]:
    """No more is treated in a step than was weighed in."""
    entry = cast(Synthesis, view.entry)
    found = portions(view, entry)
    if found is None:
        return
    total = sum(portion.mass for portion in found)
    for index, step in enumerate(entry.steps):
        mass = known(step.mass)
        if mass is None or step.mass is None or mass <= total * (1.01 + spread(step.mass)):
            continue
        meant = in_other_unit(step.mass, 1e3)
        path = f"steps[{index}].mass"
        yield Hit(
            path,
            f"{step.mass} was treated, and all reagents together weigh {said(total, step.mass.unit)}",
            f"was it {meant}?" if meant and mass / 1e3 <= total else "correct the mass, or add what else was in it",
            {"mass_kg": mass, "reagents_kg": total},
            fix=Fix(path, meant) if meant and mass / 1e3 <= total else None,
        )
