"""Derived values of pellets: area, density, porosity, cell constant, force of the press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.derived.value import Derived, Law, intermediate
from glovebook.physics.diffraction.phase import theoretical_density
from glovebook.physics.geometry import cell_constant, disc_area, disc_density, pressing_force
from glovebook.physics.propagation import propagated
from glovebook.physics.records import Records
from glovebook.physics.stated import measured, stated
from glovebook.schema.kinds.pellet import Pellet

AREA = Law("area", "cm²", "A = pi d^2 / 4", disc_area)
CELL_CONSTANT = Law("cell_constant", "cm⁻¹", "K = t / A", cell_constant)
DENSITY = Law("density", "g/cm³", "rho = 4 m / (pi d^2 t)", disc_density)
AREAL_MASS = Law("areal_mass", "mg/cm²", "m / A", lambda m, area: m / area)
THEORETICAL = Law("theoretical_density", "g/cm³", "rho_x = Z M / (V N_A)", lambda rho: rho)
RELATIVE = Law("relative_density", "%", "rho / rho_x", lambda rho, rho_x: rho / rho_x)
POROSITY = Law("porosity", "%", "1 - rho / rho_x", lambda rho, rho_x: 1 - rho / rho_x)
FORCE = Law("pressing_force", "kN", "F = p A", pressing_force)


def values(records: Records) -> Iterator[Derived]:
    """What follows from the geometry and mass of a pellet, and from the crystal density of its powder."""
    pellet = cast(Pellet, records.entry)
    part = pellet.thickness
    d, m = measured("d", pellet.diameter), measured("m", pellet.mass)
    t = measured("t", part.value, part.readings) if part else None
    yield from AREA.of("diameter", d)
    area = intermediate("A", propagated(disc_area, d.number), "cm²") if d else None
    yield from CELL_CONSTANT.of("thickness", t, area)
    yield from AREAL_MASS.of("mass", m, area)
    yield from DENSITY.of("mass", m, d, t)
    reference = theoretical_density(records)
    if reference:
        rho_x = intermediate("rho_x", reference.number, "g/cm³", reference.source)
        yield from THEORETICAL.of("mass", rho_x)
        if m and d and t:
            rho = intermediate("rho", propagated(disc_density, m.number, d.number, t.number), "g/cm³")
            yield from RELATIVE.of("mass", rho, rho_x)
            yield from POROSITY.of("mass", rho, rho_x)
    press = pellet.pressure
    if press and press.basis != "gauge":
        yield from FORCE.of("pressure", stated("p", press.value), area)
