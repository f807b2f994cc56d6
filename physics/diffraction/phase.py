"""What follows from a phase of a diffraction entry: its cell, its volume, its density; and the density of a powder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING, cast

from glovebook.physics.diffraction.crystal import cell_volume, crystal_density
from glovebook.physics.propagation import Number, propagated
from glovebook.physics.records import Records, formula_behind, formula_of, same_compound
from glovebook.physics.stated import Stated, measured

if TYPE_CHECKING:  # kinds are loaded one by one, when an entry of the kind is met
    from glovebook.schema.entry import Entry
    from glovebook.schema.formula import Formula
    from glovebook.schema.kinds.material import Material
    from glovebook.schema.kinds.xrd import Phase

RIGHT, SIXTY = Number(pi / 2), Number(2 * pi / 3)
"""Angles that symmetry fixes, in rad: 90 and 120 degrees."""


@dataclass(frozen=True)
class Lattice:
    """The six parameters of a cell, those that symmetry fixes or ties together filled in."""

    axes: tuple[Number, Number, Number]
    angles: tuple[Number, Number, Number]
    inputs: tuple[Stated, ...]
    """What was stated, each once."""

    def volume(self) -> Number:
        """Volume of the cell in m3; axes that symmetry ties together carry one uncertainty, not three."""
        free = [item.number for item in self.inputs]
        places = [free.index(number) if number in free else None for number in (*self.axes, *self.angles)]

        def law(*values: float) -> float:
            given = [*self.axes, *self.angles]
            return cell_volume(*(given[i].value if place is None else values[place] for i, place in enumerate(places)))

        return propagated(law, *free)


def lattice(phase: Phase) -> Lattice | None:
    """The cell of a phase; None where a parameter is missing that the symmetry leaves free.

    Without a space group all angles that are not stated are right ones, and all three axes are needed.
    """
    a, b, c = (measured(name, getattr(phase, name)) for name in "abc")
    alpha, beta, gamma = (measured(name, getattr(phase, name)) for name in ("alpha", "beta", "gamma"))
    system = phase.space_group.system if phase.space_group else ""
    rhombohedral = system == "trigonal" and alpha is not None and gamma is None
    if system in ("cubic", "tetragonal", "trigonal", "hexagonal"):
        b = b or a
    if system == "cubic" or rhombohedral:
        c = c or a
    if rhombohedral:
        beta, gamma = beta or alpha, alpha
    given = [angle for angle in (alpha, beta, gamma) if angle]
    enough = {"monoclinic": 1, "triclinic": 3}.get(system, 0)
    if not (a and b and c) or len(given) < enough:
        return None
    third = SIXTY if system == "hexagonal" or (system == "trigonal" and not rhombohedral) else RIGHT
    angles = tuple(
        angle.number if angle else fixed
        for angle, fixed in zip((alpha, beta, gamma), (RIGHT, RIGHT, third), strict=True)
    )
    inputs = tuple({item.symbol: item for item in (a, b, c, *given)}.values())
    return Lattice((a.number, b.number, c.number), (angles[0], angles[1], angles[2]), inputs)


def volume(phase: Phase) -> tuple[Number, tuple[Stated, ...]] | None:
    """Volume of the cell in m3, as stated or else from the axes, and what it was taken from; None for want of them."""
    own = measured("V", phase.volume)
    if own:
        return own.number, (own,)
    cell = lattice(phase)
    return (cell.volume(), cell.inputs) if cell else None


@dataclass(frozen=True)
class PhaseDensity:
    """The density of a phase in kg/m3, and where it comes from."""

    number: Number
    source: str
    """E.g. ``phase 1 of x1``."""
    inputs: tuple[Stated, ...]
    entry: Entry | None = None
    """The entry that it comes from, where it is not the one asked about."""


def density(phase: Phase, source: str, entry: Entry | None = None) -> PhaseDensity | None:
    """The density of a phase from its Z and volume; None where one is missing or the formula is a family."""
    found = volume(phase)
    if found is None or phase.z is None or phase.formula.variables:
        return None
    formula_units, molar_mass = phase.z, phase.formula.molar_mass * 1e-3
    number = propagated(lambda v: crystal_density(formula_units, molar_mass, v), found[0])
    inputs = (
        Stated("Z", Number(formula_units), str(formula_units)),
        Stated("M", Number(molar_mass), f"{phase.formula.molar_mass:.6g} g/mol"),
        *found[1],
    )
    return PhaseDensity(number, source, inputs, entry)


def theoretical_density(records: Records) -> PhaseDensity | None:
    """The density that a pressed powder could have: of the phase of its formula in a diffraction entry of it.

    Where the powder has no formula, of the first phase; where no diffraction entry helps, that of a material.
    """
    formula = formula_behind(records)
    patterns = records.of_kind("xrd") + [entry for entry in records.linked.values() if entry.kind == "xrd"]
    for pattern in patterns:
        for number, phase in enumerate(pattern.phases, 1):
            if formula is None or same_compound(phase.formula, formula):
                found = density(phase, f"phase {number} of {pattern.id}", pattern)
                if found:
                    return found
    return next(_of_materials(records, formula), None)


def _of_materials(records: Records, formula: Formula | None) -> Iterator[PhaseDensity]:
    for entry in (*records.origins(), *records.linked.values()):
        own_formula = formula_of(entry)
        if entry.kind == "material" and formula and own_formula and same_compound(own_formula, formula):
            own = measured("rho_x", cast("Material", entry).density)
            if own:
                yield PhaseDensity(own.number, f"material {entry.id}", (own,), entry)
