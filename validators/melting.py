"""Metals that are kept below their melting points, as rules for measurements on cells ask."""

from __future__ import annotations

from collections.abc import Iterator

from glovebook.physics.electrochemistry.metals import MELTING_POINT
from glovebook.schema.quantity import Quantity
from glovebook.validators.chain import cell_of, layer
from glovebook.validators.compare import known, said
from glovebook.validators.rule import Hit, View

SOURCE = "ITS-90 (10.1088/0026-1394/27/1/002) for In; CRC Handbook of Chemistry and Physics for Li, Na, K"
REMEDY = "check the unit, or say in the notes how liquid metal was held"


def melted_at(temperature: Quantity | None, metal: str) -> float | None:
    """Melting point in K of a metal that a temperature is above, by more than twice its uncertainty; else None."""
    melts, at = MELTING_POINT.get(metal), known(temperature)
    if melts is None or at is None or temperature is None:
        return None
    return melts if at - 2 * (temperature.si_uncertainty or 0.0) >= melts else None


def melted_anode(view: View, temperature: Quantity | None) -> Iterator[Hit]:
    """A hit where the anode of the cell, a metal, would be liquid."""
    part = layer(cell_of(view), "anode")
    if temperature is None or part is None or part.formula is None or len(part.formula.composition) != 1:
        return
    melts = melted_at(temperature, next(iter(part.formula.composition)))
    if melts is not None:
        yield Hit(
            "temperature",
            f"{temperature} is above the melting point of the anode: {part.formula} melts at {said(melts, 'K')}",
            REMEDY,
            {"temperature_k": temperature.si, "melting_k": melts},
        )
