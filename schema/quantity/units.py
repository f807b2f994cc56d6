"""The unit table: every unit that may be written, its spellings and its codes.

One row a unit. Factors and dimensions are not typed here: ``unit_factors.py`` is generated
from Pint (``python -m glovebook.schema.quantity.pint_bridge``) and a test holds the two equal.
Units are case-sensitive and closed: what is not in this table is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from math import nan
from typing import NamedTuple

from glovebook.schema.quantity.unit_factors import FACTORS

QUDT = "http://qudt.org/vocab/unit/"
EMMO = "https://w3id.org/emmo#"


class Unit(NamedTuple):
    """A unit that may be written."""

    symbol: str
    """As Glovebook writes it: ``S/cm``."""
    pint: str
    """As Pint reads it: ``siemens / centimeter``."""
    si: str
    """The coherent SI unit of the same quantity, as Pint spells it compactly; empty for plain numbers."""
    ucum: str
    """Case-sensitive UCUM code of the same factor; a remark in braces tells apart what UCUM does not."""
    cefact: str = ""
    """UN/CEFACT Recommendation 20 code, empty where there is none (or none we are certain of)."""
    qudt: str = ""
    """QUDT unit IRI, empty where there is none."""
    emmo: str = ""
    """EMMO unit IRI, empty where there is none (or none we are certain of)."""
    factor: float = nan
    """Value in SI = factor x value + offset."""
    offset: float = 0.0
    """Non-zero for degrees Celsius only."""


def _row(symbol: str, pint: str, si: str, ucum: str, cefact: str = "", qudt: str = "", emmo: str = "") -> Unit:
    factor, offset = FACTORS.get(symbol, (nan, 0.0))  # a new row has none until they are generated
    return Unit(
        symbol, pint, si, ucum, cefact, QUDT + qudt if qudt else "", EMMO + emmo if emmo else "", factor, offset
    )


_ROWS = (
    _row("m", "meter", "m", "m", "MTR", "M", emmo="Metre"),
    _row("cm", "centimeter", "m", "cm", "CMT", "CentiM", emmo="CentiMetre"),
    _row("mm", "millimeter", "m", "mm", "MMT", "MilliM", emmo="MilliMetre"),
    _row("µm", "micrometer", "m", "um", "4H", "MicroM"),
    _row("nm", "nanometer", "m", "nm", "C45", "NanoM"),
    _row("Å", "angstrom", "m", "Ao", "A11", "ANGSTROM"),
    _row("m²", "meter ** 2", "m²", "m2", "MTK", "M2"),
    _row("cm²", "centimeter ** 2", "m²", "cm2", "CMK", "CentiM2"),
    _row("mm²", "millimeter ** 2", "m²", "mm2", "MMK", "MilliM2"),
    _row("m³", "meter ** 3", "m³", "m3", "MTQ", "M3"),
    _row("cm³", "centimeter ** 3", "m³", "cm3", "CMQ", "CentiM3"),
    _row("mm³", "millimeter ** 3", "m³", "mm3", "MMQ", "MilliM3"),
    _row("Å³", "angstrom ** 3", "m³", "Ao3"),
    _row("nm³", "nanometer ** 3", "m³", "nm3"),
    _row("L", "liter", "m³", "L", "LTR", "L"),
    _row("mL", "milliliter", "m³", "mL", "MLT", "MilliL"),
    _row("µL", "microliter", "m³", "uL", "4G", "MicroL"),
    _row("kg", "kilogram", "kg", "kg", "KGM", "KiloGM", emmo="Kilogram"),
    _row("g", "gram", "kg", "g", "GRM", "GM", emmo="Gram"),
    _row("mg", "milligram", "kg", "mg", "MGM", "MilliGM"),
    _row("µg", "microgram", "kg", "ug", "MC", "MicroGM"),
    _row("mol", "mole", "mol", "mol", "C34", "MOL", emmo="Mole"),
    _row("mmol", "millimole", "mol", "mmol", "C18", "MilliMOL"),
    _row("s", "second", "s", "s", "SEC", "SEC", emmo="Second"),
    _row("min", "minute", "s", "min", "MIN", "MIN"),
    _row("h", "hour", "s", "h", "HUR", "HR", emmo="Hour"),
    _row("d", "day", "s", "d", "DAY", "DAY"),
    _row("K", "kelvin", "K", "K", "KEL", "K", emmo="Kelvin"),
    _row("°C", "degree_Celsius", "K", "Cel", "CEL", "DEG_C", emmo="DegreeCelsius"),
    _row("K/s", "kelvin / second", "K/s", "K/s", "", "K-PER-SEC"),
    _row("K/min", "kelvin / minute", "K/s", "K/min", "", "K-PER-MIN"),
    _row("K/h", "kelvin / hour", "K/s", "K/h", "", "K-PER-HR"),
    _row("°C/min", "delta_degree_Celsius / minute", "K/s", "K{Cel}/min", "", "DEG_C-PER-MIN"),
    _row("°C/h", "delta_degree_Celsius / hour", "K/s", "K{Cel}/h", "", "DEG_C-PER-HR"),
    _row("Pa", "pascal", "Pa", "Pa", "PAL", "PA", emmo="Pascal"),
    _row("kPa", "kilopascal", "Pa", "kPa", "KPA", "KiloPA"),
    _row("MPa", "megapascal", "Pa", "MPa", "MPA", "MegaPA"),
    _row("GPa", "gigapascal", "Pa", "GPa", "A89", "GigaPA"),
    _row("mPa", "millipascal", "Pa", "mPa", "74", "MilliPA"),
    _row("bar", "bar", "Pa", "bar", "BAR", "BAR"),
    _row("mbar", "millibar", "Pa", "mbar", "MBR", "MilliBAR"),
    _row("atm", "standard_atmosphere", "Pa", "atm", "ATM", "ATM"),
    _row("Torr", "torr", "Pa", "atm/760", "UA", "TORR"),
    _row("ppm", "ppm", "", "[ppm]", "59", "PPM"),
    _row("ppb", "ppb", "", "[ppb]", "61", "PPB"),
    _row("%", "percent", "", "%", "P1", "PERCENT"),
    _row("wt%", "percent", "", "%{mass}", "P1", "PERCENT"),
    _row("at%", "percent", "", "%{atom}", "P1", "PERCENT"),
    _row("mol%", "percent", "", "%{mole}", "P1", "PERCENT"),
    _row("vol%", "percent", "", "%{vol}", "P1", "PERCENT"),
    _row("V", "volt", "V", "V", "VLT", "V", emmo="Volt"),
    _row("mV", "millivolt", "V", "mV", "2Z", "MilliV"),
    _row("µV", "microvolt", "V", "uV", "D82", "MicroV"),
    _row("kV", "kilovolt", "V", "kV", "KVT", "KiloV"),
    _row("A", "ampere", "A", "A", "AMP", "A", emmo="Ampere"),
    _row("mA", "milliampere", "A", "mA", "4K", "MilliA"),
    _row("µA", "microampere", "A", "uA", "B84", "MicroA"),
    _row("nA", "nanoampere", "A", "nA", "C39", "NanoA"),
    _row("A/m²", "ampere / meter ** 2", "A/m²", "A/m2", "A41", "A-PER-M2"),
    _row(
        "mA/cm²",
        "milliampere / centimeter ** 2",
        "A/m²",
        "mA/cm2",
        "",
        "MilliA-PER-CentiM2",
        emmo="MilliAmperePerSquareCentiMetre",
    ),
    _row("µA/cm²", "microampere / centimeter ** 2", "A/m²", "uA/cm2", "", "MicroA-PER-CentiM2"),
    _row("Ah", "ampere * hour", "C", "A.h", "AMH", "A-HR"),
    _row("mAh", "milliampere * hour", "C", "mA.h", "E09", "MilliA-HR"),
    _row("µAh", "microampere * hour", "C", "uA.h"),
    _row("mAh/g", "milliampere * hour / gram", "C/kg", "mA.h/g", "", "MilliA-HR-PER-GM"),
    _row("Ah/kg", "ampere * hour / kilogram", "C/kg", "A.h/kg"),
    _row(
        "mAh/cm²", "milliampere * hour / centimeter ** 2", "C/m²", "mA.h/cm2", emmo="MilliAmpereHourPerSquareCentiMetre"
    ),
    _row("mg/cm²", "milligram / centimeter ** 2", "kg/m²", "mg/cm2", "H63", "MilliGM-PER-CentiM2"),
    _row("g/m²", "gram / meter ** 2", "kg/m²", "g/m2", "GM", "GM-PER-M2"),
    _row("V/s", "volt / second", "V/s", "V/s", "H46", "V-PER-SEC"),
    _row("mV/s", "millivolt / second", "V/s", "mV/s"),
    _row("C", "1 / hour", "1/s", "/h"),
    _row("mohm", "milliohm", "Ω", "mOhm", "E45", "MilliOHM"),
    _row("ohm", "ohm", "Ω", "Ohm", "OHM", "OHM", emmo="Ohm"),
    _row("kohm", "kiloohm", "Ω", "kOhm", "B49", "KiloOHM"),
    _row("Mohm", "megaohm", "Ω", "MOhm", "B75", "MegaOHM"),
    _row("Gohm", "gigaohm", "Ω", "GOhm", "A87", "GigaOHM"),
    _row("ohm·cm²", "ohm * centimeter ** 2", "m²·Ω", "Ohm.cm2"),
    _row("F", "farad", "F", "F", "FAR", "FARAD", emmo="Farad"),
    _row("µF", "microfarad", "F", "uF", "4O", "MicroFARAD"),
    _row("nF", "nanofarad", "F", "nF", "C41", "NanoFARAD"),
    _row("pF", "picofarad", "F", "pF", "4T", "PicoFARAD"),
    _row("S/m", "siemens / meter", "S/m", "S/m", "D10", "S-PER-M"),
    _row("S/cm", "siemens / centimeter", "S/m", "S/cm", "H43", "S-PER-CentiM"),
    _row("mS/cm", "millisiemens / centimeter", "S/m", "mS/cm", "H61", "MilliS-PER-CentiM"),
    _row("µS/cm", "microsiemens / centimeter", "S/m", "uS/cm", "G42", "MicroS-PER-CentiM"),
    _row("Hz", "hertz", "Hz", "Hz", "HTZ", "HZ", emmo="Hertz"),
    _row("mHz", "millihertz", "Hz", "mHz", "", "MilliHZ"),
    _row("kHz", "kilohertz", "Hz", "kHz", "KHZ", "KiloHZ"),
    _row("MHz", "megahertz", "Hz", "MHz", "MHZ", "MegaHZ"),
    _row("GHz", "gigahertz", "Hz", "GHz", "A86", "GigaHZ"),
    _row("cm⁻¹", "1 / centimeter", "1/m", "/cm", "E90", "PER-CentiM"),
    _row("°", "degree", "rad", "deg", "DD", "DEG"),
    _row("mW", "milliwatt", "W", "mW", "C31", "MilliW"),
    _row("W", "watt", "W", "W", "WTT", "W", emmo="Watt"),
    _row("mL/min", "milliliter / minute", "m³/s", "mL/min", "41", "MilliL-PER-MIN"),
    _row("L/min", "liter / minute", "m³/s", "L/min", "L2", "L-PER-MIN"),
    _row("sccm", "sccm", "m³/s", "cm3{STP}/min"),
    _row("kN", "kilonewton", "N", "kN", "B47", "KiloN"),
    _row("N", "newton", "N", "N", "NEW", "N", emmo="Newton"),
    _row("N·m", "newton * meter", "m·N", "N.m", "NU", "N-M"),
    _row("Δ°C", "delta_degree_Celsius", "K", "K{Cel}"),
    _row("rpm", "revolutions_per_minute", "rad/s", "circ/min", "RPM", "REV-PER-MIN"),
    _row("eV", "electron_volt", "J", "eV", "A53", "EV"),
    _row("meV", "millielectron_volt", "J", "meV", "", "MilliEV"),
    _row("J/mol", "joule / mole", "J/mol", "J/mol", "B15", "J-PER-MOL"),
    _row("kJ/mol", "kilojoule / mole", "J/mol", "kJ/mol", "B44", "KiloJ-PER-MOL"),
    _row("g/mol", "gram / mole", "kg/mol", "g/mol", "A94", "GM-PER-MOL"),
    _row("g/cm³", "gram / centimeter ** 3", "kg/m³", "g/cm3", "23", "GM-PER-CentiM3"),
    _row("kg/m³", "kilogram / meter ** 3", "kg/m³", "kg/m3", "KMQ", "KiloGM-PER-M3"),
)

UNITS: dict[str, Unit] = {unit.symbol: unit for unit in _ROWS}
"""Symbol -> unit."""

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "µm": ("um", "micron"),
    "°": ("deg", "degrees"),
    "cm⁻¹": ("cm-1", "cm^-1"),
    "Δ°C": ("°C", "degC"),
    "µV": ("uV",),
    "Ah": ("A h", "A·h", "A*h", "A.h"),
    "mAh": ("mA h", "mA·h", "mA*h", "mA.h"),
    "µAh": ("uAh", "µA h", "µA·h", "µA*h", "µA.h", "uA h", "uA·h", "uA*h", "uA.h"),
    "N·m": ("Nm",),
    "rpm": ("rev/min", "r/min"),
    "ppm": ("ppmv",),
    "ppb": ("ppbv",),
    "mohm": ("mOhm", "mΩ"),
    "Gohm": ("GOhm", "GΩ"),
    "Torr": ("torr",),
    "at%": ("at.%", "at %", "at. %", "at-%", "at.-%"),
    "mol%": ("mol.%", "mol %", "mol. %", "mol-%"),
    "vol%": ("vol.%", "vol %", "vol. %", "vol-%"),
    "µL": ("uL", "µl", "ul"),
    "µg": ("ug",),
    "µA": ("uA",),
    "µF": ("uF",),
    "µS": ("uS",),
    "L": ("l",),
    "mL": ("ml",),
    "Å": ("angstrom", "Angstrom", "angstroms"),
    "s": ("sec", "second", "seconds"),
    "min": ("mins", "minute", "minutes"),
    "h": ("hr", "hrs", "hour", "hours"),
    "d": ("day", "days"),
    "°C": ("degC",),
    "ohm": ("Ohm", "Ω", "ohms", "Ohms"),
    "kohm": ("kOhm", "kΩ"),
    "Mohm": ("MOhm", "MΩ"),
    "wt%": ("wt.%", "wt %", "wt. %", "wt-%", "wt.-%", "mass%", "mass %"),
}
"""Other spellings of single symbols, besides the Unicode variants that the text grammar folds."""


def spellings(unit: Unit) -> Iterator[str]:
    """Every text that means the unit, after Unicode folding: ``S/cm``, ``S cm-1``, ``S·cm^-1`` ..."""
    above, _, below = unit.symbol.partition("/")
    tops = list(_products(above))
    if not below:
        yield from tops
        yield from _SPELLINGS.get(unit.symbol, ()) if "·" in above else ()
        return
    yield from (f"{top}{slash}{bottom}" for top in tops for slash in ("/", " / ") for bottom in _powers(below, 1))
    yield from (f"{top}{dot}{bottom}" for top, dot, bottom in product(tops, DOTS, _powers(below, -1)))


DOTS = (" ", "·", "*", ".")
"""Signs of a product."""


def _products(symbols: str) -> Iterator[str]:
    first, _, second = symbols.partition("·")
    if not second:
        yield from _powers(first, 1)
        return
    yield from (f"{one}{dot}{two}" for one, dot, two in product(_powers(first, 1), DOTS, _powers(second, 1)))


def _powers(symbol: str, sign: int) -> Iterator[str]:
    if symbol in _SPELLINGS and symbol[-1] not in "²³":
        names = (*([symbol] if "⁻" not in symbol else []), *_SPELLINGS[symbol])  # cm⁻¹ is looked up as cm^-1
    else:
        names = (symbol.rstrip("²³"), *_SPELLINGS.get(symbol.rstrip("²³"), ()))
    power = {"²": 2, "³": 3}.get(symbol[-1], 1) * sign
    for name in names:
        if power == 1:
            yield name
        else:
            yield from (f"{name}{power}", f"{name}^{power}")


@cache
def by_spelling() -> dict[str, Unit]:
    """Folded spelling -> unit, over the whole table; what means several things by itself is left out or comes first."""
    found: dict[str, Unit] = {}
    for unit in _ROWS:
        if unit.symbol != "C":  # coulomb, Celsius or a C-rate: only a field can tell
            for text in spellings(unit):
                found.setdefault(text, unit)
    return found
