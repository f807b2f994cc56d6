"""Rules for figures: a value has as many as its uncertainty allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glovebook.schema.finding import Fix
from glovebook.schema.quantity import Quantity
from glovebook.validators.rule import Hit, View, rule

SMOOTH = ("temperature", "voltage", "potential", "angle", "temperature_difference", "current", "current_density")
"""Kinds whose zero is a place on a scale, or which are measured down to nothing: an uncertainty may be larger."""
_PLUS_MINUS = re.compile(r"(\d+(?:\.(\d+))?)(?:[eE][+-]?\d+)? ?(?:±|\+/-) ?(\d+(?:\.(\d+))?)(?![\d.eE])")
FREE = 1
"""Decimals that a value may have beyond its uncertainty."""


@rule("figures/uncertainty", "warning", draft="should", archive="should")
def uncertainty(view: View) -> Iterator[Hit]:
    """An uncertainty is smaller than the value: 1.02(20) mm is 1.02 mm within 0.20 mm, not within 20 mm."""
    for path, quantity in view.quantities.items():
        error = quantity.uncertainty
        if error and quantity.kind not in SMOOTH and error >= abs(quantity.value):
            yield Hit(
                path,
                f"the uncertainty of {quantity} is as large as the value",
                "check the digits in brackets: they count in the last places of the value, e.g. '1.02(2) mm'",
                {"value": quantity.value, "uncertainty": error},
            )


@rule("figures/digits", "warning", draft="should", archive="should")
def digits(view: View) -> Iterator[Hit]:
    """A value ends where its uncertainty begins: 1.01734 mm within 0.02 mm is 1.02 mm."""
    for path, quantity in view.quantities.items():
        if not quantity.uncertainty:
            continue
        value, error = _decimals(quantity)
        if value > error + FREE:
            rounded = f"{quantity.value:.{error}f} ± {quantity.uncertainty:.{error}f} {quantity.unit}"
            yield Hit(
                path,
                f"{quantity} has more digits than its uncertainty allows",
                f"write {rounded}",
                {"value": quantity.value, "uncertainty": quantity.uncertainty},
                fix=Fix(path, rounded),
            )


def _decimals(quantity: Quantity) -> tuple[int, int]:
    """Decimals of a value and of its uncertainty, where both are written out."""
    match = _PLUS_MINUS.match(quantity.text)
    return (len(match[2] or ""), len(match[4] or "")) if match else (0, 0)
