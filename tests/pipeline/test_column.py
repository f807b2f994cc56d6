"""Quantities as columns of pandas."""

from __future__ import annotations

from math import isnan

import pandas as pd
import pytest

import glovebook
from glovebook.schema.quantity import Quantity
from glovebook.schema.refusal import Refusal

THICK = [Quantity.parse(text) for text in ("1.02(2) mm", "980 µm", "~0.1 cm")]


def test_unit_of_the_first() -> None:
    """Without a unit asked for, the first quantity's is taken, and all numbers are in it."""
    actual = glovebook.column(THICK)
    assert (actual.tolist(), actual.attrs, actual.name) == ([1.02, 0.98, 1.0], {"unit": "mm"}, "value")
    assert actual.dtype == float


def test_unit_asked_for() -> None:
    """Any spelling of a unit of the kind may be asked for; the symbol of the table stands in the attributes."""
    actual = glovebook.column(THICK, "um")
    assert (actual.tolist(), actual.attrs["unit"]) == ([1020.0, 980.0, 1000.0], "µm")


def test_temperatures_and_differences() -> None:
    """A temperature is converted with its offset, a difference without."""
    assert glovebook.column([Quantity.parse("298.15 K"), Quantity.parse("25 °C")], "°C").tolist() == [25.0, 25.0]
    difference = Quantity.parse("5 K", "temperature_difference")
    assert glovebook.column([difference], "°C").tolist() == [5.0]


def test_labels_and_gaps() -> None:
    """A mapping gives the labels of the rows; where there is no quantity there is NaN."""
    actual = glovebook.column({"p7": THICK[0], "p8": None, "p9": THICK[1]}, "mm")
    assert list(actual.index) == ["p7", "p8", "p9"]
    assert isnan(actual["p8"])
    assert (actual["p7"], actual["p9"]) == (1.02, 0.98)


def test_uncertainties_beside() -> None:
    """``columns`` has the standard uncertainties, converted too, and says the unit of both columns."""
    actual = glovebook.columns(THICK, "µm")
    expected = pd.DataFrame({"value": [1020.0, 980.0, 1000.0], "uncertainty": [20.0, None, None]})
    pd.testing.assert_frame_equal(expected, actual)
    assert actual.attrs == {"units": {"value": "µm", "uncertainty": "µm"}}


@pytest.mark.parametrize(
    ("texts", "unit", "message"),
    [
        (["1 mm", "1 V"], None, "'mm' is a length, not a voltage"),
        (["1 mm"], "V", "'V' is a voltage, not a length"),
        (["1 mm"], "furlong", "'furlong' in 'furlong' is no known unit"),
        (["1..2 mm"], None, "'1..2 mm' is a range, and no single number"),
        (["1 mm", "< 1 mm"], "µm", "'< 1 mm' is a bound, and no single number"),
        ([], None, "there is no quantity to make a column of"),
    ],
)
def test_refused(texts: list[str], unit: str | None, message: str) -> None:
    """What makes no column of one kind in one unit is refused, with the value quoted."""
    with pytest.raises(Refusal) as caught:
        glovebook.column([Quantity.parse(text) for text in texts], unit)
    assert message == caught.value.message
