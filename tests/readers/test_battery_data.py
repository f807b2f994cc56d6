"""Time series in the names of the Battery Data Format."""

from __future__ import annotations

import io

import numpy as np
import pytest

from glovebook.readers import read
from glovebook.schema.refusal import Refusal

TEXT = (
    b"test_time_second,voltage_volt,current_ampere,cycle_count\n0,2.40,-7.2e-6,1\n60,2.3,-7.2e-6,1\n120,1.0,7.2e-6,2\n"
)


def test_columns_and_units() -> None:
    """The columns are those of the file, with the units that their names end in; numpy reads the same numbers."""
    table = read(TEXT, "c3.csv")
    expected = np.genfromtxt(io.BytesIO(TEXT), delimiter=",", names=True)
    assert dict(table.units) == {
        "test_time_second": "s",
        "voltage_volt": "V",
        "current_ampere": "A",
        "cycle_count": "",
    }
    for name in table.columns:
        assert table.columns[name].tolist() == expected[name].tolist()
    assert (table.reader, len(table)) == ("battery_data", 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"test_time_second,voltage_volt\n0,a\n", "x.csv:2: voltage_volt: 'a' is no number"),
        (b"test_time_second,voltage_volt\n0\n", "x.csv:2: 1 cells where line 1 names 2 columns"),
        (b"test_time_second,test_time_second\n0,0\n", "x.csv:1: two columns have one name"),
        (b"test_time_second,voltage_volt\n", "x.csv: there are no rows below the names of the columns"),
    ],
)
def test_refused(text: bytes, message: str) -> None:
    """What is no table of numbers is refused with the line."""
    with pytest.raises(Refusal) as refused:
        read(text, "x.csv")
    assert message == refused.value.message
