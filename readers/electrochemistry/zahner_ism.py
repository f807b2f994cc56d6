"""Zahner impedance spectra, ``.ism``.

Written by:
    Thales, the software of Zahner IM6, IM6ex and Zennium workstations.

Layout:
    Big-endian. Signature 00 00 FF FF FF FE; six bytes: index of the last point; then, each for all points, frequency,
    modulus and phase (8-byte floats), time (8-byte float, seconds since 1980-01-01, the computer's clock),
    significance (2-byte integer, thousandths). Then strings, each a 2-byte length and as many ASCII characters with
    upper and lower case swapped: date ddmmyy, system, voltage, current, temperature, time window, four comments,
    electrode area, one more. Then a 2-byte flag and 32 floats, of which number 25 is the amplitude in mV or mA and
    bit 15 of number 27, together with a flag above 256, says that voltage and current of each point follow.
    Files without anything behind the strings exist (Zahner's own export).

Columns (unit):
    frequency_hertz (Hz), real_impedance_ohm and imaginary_impedance_ohm (ohm, negative for capacitive), from modulus
    and phase; test_time_second (s, since the first point); significance (0 to 1); where recorded, voltage_volt (V)
    and current_ampere (A).

Uncertainty:
    The file states none; significance is the instrument's own measure of quality.

Not read:
    The points measured before the sweep proper, on the way from the start frequency to the far end, which Zahner's
    software leaves out as well; what else lies behind the strings. Thales stores no time zone.

Checked against:
    Zahner's own importer zahner-analysis 26 on two real files (a dummy cell, 75 points; an electrolyser, 33 points),
    equal to the last digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table

SIGNATURE = b"\x00\x00\xff\xff\xff\xfe"
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - the clock of the computer, whose time zone the file does not state
HEADER_TEXTS = (
    "date",
    "system",
    "voltage",
    "current",
    "temperature",
    "time_window",
    "comment_1",
    "comment_2",
    "comment_3",
    "comment_4",
    "electrode_area",
    "",
)
"""The strings in their order; the last one is not understood."""
SETTINGS = 32
AMPLITUDE, TRACKS = 25, 27
"""Which of the settings hold the amplitude and the flags of recorded tracks."""

_SWAP = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
_COPY = "copy it again from the instrument"


@dataclass
class _Cursor:
    """A position in the bytes that names itself when they end too soon."""

    content: bytes
    name: str
    at: int = 0

    def take(self, length: int, what: str) -> bytes:
        if self.at + length > len(self.content):
            raise Refusal(
                f"{self.name}: byte {len(self.content)}: the file ends inside the {what}, "
                f"which reaches to byte {self.at + length}",
                _COPY,
            )
        self.at += length
        return self.content[self.at - length : self.at]

    def floats(self, count: int, what: str) -> NDArray[np.float64]:
        return np.frombuffer(self.take(8 * count, what), dtype=">f8").astype(np.float64)

    def integer(self, length: int, what: str) -> int:
        return int.from_bytes(self.take(length, what), "big", signed=True)

    def text(self, what: str) -> str:
        length = self.integer(2, f"length of the {what}")
        if length < 0:
            raise Refusal(f"{self.name}: byte {self.at - 2}: the length of the {what} is {length}", _COPY)
        return self.take(length, what).decode("latin-1").translate(_SWAP).strip()


def read_bytes(content: bytes, name: str) -> Table:
    """The spectrum as a table in the order of measurement; refused where the bytes are cut short or foreign."""
    cursor = _Cursor(content, name)
    count = _count(cursor)
    frequency = cursor.floats(count, "frequencies")
    modulus = cursor.floats(count, "moduli")
    phase = cursor.floats(count, "phases")
    time = np.abs(cursor.floats(count, "times"))
    _demand_impedance(cursor, frequency, modulus, phase, time)
    significance = np.frombuffer(cursor.take(2 * count, "significances"), dtype=">i2") / 1000
    texts = {what: cursor.text(what.replace("_", " ") or "last string") for what in HEADER_TEXTS}
    columns = {
        "frequency_hertz": frequency,
        "real_impedance_ohm": np.cos(phase) * modulus,
        "imaginary_impedance_ohm": np.sin(phase) * modulus,
        "test_time_second": time - time.min(),
        "significance": significance,
    }
    metadata = _metadata(texts, float(time.min()))
    end_of_texts = cursor.at
    if cursor.at < len(content):
        flag = cursor.integer(2, "flag")
        settings = cursor.floats(SETTINGS, "settings")
        metadata |= _amplitude(texts, float(settings[AMPLITUDE]))
        if flag > 256 and 0 <= settings[TRACKS] < 2**53 and int(settings[TRACKS]) & 0x8000:
            tracks = cursor.floats(2 * count, "voltages and currents").reshape(count, 2)
            columns |= {"voltage_volt": tracks[:, 0], "current_ampere": tracks[:, 1]}
    sweep, notes = _sweep(frequency)
    if cursor.at == end_of_texts:
        notes.append("the file holds no settings behind its texts")
    units = {name: UNITS[name] for name in columns}
    return Table({key: column[sweep] for key, column in columns.items()}, units, metadata, notes, "zahner_ism")


UNITS = {
    "frequency_hertz": "Hz",
    "real_impedance_ohm": "ohm",
    "imaginary_impedance_ohm": "ohm",
    "test_time_second": "s",
    "significance": "",
    "voltage_volt": "V",
    "current_ampere": "A",
}


def _count(cursor: _Cursor) -> int:
    if cursor.take(len(SIGNATURE), "signature") != SIGNATURE:
        raise Refusal(
            f"{cursor.name}: byte 0: a Zahner .ism file begins with 00 00 FF FF FF FE, this one with "
            f"{cursor.content[:6].hex(' ').upper()}",
            "give it the extension of its own format, or export the spectrum as text with named columns",
        )
    count = cursor.integer(6, "number of points") + 1
    if not 1 <= count <= len(cursor.content) // 8:
        raise Refusal(f"{cursor.name}: byte 6: {count} points do not fit into {len(cursor.content)} bytes", _COPY)
    return count


def _demand_impedance(
    cursor: _Cursor,
    frequency: NDArray[np.float64],
    modulus: NDArray[np.float64],
    phase: NDArray[np.float64],
    time: NDArray[np.float64],
) -> None:
    """Zahner's current-voltage files carry the same signature, so the numbers must look like a spectrum."""
    count = len(frequency)
    checks = (
        ("frequency", frequency, (frequency > 0) & (frequency < 1e9)),
        ("modulus", modulus, (modulus > 0) & (modulus < 1e16)),
        ("phase", phase, np.abs(phase) <= 2 * np.pi),
        ("time", time, time < 1e10),
    )
    for order, (what, values, good) in enumerate(checks):
        if not good.all():
            index = int(np.argmin(good))
            raise Refusal(
                f"{cursor.name}: byte {12 + 8 * (order * count + index)}: {values[index]:g} is no {what} of an "
                f"impedance spectrum (point {index + 1} of {count})",
                "check that this is an .ism file; current-voltage files (.isw, .isc) are not read yet",
            )


def _metadata(texts: dict[str, str], first_time: float) -> dict[str, str]:
    metadata = {
        "date": (EPOCH + timedelta(seconds=first_time)).isoformat(timespec="seconds"),
        "time_zone": "not stated in the file; the clock of the measuring computer",
    }
    return metadata | {key: text for key, text in texts.items() if key not in ("", "date") and text}


def _amplitude(texts: dict[str, str], value: float) -> dict[str, str]:
    """The amplitude with its unit: the string that mentions it tells volts from amperes."""
    for key, unit in (("voltage", "mV"), ("current", "mA")):
        if re.search("ampl", texts[key], re.IGNORECASE):
            return {"amplitude": f"{value:g} {unit}"}
    return {}


def _sweep(frequency: NDArray[np.float64]) -> tuple[slice, list[str]]:
    """The rows between the extreme frequencies, and a note on those left out."""
    first, last = sorted((int(np.argmin(frequency)), int(np.argmax(frequency))))
    notes = ["imaginary part negative for capacitive; from the modulus and phase that the file holds"]
    if left_out := len(frequency) - (last + 1 - first):
        notes.append(
            f"{left_out} of {len(frequency)} points left out: measured twice, outside the sweep from "
            f"{frequency[first]:g} Hz to {frequency[last]:g} Hz"
        )
    return slice(first, last + 1), notes
