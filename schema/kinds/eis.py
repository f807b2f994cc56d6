"""Impedance spectroscopy: one entry holds a whole temperature series."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Count, Link, RawFile, field
from glovebook.schema.quantity.field import Duration, Frequency, Pressure, Temperature, Voltage


class Spectrum(RawFile):
    """One spectrum and the temperature it was measured at."""

    temperature: Temperature | None = field(example="372 K")
    """Temperature of the sample."""
    leg: Literal["heating", "cooling"] | None = None
    """On the way up or down."""
    dwell: Duration | None = field(example="30 min")
    """Time at temperature before the measurement."""


class Eis(Entry):
    """Impedance spectra of one pellet or cell."""

    title_of_kind: ClassVar[str] = "Impedance (EIS)"
    rank: ClassVar[int] = 50
    analyses: ClassVar[tuple[str, ...]] = (
        "glovebook.analyses.impedance:impedance",
        "glovebook.analyses.arrhenius:arrhenius",
    )
    columns: ClassVar[tuple[str, ...]] = ("frequency_hertz", "real_impedance_ohm", "imaginary_impedance_ohm")
    crate_type: ClassVar[str] = (
        "https://w3id.org/emmo/domain/characterisation-methodology/chameo#ElectrochemicalImpedanceSpectroscopy"
    )

    kind: Literal["eis"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Sample")
    """The pellet or cell; its geometry gives the conductivity."""
    electrodes: str | None = field(section="Sample", example="Cu foil, blocking")
    """Electrodes on the sample."""
    contact_pressure: Pressure | None = field(section="Sample", rare=True, example="2 MPa")
    """Pressure on the sample while measuring."""
    instrument: str | None = field(section="Instrument", widget="instrument", example="im6ex")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    amplitude: Voltage | None = field(section="Instrument", example="10 mV")
    """Amplitude of the excitation."""
    bias: Voltage | None = field(section="Instrument", rare=True, example="0 V")
    """DC bias."""
    frequency: Frequency | None = field(section="Instrument", example="1..1000000 Hz")
    """Frequency range."""
    points_per_decade: Count | None = field(section="Instrument", rare=True, example="10")
    """Number of frequencies in a decade."""
    correction: str | None = field(section="Instrument", rare=True, example="open and short, same cell")
    """Which strays of cell and leads were measured and taken off."""
    spectra: list[Spectrum] = field(many=True, section="Spectra", layout="table")
    """One line a spectrum."""
