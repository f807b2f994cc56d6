"""Rules for plating and stripping in symmetric cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.electrochemistry.cells import passed_per_area
from glovebook.schema.kinds.plating import Plating
from glovebook.validators.chain import cell_of, electrode_area, formula_in
from glovebook.validators.columns import RUNS, set_current
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
from glovebook.validators.melting import REMEDY, SOURCE, melted_at
from glovebook.validators.rule import Hit, View, rule

PRESSURE = (0.01e6, 100e6)
"""Plausible pressure on a stack in Pa while it is measured."""
AREAS = {
    **UNIT_SLIP,
    4.0: "the radius in place of the diameter",
    0.25: "the diameter in place of the radius",
    100.0: "mm² for cm²",
    0.01: "mm² for cm²",
}
"""Factor between a stated current density and that in a file -> the slip that it looks like."""
DENSITY = (0.01, 1000.0)
"""Plausible current densities in A/m2: 1 µA/cm2 to 100 mA/cm2."""


@rule("plating/cell", "gap", draft="off", archive="must")
def cell(view: View) -> Iterator[Hit]:
    """Plating says in which cell."""
    if cast(Plating, view.entry).measured_on is None:
        yield Hit("measured_on", "the cell is not named", "link it, e.g. 'measured_on: {entry: c4}'")


@rule("plating/stages", "gap", draft="off", archive="must")
def stages(view: View) -> Iterator[Hit]:
    """Plating has its stages, each with the current density or the capacity that it ran with."""
    entry = cast(Plating, view.entry)
    example = "- {current_density: 0.1 mA/cm², duration: 1 h, cycles: 10, file: data/c4.csv}"
    if not entry.stages:
        yield Hit("stages", "there is no stage", f"add them, e.g. '{example}'")
    for index, stage in enumerate(entry.stages):
        if stage.current_density is None:
            yield Hit(
                f"stages[{index}]", "the current density is missing", "add it, e.g. 'current_density: 0.1 mA/cm²'"
            )


@rule("plating/conditions", "gap", draft="off", archive="off", publish="must")
def conditions(view: View) -> Iterator[Hit]:
    """Published plating has the temperature and the pressure on the stack: both decide when a cell shorts."""
    entry = cast(Plating, view.entry)
    for name, example in (("temperature", "333 K"), ("stack_pressure", "5 MPa"), ("metal", "Na")):
        if getattr(entry, name) is None:
            yield Hit(name, f"the {name.replace('_', ' ')} is missing", f"add it, e.g. '{name}: {example}'")


@rule("plating/areal-capacity", "error", draft="should", archive="must", source="definition", formula="q_A = j t")
def areal_capacity(view: View) -> Iterator[Hit]:
    """The areal capacity of a half-cycle is what its current density passes in its time, q_A = j t."""
    factors = {**UNIT_SLIP, 60.0: "min for h", 1 / 60: "h for min", 3600.0: "s for h", 10.0: "a slipped point"}
    for index, stage in enumerate(cast(Plating, view.entry).stages):
        density, time, found = known(stage.current_density), known(stage.duration), known(stage.areal_capacity)
        if stage.areal_capacity is None or not density or not time or not found:
            continue
        expected = passed_per_area(abs(density), time)
        allowed = SETTING + spread(stage.current_density) + spread(stage.areal_capacity)
        if differs(found, expected, allowed):
            ratio, path = found / expected, f"stages[{index}].areal_capacity"
            text = in_other_unit(stage.areal_capacity, ratio)
            yield Hit.asking(
                path,
                f"{stage.areal_capacity} is {times(ratio)} {stage.current_density} x {stage.duration} = "
                f"{like(expected, stage.areal_capacity)}",
                text,
                "check the current density and the time of a half-cycle",
                {"areal_capacity_c_per_m2": found, "expected_c_per_m2": expected},
                words=slip(ratio, factors),
            )


@rule("plating/current-density", "warning", draft="should", archive="must", yields_to=("plating/areal-capacity",))
def current_density(view: View) -> Iterator[Hit]:
    """Solid cells are plated at 1 µA/cm² to 100 mA/cm²."""
    for index, stage in enumerate(cast(Plating, view.entry).stages):
        density = known(stage.current_density)
        if stage.current_density is not None and density and not DENSITY[0] <= abs(density) <= DENSITY[1]:
            yield Hit(
                f"stages[{index}].current_density",
                f"{stage.current_density} is an unusual current density",
                "check the unit, e.g. '0.1 mA/cm²'",
                {"current_density_a_per_m2": density},
            )


@rule("plating/steps", "warning", draft="should", archive="should", yields_to=("plating/areal-capacity",))
def steps(view: View) -> Iterator[Hit]:
    """Current densities rise from stage to stage: after a short circuit a lower one proves nothing."""
    last = None
    for index, stage in enumerate(cast(Plating, view.entry).stages):
        density = known(stage.current_density)
        if density is None or stage.current_density is None:
            continue
        if last is not None and abs(density) < last:
            yield Hit(
                f"stages[{index}].current_density",
                f"{stage.current_density} follows a higher one, {like(last, stage.current_density)}",
                "list the stages in the order of running; say in the notes where the current was lowered on purpose",
                {"before_a_per_m2": last, "after_a_per_m2": abs(density)},
            )
            return
        last = abs(density)


@rule("plating/metal", "error", draft="should", archive="must")
def metal(view: View) -> Iterator[Hit]:
    """A symmetric cell has the metal on both sides: every electrode of the cell is what the entry names."""
    entry, found = cast(Plating, view.entry), cell_of(view)
    electrodes = [
        formula
        for layer in (found.layers if found else ())
        if layer.role in ("anode", "cathode") and (formula := formula_in(view, layer)) is not None
    ]
    if found is None or not electrodes:
        return
    names = [formula.text for formula in electrodes]
    if len({frozenset(formula.composition) for formula in electrodes}) > 1:
        yield Hit(
            "measured_on.entry",
            f"the cell {found.id} is not symmetric: its electrodes are {' and '.join(names)}",
            "link a cell with the same metal on both sides; for others take cycling",
        )
    elif entry.metal and entry.metal not in electrodes[0].composition:
        yield Hit(
            "metal", f"{entry.metal} is named, and the electrodes of {found.id} are {names[0]}", f"was it {names[0]}?"
        )


@rule(
    "plating/melting",
    "error",
    draft="should",
    archive="must",
    source=SOURCE,
)
def melting(view: View) -> Iterator[Hit]:
    """Metal is plated below its melting point, as long as nothing holds it."""
    entry = cast(Plating, view.entry)
    melts, temperature = melted_at(entry.temperature, entry.metal or ""), known(entry.temperature)
    if melts is not None:
        yield Hit(
            "temperature",
            f"{entry.temperature} is above the melting point of {entry.metal}, {said(melts, 'K')}",
            REMEDY,
            {"temperature_k": temperature, "melting_k": melts},
        )


@rule("plating/pressure", "warning", draft="should", archive="must")
def pressure(view: View) -> Iterator[Hit]:
    """The pressure on a stack while it is measured is between 0.01 MPa and 100 MPa."""
    value = cast(Plating, view.entry).stack_pressure
    if value is None or PRESSURE[0] <= value.si <= PRESSURE[1]:
        return
    text = value.text.replace("mPa", "MPa").replace("GPa", "MPa") if value.unit in ("mPa", "GPa") else ""
    yield Hit.asking(
        "stack_pressure",
        f"{value} is an unusual pressure on a stack",
        text,
        "0.1 MPa to 100 MPa is usual; is it the pressure of pressing?",
        {"pressure_pa": value.si},
    )


@rule("plating/critical", "error", draft="should", archive="must", yields_to=("plating/areal-capacity",))
def critical(view: View) -> Iterator[Hit]:
    """A stated critical current density lies within the current densities that were run."""
    entry = cast(Plating, view.entry)
    run = [abs(density) for stage in entry.stages if (density := known(stage.current_density))]
    for index, item in enumerate(entry.reported):
        number = known(item.parsed) if item.quantity == "current_density" else None
        if not run or number is None:
            continue
        low, high = min(run), max(run)
        if not low * (1 - SETTING) <= number <= high * (1 + SETTING):
            yield Hit(
                f"reported[{index}].value",
                f"{item.value} is stated, and only {like(low, item.parsed)} to {like(high, item.parsed)} was run",
                "check the unit; a cell that never shorted has a critical current density above the last stage ('>')",
                {"stated_a_per_m2": number, "lowest_a_per_m2": low, "highest_a_per_m2": high},
            )


@rule(
    "plating/current-in-file",
    "error",
    draft="off",
    archive="must",
    source="definition; the tolerance is a house rule",
    formula="j = I / A",
    yields_to=("plating/areal-capacity", "plating/current-density", "cell/layer-geometry", "cell/fits"),
)
def current_in_file(view: View) -> Iterator[Hit]:
    """The current in a file, over the area of the cell, is the current density of its stage, within 5 %."""
    area = electrode_area(view, cell_of(view))
    for index, stage in enumerate(cast(Plating, view.entry).stages):
        own = known(stage.current_density)
        table = view.table(stage.file) if own and area and stage.current_density else None
        column = table.columns.get("current_ampere") if table is not None and len(table) else None
        current = set_current(column) if column is not None else 0.0
        if stage.current_density is None or not own or not area or not current:
            continue
        ratio = abs(own) / (current / area)
        if not differs(ratio, 1, RUNS + spread(stage.current_density)):
            continue
        text = in_other_unit(stage.current_density, ratio)
        yield Hit.asking(
            f"stages[{index}].current_density",
            f"{said(current, 'mA')} in {stage.file} on {said(area, 'cm²')} is "
            f"{like(current / area, stage.current_density)}, the entry says {stage.current_density}",
            text,
            "check the area of the cell, and whether this is the file of this stage",
            {"file_a": current, "area_m2": area, "stated_a_per_m2": own},
            words=slip(ratio, AREAS),
        )


@rule("plating/cycles-in-file", "error", draft="off", archive="must")
def cycles_in_file(view: View) -> Iterator[Hit]:
    """A file holds as many cycles as its stage says."""
    for index, stage in enumerate(cast(Plating, view.entry).stages):
        table = view.table(stage.file) if stage.cycles is not None else None
        column = table.columns.get("cycle_count") if table is not None else None
        held = len(set(column.tolist())) if column is not None else 0
        if held and stage.cycles != held:
            yield Hit(
                f"stages[{index}].cycles",
                f"{stage.file} holds {held} cycle{'s' * (held != 1)}, the entry says {stage.cycles}",
                "correct the number, or name the whole file",
                {"stated": stage.cycles, "held": held},
            )
