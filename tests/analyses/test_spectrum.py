"""What is odd about a spectrum is said before it is fitted, and what cannot be one is refused."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from glovebook.analyses.spectrum import Remark, Remarks, Spectrum, spectrum
from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table


def spectrum_of(frequency: Sequence[float], impedance: Sequence[complex]) -> Spectrum:
    """The spectrum of a table with these rows."""
    z = np.array(impedance)
    columns = {
        "frequency_hertz": np.array(frequency),
        "real_impedance_ohm": z.real,
        "imaginary_impedance_ohm": z.imag,
    }
    return spectrum(Table(columns, {}), "p7.txt")


def test_rows_come_from_high_to_low_frequency() -> None:
    """Any order of rows gives the same arrays."""
    found = spectrum_of([1.0, 100.0, 10.0], [3 - 1j, 1 - 1j, 2 - 1j])
    assert found.frequency.tolist() == [100.0, 10.0, 1.0]
    assert found.impedance.tolist() == [1 - 1j, 2 - 1j, 3 - 1j]
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("frequency", "impedance", "remark"),
    [
        (
            [1e3, 1e2, 1e1],
            [1 + 2j, 2 - 1j, 3 - 1j],
            Remark("inductive at high frequencies, as cables are", "above 100 Hz"),
        ),
        (
            [1e3, 1e2, 1e1],
            [1 + 2j, 2 + 1j, 3 - 1j],
            Remark(
                "most imaginary parts are positive: an inductive sample, or a column whose name has the wrong sign "
                "(then rename it: Z'' to -Z'', or -Z'' to Z'')"
            ),
        ),
        (
            [1e3, 1e2, 1e1],
            [-1 - 2j, 2 - 1j, 3 - 1j],
            Remark("points whose real part is not positive are left out of the fit", "1e+03 Hz"),
        ),
        (
            [1e3, 1e2, 1e2],
            [1 - 2j, 2 - 1j, 3 - 1j],
            Remark("some frequencies were measured more than once; all points are used", "1"),
        ),
    ],
)
def test_oddities(frequency: list[float], impedance: list[complex], remark: Remark) -> None:
    """Each oddity is remarked on once, with its place."""
    assert spectrum_of(frequency, impedance).remarks == (remark,)


def test_points_that_are_not_passive() -> None:
    """Points with a negative real part are marked."""
    assert spectrum_of([2.0, 1.0], [-1 - 2j, 2 - 1j]).passive.tolist() == [False, True]


@pytest.mark.parametrize(
    ("frequency", "impedance", "message"),
    [
        ([2.0, 0.0], [1 - 1j, 1 - 1j], "p7.txt: row 2 has a frequency or an impedance that is not positive and finite"),
        (
            [2.0, 1.0],
            [complex("nan"), 1 - 1j],
            "p7.txt: row 1 has a frequency or an impedance that is not positive and finite",
        ),
        ([2.0, 1.0], [-1 - 1j, -1 - 1j], "p7.txt: no real part is positive"),
    ],
)
def test_refusals(frequency: list[float], impedance: list[complex], message: str) -> None:
    """What no spectrum can hold is refused with the row."""
    with pytest.raises(Refusal) as caught:
        spectrum_of(frequency, impedance)
    assert caught.value.message == message
    assert caught.value.hint


def test_table_of_something_else() -> None:
    """A table without impedance is refused by the column that it lacks."""
    with pytest.raises(Refusal) as caught:
        spectrum(Table({"voltage_volt": np.array([1.0])}, {}), "cv.txt")
    assert str(caught.value) == "cv.txt has no column frequency_hertz; name the file of an impedance spectrum"


def test_remarks_are_said_once() -> None:
    """The same remark on two spectra becomes one line with both."""
    remarks = Remarks()
    remarks.add(Remark("inductive", "above 1 Hz"), "300 K")
    remarks.add(Remark("noisy"), "310 K")
    remarks.add(Remark("inductive"), "320 K")
    assert remarks.lines() == ["inductive (300 K: above 1 Hz, 320 K)", "noisy (310 K)"]
