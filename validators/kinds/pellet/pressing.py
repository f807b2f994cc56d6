"""Pressing of pellets: the pressure, what it refers to, and the force behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.geometry import disc_area, pressing_pressure
from glovebook.schema.finding import Fix
from glovebook.schema.kinds.pellet import Pellet
from glovebook.validators.compare import known, said, spread, value_path
from glovebook.validators.rule import Hit, View, rule

PRESSURE = (10e6, 1000e6)
"""Plausible pressure on the sample in Pa."""
AGREE = 0.1
"""How far a pressure may lie from force over area, relative to it."""


@rule("pellet/pressure", "warning", draft="should", archive="should")
def pressure(view: View) -> Iterator[Hit]:
    """Powder is pressed at 10 MPa to 1000 MPa on the sample."""
    part = cast(Pellet, view.entry).pressure
    if part is None or part.basis == "gauge" or PRESSURE[0] <= part.value.si <= PRESSURE[1]:
        return
    value = part.value
    path = value_path("pressure", part)
    fix = Fix(path, value.text.replace("mPa", "MPa")) if value.unit == "mPa" else None
    hint = f"was it {fix.text}?" if fix else "10 MPa to 1000 MPa is usual; was it read on the gauge (basis: gauge)?"
    yield Hit(path, f"{value.text} is an unusual pressure on a pellet", hint, {"pressure_pa": value.si}, fix=fix)


@rule(
    "pellet/force",
    "warning",
    draft="should",
    archive="must",
    source="definition",
    formula="p = F / A, A = pi d^2 / 4",
    yields_to=(
        "pellet/pressure",
        "pellet/diameter",
        "pellet/die",
    ),
)
def force(view: View) -> Iterator[Hit]:
    """The pressure on a pellet is the force of the press over the area of the die."""
    pellet = cast(Pellet, view.entry)
    part, pushed, width = pellet.pressure, known(pellet.force), known(pellet.diameter)
    if part is None or part.basis == "gauge" or not pushed or not width or not known(part.value):
        return
    expected = pressing_pressure(pushed, disc_area(width))
    tolerance = AGREE + spread(part.value) + spread(pellet.force) + 2 * spread(pellet.diameter)
    if abs(part.value.si / expected - 1) <= tolerance:
        return
    radius = abs(part.value.si / expected - 4) < 4 * tolerance
    yield Hit(
        value_path("pressure", part),
        f"{part.value.text} on the sample is not {pellet.force} over the area of {pellet.diameter}: "
        f"that is {said(expected, 'MPa')}",
        "was the radius taken for the diameter?" if radius else "was it read on the gauge (basis: gauge)?",
        {"pressure_pa": part.value.si, "force_n": pushed, "diameter_m": width, "expected_pa": expected},
    )


@rule("pellet/gauge", "gap", draft="off", archive="off", publish="must")
def gauge(view: View) -> Iterator[Hit]:
    """A pressure read on the press's gauge comes with the force, because the ram is not as wide as the die."""
    pellet = cast(Pellet, view.entry)
    if pellet.pressure and pellet.pressure.basis == "gauge" and pellet.force is None:
        yield Hit(
            "pressure",
            f"{pellet.pressure.value.text} is what the gauge showed; the pressure on the sample is not known",
            "add the force of the press, e.g. 'force: 2.0 kN', or the pressure on the sample",
        )


@rule("pellet/pressing", "gap", draft="off", archive="off", publish="must")
def pressing(view: View) -> Iterator[Hit]:
    """A published pellet has the pressure that it was pressed at."""
    pellet = cast(Pellet, view.entry)
    if pellet.pressure is None and pellet.force is None:
        hint = "add it, e.g. 'pressure: {value: 40 MPa, basis: sample, hold: 12 h}'"
        yield Hit("pressure", "the pressure of pressing is missing", hint)


@rule("pellet/pressing-details", "gap", draft="off", archive="off", publish="should")
def pressing_details(view: View) -> Iterator[Hit]:
    """A pressure says whether it acted on the sample or was read on the gauge, and how long it was held."""
    part = cast(Pellet, view.entry).pressure
    if part is None:
        return
    missing = [name for name in ("basis", "hold") if getattr(part, name) is None]
    if missing:
        words = {"basis": "what it refers to", "hold": "how long it was held"}
        yield Hit(
            "pressure",
            f"of {part.value.text} it is not said {' and '.join(words[name] for name in missing)}",
            f"write 'pressure: {{value: {part.value.text}, basis: sample, hold: 5 min}}'",
        )
