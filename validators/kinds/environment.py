"""Rules for logs of gloveboxes and rooms: readings in the order of time, and such as displays show.

How much oxygen and water there may be is for `chemistry/inert-gas`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from glovebook.schema.kinds.environment import Environment
from glovebook.validators.compare import in_other_unit, known
from glovebook.validators.rule import Hit, View, rule
from glovebook.validators.themes.chemistry.atmospheres import is_inert
from glovebook.validators.when import days_between, earlier

GAUGE = 5e3
"""Pressure in Pa that a glovebox holds against its room at most: a house rule."""
ROOM = (80e3, 120e3)
"""Absolute pressure in Pa where people work: a house rule."""
WARM = (273.0, 323.0)
"""Temperature in K where people work: a house rule."""
PAUSE = 7.0
"""Days without a reading after which nobody knows what a glovebox was like: a house rule."""


@rule("environment/readings", "gap", draft="off", archive="must")
def readings(view: View) -> Iterator[Hit]:
    """A log has readings, or the files of a logger."""
    entry = cast(Environment, view.entry)
    if not entry.readings and not entry.loggers:
        example = "add them, e.g. '- {at: 2018-01-14T09:10+08:00, oxygen: < 0.1 ppm, water: < 0.1 ppm}'"
        yield Hit("readings", "there are no readings", example)


@rule("environment/order", "error", draft="should", archive="must")
def order(view: View) -> Iterator[Hit]:
    """Readings stand in the order of time."""
    for index, (before, after) in enumerate(pairwise(cast(Environment, view.entry).readings), 1):
        if earlier(after.at, before.at):
            yield Hit(
                f"readings[{index}].at",
                f"{after.at} stands behind {before.at}",
                "correct the date, or put the lines in the order of time",
            )


@rule("environment/pause", "info", draft="off", archive="should", publish="should")
def pause(view: View) -> Iterator[Hit]:
    """A log has a reading every week."""
    entry = cast(Environment, view.entry)
    pauses = [
        (days_between(before.at, after.at), index, before.at)
        for index, (before, after) in enumerate(pairwise(entry.readings), 1)
    ]
    longest = max(pauses, default=None)
    if longest and longest[0] > PAUSE and not entry.loggers:
        days, index, since = longest
        hint = "add the readings or the logger's file; what was done then has no atmosphere on record"
        yield Hit(f"readings[{index}].at", f"nothing was read for {days:.0f} days after {since}", hint, {"days": days})


@rule("environment/pressure", "warning", draft="should", archive="should")
def pressure(view: View) -> Iterator[Hit]:
    """The pressure is at most 50 mbar against the room, or 0.8 to 1.2 bar where it is absolute."""
    entry = cast(Environment, view.entry)
    for index, reading in enumerate(entry.readings):
        value = known(reading.pressure)
        if value is None or reading.pressure is None or value <= GAUGE or ROOM[0] <= value <= ROOM[1]:
            continue
        meant = next((text for factor in (1e3, 1e6) if (text := in_other_unit(reading.pressure, factor))), "")
        path = f"readings[{index}].pressure"
        yield Hit.asking(
            path,
            f"{reading.pressure} is no pressure of {'a glovebox' if is_inert(entry.gas) else 'a room'}",
            meant,
            "check the number and the unit, e.g. '3 mbar'",
            {"pressure_Pa": value},
        )


@rule("environment/temperature", "warning", draft="should", archive="should")
def temperature(view: View) -> Iterator[Hit]:
    """It is between 0 and 50 °C where people work.

    What is colder than liquid nitrogen is left to `temperature/celsius`.
    """
    for index, reading in enumerate(cast(Environment, view.entry).readings):
        value = known(reading.temperature)
        if value is None or reading.temperature is None or WARM[0] <= value <= WARM[1] or value < 77.0:
            continue
        scale = WARM[0] <= reading.temperature.value <= WARM[1] and reading.temperature.unit == "°C"
        meant = re.sub(r"°\s*C\s*$", "K", reading.temperature.text) if scale else ""
        path = f"readings[{index}].temperature"
        yield Hit.asking(
            path,
            f"nobody works at {reading.temperature}",
            meant,
            "check the number and the unit, e.g. '298 K'",
            {"temperature_K": value},
        )
