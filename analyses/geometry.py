"""The geometry of the sample that a spectrum was measured on, from its pellet or from the electrolyte of its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from glovebook.analyses.stated import one_value
from glovebook.physics.geometry import cell_constant, disc_area
from glovebook.physics.sample import Dimension, sample_of
from glovebook.physics.stated import standard_error
from glovebook.schema.entry import Entry


@dataclass(frozen=True)
class Geometry:
    """Cell constant t / A in 1/m as a number with uncertainty, or None, and what is to be said about it."""

    cell_constant: Any
    """As `number` makes it; None where a dimension is missing."""
    nominal: float | None
    """The same without uncertainty."""
    entries: tuple[str, ...]
    """Ids of the entries that the dimensions come from."""
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]


def geometry(entry: Entry, linked: Mapping[str, Entry]) -> Geometry:
    """The geometry of what ``entry`` was ``measured_on``.

    A bound or a range in place of a dimension is refused; a missing one is a warning that names the field to fill.
    """
    sample = sample_of(entry, linked)
    if sample.thickness is None or sample.face is None:
        return Geometry(None, None, (), (), (f"no conductivity without the sample's geometry: {sample.remedy}",))
    assumptions: list[str] = []
    warnings: list[str] = []
    length = _value(sample.thickness, assumptions, warnings)
    across = _value(sample.face, assumptions, warnings)
    area = across if sample.face.name == "area" else disc_area(across)
    assumptions.append("the current flows along the axis of a straight cylinder and the electrodes cover its faces")
    constant = cell_constant(length, area)
    nominal = getattr(constant, "nominal_value", constant)
    return Geometry(constant, nominal, sample.entries, tuple(assumptions), tuple(warnings))


def _value(dimension: Dimension, assumptions: list[str], warnings: list[str]) -> Any:
    """The dimension in SI as a number with uncertainty; what is assumed about it is added to the lists."""
    quantity, what = dimension.quantity, f"{dimension.owner}: {dimension.name}"
    value = one_value(quantity, what, "a conductivity", "write the measured value, e.g. 1.02(2) mm")
    if quantity.comparator == "~":
        warnings.append(f"{what}: {quantity.text!r} is approximate, and so is every conductivity")
    spread = quantity.si_uncertainty
    if spread is None:
        readings = [reading.si for reading in dimension.part.readings] if dimension.part else []
        spread = standard_error(readings)
        if spread:
            assumptions.append(f"{what}: uncertainty {spread:.2g} m, the standard error of {len(readings)} readings")
        else:
            assumptions.append(f"{what}: {quantity.text} taken as exact, no uncertainty is stated")
    return number(value, spread or 0.0)


def number(value: float, uncertainty: float) -> Any:
    """A number with its uncertainty (``uncertainties.UFloat``); a plain one where that is zero or not known."""
    from uncertainties import ufloat

    return ufloat(value, uncertainty) if 0 < uncertainty < inf else value
