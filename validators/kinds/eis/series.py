"""Rules for impedance series."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.finding import Fix
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.quantity import Quantity
from glovebook.validators.rule import Hit, View, rule

TEMPERATURE = (100.0, 1500.0)
"""Plausible temperature of a sample in K."""


@rule("eis/sample", "gap", draft="off", archive="must")
def sample(view: View) -> Iterator[Hit]:
    """An impedance series says which pellet or cell it was measured on."""
    if cast(Eis, view.entry).measured_on is None:
        yield Hit("measured_on", "the sample is not named", "link the pellet or cell, e.g. 'measured_on: {entry: p7}'")


@rule("eis/sample-kind", "error", draft="should", archive="must")
def sample_kind(view: View) -> Iterator[Hit]:
    """Impedance is measured on a pellet or a cell."""
    link = cast(Eis, view.entry).measured_on
    found = view.linked.get(link.entry) if link else None
    if link and found and found.kind not in ("pellet", "cell"):
        yield Hit(
            "measured_on.entry",
            f"{link.entry!r} is of the kind {found.kind}",
            "link the pellet or cell that was measured",
        )


@rule("eis/spectra", "gap", draft="off", archive="must")
def spectra(view: View) -> Iterator[Hit]:
    """An impedance series has at least one spectrum."""
    if not cast(Eis, view.entry).spectra:
        yield Hit(
            "spectra",
            "there is no spectrum",
            "add the raw files, e.g. '- {temperature: 372 K, file: data/p7_372K.ism}'",
        )


@rule("eis/temperature", "gap", draft="off", archive="must")
def temperature(view: View) -> Iterator[Hit]:
    """Every spectrum has the temperature of the sample."""
    for index, spectrum in enumerate(cast(Eis, view.entry).spectra):
        if spectrum.temperature is None:
            yield Hit(f"spectra[{index}]", f"{spectrum.file} has no temperature", "add it, e.g. 'temperature: 298 K'")


@rule("eis/one-temperature", "error", draft="should", archive="must")
def one_temperature(view: View) -> Iterator[Hit]:
    """The temperature of a spectrum is one value, because no conductivity can be drawn over a range or a bound."""
    for path, quantity in _temperatures(view):
        if _is_open(quantity):
            yield Hit(
                path,
                f"{quantity.text!r} is a range or a bound, no temperature of a spectrum",
                "write the temperature of the sample, e.g. '372 K', or '~372 K' where it is approximate",
            )


@rule("eis/plausible-temperature", "warning", draft="should", archive="must")
def plausible_temperature(view: View) -> Iterator[Hit]:
    """Impedance of a solid electrolyte is measured between 100 K and 1500 K."""
    lower, upper = TEMPERATURE
    for path, quantity in _temperatures(view):
        if not _is_open(quantity) and not lower <= quantity.si <= upper:
            celsius = quantity.unit == "K" and lower <= quantity.si + 273.15 <= upper and quantity.si > 0
            fix = Fix(path, quantity.text.replace("K", "°C")) if celsius else None
            hint = f"was it {fix.text}?" if fix else "check the unit, e.g. '372 K' or '99 °C'"
            numbers = {"temperature_k": quantity.si}
            yield Hit(path, f"{quantity.text} is an unusual temperature of a sample", hint, numbers, fix=fix)


def _temperatures(view: View) -> Iterator[tuple[str, Quantity]]:
    for index, spectrum in enumerate(cast(Eis, view.entry).spectra):
        if spectrum.temperature is not None:
            yield f"spectra[{index}].temperature", spectrum.temperature


def _is_open(quantity: Quantity) -> bool:
    """Whether a quantity is a range or a bound."""
    return quantity.upper is not None or quantity.comparator not in ("", "~")


@rule("eis/same-file", "error", draft="should", archive="must")
def same_file(view: View) -> Iterator[Hit]:
    """No two spectra of a series are the same file."""
    seen: dict[str, int] = {}
    for index, spectrum in enumerate(cast(Eis, view.entry).spectra):
        first = min(seen.get(spectrum.file, index), seen.get(spectrum.sha256 or "", index))
        if first != index:
            yield Hit(
                f"spectra[{index}].file",
                f"{spectrum.file} is the same file as that of spectrum {first + 1}",
                "name the file of this spectrum",
            )
        for key in filter(None, (spectrum.file, spectrum.sha256)):
            seen.setdefault(key, index)
