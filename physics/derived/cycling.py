"""Derived values of cycling: the current of a C-rate, its density, the time of a half-cycle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from glovebook.physics.derived.value import Derived, Law, intermediate
from glovebook.physics.electrochemistry.cells import retention
from glovebook.physics.electrochemistry.electrode import capacity, half_cycle_time, per_area, rate_current
from glovebook.physics.electrochemistry.electrode_layers import Known, active_mass, electrode_area, specific_capacity
from glovebook.physics.propagation import propagated
from glovebook.physics.records import Records
from glovebook.physics.stated import Stated, measured, stated
from glovebook.schema.kinds.cycling import Cycling, Period

THEORETICAL = Law("theoretical_capacity", "mAh/g", "q = n F / M", lambda q: q)
CAPACITY = Law("capacity", "mAh", "Q = q m_AM", capacity)
AREAL = Law("areal_capacity", "mAh/cm²", "Q / A", per_area)
CURRENT = Law("current", "µA", "I = C q m_AM", rate_current)
DENSITY = Law("current_density", "µA/cm²", "j = I / A", per_area)
TIME = Law("half_cycle_time", "h", "t = 1 / C", half_cycle_time)
RETENTION = Law("capacity_retention", "%", "Q_n / Q_ref", retention)
UTILISATION = Law("utilisation", "%", "q / q_th", lambda q, theory: q / theory)


def values(records: Records) -> Iterator[Derived]:
    """What follows from the C-rate, what 1 C means, the active mass and the area of the cathode."""
    entry = cast(Cycling, records.entry)
    known = specific_capacity(entry.active_material, entry.electrons)
    if known:
        q = intermediate("q", known.number, "mAh/g", ", ".join(f"{i.symbol} = {i.text}" for i in known.inputs))
        yield from THEORETICAL.of("active_material", q, assumptions=known.assumptions)
    mass, area = cathode(records)
    m = measured("m_AM", entry.active_mass) or _input("m_AM", mass, "mg")
    a = _input("A", area, "cm²")
    assumptions = area.assumptions if area else ()
    nominal = stated("q", entry.nominal_capacity)
    yield from CAPACITY.of("nominal_capacity", nominal, m)
    if nominal and m:
        held = intermediate("Q", propagated(capacity, nominal.number, m.number), "mAh")
        yield from AREAL.of("nominal_capacity", held, a, assumptions=assumptions)
    for index, period in enumerate(entry.phases):
        yield from _of_period(period, f"phases[{index}]", nominal, m, a, assumptions)
    yield from _of_stated(entry, known)


def _of_stated(entry: Cycling, known: Known | None) -> Iterator[Derived]:
    """What stated capacities are of the theoretical one, and of that in the first cycle they are stated for."""
    capacities = [
        (index, item.at.cycle, found)
        for index, item in enumerate(entry.reported)
        if item.quantity == "specific_capacity" and item.at and item.at.cycle and (found := stated("q", item.parsed))
    ]
    theory = intermediate("q_th", known.number, "mAh/g") if known else None
    first = min(capacities, key=lambda row: row[1], default=None)
    for index, cycle, own in capacities:
        path = f"reported[{index}].value"
        yield from UTILISATION.of(path, own, theory, assumptions=known.assumptions if known else ())
        if first and cycle > first[1]:
            later, reference = replace(own, symbol="Q_n"), replace(first[2], symbol="Q_ref")
            said = f"n = {cycle}, ref = {first[1]}, the first cycle that a capacity is stated for"
            yield from RETENTION.of(path, later, reference, assumptions=(said,))


def _of_period(
    period: Period, path: str, q: Stated | None, m: Stated | None, area: Stated | None, assumptions: tuple[str, ...]
) -> Iterator[Derived]:
    rate, current = stated("C", period.rate), stated("I", period.current)
    yield from TIME.of(f"{path}.rate", rate)
    if current is None and rate and q and m:
        yield from CURRENT.of(f"{path}.rate", rate, q, m)
        current = intermediate("I", propagated(rate_current, rate.number, q.number, m.number), "µA")
    beside = "current" if period.current else "rate"
    yield from DENSITY.of(f"{path}.{beside}", current, area, assumptions=assumptions)


def cathode(records: Records) -> tuple[Known | None, Known | None]:
    """Active mass and area of the one cathode of the cell that was measured."""
    link = getattr(records.entry, "measured_on", None)
    cell: Any = records.linked.get(link.entry) if link else None
    layers = [layer for layer in cell.layers if layer.role == "cathode"] if cell and cell.kind == "cell" else []
    if len(layers) != 1:
        return None, None
    return active_mass(layers[0]), electrode_area(layers[0], cell, records)


def _input(symbol: str, known: Known | None, unit: str) -> Stated | None:
    if known is None:
        return None
    if len(known.inputs) == 1 and not known.formula:
        return replace(known.inputs[0], symbol=symbol)
    return intermediate(symbol, known.number, unit, ", ".join(f"{i.symbol} = {i.text}" for i in known.inputs))
