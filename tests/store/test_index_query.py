"""The language of queries: what it finds, and what it says of a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glovebook.pipeline.new import init
from glovebook.store.index import Index
from glovebook.store.index.query import QueryError, find
from glovebook.store.index.query.grammar import parsed
from glovebook.store.index.query.names import Vocabulary

ENTRIES = {
    "m1": "kind: material\nformula: NaNH2\nname: sodium amide\nlot: A12\npurity: 99 %\nstatus: done\ndate: 2018-01-10\n",
    "m2": "kind: material\nformula: NaNH2\nname: sodium amide\nlot: B7\ndate: 2018-01-11\n",
    "m3": "kind: material\nformula: CoO\nname: cobalt oxide, black\ntags: [oxide, to order]\n",
    "s1": "kind: synthesis\nreagents:\n  - {formula: NaNH2, entry: m1, mass: 0.1039 g}\n  - {formula: Na2B12H12, lot: B7}\n"
    "steps: [{action: heat, temperature: 523 K, duration: 3 h}, {action: cool, temperature: r.t.}]\n"
    "atmosphere: {water: < 0.1 ppm, oxygen: 0.2 ppm}\noperator: lhe\ndate: 2018-01-12T09:00+08:00\n",
    "s2": "kind: synthesis\nreagents: [{formula: H2NNa, lot: C3}]\natmosphere: {water: 0.1 ppm}\noperator: hws\ndate: 2018-02-01\n",
    "p1": "kind: pellet\nmade_from: [{entry: s1}]\npressure: {value: 40 MPa, hold: 12 h}\nthickness: 1.02(2) mm\ndiameter: 8 mm\n"
    "title: Pellet of powder one\nstatus: failed\nreason: edge chipped\ndate: 2018-01-15\n",
    "p2": "kind: pellet\nmade_from: [{entry: s2}]\npressure: 500 bar\nthickness: ~1.1 mm\ndate: 2018-03-01\n",
    "e1": "kind: eis\nmeasured_on: {entry: p1}\nfrequency: 1..1000000 Hz\nspectra:\n"
    "  - {temperature: 330 K, dwell: 30 min, file: data/eis/a.ism}\n  - {temperature: 372 K, dwell: 10 min, file: data/eis/b.ism}\n"
    "reported: [{quantity: conductivity, value: 1.0e-4 S/cm, at: {temperature: 372 K}}]\ndate: 2018-01-16\n",
    "n1": "kind: note\ntitle: Group meeting\nnotes: |\n  Sodium amide smells of ammonia; weigh it in the glovebox.\ncustom: {humidity: 5 %, load: 2 kN}\n",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of nine linked entries."""
    notebook = init(tmp_path_factory.mktemp("query") / "lab", "Query")
    for name, text in ENTRIES.items():
        file = notebook.root / f"entries/{name}.gb.yaml"
        file.write_text(f'{text}schema: "1.0"\nid: {name}\n', encoding="utf-8")
    with Index.open(notebook) as opened:
        opened.refresh()
        assert [(row.id, row.problems) for row in opened.rows()] == [(name, 0) for name in sorted(ENTRIES)]
        yield opened


def ids(index: Index, query: str) -> str:
    """The ids found, in alphabetical order."""
    return " ".join(sorted(row.id for row in find(index, query, {"lhe": "Liqing He"}).rows))


WORDS = {
    "smells": "n1",
    "AMMONIA weigh": "n1",
    '"sodium amide"': "m1 m2 n1",
    '"amide sodium"': "",
    "smell*": "n1",
    "smell": "",
    "sodium and not ammonia": "m1 m2",
    "ammonia or chipped": "n1 p1",
    "Na₂B₁₂H₁₂": "s1",
    '"pellet"': "p1 p2",
    "text:meeting": "n1",
    "notes:glovebox": "n1",
}
FIELDS = {
    "kind:pellet": "p1 p2",
    "kind:pellets": "p1 p2",
    "kind: pellet": "p1 p2",
    "status:failed": "p1",
    "tag:oxide": "m3",
    'tag:"to order"': "m3",
    "operator:lhe": "s1",
    'operator:"liqing he"': "s1",
    "lot:a12": "m1",
    "lot A12": "m1",
    "lot:A*": "m1",
    "id:p*": "p1 p2",
    "title:powder": "p1",
    "reason:chipped": "p1",
    "formula:NaNH2": "m1 m2 s1 s2",
    "formula:H2NNa kind:material": "m1 m2",
    "formula:COO": "",
    "formula:Co*": "m3",
    "file:a.ism": "e1",
    "file:data/eis/*": "e1",
    "measured_on:p1": "e1",
    "made_from:s1": "p1",
    "reagents:m1": "s1",
    "reagents.lot:B7": "s1",
    "lot:B7": "m2 s1",
    "basis:gauge": "",
}
DATES = {
    "date:2018-01-15": "p1",
    "date:2018-01 kind:pellet": "p1",
    "date:2018-01..2018-03 kind:pellet": "p1 p2",
    "date >= 2018-01-16": "e1 p2 s2",
    "date > 2018-01-15": "e1 p2 s2",
    "date > 2018-01": "p2 s2",
    "date <= 2018-01-10": "m1",
    "date < 2018-01-12": "m1 m2",
    "date 2018-02..2018-03": "p2 s2",
    "date:2018-01-12": "s1",
    "date = 2019": "",
    "date:0001 or date >= 9999": "",
}
QUANTITIES = {
    "pressure >= 40 MPa": "p1 p2",
    "pressure > 40 MPa": "p2",
    "pressure > 400 bar": "p2",
    "pressure ≥ 4e7 Pa": "p1 p2",
    "pressure = 400 bar": "p1",
    "pressure:40 MPa": "p1",
    "pressure <= 40 MPa": "p1",
    "pressure 30..45 MPa": "p1",
    "pressure 30 .. 45 MPa": "p1",
    "hold > 10 h": "p1",
    "pressure.hold > 10 h": "p1",
    "steps.temperature > 500 K": "s1",
    "temperature > 500 K": "s1",
    "temperature > 240 °C": "s1",
    "temperature r.t.": "s1",
    "temperature 56..58 °C": "e1",
    "duration = 180 min": "s1",
    "conductivity ~ 1e-2 S/m": "e1",
    "force = 2 kN": "n1",
    "load = 2000 N": "n1",
    "spectra.temperature > 350 K kind:eis": "e1",
    "temperature > 350 K at dwell 10 min": "e1",
    "temperature > 350 K at dwell 30 min": "",
    "temperature > 350 K and dwell 30 min": "e1",
    "conductivity > 1e-5 S/cm at temperature 372 K": "e1",
    "conductivity > 1e-5 S/cm at temperature 330 K": "",
}
KNOWN_IN_PART = {
    "water < 1 ppm": "s1 s2",
    "water < 0.1 ppm": "s1",
    "water <= 0.1 ppm": "s1 s2",
    "water = 0.1 ppm": "s2",
    "water < 0.05 ppm": "",
    "water > 0.05 ppm": "s2",
    "maybe water < 0.05 ppm": "s1",
    "maybe water > 0.05 ppm": "s1 s2",
    "maybe water > 0.1 ppm": "",
    "water 0..0.1 ppm": "s2",
    "frequency >= 1 Hz": "e1",
    "frequency > 1 Hz": "",
    "frequency 0.1..1000000 Hz": "e1",
    "frequency = 1 kHz": "",
    "maybe frequency = 1 kHz": "e1",
    "thickness = 1.02 mm": "p1",
    "thickness = 1.00 mm": "",
    "maybe thickness = 1.00 mm": "p1 p2",
    "maybe thickness = 1.07 mm": "p2",
    "thickness = 1.05(5) mm": "p1 p2",
    "thickness = 1.1 mm": "p2",
    "thickness ~ 1 mm": "p1 p2",
    "thickness = ~1 mm": "p1 p2",
    "thickness ~ 0.9 mm": "",
    "temperature ~ 520 K": "s1",
    "temperature ~ 510 K": "",
    "not thickness > 0 mm": "e1 m1 m2 m3 n1 s1 s2",
}
LINKS = {
    "kind:pellet using lot:A12": "p1",
    "using (kind:material lot:A12)": "e1 p1 s1",
    "pellets whose synthesis used NaNH2 lot A12": "p1",
    "pellets whose synthesis used NaNH2 lot C3": "p2",
    "pellets whose synthesis used NaNH2 lot B7": "",
    "pellets whose synthesis used Na2B12H12 lot B7": "p1",
    "pellets whose synthesis used sodium amide": "p1",
    "pellets whose synthesis used (sodium or cobalt)": "p1",
    "pellets whose thickness > 1 mm": "p1 p2",
    "pellets using (kind:synthesis temperature > 500 K)": "p1",
    "kind:material used by status:failed": "m1",
    "materials used by (kind:eis temperature > 350 K)": "m1",
    "kind:pellet using operator:lhe and status:failed": "p1",
    "(kind:pellet using operator:lhe) or kind:note": "n1 p1",
    "kind:pellet not using operator:lhe": "p2",
    "using m1": "e1 p1 s1",
    "syntheses using formula:H2NNa": "s1 s2",
}


@pytest.mark.parametrize(
    ("query", "expected"), {**WORDS, **FIELDS, **DATES, **QUANTITIES, **KNOWN_IN_PART, **LINKS}.items()
)
def test_found(index: Index, query: str, expected: str) -> None:
    """Each query finds these entries and no others; docs/find.md gives the reasons."""
    assert expected == ids(index, query)


MISTAKES = {
    "": (0, 1, "column 1: the query is empty; write e.g. 'kind:pellet pressure >= 40 MPa'"),
    "presure >= 40 MPa": (0, 7, "column 1: no entry has a quantity 'presure'; did you mean: pressure >= 40 MPa"),
    "kind:pellet and zzz > 1 K": (16, 19, "column 17: no entry has a quantity 'zzz'; write e.g. 'pressure >= 40 MPa'"),
    "pressure >= 40 Mpa": (
        15,
        18,
        "column 16: 'pressure' is a pressure, which 'Mpa' is no unit of; did you mean: pressure >= 40 MPa",
    ),
    "pressure >= 40 K": (
        15,
        16,
        "column 16: 'pressure' is a pressure, which 'K' is no unit of; write one of MPa, bar, mbar, kPa, Pa, GPa, atm, Torr, mPa",
    ),
    "pressure >= 40": (
        12,
        14,
        "column 13: '40' has no unit; 'pressure' is a pressure; did you mean: pressure >= 40 MPa",
    ),
    "temperature > 2018": (
        14,
        18,
        "column 15: '2018' has no unit; 'temperature' is a temperature; did you mean: temperature > 2018 K",
    ),
    "pressure >=": (11, 12, "column 12: 'pressure' is compared with nothing; write e.g. '40 MPa'"),
    "pressure >= and kind:pellet": (12, 13, "column 13: 'pressure' is compared with nothing; write e.g. '40 MPa'"),
    "pressure > 5..6 MPa": (8, 12, "column 9: a range has no '>'; write 'pressure 5..6 MPa'"),
    "pressure != 5 MPa": (9, 11, "column 10: '!=' is not among the signs; did you mean: not pressure = ..."),
    "pressure > < 5 MPa": (8, 12, "column 9: two signs follow each other; keep one of them"),
    "pressure 6..5 MPa": (
        9,
        17,
        "column 10: the range '6..5 MPa' runs downwards; write the smaller bound first, e.g. '5..6 MPa'",
    ),
    "frequency 0.1 Hz..1 MHz": (10, 19, "column 11: a range has one unit, behind its end; write e.g. '1..2 Hz'"),
    "pressure >= 1,5 MPa": (12, 19, "column 13: '1,5 MPa' has a decimal comma; write a decimal point: '1.5 MPa'"),
    "kind:pelet": (5, 10, "column 6: 'pelet' is no kind of entry; did you mean: kind:pellet"),
    "kind:zzz status:failed": (
        5,
        8,
        (
            "column 6: 'zzz' is no kind of entry; write one of analysis, cell, cv, cycling, dataset, dc_polarization, eis, "
            "environment, material, note, other, pellet, plating, raman, sample, synthesis, tga, xrd"
        ),
    ),
    "staus:failed": (0, 5, "column 1: no entry has a field 'staus'; did you mean: status:failed"),
    "kind:": (
        0,
        5,
        "column 1: 'kind' is to be what?; write e.g. kind:pellet, status:failed, pressure >= 40 MPa",
    ),
    "(kind:pellet": (0, 1, "column 1: there is no ')' to this '('; did you mean: (kind:pellet)"),
    "kind:pellet)": (11, 12, "column 12: there is no '(' to this ')'; leave it out, or put one before"),
    "kind:pellet or": (
        14,
        15,
        "column 15: a condition is missing here; write e.g. kind:pellet, status:failed, pressure >= 40 MPa",
    ),
    "or kind:pellet": (0, 2, "column 1: 'or' cannot stand here; put it into quotes to look for the word: \"or\""),
    'title:"edge': (6, 11, 'column 7: the quotes are not closed; did you mean: title:"edge"'),
    "temperature 330 K at": (
        20,
        21,
        "column 21: behind 'at' stands a quantity and its value; write e.g. 'sigma_total > 1e-5 S/cm at temperature 330..350 K'",
    ),
    "maybe pellet": (6, 12, "column 7: 'maybe' is for quantities; write e.g. 'maybe water < 0.05 ppm'"),
    "date:2018-13": (5, 12, "column 6: '2018-13' is not in the calendar"),
    "date:2018-02-30": (5, 15, "column 6: '2018-02-30' is not in the calendar"),
    "date:2019..2018": (5, 15, "column 6: the range runs backwards; did you mean: date:2018..2019"),
    "***": (0, 3, "column 1: '***' is nothing to look for; put a text with signs into quotes"),
}


@pytest.mark.parametrize(("query", "expected"), MISTAKES.items())
def test_mistakes(index: Index, query: str, expected: tuple[int, int, str]) -> None:
    """A wrong query says what is wrong, where, and what would be right."""
    with pytest.raises(QueryError) as caught:
        find(index, query)
    assert expected == (caught.value.start, caught.value.end, str(caught.value))


def test_too_long(index: Index) -> None:
    """A query has an end, and so have its brackets."""
    with pytest.raises(QueryError) as caught:
        find(index, "x" * 2001)
    assert str(caught.value) == "column 1: the query is 2001 characters long; ask for less at once"
    with pytest.raises(QueryError) as caught:
        find(index, "(" * 40 + "x" + ")" * 40)
    assert str(caught.value) == "column 31: brackets within more than 30 brackets; ask for less"


@given(st.text(alphabet="kind:pelt ()\"'*?[]%;-–><=~.0123456789MPaKand ornotusingby@\\\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_found_or_refused(index: Index, query: str) -> None:
    """No text is an error of ours: it is a query, or it is refused with a place that lies in it."""
    try:
        find(index, query)
        place = (0, 1)
    except QueryError as error:
        place = (error.start, error.end)
    assert 0 <= place[0] <= len(query)
    assert place[0] < place[1]


@given(
    st.integers(1, 10_000).map(lambda number: number / 10),
    st.sampled_from([">", ">=", "<", "<=", "=", "~"]),
    st.sampled_from([("bar", 10.0), ("Pa", 1e6), ("kPa", 1e3), ("mbar", 1e4), ("GPa", 1e-3)]),
)
@settings(max_examples=200, deadline=None)
def test_units_change_nothing(index: Index, number: float, sign: str, unit: tuple[str, float]) -> None:
    """The same pressure in another unit finds the same entries, also at the very bound."""
    symbol, factor = unit
    assert ids(index, f"pressure {sign} {number} MPa") == ids(index, f"pressure {sign} {number * factor:.12g} {symbol}")


def test_an_empty_notebook(tmp_path: Path) -> None:
    """Where nothing is recorded, everything that could be may be asked for, and is not found."""
    notebook = init(tmp_path / "lab", "Empty")
    with Index.open(notebook) as empty:
        empty.refresh()
        for query in (
            "pressure > 40 MPa",
            "sigma_total > 1e-5 S/cm at temperature 350 K",
            "lot:X",
            "pellets using NaNH2",
        ):
            assert ids(empty, query) == ""


def test_nothing_of_a_query_is_sql() -> None:
    """Whatever a query says reaches the database as a value."""
    node = parsed('kind:pel* "\') or 1=1 --"', Vocabulary([], set(), set()))
    from glovebook.store.index.query.sql import condition

    made = condition(node)
    assert made.text == "(lower(entry.kind) GLOB ? AND entry.number IN (SELECT rowid FROM prose WHERE prose MATCH ?))"
    assert made.values == ("pel*", '"\') or 1=1 --"')
