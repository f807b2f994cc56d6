"""Results in the index: values and series, the newest of each method, and whether they are stale."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from glovebook.schema.result import Input, Result, Row, Value
from glovebook.store.edit import edit
from glovebook.store.index import Changes, Index
from glovebook.store.index.query import find
from glovebook.store.index.stale import Stale
from glovebook.store.notebook import Notebook, sha256_of
from glovebook.store.results import store


@pytest.fixture
def index(notebook: Notebook) -> Iterator[Index]:
    """The index of the notebook with p1 and e1."""
    with Index.open(notebook) as opened:
        opened.refresh()
        yield opened


def put(notebook: Notebook, number: int, sigma: float) -> Path:
    """The folder of a stored result of e1, which rests on e1 and a raw file."""
    paths = ("entries/e1.gb.yaml", "data/a.txt")
    rows: list[Row] = [
        {"temperature": Value(330.0, "K"), "sigma_total": Value(sigma, "S/cm", sigma / 50), "circuit": "R-Q"},
        {"temperature": Value(372.0, "K"), "sigma_total": Value(10 * sigma, "S/cm"), "circuit": "R-Q"},
    ]
    inputs = [Input(path, sha256_of(notebook.root / path)) for path in paths]
    result = Result("impedance", {"r_total": Value(2.0, "kohm")}, rows, id=f"e1/impedance/{number:03d}", inputs=inputs)
    return store(notebook, result, {}).folder


def ids(index: Index, query: str) -> list[str]:
    """The ids of the entries found."""
    return [row.id for row in find(index, query).rows]


def test_values_and_series(notebook: Notebook, index: Index) -> None:
    """An entry is found by the numbers of its results, in any unit; the hit names the result."""
    put(notebook, 1, 1e-5)
    assert Changes(results=("e1/impedance/001",)) == index.refresh()
    found = find(index, "sigma_total > 5e-5 S/cm")
    assert [row.id for row in found.rows] == ["e1"]
    (match,) = found.matches([found.rows[0].path])[found.rows[0].path]
    assert (match.result, match.path, match.text) == ("e1/impedance/001", "series[1].sigma_total", "1 × 10⁻⁴ S/cm")
    assert ids(index, "r_total 1900..2100 ohm") == ["e1"]
    assert Changes() == index.refresh()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sigma_total > 5e-5 S/cm at temperature 360..380 K", ["e1"]),
        ("sigma_total > 5e-5 S/cm at temperature 330 K", []),
        ("sigma_total > 5e-5 S/cm and temperature = 330 K", ["e1"]),
        ("sigma_total = 1e-5 S/cm at temperature 330 K", ["e1"]),
        ("sigma_total > 5e-5 S/cm at amplitude 10 mV", ["e1"]),
        ("sigma_total > 5e-5 S/cm at amplitude 20 mV", []),
    ],
)
def test_at_a_condition(notebook: Notebook, index: Index, query: str, expected: list[str]) -> None:
    """``at`` asks for both in one row of the series; what the entry says as a whole holds for each row."""
    series = notebook.root / "entries/e1.gb.yaml"
    series.write_text(edit(series.read_text("utf-8"), {"amplitude": "10 mV"}), "utf-8")
    put(notebook, 1, 1e-5)
    index.refresh()
    assert expected == ids(index, query)


def test_the_newest_answers(notebook: Notebook, index: Index) -> None:
    """Of the results of a method the newest counts; where it is taken away, the one before does."""
    put(notebook, 1, 1e-5)
    newest = put(notebook, 2, 1e-7)
    index.refresh()
    assert ids(index, "sigma_total > 5e-5 S/cm") == []
    assert ids(index, "sigma_total < 2e-7 S/cm") == ["e1"]
    shutil.rmtree(newest)
    assert Changes(results=("e1/impedance/002",)) == index.refresh()
    assert ids(index, "sigma_total > 5e-5 S/cm") == ["e1"]


def test_the_newest_that_rests_on_the_entries_answers(notebook: Notebook, index: Index) -> None:
    """A result of a change that was taken back gives way to the one that fits the entry again."""
    series = notebook.root / "entries/e1.gb.yaml"
    before = series.read_bytes()
    put(notebook, 1, 1e-5)
    series.write_bytes(before + b"# changed\n")
    put(notebook, 2, 1e-7)
    index.refresh()
    assert ids(index, "sigma_total < 2e-7 S/cm") == ["e1"]
    series.write_bytes(before)
    index.refresh()
    assert ids(index, "sigma_total < 2e-7 S/cm") == []
    series.write_bytes(before + b"# other\n")
    index.refresh([series])
    assert ids(index, "sigma_total < 2e-7 S/cm") == ["e1"]


def test_stale(notebook: Notebook, index: Index) -> None:
    """A result whose inputs have changed is still found, and known to be stale, with the reasons."""
    put(notebook, 1, 1e-5)
    index.refresh()
    stale = Stale(index)
    assert stale.reasons(["e1/impedance/001"]) == {"e1/impedance/001": []}
    (notebook.root / "data/a.txt").unlink()
    series = notebook.root / "entries/e1.gb.yaml"
    series.write_text(edit(series.read_text("utf-8"), {"title": "other"}), "utf-8")
    index.refresh()
    reasons = ["entries/e1.gb.yaml has changed", "data/a.txt is gone"]
    assert {"e1/impedance/001": reasons} == stale.reasons(["e1/impedance/001"])
    assert ids(index, "sigma_total > 5e-5 S/cm") == ["e1"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"values": 1}', b"\xff"])
def test_what_is_no_result(notebook: Notebook, index: Index, content: bytes) -> None:
    """A broken ``result.json`` has no values, and the one before it counts."""
    put(notebook, 1, 1e-5)
    broken = notebook.root / "results/e1/impedance/002/result.json"
    broken.parent.mkdir()
    broken.write_bytes(content)
    assert Changes(results=("e1/impedance/001",)) == index.refresh()
    assert ids(index, "sigma_total > 5e-5 S/cm") == ["e1"]
    broken.write_bytes((notebook.root / "results/e1/impedance/001/result.json").read_bytes().replace(b"e-05", b"e-09"))
    assert Changes(results=("e1/impedance/002",)) == index.refresh()
    assert ids(index, "sigma_total < 2e-9 S/cm") == ["e1"]


def test_links_are_not_followed(notebook: Notebook, index: Index, tmp_path: Path) -> None:
    """A symbolic link below ``results`` leads nowhere."""
    put(notebook, 1, 1e-5)
    (notebook.root / "results/e1").rename(tmp_path / "e1")
    (notebook.root / "results/e1").symlink_to(tmp_path / "e1")
    assert Changes() == index.refresh()
