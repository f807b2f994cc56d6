"""What arcs stand for, by their capacitance and their place in the measured window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from glovebook.analyses.assignment import Assignment, assign
from glovebook.analyses.circuits import parse
from glovebook.analyses.fit import fit
from glovebook.analyses.spectrum import Remark

CONSTANT = 40.0
"""Cell constant in 1/m: 0.4 in 1/cm."""


def assignment(
    made: Callable[..., Any], name: str, values: tuple[float, ...], constant: float | None = CONSTANT
) -> Assignment:
    """The assignment of the fit to a spectrum made from these parameters."""
    spectrum = made(name, values, noise=0.001)
    return assign(fit(spectrum.frequency, spectrum.impedance, parse(name)), constant, 1e6)


def test_bulk_and_grain_boundary(made: Callable[..., Any]) -> None:
    """Picofarads are the bulk, nanofarads a grain boundary; both make up the total."""
    found = assignment(made, "(R|C)-(R|C)-Q", (1e6, 5e-12, 1e6, 1e-9, 1e-5, 0.9))
    assert found == Assignment(("bulk", "grain boundary"), ("r_1", "r_2"), "r_1", ())


def test_only_the_fastest_arc_is_the_bulk(made: Callable[..., Any]) -> None:
    """A second arc of bulk-like capacitance is a grain boundary."""
    found = assignment(made, "(R|C)-(R|C)-Q", (1e6, 5e-12, 1e7, 2e-11, 1e-5, 0.9))
    assert found.origins == ("bulk", "grain boundary")


def test_electrode_arc_is_left_out(made: Callable[..., Any]) -> None:
    """An arc of microfarads belongs to an electrode: it is not part of the total, and that is said."""
    found = assignment(made, "(R|C)-(R|C)", (1e6, 5e-12, 1e5, 1e-6))
    assert found.origins == ("bulk", "electrode")
    assert (found.total, found.bulk) == (("r_1",), "")
    assert found.remarks == (Remark("an arc with the capacitance of an electrode is not part of the total", "r_2"),)


def test_without_geometry_nothing_is_assigned(made: Callable[..., Any]) -> None:
    """Capacitances cannot be compared without the cell constant; all arcs make up the total."""
    found = assignment(made, "(R|C)-(R|C)-Q", (1e6, 5e-12, 1e6, 1e-9, 1e-5, 0.9), None)
    assert (found.origins, found.total, found.bulk) == (("", ""), ("r_1", "r_2"), "")


def test_single_arc_is_total_only(made: Callable[..., Any]) -> None:
    """One arc does not separate the bulk."""
    assert assignment(made, "(R|Q)-Q", (1e5, 5e-11, 0.95, 1e-5, 0.9)).bulk == ""


@pytest.mark.parametrize(
    ("name", "values", "remark"),
    [
        (
            "R-Q",
            (2e3, 1e-6, 0.85),
            Remark("sigma is total only: the arc lies outside the measured frequencies"),
        ),
        (
            "R-(R|Q)-Q",
            (3e3, 2e4, 1e-9, 0.9, 2e-6, 0.88),
            Remark("sigma is total only: an arc lies above the measured frequencies and shows as r_0"),
        ),
        (
            "(R|C)-Q",
            (2e4, 5e-12, 2e-6, 0.88),
            Remark(
                "the top of the first arc lies above the measured frequencies: its resistance is extrapolated",
                "1.6e+06 Hz",
            ),
        ),
        (
            "(R|C)-(R|C)-Q",
            (1e6, 5e-12, 1e6, 3e-11, 1e-5, 0.9),
            Remark("the first two arcs overlap: their sum is known better than either"),
        ),
    ],
)
def test_limits_of_the_window(made: Callable[..., Any], name: str, values: tuple[float, ...], remark: Remark) -> None:
    """Where the arc lies outside the window or arcs overlap, the result says what that means."""
    assert assignment(made, name, values).remarks == (remark,)


def test_series_resistance_is_part_of_the_total(made: Callable[..., Any]) -> None:
    """A resistance in series with a blocking electrode belongs to the sample."""
    assert assignment(made, "R-(R|Q)-Q", (3e3, 2e4, 1e-9, 0.9, 2e-6, 0.88)).total == ("r_0", "r_1")
