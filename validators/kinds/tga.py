"""Rules for thermogravimetry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.chemistry.compounds import MELTING_POINT as COMPOUNDS
from glovebook.physics.electrochemistry.metals import MELTING_POINT
from glovebook.physics.records import Records
from glovebook.schema.entry import Entry
from glovebook.schema.finding import Fix
from glovebook.schema.kinds.material import Material
from glovebook.schema.kinds.tga import Tga
from glovebook.validators.compare import known, said
from glovebook.validators.rule import Hit, View, rule

MASS = (0.5e-6, 500e-6)
"""Plausible mass of a sample in kg."""
RATE = (0.1 / 60, 100.0 / 60)
"""Plausible heating rate in K/s: 0.1 K/min to 100 K/min."""
FLOW = (1e-6 / 60, 1e-3 / 60)
"""Plausible flow of a purge gas in m3/s: 1 mL/min to 1 L/min."""
LOW = 77.0
"""Temperature in K below which a number was read in °C, which another rule says."""
START = (273.0, 373.0)
"""Plausible temperature at the beginning in K: the balance stands in a room."""
NEAR = 10.0
"""Difference in K below which an event is at a melting point: house rule; onsets shift with the heating rate."""
_OXIDISING = re.compile(r"air|synthetic air|O2|oxygen", re.IGNORECASE)


@rule("tga/sample", "gap", draft="off", archive="must")
def sample(view: View) -> Iterator[Hit]:
    """Thermogravimetry says what it was measured on."""
    if cast(Tga, view.entry).measured_on is None:
        yield Hit("measured_on", "the sample is not named", "link the powder, e.g. 'measured_on: {entry: s3}'")


@rule("tga/programme", "gap", draft="off", archive="must")
def programme(view: View) -> Iterator[Hit]:
    """Thermogravimetry has its temperature programme: onsets shift with the heating rate."""
    if not cast(Tga, view.entry).programme:
        yield Hit("programme", "the temperature programme is missing", "add it, e.g. '- {rate: 5 K/min, to: 873 K}'")


@rule("tga/files", "gap", draft="off", archive="must")
def files(view: View) -> Iterator[Hit]:
    """Thermogravimetry has its files."""
    if not cast(Tga, view.entry).files:
        yield Hit("files", "there is no file", "add it, e.g. '- {file: data/tga/s3.txt}'")


@rule("tga/conditions", "gap", draft="off", archive="off", publish="must")
def conditions(view: View) -> Iterator[Hit]:
    """Published thermogravimetry has mass, crucible, gas, flow and the temperature at which it began."""
    examples = (("mass", "5.32 mg"), ("crucible", "Al2O3"), ("gas", "Ar"), ("flow", "100 mL/min"), ("start", "298 K"))
    for name, example in examples:
        if not getattr(view.entry, name):
            yield Hit(name, f"the {name} is missing", f"add it, e.g. '{name}: {example}'")


@rule("tga/mass", "warning", draft="should", archive="must")
def mass(view: View) -> Iterator[Hit]:
    """A sample for thermogravimetry weighs 0.5 mg to 500 mg."""
    value = cast(Tga, view.entry).mass
    if value is None or MASS[0] <= value.si <= MASS[1]:
        return
    text = value.text.replace("g", "mg") if value.unit == "g" else value.text.replace("µg", "mg")
    fix = Fix("mass", text) if value.unit in ("g", "µg") else None
    hint = f"was it {text}?" if fix else "0.5 mg to 500 mg is usual"
    yield Hit("mass", f"{value} is an unusual mass of a sample", hint, {"mass_kg": value.si}, fix=fix)


@rule("tga/flow", "warning", draft="should", archive="must")
def flow(view: View) -> Iterator[Hit]:
    """A purge gas flows at 1 mL/min to 1 L/min."""
    value = cast(Tga, view.entry).flow
    if value is None or FLOW[0] <= value.si <= FLOW[1]:
        return
    text = value.text.replace("L/min", "mL/min") if value.unit == "L/min" else ""
    yield Hit.asking(
        "flow",
        f"{value} is an unusual flow of a purge gas",
        text,
        "check the unit, e.g. '100 mL/min'",
        {"flow_m3_per_s": value.si},
    )


@rule("tga/start", "warning", draft="should", archive="must")
def start(view: View) -> Iterator[Hit]:
    """A run begins between 0 °C and 100 °C, the temperature of a room or of a drying step."""
    value = cast(Tga, view.entry).start
    at = known(value)
    if value is None or at is None or START[0] <= at <= START[1] or at < LOW:
        return
    kelvin = value.unit == "°C" and START[0] <= value.value <= START[1]
    text = value.text.replace("°C", "K") if kelvin else ""
    yield Hit.asking(
        "start",
        f"{value} is an unusual temperature to begin at",
        text,
        "check the unit, e.g. '298 K'",
        {"temperature_k": at},
    )


@rule("tga/rate", "warning", draft="should", archive="must")
def rate(view: View) -> Iterator[Hit]:
    """Samples are heated at 0.1 K/min to 100 K/min."""
    for index, segment in enumerate(cast(Tga, view.entry).programme):
        value = segment.rate
        if value is None or not value.si or RATE[0] <= abs(value.si) <= RATE[1]:
            continue
        path = f"programme[{index}].rate"
        text = value.text.replace("K/s", "K/min") if value.unit == "K/s" else ""
        yield Hit.asking(
            path,
            f"{value} is an unusual heating rate",
            text,
            "check the unit, e.g. '5 K/min'",
            {"rate_k_per_s": value.si},
        )


@rule("tga/order", "error", draft="should", archive="must")
def order(view: View) -> Iterator[Hit]:
    """A segment that heats ends above where it begins; one that ends below is written with a negative rate.

    It says nothing of ends below 77 K, which are slips of their own.
    """
    entry = cast(Tga, view.entry)
    before, named = known(entry.start), str(entry.start)
    for index, segment in enumerate(entry.programme):
        end = known(segment.to)
        if segment.to is None or end is None or end < LOW:
            continue
        heats = segment.rate.si > 0 if segment.rate is not None else index == 0
        if before is not None and end < before and heats:
            yield Hit(
                f"programme[{index}].to",
                f"the segment heats to {segment.to}, and begins at {named}",
                "check the temperature and its unit, e.g. '873 K'",
                {"begin_k": before, "end_k": end},
            )
            return
        before, named = end, str(segment.to)


@rule("tga/crucible", "error", draft="should", archive="must", source="ITS-90 (10.1088/0026-1394/27/1/002)")
def crucible(view: View) -> Iterator[Hit]:
    """An aluminium crucible stays below its melting point, 933.473 K."""
    entry = cast(Tga, view.entry)
    text = (entry.crucible or "").strip()
    if not re.match(r"(Al|aluminium|aluminum)(?![A-Za-z0-9])", text, re.IGNORECASE):
        return
    for index, segment in enumerate(entry.programme):
        end = known(segment.to)
        if end is not None and end >= MELTING_POINT["Al"]:
            yield Hit(
                f"programme[{index}].to",
                f"{segment.to} melts the crucible, {text!r}: aluminium melts at {said(MELTING_POINT['Al'], 'K')}",
                "was it Al2O3?",
                {"end_k": end, "melting_k": MELTING_POINT["Al"]},
            )
            return


@rule("tga/gas", "warning", draft="should", archive="should")
def gas(view: View) -> Iterator[Hit]:
    """What is sensitive to air is heated in an inert gas."""
    entry = cast(Tga, view.entry)
    if not entry.gas or not _OXIDISING.fullmatch(entry.gas.strip()):
        return
    for name, found in view.linked.items():
        if isinstance(found, Material) and found.air_sensitive:
            yield Hit(
                "gas",
                f"{entry.gas} attacks what {name} is part of, which is marked as sensitive to air",
                "was it Ar? Say in the notes where the reaction with air was looked for",
            )
            return


@rule("tga/reagent-left", "warning", draft="off", archive="should", publish="should")
def reagent_left(view: View) -> Iterator[Hit]:
    """A stated thermal event is not at the melting point of a reagent: that would say that some of it is left.

    Near is within 10 K (house rule). Melting points are those of the linked materials, else of a table.
    """
    entry = cast(Tga, view.entry)
    sample = view.linked.get(entry.measured_on.entry) if entry.measured_on else None
    stated = [(index, item) for index, item in enumerate(entry.reported) if item.quantity == "temperature"]
    if sample is None or not stated:
        return
    for reagent, melting, source in _melting(view, sample):
        for index, item in stated:
            found = known(item.parsed)
            if found is not None and abs(found - melting) <= NEAR:
                yield Hit(
                    f"reported[{index}].value",
                    f"check: {item.value} is where {reagent} melts ({source}), a reagent of {sample.id}",
                    "some of it may be left; look for it by diffraction, and give its share",
                    {"stated_k": found, "melting_k": melting},
                )


def _melting(view: View, sample: Entry) -> Iterator[tuple[str, float, str]]:
    """Reagents behind a sample with their melting points in K, and where those come from."""
    for origin in Records(sample, view.linked, view.users).origins():
        for reagent in getattr(origin, "reagents", ()):
            bottle = view.of(reagent.entry, Material)
            own = known(bottle.melting_temperature) if bottle else None
            if own is not None and bottle is not None:
                yield reagent.formula.text, own, f"{bottle.melting_temperature} in {bottle.id}"
            elif value := COMPOUNDS.get(reagent.formula.text) or MELTING_POINT.get(reagent.formula.text):
                yield reagent.formula.text, value, f"{value:.4g} K, CRC Handbook"
