"""What cell, electrolyte and clock allow: melting, windows, ohmic drop, time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from glovebook.physics.electrochemistry.cells import disc_resistance, half_cycle_duration, ohmic_drop
from glovebook.schema.kinds.cycling import Cycling
from glovebook.validators.chain import area, cell_of, conductivity, family, layer, layers, origins, thickness
from glovebook.validators.compare import known, said
from glovebook.validators.kinds.cycling.programme import current_of, span
from glovebook.validators.melting import SOURCE, melted_anode
from glovebook.validators.references import electrode_of
from glovebook.validators.rule import Hit, Place, View, rule

LOSS = 0.2
"""Share of the voltage window beyond which an ohmic drop decides the capacity."""
EDGE = 0.02
"""How far in V a window may reach beyond what was swept."""
DAY = 86400.0


@rule(
    "cycling/melting",
    "error",
    draft="should",
    archive="must",
    source=SOURCE,
)
def melting(view: View) -> Iterator[Hit]:
    """A cell is cycled below the melting point of its anode."""
    yield from melted_anode(view, cast(Cycling, view.entry).temperature)


@rule(
    "cycling/electrolyte-window",
    "warning",
    draft="off",
    archive="should",
    yields_to=("cycling/window-in-file", "cycling/window-range", "cv/window-in-file", "cv/window-range"),
)
def electrolyte_window(view: View) -> Iterator[Hit]:
    """A cell is cycled within the potentials that voltammetry on the same electrolyte has swept."""
    part = layer(cell_of(view), "electrolyte")
    if part is None or not part.entry:
        return
    roots = origins(view, part)
    swept: list[Any] = [
        other for other in family(view, roots) if other.kind == "cv" and getattr(other, "window", None) is not None
    ]
    for index, phase in enumerate(cast(Cycling, view.entry).phases):
        own = phase.window
        same = [cv for cv in swept if own and electrode_of(cv.window) == electrode_of(own) and cv.window.si_upper]
        if own is None or own.si_upper is None or not same:
            continue
        low, high = min(cv.window.si for cv in same), max(cv.window.si_upper for cv in same)
        if own.si < low - EDGE or own.si_upper > high + EDGE:
            yield Hit(
                f"phases[{index}].window",
                f"{own} reaches beyond what was swept on the same electrolyte, {same[0].window} in {same[0].id}",
                "the electrolyte may decompose there; sweep as far as the cell is cycled",
                {"lower_v": own.si, "upper_v": own.si_upper, "swept_lower_v": low, "swept_upper_v": high},
                related=[Place(f"entries/{same[0].id}.gb.yaml", path="window")],
            )


@rule(
    "cycling/ohmic-drop",
    "warning",
    draft="off",
    archive="should",
    source="Ohm's law; the limit is a house rule",
    formula="U = I t / (sigma A)",
    yields_to=(
        "cycling/window-in-file",
        "cycling/window-range",
        "cycling/current-rate",
        "cycling/current-density",
        "cycling/current-in-file",
        "cell/layer-geometry",
        "pellet/thickness",
        "pellet/diameter",
        "pellet/relative-density",
        "eis/conductivity",
        "stated/activation-energy",
        "stated/energy-ends",
    ),
)
def drop(view: View) -> Iterator[Hit]:
    """The voltage lost in the electrolyte, I t / (sigma A), is small against the window.

    Small is less than a fifth (house rule). The conductivity is one stated for the same stuff; electrodes, grain
    boundaries that open under way and contacts come on top.
    """
    entry, part = cast(Cycling, view.entry), layer(cell_of(view), "electrolyte")
    temperature = known(entry.temperature)
    if part is None or temperature is None:
        return
    height, face = known(thickness(view, part)), area(view, part)
    found = conductivity(view, part, temperature) if height and face else None
    if not height or not face or found is None:
        return
    resistance = disc_resistance(height, face, found.value)
    for index, phase in enumerate(entry.phases):
        current, own = current_of(view, phase), phase.window
        if not current or own is None or own.si_upper is None:
            continue
        lost, wide = ohmic_drop(current, resistance), own.si_upper - own.si
        if lost > LOSS * wide:
            yield Hit(
                f"phases[{index}]",
                f"{said(current, 'µA')} loses {said(lost, 'V')} in {said(resistance, 'kohm')} of electrolyte, "
                f"{lost / wide * 100:.0f} % of the window",
                f"check ({found.source}): the cut-off is reached early; cycle slower, hotter or thinner",
                {"current_a": current, "resistance_ohm": resistance, "drop_v": lost, "window_v": wide},
                entries=found.entries,
            )


@rule(
    "cycling/duration",
    "error",
    draft="should",
    archive="must",
    formula="t >= sum 2 q_min / (C q_1C)",
    yields_to=(
        "cycling/nominal-capacity",
        "cycling/cycles-in-file",
    ),
)
def duration(view: View) -> Iterator[Hit]:
    """The cycles fit between the dates: at a C-rate each takes at least 2 q / (C q_1C), q the least stated capacity."""
    entry = cast(Cycling, view.entry)
    one_c = known(entry.nominal_capacity)
    stated = [known(item.parsed) for item in entry.reported if item.quantity == "specific_capacity"]
    least = min((number for number in stated if number), default=None)
    if not entry.date or not entry.ended or not one_c or not least:
        return
    needed = 0.0
    for phase in entry.phases:
        rate, run = known(phase.rate), span(phase)
        if not rate or run is None:
            return
        needed += (run[1] - run[0] + 1) * 2 * half_cycle_duration(least, one_c, rate)
    begin, end = (datetime.fromisoformat(text[:10]) for text in (entry.date, entry.ended))
    passed = (end - begin).total_seconds() + DAY  # the first and the last day count
    if needed > passed:
        yield Hit(
            "ended",
            f"the cycles take at least {needed / DAY:.3g} d, and from {entry.date} to {entry.ended} there are "
            f"{passed / DAY:.3g} d",
            "check the dates, the number of cycles and the rate",
            {"needed_s": needed, "passed_s": passed, "least_capacity_c_per_kg": least},
        )


@rule("cycling/stack", "error", draft="should", archive="must")
def stack(view: View) -> Iterator[Hit]:
    """A cell that is cycled has a cathode and an anode."""
    cell = cell_of(view)
    if cell is None or not cell.layers:
        return
    absent = [role for role in ("cathode", "anode") if not layers(cell, role)]
    if absent:
        yield Hit(
            "measured_on.entry",
            f"{cell.id} has no {' and no '.join(absent)}",
            "link the cell that was cycled, or complete its layers",
        )
