"""Rules for heating: what reagents bear, and temperatures, rates and times that a furnace has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.chemistry.compounds import MELTING_POINT
from glovebook.physics.constants import ICE_POINT
from glovebook.physics.electrochemistry.metals import MELTING_POINT as METALS
from glovebook.schema.kinds.material import Material
from glovebook.schema.kinds.synthesis import Reagent, Step, Synthesis
from glovebook.schema.quantity import Quantity
from glovebook.validators.compare import known
from glovebook.validators.rule import Hit, View, rule

HOT = 303.0
"""Temperature in K above which something is heated at all."""
FURNACE = 2500.0
"""Temperature in K that no furnace of a battery laboratory exceeds: a house rule."""
APART = 50.0
"""Difference in K between furnace and sample that makes one of them doubtful: a house rule."""
SLIPS = ("synthesis/sample-temperature", "synthesis/temperature", "temperature/celsius")
"""Rules that know when it is the temperature that is wrong."""
RAMP = 100.0 / 60
"""Heating rate in K/s that only a lamp or a flame exceeds: a house rule."""


def hottest(step: Step) -> tuple[str, Quantity] | None:
    """Path within a step and value of the highest temperature that it names."""
    found = [("temperature", step.temperature)]
    found += [(f"programme[{index}].to", segment.to) for index, segment in enumerate(step.programme)]
    values = [(path, value) for path, value in found if value is not None and value.comparator in ("", "~")]
    return max(values, key=lambda item: item[1].si, default=None)


def _heated(entry: Synthesis) -> Iterator[tuple[str, Quantity]]:
    """Paths and values of the highest temperature of every step that heats."""
    for index, step in enumerate(entry.steps):
        found = hottest(step) if step.action not in ("cool", "quench") else None
        if found is not None:
            yield f"steps[{index}].{found[0]}", found[1]


def _limits(view: View, reagent: Reagent) -> tuple[tuple[float, str] | None, tuple[float, str] | None]:
    """Melting point and temperature of decomposition of a reagent in K, each with its text and where it comes from."""
    bottle = view.of(reagent.entry, Material)
    melting = decomposition = None
    if bottle is not None:
        source = bottle.property_source or bottle.id
        if (value := known(bottle.melting_temperature)) is not None:
            melting = value, f"{bottle.melting_temperature} ({source})"
        if (value := known(bottle.decomposition_temperature)) is not None:
            decomposition = value, f"{bottle.decomposition_temperature} ({source})"
    value = MELTING_POINT.get(reagent.formula.text) or METALS.get(reagent.formula.text)
    if melting is None and value is not None:
        melting = value, f"{value:.4g} K (CRC Handbook)"
    return melting, decomposition


def _reached(view: View) -> Iterator[tuple[Reagent, str, Quantity, float, str, bool]]:
    """Reagents whose melting point, or decomposition (True), is passed, with the hottest place and the limit."""
    entry = cast(Synthesis, view.entry)
    top = max(_heated(entry), key=lambda item: item[1].si, default=None)
    if top is None:
        return
    path, value = top
    least = value.si - 2 * (value.si_uncertainty or 0.0)
    for reagent in entry.reagents:
        melting, decomposition = _limits(view, reagent)
        if decomposition and least > decomposition[0]:
            yield reagent, path, value, *decomposition, True
        elif melting and least > melting[0]:
            yield reagent, path, value, *melting, False


@rule("synthesis/decomposition", "error", draft="should", archive="must", yields_to=SLIPS)
def decomposition(view: View) -> Iterator[Hit]:
    """Nothing is heated above the temperature at which one of the reagents decomposes.

    Where the decomposition is the reaction that is wanted, a waiver says so.
    """
    for reagent, path, value, limit, text, decomposes in _reached(view):
        if decomposes:
            yield Hit(
                path,
                f"{value} is above the decomposition of {reagent.formula} at {text}",
                "check the temperature and its unit; where it is meant to decompose, waive this with the reason",
                {"temperature_K": value.si, "decomposition_K": limit},
            )


@rule("synthesis/melting", "info", draft="off", archive="should", publish="should", yields_to=SLIPS)
def melting(view: View) -> Iterator[Hit]:
    """What is heated above the melting point of a reagent reacts from a melt, not as a solid."""
    for reagent, path, value, limit, text, decomposes in _reached(view):
        if not decomposes:
            yield Hit(
                path,
                f"{value} is above the melting point of {reagent.formula}, {text}",
                "check that a melt was meant, and that the vessel stands it",
                {"temperature_K": value.si, "melting_K": limit},
            )


@rule("synthesis/temperature", "warning", draft="should", archive="should", yields_to=("temperature/celsius",))
def temperature(view: View) -> Iterator[Hit]:
    """Heating leads above room temperature and not beyond what a furnace reaches."""
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        found = hottest(step)
        if found is None or step.action != "heat":
            continue
        path, value = f"steps[{index}].{found[0]}", found[1]
        if HOT <= value.si <= FURNACE:
            continue
        meant = _in_celsius(value) if value.si < HOT else ""
        what = "heats nothing" if value.si < HOT else "is beyond a furnace"
        yield Hit.asking(
            path,
            f"{value} {what}",
            meant,
            "check the temperature and its unit",
            {"temperature_K": value.si},
        )


def _in_celsius(value: Quantity) -> str:
    """The text with °C for K, where that is a temperature to heat to."""
    if value.unit != "K" or value.value + ICE_POINT < HOT or value.upper is not None:
        return ""
    return re.sub(r"K\s*$", "°C", value.text)


@rule("synthesis/sample-temperature", "warning", draft="should", archive="should", yields_to=SLIPS[1:])
def sample_temperature(view: View) -> Iterator[Hit]:
    """The sample was within 50 K of the set temperature."""
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        found, real = hottest(step), step.sample_temperature
        if found is None or real is None or known(real) is None or abs(found[1].si - real.si) <= APART:
            continue
        apart = abs(found[1].si - real.si)
        slip = abs(apart - ICE_POINT) < 30
        yield Hit(
            f"steps[{index}].sample_temperature",
            f"{real} at the sample is {apart:.0f} K from the set {found[1]}",
            "was one of them meant in °C?" if slip else "check the two, and where the thermocouple sat",
            {"sample_K": real.si, "set_K": found[1].si},
        )


@rule("synthesis/ramp", "warning", draft="should", archive="should")
def ramp(view: View) -> Iterator[Hit]:
    """A furnace heats and cools by at most 100 K/min; quenching is another step."""
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        rates = [("ramp", step.ramp), ("cooling", step.cooling)]
        rates += [(f"programme[{at}].rate", segment.rate) for at, segment in enumerate(step.programme)]
        for name, rate in rates:
            if rate is None or step.action == "quench" or abs(rate.si) <= RAMP:
                continue
            meant = re.sub(r"/min\s*$", "/h", rate.text) if rate.unit.endswith("/min") else ""
            path = f"steps[{index}].{name}"
            yield Hit.asking(
                path,
                f"{rate} is faster than a furnace",
                meant,
                "check the rate and its unit, e.g. '5 K/min'",
                {"rate_K_per_s": rate.si},
            )


@rule("synthesis/programme", "warning", draft="should", archive="should")
def programme(view: View) -> Iterator[Hit]:
    """The temperature of a step is the highest one of its programme."""
    for index, step in enumerate(cast(Synthesis, view.entry).steps):
        tops = [segment.to for segment in step.programme if segment.to is not None and known(segment.to) is not None]
        if step.temperature is None or known(step.temperature) is None or not tops:
            continue
        top = max(tops, key=lambda value: value.si)
        if abs(top.si - step.temperature.si) > 1:
            yield Hit(
                f"steps[{index}].temperature",
                f"{step.temperature} is the set temperature, and the programme leads to {top}",
                "make them the same, or leave the temperature out",
                {"temperature_K": step.temperature.si, "highest_K": top.si},
            )


@rule("synthesis/heating", "gap", draft="off", archive="off", publish="should")
def heating(view: View) -> Iterator[Hit]:
    """Heating is described so that somebody else can repeat it.

    Asked for: temperature, time, ramp, cooling, vessel, mass of the batch, and the temperature at the sample.
    """
    entry = cast(Synthesis, view.entry)
    for index, step in enumerate(entry.steps):
        if step.action != "heat":
            continue
        only = len([one for one in entry.steps if one.action == "heat"]) == 1
        followed = index + 1 < len(entry.steps) and entry.steps[index + 1].action in ("cool", "quench")
        told = {
            "temperature": step.temperature or step.programme,
            "duration": step.duration or step.programme,
            "ramp": step.ramp or step.programme,
            "cooling": step.cooling or step.programme or followed,
            "vessel": step.vessel,
            "mass": step.mass or (only and entry.batch),
            "sample_temperature": step.sample_temperature,
        }
        missing = [name for name, value in told.items() if not value]
        if missing:
            example = {"ramp": "5 K/min", "cooling": "2 K/min", "vessel": "alumina crucible", "mass": "0.55 g"}
            shown = f"'{missing[0]}: {example.get(missing[0], '523 K' if 'temp' in missing[0] else '3 h')}'"
            yield Hit(f"steps[{index}]", f"heating without {', '.join(missing)}", f"add what is known, e.g. {shown}")
