"""Rules for Raman spectroscopy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.raman import Raman
from glovebook.validators.compare import known
from glovebook.validators.rule import Hit, View, rule
from glovebook.validators.when import days_between, earlier

LASER = (200e-9, 1100e-9)
"""Wavelengths of lasers for Raman spectroscopy in m."""
POWER = 0.1
"""Power in W on a sample beyond which powders burn."""
SILICON = (520.5e2, 3e2)
"""Line of silicon in 1/m, and how far an instrument may be off before it must be calibrated: house rules."""
SHIFT = 450000.0
"""Largest Raman shift of a vibration in 1/m: that of H2 is 4160 cm-1."""
OLD = 365.0
"""Days after which a calibration says little."""


@rule("raman/sample", "gap", draft="off", archive="must")
def sample(view: View) -> Iterator[Hit]:
    """A Raman spectrum says what it was measured on."""
    if cast(Raman, view.entry).measured_on is None:
        yield Hit("measured_on", "the sample is not named", "link it, e.g. 'measured_on: {entry: s3}'")


@rule("raman/spectra", "gap", draft="off", archive="must")
def spectra(view: View) -> Iterator[Hit]:
    """Raman spectroscopy has its spectra."""
    if not cast(Raman, view.entry).spectra:
        yield Hit("spectra", "there is no spectrum", "add the files, e.g. '- {file: data/raman/s3.txt}'")


@rule("raman/laser", "gap", draft="off", archive="must")
def laser(view: View) -> Iterator[Hit]:
    """Raman spectroscopy has the wavelength of its laser."""
    if cast(Raman, view.entry).laser is None:
        yield Hit("laser", "the wavelength of the laser is missing", "add it, e.g. 'laser: 532 nm'")


@rule("raman/conditions", "gap", draft="off", archive="off", publish="must")
def conditions(view: View) -> Iterator[Hit]:
    """Published Raman spectra have the power on the sample, what the shift was calibrated on, and the holder."""
    examples = (("power", "1.5 mW"), ("calibrated_on", "Si"), ("holder", "sealed capillary"))
    for name, example in examples:
        if not getattr(view.entry, name):
            yield Hit(name, f"'{name}' is missing", f"add it, e.g. '{name}: {example}'")


@rule("raman/wavelength", "warning", draft="should", archive="must")
def wavelength(view: View) -> Iterator[Hit]:
    """Lasers for Raman spectroscopy have 200 nm to 1100 nm."""
    value = cast(Raman, view.entry).laser
    if value is None or LASER[0] <= value.si <= LASER[1]:
        return
    text = f"{value.value:g} nm" if LASER[0] <= value.value * 1e-9 <= LASER[1] else ""
    yield Hit.asking(
        "laser",
        f"{value} is no wavelength of a Raman laser",
        text,
        "check the unit, e.g. '532 nm'",
        {"wavelength_m": value.si},
    )


@rule("raman/power", "warning", draft="should", archive="must")
def power(view: View) -> Iterator[Hit]:
    """No more than 100 mW falls on a powder: it would burn."""
    value = cast(Raman, view.entry).power
    if value is None or value.si <= POWER or value.comparator in ("<", "<="):
        return
    text = value.text.replace("W", "mW") if value.unit == "W" else ""
    yield Hit.asking(
        "power",
        f"{value} burns most powders",
        text,
        "give the power on the sample, not that of the laser",
        {"power_w": value.si},
    )


@rule("raman/calibration-line", "warning", draft="should", archive="must")
def calibration_line(view: View) -> Iterator[Hit]:
    """The line of silicon was found within 3 cm⁻¹ of 520.5 cm⁻¹."""
    entry = cast(Raman, view.entry)
    found = known(entry.calibration_line)
    on = (entry.calibrated_on or "").strip().casefold()
    if found is None or on not in ("si", "silicon", "si wafer"):
        return
    if abs(found - SILICON[0]) > SILICON[1]:
        yield Hit(
            "calibration_line",
            f"{entry.calibration_line} is not where silicon has its line, at 520.5 cm⁻¹",
            "check the digits; with such a shift the spectra must be corrected",
            {"found_per_m": found, "silicon_per_m": SILICON[0]},
        )


@rule("raman/calibrated", "warning", draft="should", archive="should")
def calibrated(view: View) -> Iterator[Hit]:
    """The shift was calibrated before the spectra were measured, and not more than a year before."""
    entry = cast(Raman, view.entry)
    if not entry.calibrated or not entry.date:
        return
    if earlier(entry.date, entry.calibrated) or days_between(entry.calibrated, entry.date) > OLD:
        when = "after" if earlier(entry.date, entry.calibrated) else "more than a year before"
        yield Hit(
            "calibrated",
            f"the calibration of {entry.calibrated} was {when} the measurement of {entry.date}",
            "name the last calibration before it",
        )


@rule("raman/range", "warning", draft="should", archive="must")
def shift(view: View) -> Iterator[Hit]:
    """A Raman shift reaches at most 4500 cm⁻¹: no vibration is faster than that of H2."""
    for index, spectrum in enumerate(cast(Raman, view.entry).spectra):
        span = spectrum.range
        if span is not None and span.si_upper is not None and span.si_upper > SHIFT:
            yield Hit(
                f"spectra[{index}].range",
                f"{span} reaches beyond every vibration",
                "give the shift, not the wavelength; e.g. '100..3000 cm-1'",
                {"upper_per_m": span.si_upper},
            )
