"""Zahner .ism: against files made here, against Zahner's own importer, and against damage."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glovebook.readers import read
from glovebook.schema.refusal import Refusal

Make = Callable[..., bytes]
FREQUENCY, MODULUS, PHASE = (1e3, 1e2, 1e1), (10.0, 20.0, 40.0), (-1.5, -1.0, -0.5)


def test_columns_units_and_settings(make_ism: Make) -> None:
    """A plain file gives impedance, time and significance with units, and what its header states."""
    table = read(make_ism(FREQUENCY, MODULUS, PHASE), "p7.ism")
    assert table.reader == "zahner_ism"
    assert list(table.columns) == [
        "frequency_hertz",
        "real_impedance_ohm",
        "imaginary_impedance_ohm",
        "test_time_second",
        "significance",
    ]
    assert table.units == dict(zip(table.columns, ["Hz", "ohm", "ohm", "s", ""], strict=True))
    assert table.columns["real_impedance_ohm"].tolist() == (np.cos(PHASE) * MODULUS).tolist()
    assert table.columns["imaginary_impedance_ohm"].tolist() == (np.sin(PHASE) * MODULUS).tolist()
    assert table.columns["test_time_second"].tolist() == [0.0, 2.0, 4.0]
    assert table.columns["significance"].tolist() == [1.0, 0.999, 0.998]
    assert dict(table.metadata) == {
        "date": "2024-07-16T09:32:48",
        "time_zone": "not stated in the file; the clock of the measuring computer",
        "system": "Pellet p7",
        "voltage": "0.0V, Ampl: 10mV",
        "current": "0nA",
        "temperature": "23.8C",
        "time_window": "09:32:45 - 09:37:42",
        "comment_1": "First Line",
        "amplitude": "10 mV",
    }
    assert table.notes == ["imaginary part negative for capacitive; from the modulus and phase that the file holds"]


def test_recorded_tracks(make_ism: Make) -> None:
    """Voltage and current of each point are read where the settings say that they follow."""
    table = read(make_ism(FREQUENCY, MODULUS, PHASE, tracks=True), "p7.ism")
    assert table.columns["voltage_volt"].tolist() == [0.5, 1.5, 2.5]
    assert table.columns["current_ampere"].tolist() == [0.0, 1e-9, 2e-9]


def test_galvanostatic_amplitude(make_ism: Make) -> None:
    """The amplitude is a current where the string of the current mentions it."""
    header = ["020725", "mea13", "1.443V", "99.9mA, Ampl: 10mA", *[""] * 8]
    table = read(make_ism(FREQUENCY, MODULUS, PHASE, header=header), "p7.ism")
    assert table.metadata["amplitude"] == "10 mA"


def test_points_before_the_sweep_are_left_out(make_ism: Make) -> None:
    """Points measured on the way up to the highest frequency are left out, and said to be."""
    table = read(make_ism((50.0, 500.0, *FREQUENCY), (15.0, 12.0, *MODULUS), (-1.0, -1.2, *PHASE)), "p7.ism")
    assert table.columns["frequency_hertz"].tolist() == list(FREQUENCY)
    assert table.notes[1] == "2 of 5 points left out: measured twice, outside the sweep from 1000 Hz to 10 Hz"


def test_file_without_settings(make_ism: Make) -> None:
    """What Zahner's own export writes ends behind the strings; that is said, not refused."""
    table = read(make_ism(FREQUENCY, MODULUS, PHASE, settings=False), "p7.ism")
    assert "amplitude" not in table.metadata
    assert table.notes[-1] == "the file holds no settings behind its texts"


def test_every_truncation_is_refused(make_ism: Make) -> None:
    """Cut anywhere but right behind the strings, a file is refused with the byte where it ends."""
    whole = make_ism(FREQUENCY, MODULUS, PHASE, tracks=True)
    without_settings = len(make_ism(FREQUENCY, MODULUS, PHASE, settings=False))
    for length in range(1, len(whole)):
        if length == without_settings:
            continue
        with pytest.raises(Refusal, match=r"^p7\.ism: byte \d+: "):
            read(whole[:length], "p7.ism")


def test_message_for_a_truncated_file(make_ism: Make) -> None:
    """The message names the place, what ends there, and the remedy."""
    with pytest.raises(Refusal) as caught:
        read(make_ism(FREQUENCY, MODULUS, PHASE)[:40], "p7.ism")
    assert str(caught.value) == (
        "p7.ism: byte 40: the file ends inside the moduli, which reaches to byte 60; copy it again from the instrument"
    )


def test_message_for_a_foreign_file() -> None:
    """A file that only has the extension is refused at its first byte."""
    with pytest.raises(Refusal) as caught:
        read(b"hello world", "p7.ism")
    assert str(caught.value) == (
        "p7.ism: byte 0: a Zahner .ism file begins with 00 00 FF FF FF FE, this one with 68 65 6C 6C 6F 20; "
        "give it the extension of its own format, or export the spectrum as text with named columns"
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"frequency": (1e3, -1.0, 1e1)}, "byte 20: -1 is no frequency of an impedance spectrum (point 2 of 3)"),
        ({"modulus": (10.0, 0.0, 1e1)}, "byte 44: 0 is no modulus of an impedance spectrum (point 2 of 3)"),
        ({"phase": (-1.5, -1.0, 90.0)}, "byte 76: 90 is no phase of an impedance spectrum (point 3 of 3)"),
        ({"modulus": (float("nan"), 1.0, 1.0)}, "byte 36: nan is no modulus of an impedance spectrum (point 1 of 3)"),
    ],
)
def test_numbers_that_are_no_spectrum(make_ism: Make, change: dict[str, tuple[float, ...]], message: str) -> None:
    """Other Zahner files share the signature; their numbers give them away, with the byte."""
    points = {"frequency": FREQUENCY, "modulus": MODULUS, "phase": PHASE} | change
    with pytest.raises(Refusal) as caught:
        read(make_ism(**points), "p7.ism")
    assert caught.value.message == f"p7.ism: {message}"


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 500), byte=st.integers(0, 255))
def test_a_changed_byte_never_breaks_the_reader(make_ism: Make, place: int, byte: int) -> None:
    """Whatever one byte is changed to, the file is read or refused, never anything else."""
    content = bytearray(make_ism(FREQUENCY, MODULUS, PHASE, tracks=True))
    content[place % len(content)] = byte
    with suppress(Refusal):
        assert len(read(bytes(content), "p7.ism")) >= 1


@pytest.mark.parametrize("name", ["rc-data.ism", "geis-100ma.ism"])
def test_measured_files_against_zahners_importer(shared_data: Path, name: str) -> None:
    """Both measured files agree with zahner-analysis to the last digit, in columns and in the date."""
    oracle = pytest.importorskip(
        "zahner_analysis.file_import.ism_import", reason="zahner-analysis, the oracle, is not installed"
    )
    content = (shared_data / "eis" / name).read_bytes()
    table, other = read(content, name), oracle.IsmImport(content)
    impedance = other.getComplexImpedanceArray()
    assert table.columns["frequency_hertz"][::-1].tolist() == other.getFrequencyArray().tolist()
    assert table.columns["real_impedance_ohm"][::-1].tolist() == impedance.real.tolist()
    assert table.columns["imaginary_impedance_ohm"][::-1].tolist() == impedance.imag.tolist()
    assert table.columns["voltage_volt"][::-1].tolist() == other.getTrack("Voltage/V").tolist()
    assert table.columns["current_ampere"][::-1].tolist() == other.getTrack("Current/A").tolist()
    assert table.metadata["date"] == other.getMeasurementStartDateTime().isoformat(timespec="seconds")


def test_current_voltage_file_with_the_same_signature(shared_data: Path) -> None:
    """A measured Zahner .isw file is told apart from a spectrum."""
    with pytest.raises(Refusal, match=r"byte \d+: \S+ is no frequency of an impedance spectrum"):
        read(shared_data / "cv" / "21-cp-625ma-5min.isw")
