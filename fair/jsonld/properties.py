"""Numbers as PropertyValue entities, with the unit as text and as code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Any

from glovebook.fair.fields import Leaf, Steps
from glovebook.fair.jsonld.graph import Graph, Ref
from glovebook.fair.shown import shown_si
from glovebook.physics.derived import Derived
from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.units import UNITS
from glovebook.schema.result import Result, Value

_LOWER, _UPPER = ("<", "<="), (">", ">=")


def unit_code(symbol: str) -> str:
    """The unit's UN/CEFACT code, else its QUDT address, else nothing."""
    unit = UNITS.get(symbol)
    return (unit.cefact or unit.qudt) if unit else ""


def put_quantities(graph: Graph, entry: str, leaves: Iterable[Leaf]) -> list[Ref]:
    """A PropertyValue for every quantity of an entry; ``propertyID`` is its path in the record."""
    return [_put_quantity(graph, entry, leaf, leaf.value) for leaf in leaves if isinstance(leaf.value, Quantity)]


def put_derived(graph: Graph, entry: str, derived: Sequence[Derived]) -> list[Ref]:
    """A PropertyValue for everything that follows from an entry, with what it was computed from."""
    return [
        graph.put(
            graph.local("value", f"{entry}-derived-{number}-{item.name}"),
            "PropertyValue",
            propertyID=f"derived.{item.name}",
            name=f"{item.name.replace('_', ' ')} (derived)",
            value=item.value.value,
            unitText=item.value.unit,
            unitCode=unit_code(item.value.unit),
            description=f"{item.as_text()}, {_spread(item.value)}",
        )
        for number, item in enumerate(derived, 1)
        if isfinite(item.value.value)
    ]


def put_values(graph: Graph, result: Result) -> list[Ref]:
    """A PropertyValue for every value of a result and of its series; ``propertyID`` is its path in ``result.json``."""
    found: list[tuple[Steps, Value]] = [(("values", name), value) for name, value in result.values.items()]
    found += [
        (("series", number, name), value)
        for number, row in enumerate(result.series)
        for name, value in row.items()
        if isinstance(value, Value)
    ]
    # JSON has no word for a number that a fit could not tell
    return [_put_value(graph, result.id, Leaf(steps, value), value) for steps, value in found if isfinite(value.value)]


def _put_value(graph: Graph, run: str, leaf: Leaf, value: Value) -> Ref:
    steps = ".".join(str(step) for step in leaf.steps)
    name = str(leaf.steps[-1])
    return graph.put(
        graph.local("value", f"{run}-{steps}"),
        "PropertyValue",
        propertyID=leaf.path,
        name=name if len(leaf.steps) == 2 else f"{name} ({leaf.steps[0]} {int(leaf.steps[1]) + 1})",
        value=value.value,
        unitText=value.unit,
        unitCode=unit_code(value.unit),
        description=f"{name.replace('_', ' ')} = {value}, {_spread(value)}",
    )


def _put_quantity(graph: Graph, entry: str, leaf: Leaf, quantity: Quantity) -> Ref:
    steps = ".".join(str(step) for step in leaf.steps)
    si = shown_si(quantity)
    words = [leaf.help.rstrip("."), f"as written: {quantity.text}", f"in SI: {si}" if si else ""]
    return graph.put(
        graph.local("value", f"{entry}-{steps}"),
        "PropertyValue",
        propertyID=leaf.path,
        name=leaf.label,
        **_numbers(quantity),
        unitText=quantity.unit,
        unitCode=unit_code(quantity.unit),
        description="; ".join(word for word in words if word),
    )


def _numbers(quantity: Quantity) -> dict[str, Any]:
    """``value``, a number where the text is one; a bound or a range is a text with ``minValue`` and ``maxValue``."""
    if quantity.upper is not None:
        return {
            "value": f"{quantity.value:.15g}..{quantity.upper:.15g}",
            "minValue": quantity.value,
            "maxValue": quantity.upper,
        }
    if quantity.comparator in _LOWER:
        return {"value": f"{quantity.comparator} {quantity.value:.15g}", "maxValue": quantity.value}
    if quantity.comparator in _UPPER:
        return {"value": f"{quantity.comparator} {quantity.value:.15g}", "minValue": quantity.value}
    return {"value": quantity.value}


def _spread(value: Value) -> str:
    return "no uncertainty known" if value.uncertainty is None else f"standard uncertainty {value.uncertainty:.3g}"
