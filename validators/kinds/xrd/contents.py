"""What is in a cell: how many formula units, how dense, and whether it has room for what went into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from glovebook.physics.diffraction.multiplicities import can_fill, multiplicities
from glovebook.physics.diffraction.phase import density, lattice, volume
from glovebook.physics.diffraction.volumes import additive_volume
from glovebook.physics.records import Records, formula_of
from glovebook.physics.stated import half_digit
from glovebook.schema.kinds.xrd import Phase, Xrd
from glovebook.validators.compare import known
from glovebook.validators.rule import Hit, View, rule

ROOM = 0.15
"""How far V / Z may lie from the sum over the reagents, relative to it: house rule."""
DENSITY = (300.0, 23000.0)
"""Densities of crystals in kg/m3: house rule; osmium has the highest, 22.6 g/cm3."""
WHOLE = 1e-6
"""Numbers of atoms a formula unit that differ from whole ones by more are fractions: sites are partly filled."""
FROM_AIR = frozenset({"H", "C", "O"})
"""Elements that air brings into every sample."""


@rule(
    "xrd/z", "error", draft="should", archive="must", source="symmetry of the space group", yields_to=("xrd/lattice",)
)
def formula_units(view: View) -> Iterator[Hit]:
    """Z formula units fill whole positions of the space group.

    Of each element Z n atoms are in the cell, and that must be a sum of multiplicities. Nothing is said of formulas
    with fractions, and of phases with a site that is partly filled.
    """
    for index, phase in enumerate(cast(Xrd, view.entry).phases):
        if phase.z is None or phase.space_group is None or _shares_sites(phase):
            continue
        allowed = multiplicities(phase.space_group, rhombohedral=phase.alpha is not None and phase.gamma is None)
        for element, number in phase.formula.composition.items():
            if not isinstance(number, float) or abs(number - round(number)) > WHOLE:
                continue
            atoms = round(number) * phase.z
            if not can_fill(atoms, allowed):
                fitting = [z for z in (1, 2, 3, 4, 6, 8, 12, 16, 24) if _fits(phase, z, allowed)]
                yield Hit(
                    f"phases[{index}].z",
                    f"Z = {phase.z} puts {atoms} {element} into the cell, and the positions of {phase.space_group} "
                    f"have the multiplicities {', '.join(map(str, allowed))}",
                    f"was Z {fitting[0]}?" if fitting else "check Z, the formula and the space group",
                    {"z": phase.z, "atoms": atoms},
                )
                break


def _fits(phase: Phase, z: int, allowed: tuple[int, ...]) -> bool:
    counts = [number for number in phase.formula.composition.values() if isinstance(number, float)]
    return all(can_fill(round(number) * z, allowed) for number in counts)


def _shares_sites(phase: Phase) -> bool:
    """Whether atoms share sites: a formula with fractions says so, or a site that is partly filled."""
    return "." in phase.formula.text or any(site.occupancy not in (None, "1", "1.0", "100 %") for site in phase.sites)


@rule(
    "xrd/formula-volume",
    "warning",
    draft="off",
    archive="should",
    publish="should",
    source="volumes of solids about add up; the limit is a house rule",
    formula="V / Z = sum_i nu_i V_i",
    yields_to=("xrd/z", "xrd/cell-volume", "xrd/lattice", "material/density"),
)
def formula_volume(view: View) -> Iterator[Hit]:
    """A product takes about as much room as the reagents that were added up to it: V / Z within 15 % of their sum.

    Volumes of reagents come from their entries (density, or a cell with Z), else from a table of common ones.
    """
    entry = cast(Xrd, view.entry)
    sample = view.linked.get(entry.measured_on.entry) if entry.measured_on else None
    if sample is None:
        return
    for index, phase in enumerate(entry.phases):
        found = volume(phase)
        if found is None or phase.z is None:
            continue
        expected = additive_volume(Records(sample, view.linked, view.users), phase.formula)
        if expected is None:
            continue
        each = found[0].value / phase.z
        ratio = each / expected.volume
        if abs(ratio - 1) <= ROOM + 2 * found[0].spread / found[0].value:
            continue
        yield Hit(
            f"phases[{index}].z",
            f"check: V/Z = {each * 1e30:.1f} Å³ is {abs(ratio - 1) * 100:.0f} % {'more' if ratio > 1 else 'less'} than "
            f"the reagents take, {expected.words} = {expected.volume * 1e30:.1f} Å³{_in_density(phase)}",
            _guess(phase.z, ratio),
            {"volume_per_formula_unit_m3": each, "sum_of_reagents_m3": expected.volume, "ratio": ratio},
            entries=expected.entries,
        )


def _in_density(phase: Phase) -> str:
    found = density(phase, "")
    return f"; the crystal has {found.number.value / 1e3:.3f} g/cm³" if found else ""


def _guess(z: int, ratio: float) -> str:
    """Whether another Z would do."""
    other = round(z * ratio)
    if other != z and other > 0 and abs(z * ratio / other - 1) <= ROOM and (other % z == 0 or z % other == 0):
        return f"was Z {other}?"
    return "check Z, the formula and the cell, and what the entries of the reagents say of their densities"


@rule(
    "xrd/density",
    "warning",
    draft="should",
    archive="must",
    source="definition",
    formula="rho_x = Z M / (V N_A)",
    yields_to=("xrd/z", "xrd/cell-volume", "xrd/formula-volume", "xrd/lattice"),
)
def crystal_density(view: View) -> Iterator[Hit]:
    """A crystal has a density between 0.3 and 23 g/cm³."""
    for index, phase in enumerate(cast(Xrd, view.entry).phases):
        found = density(phase, "")
        if found is not None and not DENSITY[0] <= found.number.value <= DENSITY[1]:
            yield Hit(
                f"phases[{index}].volume" if phase.volume else f"phases[{index}].a",
                f"Z = {phase.z} of {phase.formula} in this cell has {found.number.value / 1e3:.3g} g/cm³",
                "check the units of the cell (Å or nm), Z and the formula",
                {"density_kg_per_m3": found.number.value},
            )


@rule("xrd/volume-uncertainty", "info", draft="off", archive="should", publish="should", source="definition")
def volume_uncertainty(view: View) -> Iterator[Hit]:
    """The uncertainty of a volume lies between what independent and what fully correlated axes give.

    Independent axes add in quadrature, u(V)/V = sqrt(sum (u_i/a_i)^2), correlated ones linearly. A smaller one needs
    axes that are correlated against each other, a larger one a reason.
    """
    for index, phase in enumerate(cast(Xrd, view.entry).phases):
        own, cell = phase.volume.si_uncertainty if phase.volume else None, lattice(phase)
        if own is None or cell is None or phase.volume is None or known(phase.volume) is None:
            continue
        shares = [axis.uncertainty / axis.value for axis in cell.axes if axis.uncertainty]
        stated = [axis for axis in (phase.a, phase.b, phase.c) if axis is not None]
        if len(shares) < 3 or any(axis.uncertainty is None for axis in stated):
            continue
        quadrature = cell.volume().spread
        linear = phase.volume.si * sum(shares)
        last = half_digit(phase.volume)
        if not quadrature - last <= own <= linear + last:
            yield Hit(
                f"phases[{index}].volume",
                f"check: the uncertainty of {phase.volume} is not between {quadrature * 1e30:.2g} Å³ (independent "
                f"axes) and {linear * 1e30:.2g} Å³ (fully correlated ones)",
                "say where it comes from, or check its digits",
                {"stated_m3": own, "quadrature_m3": quadrature, "linear_m3": linear},
            )


@rule(
    "xrd/elements",
    "error",
    draft="should",
    archive="must",
    yields_to=("chemistry/same-formula", "chemistry/neutral", "synthesis/reaction"),
)
def elements(view: View) -> Iterator[Hit]:
    """The main phase of a pattern holds no element that did not go into the sample; air may bring H, C and O."""
    entry = cast(Xrd, view.entry)
    sample = view.linked.get(entry.measured_on.entry) if entry.measured_on else None
    if sample is None or not entry.phases or sample.kind == "cell":
        return
    inside = _elements(Records(sample, view.linked, view.users))
    main = max(entry.phases, key=lambda phase: known(phase.fraction) or 0.0)
    foreign = [name for name in main.formula.composition if name not in inside | FROM_AIR] if inside else []
    if foreign:
        yield Hit(
            "measured_on.entry",
            f"{main.formula} is the main phase, and nothing with {', '.join(foreign)} went into {sample.id}",
            "was another sample measured? Check the link, and the formula of the phase",
        )


def _elements(records: Records) -> frozenset[str]:
    """The elements of a sample, of what it was made from and of their reagents; empty where no formula is known."""
    formulas = [formula_of(origin) for origin in records.origins()]
    parts: list[Any] = [part for origin in records.origins() for part in getattr(origin, "reagents", ())]
    return frozenset(
        name for formula in (*formulas, *(part.formula for part in parts)) if formula for name in formula.composition
    )
