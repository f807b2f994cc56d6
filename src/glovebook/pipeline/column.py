"""Quantities as columns of pandas: numbers in one unit, which stands in ``.attrs``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from glovebook.schema.quantity import Quantity
from glovebook.schema.refusal import Refusal

if TYPE_CHECKING:
    import pandas

Quantities = Iterable[Quantity | None] | Mapping[Any, Quantity | None]
"""Quantities in order, or by the labels of their rows, e.g. the ids of entries; None where there is none."""


def column(quantities: Quantities, unit: str | None = None) -> pandas.Series[float]:
    """Quantities as a Series of floats in one unit (that of the first, where none is asked for); None becomes NaN.

    ``.attrs["unit"]`` is the unit. A range or a bound is no single number and is refused, as is a unit of another kind.
    """
    values = columns(quantities, unit)["value"]
    values.attrs = {"unit": values.attrs["units"]["value"]}
    return values


def columns(quantities: Quantities, unit: str | None = None) -> pandas.DataFrame:
    """The same with the standard uncertainties: columns ``value`` and ``uncertainty``, NaN where none is stated.

    ``.attrs["units"]`` has the unit of both.
    """
    import pandas

    labels = list(quantities) if isinstance(quantities, Mapping) else None
    items = list(quantities.values() if isinstance(quantities, Mapping) else quantities)
    first = next((item for item in items if item is not None), None)
    if first is None:
        raise Refusal("there is no quantity to make a column of", "give at least one")
    symbol = first.other_unit(unit).symbol if unit else first.unit
    rows = [(None, None) if item is None else item.in_unit(symbol) for item in items]
    frame = pandas.DataFrame(rows, index=labels, columns=["value", "uncertainty"], dtype=float)
    frame.attrs = {"units": {"value": symbol, "uncertainty": symbol}}
    return frame
