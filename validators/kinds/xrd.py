"""Rules for diffraction: cells, space groups, radiation."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi
from typing import cast

from glovebook.physics.diffraction.multiplicities import multiplicities
from glovebook.physics.diffraction.phase import lattice
from glovebook.physics.diffraction.radiation import ANODES, anode_of, is_of
from glovebook.schema.kinds.xrd import Phase, Xrd
from glovebook.validators.compare import known, spread
from glovebook.validators.rule import Hit, View, rule

VOLUME = 0.002
"""Relative difference of a volume from that of the axes that rounding may leave: a house rule."""
LINE = 0.002
"""Relative distance of a wavelength from the lines of an anode."""
RIGHT = pi / 2
EQUAL = 1e-3
"""Relative difference below which two axes count as equal."""
ANGLES = {
    "orthorhombic": ("alpha", "beta", "gamma"),
    "tetragonal": ("alpha", "beta", "gamma"),
    "cubic": ("alpha", "beta", "gamma"),
    "monoclinic": (),
}
"""Crystal system -> the angles that are right ones whatever the setting."""


@rule("xrd/special-position", "error", draft="should", archive="must", source="symmetry of the space group")
def special_position(view: View) -> Iterator[Hit]:
    """An atom on a special position is in a space group that has one.

    Where every operation moves every point, as in Pna2_1, there is the general position alone.
    """
    for index, phase in enumerate(cast(Xrd, view.entry).phases):
        places = [number for number, site in enumerate(phase.sites) if site.position == "special"]
        general = multiplicities(phase.space_group) if places and phase.space_group else ()
        if len(general) == 1:
            yield Hit(
                f"phases[{index}].sites[{places[0]}].position",
                f"check: {phase.space_group} has no special position, only the general one with multiplicity "
                f"{general[0]}",
                "write 'position: general', or check the space group",
                {"special_sites": len(places), "multiplicity": general[0]},
            )


@rule("xrd/multiplicity", "error", draft="should", archive="must", source="symmetry of the space group")
def multiplicity(view: View) -> Iterator[Hit]:
    """The multiplicity of a site is one that the positions of the space group have."""
    for index, phase in enumerate(cast(Xrd, view.entry).phases):
        allowed = multiplicities(phase.space_group) if phase.sites and phase.space_group else ()
        for number, site in enumerate(phase.sites):
            if allowed and site.multiplicity and site.multiplicity not in allowed:
                listed = ", ".join(map(str, sorted(set(allowed))))
                yield Hit(
                    f"phases[{index}].sites[{number}].multiplicity",
                    f"{phase.space_group} has no position with multiplicity {site.multiplicity}",
                    f"its positions have {listed}",
                    {"multiplicity": site.multiplicity},
                )


@rule(
    "xrd/cell-volume",
    "error",
    draft="should",
    archive="must",
    source="definition",
    formula="V = a b c sqrt(1 - cos2 alpha - cos2 beta - cos2 gamma + 2 cos alpha cos beta cos gamma)",
    yields_to=("xrd/lattice",),
)
def cell_volume(view: View) -> Iterator[Hit]:
    """The volume of a cell is that of its axes and angles, within both uncertainties and 0.2 %."""
    for index, phase in enumerate(cast(Xrd, view.entry).phases):
        stated, cell = known(phase.volume), lattice(phase)
        if not stated or cell is None or phase.volume is None:
            continue
        found = cell.volume()
        slack = VOLUME + spread(phase.volume) + 2 * (found.uncertainty or 0.0) / stated
        if abs(found.value / stated - 1) > slack:
            yield Hit(
                f"phases[{index}].volume",
                f"{phase.volume} is not the volume of the axes and angles, {found.value * 1e30:.1f} Å³",
                "check the unit and the digits of each axis and of the volume",
                {"volume_m3": stated, "recomputed_m3": found.value},
            )


@rule("xrd/lattice", "error", draft="should", archive="must", source="symmetry of the crystal systems")
def fits_system(view: View) -> Iterator[Hit]:
    """Axes and angles have the relations that the crystal system of the space group asks for."""
    for index, phase in enumerate(cast(Xrd, view.entry).phases):
        group = phase.space_group
        problem = _against(phase, group.system) if group else ""
        if group and problem:
            message = f"{group} is {group.system}, and {problem}"
            yield Hit(f"phases[{index}].space_group", message, "check the space group, and the axes and angles")


def _against(phase: Phase, system: str) -> str:
    """What of a cell is not as its crystal system asks; empty where nothing is, or the cell is not known."""
    a, b, c = known(phase.a), known(phase.b), known(phase.c)
    if system in ("tetragonal", "hexagonal", "cubic") and a and b and abs(a / b - 1) > EQUAL:
        return f"a = {phase.a} is not b = {phase.b}"
    if system == "cubic" and a and c and abs(a / c - 1) > EQUAL:
        return f"a = {phase.a} is not c = {phase.c}"
    for name in ANGLES.get(system, ()):
        angle = known(getattr(phase, name))
        if angle and abs(angle - RIGHT) > EQUAL:
            return f"{name} = {getattr(phase, name)} is no right angle"
    if system == "monoclinic" and a and b and c and not any((phase.alpha, phase.beta, phase.gamma)):
        return "the angle that is no right one is missing"
    return ""


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
