"""Impedance against the headers of its files: temperature, amplitude and geometry, where an instrument noted them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from glovebook.physics.constants import ICE_POINT
from glovebook.physics.geometry import disc_area
from glovebook.physics.sample import Sample, sample_of
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.schema.table import Table
from glovebook.validators.chain import DIMENSIONS
from glovebook.validators.compare import (
    SETTING,
    UNIT_SLIP,
    asks,
    differs,
    in_other_unit,
    known,
    like,
    slip,
    spread,
    times,
)
from glovebook.validators.kinds.eis.raw import tables
from glovebook.validators.rule import Hit, View, rule

NEAR = 5.0
"""Difference in K that lies between an oven and a sample in it: house rule."""
_DIMENSION = re.compile(r"(?:.*\b)?(thickness|diameter|area)\b[^:]*", re.IGNORECASE)
_KIND = {"thickness": "length", "diameter": "length", "area": "area"}
SLIPS = {
    **UNIT_SLIP,
    2.0: "the diameter in place of the radius",
    0.5: "the radius in place of the diameter",
    4.0: "the diameter in place of the radius",
    0.25: "the radius in place of the diameter",
    10.0: "a slipped point",
    0.1: "a slipped point",
    100.0: "mm² for cm²",
    0.01: "mm² for cm²",
}
COPIED = ("eis/same-file", "files/shared")
"""Rules that say that a file is not that of its spectrum."""


def _stated(table: Table, key: str, kind: str) -> Quantity | None:
    try:
        return Quantity.parse(table.metadata[key], kind)
    except (KeyError, QuantityError):
        return None


@rule(
    "eis/temperature-in-file",
    "error",
    draft="off",
    archive="must",
    yields_to=("eis/plausible-temperature", "eis/one-temperature", *COPIED),
)
def temperature_in_file(view: View) -> Iterator[Hit]:
    """The temperature in the header of a file is that of its spectrum, within 5 K (house rule)."""
    for index, table in tables(view):
        written = cast(Eis, view.entry).spectra[index].temperature
        own, found = known(written), known(_stated(table, "temperature", "temperature"))
        if written is None or own is None or found is None or abs(own - found) <= NEAR:
            continue
        slipped = abs(abs(own - found) - ICE_POINT) <= NEAR
        path = f"spectra[{index}].temperature"
        other = "K" if written.unit == "°C" else "°C"
        text = written.text.replace(written.unit, other) if slipped else ""
        yield Hit.asking(
            path,
            f"{cast(Eis, view.entry).spectra[index].file} was measured at {table.metadata['temperature']}, the entry "
            f"says {written}",
            text,
            "check the temperature, and whether this is the file of this spectrum",
            {"entry_k": own, "file_k": found},
        )


@rule("eis/amplitude-in-file", "error", draft="off", archive="must", yields_to=COPIED)
def amplitude_in_file(view: View) -> Iterator[Hit]:
    """The amplitude in the header of a file is that of the entry."""
    written = cast(Eis, view.entry).amplitude
    own = known(written)
    for index, table in tables(view) if own else ():
        found = known(_stated(table, "amplitude", "voltage"))
        if written is None or not own or not found or not differs(own, found, SETTING + spread(written)):
            continue
        text = in_other_unit(written, own / found)
        yield Hit.asking(
            "amplitude",
            f"{cast(Eis, view.entry).spectra[index].file} was measured with {table.metadata['amplitude']}, the entry "
            f"says {written}",
            text,
            "correct the amplitude, or name the file of this series",
            {"entry_v": own, "file_v": found},
            words=slip(own / found, UNIT_SLIP),
        )
        return


@rule(
    "eis/geometry-in-file",
    "error",
    draft="off",
    archive="must",
    source="definition",
    formula="A = pi d^2 / 4",
    yields_to=(
        *DIMENSIONS,
        *COPIED,
    ),
)
def geometry_in_file(view: View) -> Iterator[Hit]:
    """Thickness, diameter and area in the header of a file are those of the pellet or cell that was measured.

    Where all files of an entry say otherwise, its link is in doubt. An area is compared with A = pi d^2 / 4.
    """
    entry, sample = cast(Eis, view.entry), sample_of(view.entry, view.linked)
    expected = _expected(sample)
    if not expected or entry.measured_on is None:
        return
    seen = [(index, _dimensions(table)) for index, table in tables(view)]
    told = [(index, header) for index, header in seen if header]
    wrong = [
        (index, name, value)
        for index, header in told
        for name, value in list(header.items())
        if name in expected and _is_other(value, expected[name])
    ]
    first = {index: (name, value) for index, name, value in reversed(wrong)}
    everywhere = len(first) == len(told) > 1
    for index in sorted(first)[: 1 if everywhere else None]:
        name, value = first[index]
        own, _, who = expected[name]
        words = slip(value.si / own, SLIPS)
        link = f"{entry.measured_on.entry} may not be what was measured; check the link and its {name}"
        yield Hit(
            "measured_on.entry" if everywhere else f"spectra[{index}].file",
            f"the header of {entry.spectra[index].file} says {name} {value}, {times(value.si / own)} that of "
            f"{who}, {like(own, value)}",
            link if everywhere else asks("", words, "correct the header, or name the file of this spectrum"),
            {f"file_{name}_si": value.si, f"sample_{name}_si": own},
        )


def _dimensions(table: Table) -> Mapping[str, Quantity]:
    """Thickness, diameter and area as a header states them, thickness first."""
    found: dict[str, Quantity] = {}
    for key, text in table.metadata.items():
        match = _DIMENSION.fullmatch(key)
        name = match[1].lower() if match else ""
        value = _stated(table, key, _KIND[name]) if name and text else None
        if value is not None and known(value):
            found.setdefault(name, value)
    return {name: found[name] for name in _KIND if name in found}


def _expected(sample: Sample) -> Mapping[str, tuple[float, float, str]]:
    """Dimension -> its value in SI, how far it may be off, and whose it is; an area also follows from a diameter."""
    found: dict[str, tuple[float, float, str]] = {}
    for part in (sample.thickness, sample.face):
        value = known(part.quantity) if part else None
        if part and value:
            found[part.name] = (value, spread(part.quantity), part.owner)
            if part.name == "diameter":
                found["area"] = (disc_area(value), 2 * spread(part.quantity), part.owner)
    return found


def _is_other(value: Quantity, expected: tuple[float, float, str]) -> bool:
    own, doubt, _ = expected
    return differs(value.si, own, SETTING + spread(value) + doubt)
