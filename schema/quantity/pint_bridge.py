"""Pint, built when first asked for; and the generator of ``unit_factors.py``.

Run ``python -m glovebook.schema.quantity.pint_bridge`` to write the factors anew after a
row was added to the unit table. User text never reaches Pint's own parser.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.units import UNITS, Unit

if TYPE_CHECKING:
    from pint import UnitRegistry

_DEFINITIONS = ("ppb = 1e-9", "sccm = milliliter / minute")
"""Units that Pint lacks. A flow in sccm is kept at its standard conditions, which differ between makers."""

_HEADER = '''"""Generated from Pint by ``python -m glovebook.schema.quantity.pint_bridge``: do not edit.

Symbol -> (factor, offset); value in SI = factor x value + offset.
"""

from __future__ import annotations

FACTORS: dict[str, tuple[float, float]] = {
'''


@cache
def registry() -> UnitRegistry[Any]:
    """Pint's application registry, so that quantities mix with those of other packages."""
    import pint
    from pint.compat import upcast_type_map

    found: UnitRegistry[Any] = pint.get_application_registry().get()  # type: ignore[no-untyped-call]  # untyped in Pint
    _complete(found)
    # without this `pint quantity * Quantity` would be a Pint quantity inside another
    upcast_type_map["glovebook.schema.quantity.Quantity"] = Quantity  # type: ignore[index]  # a dict, typed as Mapping
    return found


def _complete(found: UnitRegistry[Any]) -> None:
    for definition in _DEFINITIONS:
        if not hasattr(found, definition.split()[0]):
            found.define(definition)


def to_pint(value: float, unit: Unit) -> Any:
    """The Pint quantity of a value in a unit of the table."""
    return registry().Quantity(value, unit.pint)


@cache
def exact_registry() -> UnitRegistry[Any]:
    """A registry of Pint that computes in decimals."""
    import pint

    exact: UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal)
    _complete(exact)
    return exact


def factors() -> dict[str, tuple[float, float]]:
    """Symbol -> (factor, offset) as Pint has them, computed in decimals so that no float noise is written."""
    exact = exact_registry()
    table = {}
    for unit in UNITS.values():
        offset = exact.Quantity(Decimal(0), unit.pint).to(unit.si).magnitude
        one = exact.Quantity(Decimal(1), unit.pint).to(unit.si).magnitude
        table[unit.symbol] = (float(one - offset), float(offset))
    return table


def generated() -> str:
    """The text of ``unit_factors.py``."""
    rows = (f'    "{symbol}": ({factor!r}, {offset!r}),\n' for symbol, (factor, offset) in factors().items())
    return _HEADER + "".join(rows) + "}\n"


if __name__ == "__main__":
    Path(__file__).with_name("unit_factors.py").write_text(generated(), encoding="utf-8")
