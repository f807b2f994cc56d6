"""Kinds of quantities: which units a field of each kind accepts."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from glovebook.schema.quantity.units import UNITS, Unit, spellings
from glovebook.schema.refusal import Refusal


class QuantityKind(NamedTuple):
    """A kind of quantity: its name, how it is called, and the units it may be written in."""

    name: str
    title: str
    units: tuple[str, ...]
    """Accepted symbols, the usual one first."""
    example: str
    minimum: float | None = 0.0
    """Smallest value in SI that has a meaning; None where there is no such bound."""
    maximum: float | None = None
    """Largest value in SI that has a meaning; None where there is no such bound."""

    @property
    def si(self) -> str:
        """The coherent SI unit of the usual unit."""
        return UNITS[self.units[0]].si

    @property
    def phrase(self) -> str:
        """The title with its article: ``a length``, ``an area``."""
        return f"{'an' if self.title[0] in 'aeiou' else 'a'} {self.title}"

    @property
    def negative(self) -> bool:
        """Whether a number of the kind may be written with a minus."""
        return self.minimum is None or any(UNITS[symbol].offset for symbol in self.units)


_KINDS = (
    QuantityKind("temperature", "temperature", ("K", "°C"), "523 K"),
    QuantityKind("temperature_difference", "temperature difference", ("K", "Δ°C"), "5 K", None),
    QuantityKind("duration", "time", ("h", "min", "s", "d"), "3 h"),
    QuantityKind("length", "length", ("mm", "µm", "cm", "nm", "m", "Å"), "8 mm"),
    QuantityKind("area", "area", ("cm²", "mm²", "m²"), "0.503 cm²"),
    QuantityKind("volume", "volume", ("cm³", "mL", "µL", "L", "mm³", "m³", "Å³", "nm³"), "0.7 cm³"),
    QuantityKind("mass", "mass", ("mg", "g", "µg", "kg"), "44.0 mg"),
    QuantityKind("amount", "amount of substance", ("mmol", "mol"), "2.61 mmol"),
    QuantityKind("pressure", "pressure", ("MPa", "bar", "mbar", "kPa", "Pa", "GPa", "atm", "Torr", "mPa"), "40 MPa"),
    QuantityKind("heating_rate", "heating rate", ("K/min", "°C/min", "K/h", "°C/h", "K/s"), "5 K/min", None),
    QuantityKind("rotation_rate", "rotation rate", ("rpm",), "300 rpm"),
    QuantityKind("volume_fraction", "gas fraction", ("ppm", "ppb", "%", "vol%"), "< 0.1 ppm", maximum=1.0),
    QuantityKind("mass_fraction", "mass fraction", ("%", "wt%"), "99 %", maximum=1.0),
    QuantityKind("mole_fraction", "mole fraction", ("%", "mol%", "at%"), "10 mol%", maximum=1.0),
    QuantityKind("voltage", "voltage", ("mV", "V", "µV", "kV"), "10 mV", None),
    QuantityKind("potential", "potential", ("V", "mV"), "1.0..2.4 V vs Na+/Na", None),
    QuantityKind("scan_rate", "scan rate", ("mV/s", "V/s"), "10 mV/s"),
    QuantityKind("current", "current", ("mA", "µA", "nA", "A"), "7.2 µA", None),
    QuantityKind("current_density", "current density", ("mA/cm²", "µA/cm²", "A/m²"), "0.1 mA/cm²", None),
    QuantityKind("c_rate", "C-rate", ("C",), "0.1 C"),
    QuantityKind("charge", "charge", ("mAh", "µAh", "Ah"), "0.072 mAh", None),
    QuantityKind("specific_capacity", "specific capacity", ("mAh/g", "Ah/kg"), "239 mAh/g"),
    QuantityKind("coulombic_efficiency", "Coulombic efficiency", ("%",), "99.8 %"),
    QuantityKind("capacity_retention", "capacity retention", ("%",), "85 %"),
    QuantityKind("areal_capacity", "areal capacity", ("mAh/cm²",), "0.1 mAh/cm²"),
    QuantityKind("areal_mass", "mass per area", ("mg/cm²", "g/m²"), "0.6 mg/cm²"),
    QuantityKind("power", "power", ("mW", "W"), "1.5 mW"),
    QuantityKind("resistance", "resistance", ("ohm", "kohm", "Mohm", "Gohm", "mohm"), "2.0 kohm"),
    QuantityKind("area_resistance", "area-specific resistance", ("ohm·cm²",), "25 ohm·cm²"),
    QuantityKind("capacitance", "capacitance", ("pF", "nF", "µF", "F"), "150 pF"),
    QuantityKind("frequency", "frequency", ("Hz", "kHz", "MHz", "mHz", "GHz"), "1 MHz"),
    QuantityKind("conductivity", "conductivity", ("S/cm", "mS/cm", "µS/cm", "S/m"), "1.0e-4 S/cm"),
    QuantityKind("activation_energy", "activation energy", ("eV", "meV", "kJ/mol", "J/mol"), "0.53 eV"),
    QuantityKind("molar_mass", "molar mass", ("g/mol",), "226.81 g/mol"),
    QuantityKind("density", "density", ("g/cm³", "kg/m³"), "0.88 g/cm³"),
    QuantityKind("angle", "angle", ("°",), "0.013°", None),
    QuantityKind("wavenumber", "wavenumber", ("cm⁻¹",), "520.5 cm-1"),
    QuantityKind("gas_flow", "gas flow", ("mL/min", "sccm", "L/min"), "100 mL/min"),
    QuantityKind("force", "force", ("kN", "N"), "2.0 kN"),
    QuantityKind("torque", "torque", ("N·m",), "2 N·m"),
)

QUANTITY_KINDS: dict[str, QuantityKind] = {kind.name: kind for kind in _KINDS}
"""Name -> kind of quantity."""


@cache
def units_of(kind: str) -> dict[str, Unit]:
    """Folded spelling -> unit, for the units that the kind accepts; `Refusal` where there is no such kind."""
    if kind not in QUANTITY_KINDS:
        raise Refusal(f"{kind!r} is no kind of quantity", f"write one of {', '.join(QUANTITY_KINDS)}")
    return {text: UNITS[symbol] for symbol in QUANTITY_KINDS[kind].units for text in spellings(UNITS[symbol])}


@cache
def kinds_of(symbol: str) -> tuple[str, ...]:
    """Names of the kinds that accept a unit, in the order of the table."""
    return tuple(kind.name for kind in _KINDS if symbol in kind.units)
