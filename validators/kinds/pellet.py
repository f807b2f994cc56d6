"""Rules for pellets: geometry and pressing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.finding import Fix
from glovebook.schema.kinds.pellet import Pellet
from glovebook.validators.rule import Hit, View, rule

THICKNESS = (20e-6, 10e-3)
"""Plausible thickness of a pressed pellet in m."""
DIAMETER = (1e-3, 50e-3)
"""Plausible diameter of a laboratory die in m."""
PRESSURE = (10e6, 1000e6)
"""Plausible pressure on the sample in Pa."""


@rule("pellet/geometry", "gap", draft="off", archive="must")
def geometry(view: View) -> Iterator[Hit]:
    """A pellet has a diameter and a thickness: without them a resistance gives no conductivity."""
    for name, example in (("diameter", "8 mm"), ("thickness", "1.02(2) mm")):
        if getattr(view.entry, name) is None:
            yield Hit(name, f"the {name} is missing", f"measure it, e.g. '{name}: {example}'")


@rule("pellet/thickness", "warning", draft="should", archive="must")
def thickness(view: View) -> Iterator[Hit]:
    """A pressed pellet is between 20 µm and 10 mm thick."""
    part = cast(Pellet, view.entry).thickness
    if part is None:
        return
    lower, upper = THICKNESS
    value = part.value
    path = "thickness.value" if part.readings or part.method else "thickness"
    if value.si > upper:
        slip = value.unit == "mm" and lower <= value.si / 1000 <= upper
        fix = Fix(path, value.text.replace("mm", "µm")) if slip else None
        hint = f"was it written in µm? ({fix.text})" if fix else "check the unit"
        yield Hit(path, f"{value.text} is thicker than a pressed pellet", hint, {"thickness_m": value.si}, fix=fix)
    elif value.si < lower:
        yield Hit(path, f"{value.text} is thinner than a pressed pellet", "check the unit", {"thickness_m": value.si})


@rule("pellet/diameter", "warning", draft="should", archive="must")
def diameter(view: View) -> Iterator[Hit]:
    """A laboratory die has a bore between 1 mm and 50 mm."""
    value = cast(Pellet, view.entry).diameter
    if value is not None and not DIAMETER[0] <= value.si <= DIAMETER[1]:
        yield Hit(
            "diameter",
            f"{value.text} is no diameter of a laboratory die",
            "check the unit, e.g. '8 mm'",
            {"diameter_m": value.si},
        )


@rule("pellet/aspect", "warning", draft="should", archive="should")
def aspect(view: View) -> Iterator[Hit]:
    """A pellet is flat: thicker than wide means that thickness and diameter were swapped."""
    width, part = cast(Pellet, view.entry).diameter, cast(Pellet, view.entry).thickness
    if width is not None and part is not None and width.si < part.value.si <= THICKNESS[1]:
        yield Hit(
            "diameter",
            f"the pellet is thicker ({part.value.text}) than it is wide ({width.text})",
            "were thickness and diameter swapped?",
            {"diameter_m": width.si, "thickness_m": part.value.si},
        )


@rule("pellet/pressure", "warning", draft="should", archive="should")
def pressure(view: View) -> Iterator[Hit]:
    """Powder is pressed at 10 MPa to 1000 MPa on the sample."""
    part = cast(Pellet, view.entry).pressure
    if part is None or part.basis == "gauge" or PRESSURE[0] <= part.value.si <= PRESSURE[1]:
        return
    value = part.value
    path = "pressure.value" if part.basis or part.hold else "pressure"
    fix = Fix(path, value.text.replace("mPa", "MPa")) if value.unit == "mPa" else None
    hint = f"was it {fix.text}?" if fix else "10 MPa to 1000 MPa is usual; was it read on the gauge (basis: gauge)?"
    yield Hit(path, f"{value.text} is an unusual pressure on a pellet", hint, {"pressure_pa": value.si}, fix=fix)
