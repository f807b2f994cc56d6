"""Currents, C-rates and current densities against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from glovebook.physics.electrochemistry.electrode import per_area, rate_current
from glovebook.schema.kinds.cycling import Cycling, Period
from glovebook.schema.quantity import Quantity
from glovebook.validators.chain import active_mass, cell_of, electrode_area, layer
from glovebook.validators.compare import (
    SETTING,
    UNIT_SLIP,
    differs,
    in_other_unit,
    known,
    like,
    said,
    slip,
    spread,
    times,
)
from glovebook.validators.rule import Hit, View, rule

RESOLUTION = 1e-3
"""Share of a cycler's range below which its current is hardly controlled."""


@rule(
    "cycling/current-rate",
    "error",
    draft="should",
    archive="must",
    source="definition",
    formula="I = C q m",
    yields_to=(
        "cycling/active-mass",
        "cycling/nominal-capacity",
        "cell/active-mass",
    ),
)
def current_rate(view: View) -> Iterator[Hit]:
    """The current of a run of cycles is that of its C-rate, I = C q m, with the active mass and what 1 C means.

    Allowed is what the figures of mass, current and capacity leave open, and 2 % besides.
    """
    entry = cast(Cycling, view.entry)
    part = layer(cell_of(view), "cathode")
    mass = known(entry.active_mass) if entry.active_mass is not None else active_mass(part)
    capacity = known(entry.nominal_capacity)
    if not mass or not capacity:
        return
    written = entry.active_mass if entry.active_mass is not None or part is None else part.active_mass
    factors = dict(UNIT_SLIP)
    if part is not None and (fraction := known(part.active)):
        factors[1 / fraction] = "the mass of the composite in place of that of the active material"
    for index, phase in enumerate(entry.phases):
        current, rate = known(phase.current), known(phase.rate)
        if current is None or not rate or phase.current is None:
            continue
        expected = rate_current(rate, capacity, mass)
        allowed = SETTING + spread(phase.current) + spread(written) + spread(entry.nominal_capacity)
        if differs(abs(current), expected, allowed):
            yield _wrong_current(phase, index, expected, mass, factors, capacity)


def _wrong_current(
    phase: Period, index: int, expected: float, mass: float, factors: Mapping[float, str], capacity: float
) -> Hit:
    current, path = cast(Quantity, phase.current), f"phases[{index}].current"
    ratio = abs(current.si) / expected
    words, text = slip(ratio, factors), in_other_unit(current, ratio)
    inputs = f"{phase.rate} x {said(capacity, 'mAh/g')} x {said(mass, 'mg')}"
    return Hit.asking(
        path,
        f"{current} is {times(ratio)} the current of {inputs} = {like(expected, current)}",
        text,
        "check rate, current, mass and what 1 C means",
        {"current_a": current.si, "expected_a": expected, "mass_kg": mass, "one_c_c_per_kg": capacity},
        words=words,
    )


@rule(
    "cycling/current-density",
    "error",
    draft="should",
    archive="must",
    source="definition",
    formula="j = I / A",
    yields_to=(
        "cycling/current-rate",
        "cell/layer-geometry",
        "cell/layer-area",
        "cell/loading",
        "cell/fits",
    ),
)
def current_density(view: View) -> Iterator[Hit]:
    """The current density of a run of cycles is its current over the area of the electrode, j = I / A."""
    area = electrode_area(view, cell_of(view))
    if not area:
        return
    factors = {**UNIT_SLIP, 4.0: "the radius in place of the diameter", 0.25: "the diameter in place of the radius"}
    for index, phase in enumerate(cast(Cycling, view.entry).phases):
        current, density = known(phase.current), known(phase.current_density)
        if current is None or density is None or phase.current_density is None or not current:
            continue
        expected = per_area(abs(current), area)
        if differs(abs(density), expected, SETTING + spread(phase.current) + spread(phase.current_density)):
            ratio, path = abs(density) / expected, f"phases[{index}].current_density"
            words, text = slip(ratio, factors), in_other_unit(phase.current_density, ratio)
            found = like(expected, phase.current_density)
            yield Hit.asking(
                path,
                f"{phase.current_density} is {times(ratio)} {phase.current} over {said(area, 'cm²')} = {found}",
                text,
                "check the current and the diameter of the electrode",
                {"density_a_per_m2": density, "expected_a_per_m2": expected, "area_m2": area},
                words=words,
            )


@rule("cycling/current-range", "error", draft="should", archive="must", yields_to=("cycling/current-rate",))
def current_range(view: View) -> Iterator[Hit]:
    """A cycler passes no more than the range that it is set to, and controls no current below 0.1 % of it."""
    entry = cast(Cycling, view.entry)
    limit = known(entry.current_range)
    if not limit or entry.current_range is None:
        return
    for index, phase in enumerate(entry.phases):
        current = known(phase.current)
        if current is None or not current:
            continue
        share = abs(current) / limit
        if share > 1 + SETTING or share < RESOLUTION:
            side = "above" if share > 1 else "too far below"
            yield Hit(
                f"phases[{index}].current",
                f"{phase.current} is {side} the range of {entry.current_range}",
                "check the unit of the current, and which range of the cycler was used",
                {"current_a": current, "range_a": limit},
            )
