"""What has to be there before a cycling experiment means anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.cycling import Cycling
from glovebook.validators.chain import active_mass, cell_of, layer
from glovebook.validators.rule import Hit, View, rule


@rule("cycling/cell", "gap", draft="off", archive="must")
def cell(view: View) -> Iterator[Hit]:
    """Cycling says which cell was cycled."""
    if cast(Cycling, view.entry).measured_on is None:
        yield Hit("measured_on", "the cell is not named", "link it, e.g. 'measured_on: {entry: c3}'")


@rule("cycling/files", "gap", draft="off", archive="must")
def files(view: View) -> Iterator[Hit]:
    """Cycling has the files of the cycler."""
    if not cast(Cycling, view.entry).files:
        yield Hit("files", "there is no file of the cycler", "add it, e.g. '- {file: data/cycling/c3.csv}'")


@rule("cycling/phases", "gap", draft="off", archive="must")
def phases(view: View) -> Iterator[Hit]:
    """Cycling says with which programme it ran."""
    if not cast(Cycling, view.entry).phases:
        yield Hit(
            "phases",
            "the programme is missing",
            "add it, e.g. '- {cycles: 1..200, rate: 0.1 C, window: 1.0..2.4 V vs Na+/Na}'",
        )


@rule("cycling/temperature", "gap", draft="off", archive="must")
def temperature(view: View) -> Iterator[Hit]:
    """Cycling has the temperature of the cell: in solid cells it decides more than anything else."""
    if cast(Cycling, view.entry).temperature is None:
        yield Hit("temperature", "the temperature of the cell is missing", "add it, e.g. 'temperature: 353 K'")


@rule("cycling/mass", "gap", draft="off", archive="must")
def mass(view: View) -> Iterator[Hit]:
    """The mass of active material is known, here or in the cell: specific capacities are per its gram."""
    entry, cell = cast(Cycling, view.entry), cell_of(view)
    stated = entry.active_mass is not None or any(active_mass(part) for part in (cell.layers if cell else ()))
    if entry.measured_on is not None and not stated:
        yield Hit("active_mass", "the mass of active material is missing", "add it, e.g. 'active_mass: 0.30 mg'")


@rule("cycling/one-c", "gap", draft="off", archive="must")
def one_c(view: View) -> Iterator[Hit]:
    """A C-rate says which capacity it passes in one hour."""
    entry = cast(Cycling, view.entry)
    rated = next((index for index, phase in enumerate(entry.phases) if phase.rate is not None), None)
    if rated is not None and entry.nominal_capacity is None:
        rate = entry.phases[rated].rate
        yield Hit(
            f"phases[{rated}].rate",
            f"{rate} means nothing without the capacity of 1 C",
            "add it, e.g. 'nominal_capacity: 239 mAh/g'",
        )


@rule("cycling/current", "gap", draft="off", archive="must")
def current(view: View) -> Iterator[Hit]:
    """Every run of cycles says at which rate, current or current density."""
    for index, phase in enumerate(cast(Cycling, view.entry).phases):
        if phase.rate is None and phase.current is None and phase.current_density is None:
            yield Hit(f"phases[{index}]", "neither rate nor current is stated", "add one, e.g. 'rate: 0.1 C'")


@rule("cycling/window", "gap", draft="off", archive="must")
def window(view: View) -> Iterator[Hit]:
    """Every run of cycles says between which potentials."""
    for index, phase in enumerate(cast(Cycling, view.entry).phases):
        if phase.window is None:
            yield Hit(
                f"phases[{index}]", "the voltage window is missing", "add it, e.g. 'window: 1.0..2.4 V vs Na+/Na'"
            )


@rule("cycling/reference", "gap", draft="off", archive="must")
def reference(view: View) -> Iterator[Hit]:
    """Every potential says what it refers to: the counter electrode of a cell may be anything."""
    for index, phase in enumerate(cast(Cycling, view.entry).phases):
        if phase.window is not None and not phase.window.reference:
            yield Hit(
                f"phases[{index}].window",
                f"{phase.window} does not say against what",
                f"add the reference, e.g. '{phase.window} vs Na+/Na'",
            )


@rule("cycling/first", "gap", draft="off", archive="off", publish="must")
def first(view: View) -> Iterator[Hit]:
    """Published cycling says whether the cell was charged or discharged first, here or by its state at assembly."""
    cell = cell_of(view)
    if cast(Cycling, view.entry).first is None and not (cell and cell.assembled):
        yield Hit("first", "it is not said which half-cycle comes first", "add it, e.g. 'first: discharge'")


@rule("cycling/material", "gap", draft="off", archive="off", publish="must")
def material(view: View) -> Iterator[Hit]:
    """Published cycling names the active material that capacities refer to."""
    part = layer(cell_of(view), "cathode")
    if cast(Cycling, view.entry).active_material is None and (part is None or part.formula is None):
        yield Hit("active_material", "the active material is not named", "add it, e.g. 'active_material: TiS2'")
