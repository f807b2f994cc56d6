"""Raman spectroscopy."""

from __future__ import annotations

from typing import ClassVar, Literal

from glovebook.schema.entry import Entry
from glovebook.schema.parts import Count, Date, Link, RawFile, YesNo, field
from glovebook.schema.quantity.field import Duration, Length, Power, Temperature, Wavenumber


class RamanSpectrum(RawFile):
    """One spectrum."""

    spot: str | None = field(example="1")
    """Where on the sample."""
    range: Wavenumber | None = field(example="100..3000 cm-1")
    """Range of the Raman shift."""
    time: Duration | None = field(example="10 s")
    """Time of one accumulation."""
    accumulations: Count | None = field(example="5")
    """Number of accumulations."""


class Raman(Entry):
    """Raman spectra of one sample."""

    title_of_kind: ClassVar[str] = "Raman"
    rank: ClassVar[int] = 62
    crate_type: ClassVar[str] = "https://w3id.org/emmo/domain/characterisation-methodology/chameo#RamanSpectroscopy"

    kind: Literal["raman"] = field(hidden=True, required=True)
    """What the entry describes."""
    measured_on: Link | None = field(section="Sample")
    """The powder, pellet or cell part."""
    holder: str | None = field(section="Sample", example="sealed capillary")
    """Holder, and how air was kept out."""
    temperature: Temperature | None = field(section="Sample", rare=True, example="298 K")
    """Temperature of the sample."""
    instrument: str | None = field(section="Instrument", widget="instrument", example="labram")
    """A key of `instruments` in glovebook.yaml, or maker and model."""
    laser: Length | None = field(section="Instrument", example="532 nm")
    """Wavelength of the laser."""
    power: Power | None = field(section="Instrument", example="1.5 mW")
    """Power on the sample."""
    grating: str | None = field(section="Instrument", rare=True, example="600 lines per mm")
    """Grating."""
    objective: str | None = field(section="Instrument", rare=True, example="50x")
    """Objective."""
    calibrated: Date | None = field(section="Calibration")
    """When the shift was last calibrated."""
    calibrated_on: str | None = field(section="Calibration", example="Si")
    """What it was calibrated on."""
    calibration_line: Wavenumber | None = field(section="Calibration", example="520.5 cm-1")
    """Where the line of the standard was found."""
    baseline_removed: YesNo | None = field(section="Calibration", rare=True)
    """yes: the instrument's program took a baseline off."""
    spectra: list[RamanSpectrum] = field(many=True, section="Spectra", layout="table")
    """One line a spectrum."""
