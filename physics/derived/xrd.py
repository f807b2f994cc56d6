"""Derived values of diffraction entries: volume and density of each phase, power of the tube."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.derived.value import Derived, Law, derived, in_unit
from glovebook.physics.diffraction.phase import density, lattice, volume
from glovebook.physics.propagation import propagated
from glovebook.physics.records import Records
from glovebook.physics.stated import stated
from glovebook.schema.kinds.xrd import Phase, Xrd

POWER = Law("tube_power", "W", "P = U I", lambda voltage, current: voltage * current)
VOLUME = "V = a b c sqrt(1 - cos2 alpha - cos2 beta - cos2 gamma + 2 cos alpha cos beta cos gamma)"
BOX = "V = a b c"
"""The same where all angles are right ones and none is stated."""


def values(records: Records) -> Iterator[Derived]:
    """What follows from the lattice of each phase, and the power of the tube."""
    entry = cast(Xrd, records.entry)
    yield from POWER.of("tube_current", stated("U", entry.tube_voltage), stated("I", entry.tube_current))
    for index, phase in enumerate(entry.phases):
        yield from _of_phase(phase, f"phases[{index}]")


def _of_phase(phase: Phase, path: str) -> Iterator[Derived]:
    cell, found, rho = lattice(phase), volume(phase), density(phase, "")
    if cell:
        box = all(angle.uncertainty is None for angle in cell.angles) and len(cell.inputs) == 3
        upright = phase.space_group is not None and phase.space_group.system == "orthorhombic"
        formula = BOX if box and upright else VOLUME
        yield derived("cell_volume", f"{path}.volume", in_unit(cell.volume(), "Å³"), formula, list(cell.inputs))
    if found and phase.z:
        formula_units = phase.z
        each = in_unit(propagated(lambda v: v / formula_units, found[0]), "Å³")
        first = derived("volume_per_formula_unit", f"{path}.z", each, "V / Z", list(found[1]))
        yield Derived(
            first.name, first.path, each, first.formula, {"Z": str(phase.z), **first.inputs}, first.assumptions
        )
    if rho:
        value = in_unit(rho.number, "g/cm³")
        yield derived("crystal_density", f"{path}.formula", value, "rho_x = Z M / (V N_A)", list(rho.inputs))
