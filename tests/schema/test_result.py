"""Words that the rooms hand to each other: results, tables, refusals."""

from __future__ import annotations

import json

import pytest

from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Input, Result, Value, shown
from glovebook.schema.table import Table
from glovebook.schema.task import silent


def test_result_reads_back() -> None:
    """A result written as JSON is the same result when read; its table is a file of its own."""
    result = Result(
        "impedance",
        values={"sigma_total": Value(1e-4, "S/cm", 2e-6), "n": Value(0.9, "")},
        series=[{"temperature": Value(298.0, "K"), "file": "a.txt", "points": 43.0, "note": None}],
        parameters={"circuit": "(R|Q)-Q", "starts": 16},
        source=["doi 10.1/x"],
        assumptions=["a"],
        warnings=["w"],
        synthetic=True,
        table=Table({"a": [1, 2]}, {"a": ""}),
        id="e1/impedance/001",
        entries=["e1", "p1"],
        inputs=[Input("data/a.txt", "0" * 64)],
        software={"glovebook": "0.1.0"},
        command="glovebook analyse e1",
        created="2026-01-01T00:00:00+00:00",
    )
    data = json.loads(json.dumps(result.as_json()))
    read = Result.from_json(data)
    assert read.as_json() == data
    assert read.values["sigma_total"] == Value(1e-4, "S/cm", 2e-6)
    assert read.series[0]["temperature"] == Value(298.0, "K")
    assert read.table is None


def test_table_has_rows() -> None:
    """A table is as long as its columns; without columns it is empty."""
    assert (len(Table({"a": [1, 2]}, {"a": ""})), len(Table({}, {}))) == (2, 0)


def test_refusal_says_both() -> None:
    """A refusal is a message and a remedy; without a remedy, the message."""
    assert (str(Refusal("no file", "check the path")), str(Refusal("no file"))) == (
        "no file; check the path",
        "no file",
    )


def test_nobody_watches() -> None:
    """The progress that nobody watches says nothing."""
    silent(1, 2, "half")


@pytest.mark.parametrize(
    ("value", "uncertainty", "expected"),
    [
        (0.8563, 0.0021, "0.8563 ± 0.0021 eV"),
        (1.02e-4, 5e-6, "(1.020 ± 0.050) × 10⁻⁴ eV"),
        (123456.0, 1234.0, "(1.235 ± 0.012) × 10⁵ eV"),
        (12.0, 30.0, "12 ± 30 eV"),
        (0.0, 0.01, "0.000 ± 0.010 eV"),
        (3.0, None, "3 eV"),
        (3.0, 0.0, "3 eV"),
        (-2.5e-9, None, "-2.5 × 10⁻⁹ eV"),
        (float("nan"), None, "nan eV"),
        (1.0, float("inf"), "1 eV"),
        (110.0000000000000426, 9.7e-15, "110 eV"),
        (0.0, 0.0, "0 eV"),
        (12345.678, 1.0, "12345.7 ± 1.0 eV"),
    ],
)
def test_number_with_uncertainty(value: float, uncertainty: float | None, expected: str) -> None:
    """The uncertainty is given with two digits and sets the digits of the value; noise of exact data is left out."""
    assert expected == shown(value, "eV", uncertainty) == str(Value(value, "eV", uncertainty))
