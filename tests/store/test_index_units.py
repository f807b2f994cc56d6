"""What a comparison finds of quantities that are written in every way, in any unit: held against intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glovebook.pipeline.new import init
from glovebook.store.index import Index
from glovebook.store.index.query import find

RECORDED = {
    "a": ("40 MPa", 40, 40, 0),
    "b": ("400 bar", 40, 40, 0),
    "c": ("3e7 Pa", 30, 30, 0),
    "d": ("< 40 MPa", -inf, (40, "open"), 0),
    "e": ("<= 0.04 GPa", -inf, 40, 0),
    "f": ("> 400 bar", (40, "open"), inf, 0),
    "g": (">= 30 MPa", 30, inf, 0),
    "h": ("300..500 bar", 30, 50, 0),
    "i": ("38(1) MPa", 38, 38, 2),
    "j": ("500(25) bar", 50, 50, 5),
    "k": ("~50 MPa", 50, 50, 5),
    "l": ("~300 bar", 30, 30, 3),
}
"""Text, lowest and highest MPa that it leaves possible (or the number that it stays below or above), and what ``maybe``
adds on either side: two standard uncertainties, or a tenth for ``~``."""
SIGNS: dict[str, Callable[[float], tuple[float, bool, float, bool]]] = {
    ">": lambda x: (x, True, inf, False),
    ">=": lambda x: (x, False, inf, False),
    "<": lambda x: (-inf, False, x, True),
    "<=": lambda x: (-inf, False, x, False),
    "=": lambda x: (x, False, x, False),
    "~": lambda x: (0.9 * x, False, 1.1 * x, False),
}


def ids(index: Index, query: str) -> str:
    """The ids found, in alphabetical order."""
    return " ".join(sorted(row.id for row in find(index, query).rows))


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of pellets whose pressures are written in every way."""
    notebook = init(tmp_path_factory.mktemp("pressed") / "lab", "Pressed")
    for name, (text, *_) in RECORDED.items():
        file = notebook.root / f"entries/{name}.gb.yaml"
        file.write_text(f'kind: pellet\nschema: "1.0"\nid: {name}\npressure: "{text}"\n', encoding="utf-8")
    with Index.open(notebook) as opened:
        opened.refresh()
        assert [row.id for row in opened.rows() if row.problems] == []
        yield opened


def end_of(end: Any) -> tuple[float, bool]:
    """The number of an end, and whether it is not part of what is possible."""
    return (end[0], True) if isinstance(end, tuple) else (end, end in (-inf, inf))


def inside(name: str, low: float, low_open: bool, high: float, high_open: bool) -> bool:
    """Whether all that a recorded text leaves possible lies in an interval."""
    (first, first_open), (last, last_open) = (end_of(end) for end in RECORDED[name][1:3])
    above = first > low or (first == low and (first_open or not low_open))
    below = last < high or (last == high and (last_open or not high_open))
    return above and below


def touches(name: str, low: float, low_open: bool, high: float, high_open: bool) -> bool:
    """Whether some of what a recorded text leaves possible lies in an interval."""
    _, first, last, spread = RECORDED[name]
    (first, first_open), (last, last_open) = end_of(first), end_of(last)
    first, last = first - spread, last + spread
    above = last > low or (last == low and not (last_open or low_open))
    below = first < high or (first == high and not (first_open or high_open))
    return above and below


UNITS = st.sampled_from([("MPa", 1.0), ("bar", 10.0), ("Pa", 1e6), ("kPa", 1e3), ("GPa", 1e-3), ("mbar", 1e4)])


@given(
    st.sampled_from([25, 30, 35, 36, 38, 39, 40, 41, 45, 50, 55, 60]),
    st.sampled_from(sorted(SIGNS)),
    UNITS,
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_what_is_possible(pressed: Index, number: int, sign: str, unit: tuple[str, float], maybe: bool) -> None:
    """Every unit gives what intervals give: all of what is possible lies inside, with ``maybe`` some of it."""
    symbol, factor = unit
    interval = SIGNS[sign](number)
    holds = touches if maybe else inside
    query = f"{'maybe ' if maybe else ''}pressure {sign} {number * factor:.12g} {symbol}"
    assert " ".join(name for name in RECORDED if holds(name, *interval)) == ids(pressed, query)


@given(st.integers(20, 60), st.integers(0, 30), UNITS, st.booleans())
@settings(max_examples=200, deadline=None)
def test_ranges_in_any_unit(pressed: Index, low: int, width: int, unit: tuple[str, float], maybe: bool) -> None:
    """The same for ranges, both ends included; and a range is what its two ends are together."""
    symbol, factor = unit
    high = low + width + 1
    word = "maybe " if maybe else ""
    found = ids(pressed, f"{word}pressure {low * factor:.12g}..{high * factor:.12g} {symbol}")
    interval, holds = (low, False, high, False), touches if maybe else inside
    assert " ".join(name for name in RECORDED if holds(name, *interval)) == found
    if not maybe:
        assert found == ids(pressed, f"pressure >= {low * factor:.12g} {symbol} pressure <= {high} MPa")
