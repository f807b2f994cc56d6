"""The measurement: radiation, tube, range of the scan, and what was read off."""

from __future__ import annotations

from collections.abc import Iterator
from math import degrees, pi
from typing import cast

from glovebook.physics.diffraction.crystal import bragg_wavelength
from glovebook.physics.diffraction.radiation import ANODES, ROTATING, anode_of, is_of
from glovebook.schema.finding import Fix
from glovebook.schema.kinds.xrd import Xrd
from glovebook.schema.quantity import Quantity
from glovebook.validators.compare import in_other_unit, known, said, spread
from glovebook.validators.rule import Hit, View, rule

LINE = 0.002
"""Relative distance of a wavelength from the lines of an anode."""
VOLTAGE = (5e3, 100e3)
"""Plausible voltage of an X-ray tube in V: house rule."""
CURRENT = (1e-5, 1.0)
"""Plausible current of an X-ray tube in A, from microfocus tubes to rotating anodes: house rule."""
STEP = (1e-4, 1.0)
"""Plausible step of 2 theta in degrees: house rule."""
BRAGG = 0.005
"""Relative deviation of 2 d sin(theta) from the wavelength that reading off may leave."""
DEGREE = pi / 180


@rule(
    "xrd/wavelength",
    "error",
    draft="should",
    archive="must",
    source="R. D. Deslattes et al., Rev. Mod. Phys. 75 (2003) 35, 10.1103/RevModPhys.75.35",
)
def wavelength(view: View) -> Iterator[Hit]:
    """The wavelength is a characteristic line of the anode."""
    entry = cast(Xrd, view.entry)
    own = known(entry.wavelength)
    if not own or entry.anode not in ANODES or is_of(own, entry.anode, LINE):
        return
    other, lines = anode_of(own, LINE), ANODES[entry.anode]
    hint = f"was the anode {other}?" if other else f"its K alpha is {lines.mean * 1e10:.4f} Å; check the unit"
    numbers = {"wavelength_m": own, "k_alpha_m": lines.mean}
    yield Hit("wavelength", f"{entry.wavelength} is no line of {entry.anode}", hint, numbers)


@rule("xrd/tube", "warning", draft="should", archive="must", formula="P = U I")
def tube(view: View) -> Iterator[Hit]:
    """An X-ray tube runs at 5 to 100 kV and at most 1 A, with no more than 18 kW."""
    entry = cast(Xrd, view.entry)
    slips = [
        hit
        for path, quantity, limits, slip in (
            ("tube_voltage", entry.tube_voltage, VOLTAGE, 1e-3),
            ("tube_current", entry.tube_current, CURRENT, 1e3),
        )
        for hit in _unusual(path, quantity, limits, slip)
    ]
    yield from slips
    voltage, current = known(entry.tube_voltage), known(entry.tube_current)
    if not slips and voltage and current and voltage * current > ROTATING:
        yield Hit(
            "tube_current",
            f"{entry.tube_voltage} x {entry.tube_current} is {voltage * current / 1e3:.3g} kW, more than any rotating "
            "anode bears",
            "check both; sealed tubes bear about 2 kW, rotating anodes 9 to 18 kW",
            {"voltage_v": voltage, "current_a": current, "power_w": voltage * current},
        )


def _unusual(path: str, quantity: Quantity | None, limits: tuple[float, float], slip: float) -> Iterator[Hit]:
    value = known(quantity)
    if quantity is None or value is None or limits[0] <= value <= limits[1]:
        return
    text = in_other_unit(quantity, slip)
    fix = Fix(path, text) if text else None
    what = f"{path.partition('_')[2]} of an X-ray tube"
    hint = f"was it {text}?" if text else "check the unit, e.g. '45 kV' and '200 mA'"
    yield Hit(path, f"{quantity} is an unusual {what}", hint, {path: value}, fix=fix)


@rule("xrd/range", "error", draft="should", archive="must", source="definition")
def scanned(view: View) -> Iterator[Hit]:
    """The angle 2θ runs from above 0° to at most 180°, in steps that fit into it."""
    entry = cast(Xrd, view.entry)
    span, step = entry.range, known(entry.step)
    if span is not None and span.comparator == "":
        last = span.si_upper if span.si_upper is not None else span.si
        if span.si < 0 or last > 180 * DEGREE:
            yield Hit(
                "range",
                f"{span} is no range of the scattering angle, which ends at 180°",
                "check the digits, e.g. '5..80°'",
                {"from_degree": degrees(span.si), "to_degree": degrees(last)},
            )
            return
    if step is not None and not STEP[0] * DEGREE <= step <= STEP[1] * DEGREE:
        yield Hit("step", f"{entry.step} is an unusual step of 2θ", "check it, e.g. '0.013°'", {"step_rad": step})


@rule(
    "xrd/bragg",
    "warning",
    draft="should",
    archive="must",
    source="W. H. Bragg and W. L. Bragg, 1913",
    formula="lambda = 2 d sin(theta)",
    yields_to=("xrd/wavelength",),
)
def bragg(view: View) -> Iterator[Hit]:
    """The spacing of a reflection follows from its angle and the wavelength."""
    entry = cast(Xrd, view.entry)
    own = known(entry.wavelength)
    if own is None and entry.anode in ANODES:
        own = ANODES[entry.anode].mean
    for index, peak in enumerate(entry.peaks):
        angle, spacing = known(peak.two_theta), known(peak.d)
        if not own or not angle or not spacing:
            continue
        found = bragg_wavelength(spacing, angle)
        slack = BRAGG + spread(peak.d) + spread(peak.two_theta)
        if abs(found / own - 1) > slack:
            expected = spacing * own / found
            yield Hit(
                f"peaks[{index}].d",
                f"{peak.d} at 2θ = {peak.two_theta} would need {said(found, 'Å')}, not {said(own, 'Å')}",
                f"at this wavelength d is {said(expected, 'Å')}",
                {"d_m": spacing, "two_theta_rad": angle, "wavelength_m": own, "recomputed_m": found},
            )


@rule("xrd/peak", "warning", draft="should", archive="must", yields_to=("xrd/range",))
def peak_inside(view: View) -> Iterator[Hit]:
    """A reflection that was read off lies in the range that was scanned."""
    entry = cast(Xrd, view.entry)
    if entry.range is None or entry.range.si_upper is None:
        return
    for index, peak in enumerate(entry.peaks):
        angle = known(peak.two_theta)
        if angle is not None and not entry.range.si <= angle <= entry.range.si_upper:
            message = f"2θ = {peak.two_theta} is not in the range scanned, {entry.range}"
            yield Hit(f"peaks[{index}].two_theta", message, "check both", {"two_theta_rad": angle})
