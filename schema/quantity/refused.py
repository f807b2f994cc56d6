"""Why a unit is refused: missing, of another kind, in the wrong case, ambiguous or unknown."""

from __future__ import annotations

import re

from glovebook.schema.quantity.kinds import QUANTITY_KINDS, kinds_of, units_of
from glovebook.schema.quantity.text import QuantityError
from glovebook.schema.quantity.units import by_spelling

_MEANT = {
    ("C", "temperature"): "°C",
    ("m", "duration"): "min",
    ("M", "duration"): "min",
    ("H", "duration"): "h",
    ("S", "duration"): "s",
    ("k", "temperature"): "K",
    ("°K", "temperature"): "K",
}
"""What a symbol that means something else was probably meant to be."""
_TONS = ("t", "to", "ton", "tons", "tonne", "tonnes")
_OPEN_FRACTION = re.compile(r"/[^ /]+ [A-Za-zµΩ°]+$|/.*/")
_IS = {"C": "coulomb", "m": "metre", "M": "mol/L", "H": "henry", "S": "siemens", "F": "farad"}


def wrong_unit(text: str, symbol: str, kind: str | None) -> QuantityError:
    """Why a unit is refused: missing, of another kind, written in the wrong case, or unknown."""
    wanted = QUANTITY_KINDS[kind] if kind else None
    listed = f"write one of {', '.join(wanted.units)}, e.g. {wanted.example!r}" if wanted else "e.g. '8 mm' or '523 K'"
    if not symbol:
        return QuantityError(f"{text!r} has no unit", listed, "quantity/unit")
    if symbol in _TONS:
        return QuantityError(
            f"a ton in {text!r} may be 1000 kg, 907 kg or 1016 kg, and is no pressure",
            "write the force in kN, or the pressure on the sample in MPa",
            "quantity/unit",
        )
    if _OPEN_FRACTION.search(symbol):
        return QuantityError(
            f"it is unclear what stands below the line in {text!r}",
            "write e.g. 'J/(mol K)' or 'J mol-1 K-1'",
            "quantity/unit",
        )
    meant = _MEANT.get((symbol, kind or ""))
    known = by_spelling().get(symbol)
    if wanted and meant:
        said = f" ({symbol} is {_IS[symbol]})" if symbol in _IS else ""
        fix = text[: text.rindex(symbol)] + meant if text.endswith(symbol) else None
        return QuantityError(
            f"{text!r} is not {wanted.phrase}{said}",
            f"did you mean {fix!r}?" if fix else listed,
            "quantity/dimension",
            fix,
        )
    if wanted and known:
        other = QUANTITY_KINDS[kinds_of(known.symbol)[0]].phrase
        return QuantityError(f"{text!r} is {other}, not {wanted.phrase}", listed, "quantity/dimension")
    if symbol == "C" and not wanted:
        return QuantityError(f"the C in {text!r} may be coulomb, Celsius or a C-rate", "write °C for a temperature")
    near = next((name for name in (units_of(kind) if kind else by_spelling()) if name.lower() == symbol.lower()), None)
    if near:
        return QuantityError(
            f"{symbol!r} in {text!r} is no known unit; units are case-sensitive",
            f"did you mean {near!r}?",
            "quantity/unit",
            text[: text.rindex(symbol)] + near if text.endswith(symbol) else None,
        )
    if wanted and symbol in _IS:
        return QuantityError(
            f"{text!r} is not {wanted.phrase} ({symbol} is {_IS[symbol]})", listed, "quantity/dimension"
        )
    return QuantityError(f"{symbol!r} in {text!r} is no known unit", listed, "quantity/unit")
