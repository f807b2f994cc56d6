"""Rules for milling: what a ball mill was loaded with, and how long it ran."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.synthesis import Step, Synthesis
from glovebook.validators.compare import differs, known
from glovebook.validators.rule import Hit, View, rule

BY_HAND = re.compile(r"hand|mortar|pestle|manual", re.IGNORECASE)
SPEED = (20 / 60, 1500 / 60)
"""Rotation rate of a planetary mill in 1/s: a house rule."""
NEAR = 0.05
"""Relative difference between a stated time and the sum of the runs that is rounding: a house rule."""


def _is_by_hand(step: Step) -> bool:
    return any(BY_HAND.search(text) for text in (step.vessel, step.notes) if text)


@rule("synthesis/milling", "gap", draft="off", archive="off", publish="should")
def milling(view: View) -> Iterator[Hit]:
    """Ball milling names its jar, balls, ratio of balls to powder, speed, and runs with their pauses.

    Milling by hand is known by the words hand, mortar or pestle in vessel or notes.
    """
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        if step.action != "mill" or _is_by_hand(step):
            continue
        load = step.milling
        names = ("jar", "balls", "ball_to_powder", "speed", "run", "pause", "cycles")
        missing = [name for name in names if load is None or getattr(load, name) is None]
        if load is not None and step.duration and load.run is None and load.cycles is None:
            missing = [name for name in missing if name not in ("run", "cycles")]  # it ran through
        if missing:
            path = f"steps[{index}].milling" if load else f"steps[{index}]"
            hint = "add them under 'milling:', e.g. 'jar: ZrO2, 45 mL', 'balls: 15 x ZrO2, 10 mm', 'speed: 300 rpm'"
            yield Hit(path, f"milling without {', '.join(missing)}", hint)


@rule("synthesis/milling-time", "warning", draft="off", archive="should", formula="t = N (t_run + t_pause)")
def milling_time(view: View) -> Iterator[Hit]:
    """The time of milling is that of its runs, with or without the pauses between them."""
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        load = step.milling
        total, run = known(step.duration), known(load.run) if load else None
        if load is None or total is None or run is None or load.cycles is None:
            continue
        pause = known(load.pause) or 0.0
        running = load.cycles * run
        ends = (running, running + load.cycles * pause, running + (load.cycles - 1) * pause)
        if all(differs(total, each, NEAR) for each in ends):
            shown = f"{load.cycles} x {load.run}" + (f" with pauses of {load.pause}" if load.pause else "")
            yield Hit(
                f"steps[{index}].duration",
                f"{step.duration} is neither the {running / 3600:.3g} h that {shown} run nor those with their pauses",
                "correct the one that is wrong",
                {"duration_s": total, "running_s": running, "with_pauses_s": ends[1]},
            )


@rule("synthesis/milling-speed", "warning", draft="should", archive="should")
def milling_speed(view: View) -> Iterator[Hit]:
    """A mill turns 20 to 1500 times a minute, and there are more balls than powder."""
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        load = step.milling
        if load is None:
            continue
        speed = known(load.speed)
        if speed is not None and load.speed is not None and not SPEED[0] <= load.speed.value / 60 <= SPEED[1]:
            path = f"steps[{index}].milling.speed"
            yield Hit(
                path,
                f"{load.speed} is no speed of a mill",
                "check the number, e.g. '300 rpm'",
                {"speed_rpm": load.speed.value},
            )
        if load.ball_to_powder and not 1 <= float(load.ball_to_powder.removesuffix(":1")) <= 200:
            path = f"steps[{index}].milling.ball_to_powder"
            hint = "mass of the balls to mass of the powder, e.g. '20:1'"
            yield Hit(path, f"{load.ball_to_powder} is a strange ratio of balls to powder", hint)
