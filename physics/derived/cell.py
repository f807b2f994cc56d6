"""Derived values of cells: area, loading and theoretical capacity of each electrode, and their balance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.derived.value import Derived, derived, in_unit
from glovebook.physics.electrochemistry.electrode import capacity, per_area
from glovebook.physics.electrochemistry.electrode_layers import Known, active_mass, electrode_area, specific_capacity
from glovebook.physics.propagation import Number, propagated
from glovebook.physics.records import Records
from glovebook.schema.kinds.cell import Cell, Layer


def values(records: Records) -> Iterator[Derived]:
    """What follows from the masses and dimensions of the electrodes."""
    cell = cast(Cell, records.entry)
    found: dict[str, Known] = {}
    for index, layer in enumerate(cell.layers):
        if layer.role in ("cathode", "anode"):
            yield from _of_electrode(layer, f"layers[{index}]", cell, records)
            held = _capacity(layer)
            if held:
                found[layer.role] = held
    if len(found) == 2:
        yield from _balance(found["anode"], found["cathode"])


def _of_electrode(layer: Layer, path: str, cell: Cell, records: Records) -> Iterator[Derived]:
    mass, area = active_mass(layer), electrode_area(layer, cell, records)
    specific, held = specific_capacity(layer.formula), _capacity(layer)
    beside = f"{path}.active_mass" if layer.active_mass else f"{path}.mass"
    if area and area.formula:
        yield _shown("area", f"{path}.diameter", area.number, "cm²", area.formula, area)
    if specific:
        yield _shown("theoretical_capacity", f"{path}.formula", specific.number, "mAh/g", "q = n F / M", specific)
    if mass and area:
        loading = propagated(per_area, mass.number, area.number)
        yield _shown("areal_loading", beside, loading, "mg/cm²", "m_AM / A", mass, area)
    if held:
        yield _shown("capacity", beside, held.number, "mAh", "Q = q m_AM, q = n F / M", held)
        if area:
            areal = propagated(per_area, held.number, area.number)
            yield _shown("areal_capacity", beside, areal, "mAh/cm²", "Q / A, Q = q m_AM, q = n F / M", held, area)


def _capacity(layer: Layer) -> Known | None:
    """Theoretical capacity of an electrode in C."""
    mass, specific = active_mass(layer), specific_capacity(layer.formula)
    if mass is None or specific is None:
        return None
    number = propagated(capacity, specific.number, mass.number)
    return Known(number, (*mass.inputs, *specific.inputs), "", (*mass.assumptions, *specific.assumptions))


def _balance(anode: Known, cathode: Known) -> Iterator[Derived]:
    ratio = propagated(per_area, anode.number, cathode.number)
    inputs = {"Q_anode": str(in_unit(anode.number, "mAh")), "Q_cathode": str(in_unit(cathode.number, "mAh"))}
    assumptions = tuple(dict.fromkeys((*anode.assumptions, *cathode.assumptions)))
    yield Derived("n_to_p_ratio", "layers", in_unit(ratio, ""), "N/P = Q_anode / Q_cathode", inputs, assumptions)


def _shown(name: str, path: str, number: Number, unit: str, formula: str, *sources: Known) -> Derived:
    inputs = [item for source in sources for item in source.inputs]
    assumptions = tuple(dict.fromkeys(words for source in sources for words in source.assumptions))
    return derived(name, path, in_unit(number, unit), formula, inputs, assumptions)
