"""Derived values of impedance: the cell constant."""

from __future__ import annotations

from collections.abc import Iterator

from glovebook.physics.derived.value import Derived, derived, in_unit
from glovebook.physics.records import Records
from glovebook.physics.sample import Sample, sample_of


def values(records: Records) -> Iterator[Derived]:
    """The cell constant of the pellet or cell that was measured."""
    yield from constant(sample_of(records.entry, records.linked))


def constant(sample: Sample) -> Iterator[Derived]:
    """K = t / A, with what it was taken from."""
    number = sample.cell_constant()
    given = [item.input for item in (sample.thickness, sample.face) if item]
    inputs = [item for item in given if item]
    if number and sample.face:
        formula = "K = t / A" + ("" if sample.face.name == "area" else ", A = pi d^2 / 4")
        yield derived("cell_constant", "measured_on", in_unit(number, "cm⁻¹"), formula, inputs)
