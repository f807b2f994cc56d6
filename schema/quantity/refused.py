"""Why a unit is refused: missing, of another kind, in the wrong case, ambiguous or unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from glovebook.schema.quantity.kinds import QUANTITY_KINDS, kinds_of, units_of
from glovebook.schema.quantity.text import QuantityError
from glovebook.schema.quantity.units import Unit, by_spelling

_MEANT = {
    **dict.fromkeys([(degree, "temperature") for degree in ("C", "oC", "deg C", "degree C", "degrees C", "°c")], "°C"),
    **dict.fromkeys([(kelvin, "temperature") for kelvin in ("k", "°K", "degK")], "K"),
    ("C/min", "heating_rate"): "°C/min",
    ("C/h", "heating_rate"): "°C/h",
    ("C", "temperature_difference"): "°C",
    ("m", "duration"): "min",
    ("M", "duration"): "min",
    ("H", "duration"): "h",
    ("S", "duration"): "s",
    ("A", "length"): "Å",
    ("A3", "volume"): "Å³",
    ("A^3", "volume"): "Å³",
}
"""What a symbol that means something else was probably meant to be."""
_TONS = ("t", "to", "ton", "tons", "tonne", "tonnes", "t/cm2", "t/cm^2")
_FAHRENHEIT = ("F", "°F", "℉", "degF", "deg F")
_OPEN_FRACTION = re.compile(r"/[^ /]+ [A-Za-zµΩ°]+$|/.*/")
_IS = {"C": "coulomb", "m": "metre", "M": "mol/L", "H": "henry", "S": "siemens", "F": "farad", "A": "ampere"}


def wrong_unit(text: str, symbol: str, kind: str | None) -> QuantityError:
    """Why a unit is refused: missing, of another kind, written in the wrong case, or unknown."""
    wanted = QUANTITY_KINDS[kind] if kind else None
    listed = f"write one of {', '.join(wanted.units)}, e.g. {wanted.example!r}" if wanted else "e.g. '8 mm' or '523 K'"
    if special := _unclear(text, symbol, kind, listed):
        return special
    meant = _MEANT.get((symbol, kind or ""))
    known = by_spelling().get(symbol)
    if wanted and meant:
        said = f" ({symbol} is {_IS[symbol]})" if symbol in _IS else ""
        fix = _replaced(text, symbol, meant)
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
        return QuantityError(
            f"the C in {text!r} may be coulomb, Celsius or a C-rate",
            "write °C for a temperature, C/10 for a C-rate, mAh for a charge",
        )
    if near := _near(text, symbol, units_of(kind) if kind else by_spelling()):
        return near
    if wanted and symbol in _IS:
        return QuantityError(
            f"{text!r} is not {wanted.phrase} ({symbol} is {_IS[symbol]})", listed, "quantity/dimension"
        )
    return QuantityError(f"{symbol!r} in {text!r} is no known unit", listed, "quantity/unit")


def _unclear(text: str, symbol: str, kind: str | None, listed: str) -> QuantityError | None:
    """The error of a unit that is missing, or that could mean several things wherever it stands."""
    if not symbol:
        return QuantityError(f"{text!r} has no unit", listed, "quantity/unit")
    if symbol in _TONS and kind in (None, "mass", "pressure", "force"):
        force = "write the force in kN, or the pressure on the sample in MPa"
        return QuantityError(
            f"a ton in {text!r} may be 1000 kg, 907 kg or 1016 kg" + ("" if kind == "mass" else ", and is no pressure"),
            "write the mass in kg" if kind == "mass" else force,
            "quantity/unit",
        )
    if symbol in _FAHRENHEIT and kind in ("temperature", "temperature_difference"):
        return QuantityError(f"{text!r} is in degrees Fahrenheit", "convert it, and write °C or K", "quantity/unit")
    if any(mark in symbol for mark in "\\{}$"):
        return QuantityError(f"{text!r} holds marks of LaTeX", "write e.g. 'S cm^-1'", "quantity/unit")
    if (symbol, kind) == ("C", "charge"):
        return QuantityError(f"the C in {text!r} may be coulomb or a C-rate", "write mAh", "quantity/unit")
    if _OPEN_FRACTION.search(symbol):
        return QuantityError(
            f"it is unclear what stands below the line in {text!r}",
            "write negative powers, e.g. 'J mol-1 K-1'"
            + (f"; known here are {', '.join(QUANTITY_KINDS[kind].units)}" if kind else ""),
            "quantity/unit",
        )
    return None


def _near(text: str, symbol: str, units: Mapping[str, Unit]) -> QuantityError | None:
    """The error of a symbol that differs from a unit in its case or in the space between two units only."""
    names = {unit.symbol: name for name, unit in reversed(list(units.items())) if name.lower() == symbol.lower()}
    if names:
        name = next(iter(names.values()))
        mega_or_milli = {name[0], symbol[0]} == {"m", "M"}
        fix = _replaced(text, symbol, name) if len(names) == 1 and not mega_or_milli else None
        return QuantityError(
            f"{symbol!r} in {text!r} is no known unit; units are case-sensitive",
            f"did you mean {' or '.join(repr(name) for name in reversed(names.values()))}?",
            "quantity/unit",
            fix,
        )
    joined = [name for name in units if " " in name and "/" not in name and name.replace(" ", "") == symbol]
    if joined:
        fix = _replaced(text, symbol, joined[0])
        return QuantityError(
            f"{symbol!r} in {text!r} lacks the space between two units",
            f"did you mean {joined[0]!r}?",
            "quantity/unit",
            fix,
        )
    return None


def _replaced(text: str, symbol: str, by: str) -> str | None:
    """The text with another unit; None where its unit is spelled in a way that was folded."""
    return text[: -len(symbol)] + by if text.endswith(symbol) else None
