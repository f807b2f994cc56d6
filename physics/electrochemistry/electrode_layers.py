"""Electrodes of a cell as laws need them: mass of active material, area, capacity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from glovebook.physics.electrochemistry.active_materials import ELECTRONS
from glovebook.physics.electrochemistry.electrode import theoretical_capacity
from glovebook.physics.geometry import disc_area
from glovebook.physics.propagation import Number, propagated
from glovebook.physics.records import Records
from glovebook.physics.sample import sample_in
from glovebook.physics.stated import Stated, measured, stated
from glovebook.schema.formula import Formula

if TYPE_CHECKING:  # kinds are loaded one by one, when an entry of the kind is met
    from glovebook.schema.kinds.cell import Cell, Layer


@dataclass(frozen=True)
class Known:
    """A number in SI, what it was taken from, and what had to be assumed."""

    number: Number
    inputs: tuple[Stated, ...]
    formula: str = ""
    assumptions: tuple[str, ...] = ()


def active_mass(layer: Layer) -> Known | None:
    """Mass of active material in a layer: as stated, or the mass of the composite times its active fraction."""
    own = measured("m_AM", layer.active_mass)
    if own:
        return Known(own.number, (own,))
    whole, share = measured("m", layer.mass), stated("w", layer.active)
    if whole and share:
        return Known(propagated(lambda m, w: m * w, whole.number, share.number), (whole, share), "m_AM = m w")
    if whole and layer.active is None and layer.composition is None and layer.formula is not None:
        return Known(whole.number, (whole,), "", ("the layer is all active material",))
    return None


def electrode_area(layer: Layer, cell: Cell, records: Records) -> Known | None:
    """Area of an electrode: its own, or where none is stated that of the electrolyte that it lies on."""
    own, across = measured("A", layer.area), measured("d", layer.diameter)
    if own:
        return Known(own.number, (own,))
    if across:
        return Known(propagated(disc_area, across.number), (across,), "A = pi d^2 / 4")
    sample = sample_in(cell, records.linked)
    area, face = sample.area(), sample.face.input if sample.face else None
    if area is None or face is None or sample.face is None:
        return None
    return Known(area, (face,), "A = pi d^2 / 4", (f"the area is that of the {sample.face.owner}",))


def specific_capacity(formula: Formula | None, electrons: float | None = None) -> Known | None:
    """Theoretical capacity of an active material in C/kg, with the electrons stated or those usually counted."""
    if formula is None or formula.variables:
        return None
    number = electrons or _electrons().get(frozenset(formula.composition.items()))
    if number is None:
        return None
    molar_mass = formula.molar_mass * 1e-3
    assumptions = () if electrons else (f"n = {number:g} electrons a formula unit is the usual count",)
    inputs = (
        Stated("n", Number(number), f"{number:g}"),
        Stated("M", Number(molar_mass), f"{formula.molar_mass:.6g} g/mol ({formula})"),
    )
    return Known(Number(theoretical_capacity(number, molar_mass)), inputs, "q = n F / M", assumptions)


@cache
def _electrons() -> dict[frozenset[object], int]:
    """Composition -> electrons, so that the order of elements in a formula does not matter."""
    return {frozenset(Formula.parse(text).composition.items()): number for text, number in ELECTRONS.items()}
