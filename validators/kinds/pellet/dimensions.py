"""Dimensions of pellets: plausible, consistent with readings and die, and known well enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.stated import figures, half_digit
from glovebook.schema.finding import Fix
from glovebook.schema.kinds.material import Material
from glovebook.schema.kinds.pellet import Pellet
from glovebook.schema.quantity import Quantity
from glovebook.validators.compare import known, said, spread, value_path
from glovebook.validators.rule import Hit, View, rule

THICKNESS = (20e-6, 10e-3)
"""Plausible thickness of a pressed pellet in m."""
DIAMETER = (1e-3, 50e-3)
"""Plausible diameter of a laboratory die in m."""
CLEARANCE = 0.05
"""How far the diameter of a pellet may lie from the bore of its die, relative to it: it springs back on ejection."""
_LENGTH = re.compile(r"\d+(?:\.\d+)? ?(?:mm|cm)\b", re.ASCII)


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
    path = value_path("thickness", part)
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


@rule(
    "pellet/aspect",
    "warning",
    draft="should",
    archive="should",
    yields_to=(
        "pellet/diameter",
        "pellet/thickness",
        "pellet/readings",
    ),
)
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


@rule("pellet/readings", "warning", draft="should", archive="must", yields_to=("pellet/thickness",))
def readings(view: View) -> Iterator[Hit]:
    """A thickness lies among the readings that it was taken from, and none of them is twice another."""
    part = cast(Pellet, view.entry).thickness
    single = [reading for reading in part.readings if known(reading) is not None] if part else []
    if part is None or known(part.value) is None or len(single) < len(part.readings) or not single:
        return
    for index, one in enumerate(single):
        if not 0.5 <= one.si / part.value.si <= 2 and len(single) > 1:
            yield Hit(
                f"thickness.readings[{index}]",
                f"the reading {one.text} is {one.si / part.value.si:.3g} times the thickness, {part.value.text}",
                "check its unit and its decimal point",
                {"reading_m": one.si, "thickness_m": part.value.si},
            )
            return
    lowest, highest = min(single, key=lambda one: one.si), max(single, key=lambda one: one.si)
    slack = max(2 * (part.value.si_uncertainty or 0.0), half_digit(part.value))
    if not lowest.si - half_digit(lowest) - slack <= part.value.si <= highest.si + half_digit(highest) + slack:
        mean = sum(one.si for one in single) / len(single)
        found = f"from {lowest.text} to {highest.text}" if len(single) > 1 else f"{lowest.text}"
        yield Hit(
            "thickness.value",
            f"{part.value.text} is not among the readings, {found}",
            f"their mean is {said(mean, part.value.unit)}",
            {"thickness_m": part.value.si, "mean_m": mean},
        )


@rule("pellet/thickness-figures", "gap", draft="off", archive="off", publish="should")
def thickness_figures(view: View) -> Iterator[Hit]:
    """A thickness has two significant figures or more, an uncertainty, or readings: conductivities inherit it."""
    part = cast(Pellet, view.entry).thickness
    if part is None or len(part.readings) > 1 or part.value.uncertainty is not None or known(part.value) is None:
        return
    if figures(part.value) < 2 and part.value.si:
        share = half_digit(part.value) / part.value.si
        yield Hit(
            value_path("thickness", part),
            f"{part.value.text} has one significant figure: it may be off by {share * 100:.0f} %, and every "
            "conductivity too",
            "measure it at several places, e.g. 'thickness: {value: 1.02(2) mm, readings: [1.01 mm, 1.03 mm]}'",
            {"thickness_m": part.value.si, "half_a_digit_m": half_digit(part.value)},
        )


@rule(
    "pellet/die",
    "warning",
    draft="should",
    archive="should",
    yields_to=("pellet/diameter",),
    yields_upstream=("material/diameter",),
)
def die(view: View) -> Iterator[Hit]:
    """A pellet is as wide as the bore of the die it was pressed in."""
    width = cast(Pellet, view.entry).diameter
    bore = _bore(view)
    if width is None or bore is None or known(width) is None or not bore.si:
        return
    ratio = width.si / bore.si
    if abs(ratio - 1) <= CLEARANCE + spread(width) + spread(bore):
        return
    radius = abs(ratio - 0.5) < CLEARANCE
    fix = Fix("diameter", bore.text) if radius else None
    yield Hit(
        "diameter",
        f"the pellet is {width.text} wide, and the die {bore.text}",
        "was the radius written?" if radius else "check both",
        {"diameter_m": width.si, "bore_m": bore.si},
        fix=fix,
    )


def _bore(view: View) -> Quantity | None:
    """The bore of the die: of the material that is linked, or the one length that its description names."""
    pellet = cast(Pellet, view.entry)
    tool = view.of(pellet.pressed_in.entry, Material) if pellet.pressed_in else None
    if tool is not None:
        return tool.diameter if known(tool.diameter) is not None else None
    lengths = _LENGTH.findall(pellet.die or "")
    return Quantity.parse(lengths[0], "length") if len(lengths) == 1 else None
