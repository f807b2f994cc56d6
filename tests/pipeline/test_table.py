"""Tables: which rows and columns there are, in which units, and the files they are written to."""

from __future__ import annotations

import pickle
import zipfile
from importlib.util import find_spec
from io import BytesIO
from math import isnan
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas
import pytest

import glovebook
from glovebook.pipeline.new import new
from glovebook.pipeline.table import table
from glovebook.pipeline.table.write import write
from glovebook.pipeline.table.xlsx import workbook
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def lab(analysed: Notebook) -> Notebook:
    """The analysed notebook with a second pellet, which was measured in other units, and a synthesis."""
    new(
        analysed,
        "synthesis",
        "s1",
        values={"product": "Na3NH2B12H12", "atmosphere.oxygen": "< 0.1 ppm", "date": "2018-01-02"},
    )
    values = {
        "thickness": "900 µm",
        "pressure": "400 bar",
        "made_from[0].entry": "s1",
        "title": "Second",
        "tags[0]": "a",
    }
    new(analysed, "pellet", "p2", values={**values, "tags[1]": "b", "date": "2018-01-01"})
    return analysed


def value(frame: pandas.DataFrame, entry: str, column: str) -> float:
    """One number of a table."""
    return float(frame[column][entry])


def test_entries_of_a_kind(lab: Notebook) -> None:
    """A row an entry, a column a field that some entry has, in one unit; what is missing is empty."""
    frame = table("pellet", notebook=lab)
    assert list(frame.index) == ["p2", "p1"] or list(frame.index) == ["p1", "p2"]
    assert list(frame)[:8] == [
        "title",
        "date",
        "operator",
        "status",
        "tags",
        "diameter",
        "diameter_uncertainty",
        "thickness",
    ]
    assert [*list(frame)[8:], "made_from"] == ["thickness_uncertainty", "pressure", "made_from"]
    assert frame.loc["p2", "thickness"] == 0.9
    assert frame.loc["p1", "thickness_uncertainty"] == 0.02
    assert frame.loc["p2", "pressure"] == 40.0
    assert isnan(value(frame, "p1", "pressure"))
    assert frame.loc["p2", "tags"] == "a; b"
    assert frame.attrs["units"]["thickness_uncertainty"] == "mm"
    assert frame.attrs["units"]["pressure"] == "MPa"


def test_columns_that_are_asked_for(lab: Notebook) -> None:
    """Columns in their order, in other units, and of the entries linked to; bounds as the ends that they give."""
    asked = [
        "pressure in bar",
        "thickness",
        "thickness in µm",
        "made_from.atmosphere.oxygen",
        "made_from.title",
        "made_from",
    ]
    frame = table("pellet", asked, where="pressure > 1 bar", notebook=lab)
    found = frame.to_dict("index")
    oxygen = {"made_from.atmosphere.oxygen_high": 0.1, "made_from.title": None, "made_from": "s1"}
    assert isnan(float(found["p2"].pop("made_from.atmosphere.oxygen")))
    assert {"p2": {"pressure": 400.0, "thickness": 0.9, "thickness in µm": 900.0, **oxygen}} == found
    assert {"pressure": "bar", "thickness": "mm", "thickness in µm": "µm"}.items() <= frame.attrs["units"].items()


def test_results_are_joined(lab: Notebook) -> None:
    """Values of the results that count stand beside the fields, and whether they are stale."""
    frame = table("eis", ["ea_ln_sigma", "ea_ln_sigma in kJ/mol", "measured_on.thickness"], notebook=lab)
    energy = value(frame, "e1", "ea_ln_sigma")
    assert 0.5 < energy < 0.56
    assert 0.0 < value(frame, "e1", "ea_ln_sigma_uncertainty") < 0.01
    assert pytest.approx(96.485 * energy, rel=1e-4) == value(frame, "e1", "ea_ln_sigma in kJ/mol")
    assert frame.loc["e1", "measured_on.thickness"] == 1.0
    assert list(frame["stale"]) == [False]
    file = lab.root / "entries/e1.gb.yaml"
    file.write_text(file.read_text("utf-8") + "# later\n", "utf-8")
    assert list(table("eis", ["ea_ln_sigma"], notebook=lab)["stale"]) == [True]


def test_a_row_an_item(lab: Notebook) -> None:
    """Items of a list are rows, and so are the rows of a result's series; the entry's own fields are repeated."""
    frame = table("eis", ["temperature", "title"], each="spectra", notebook=lab)
    assert list(frame.index) == [("e1", 0), ("e1", 1), ("e1", 2)]
    assert list(frame["temperature"]) == [302.0, 330.0, 372.0]
    assert list(frame["title"]) == ["Series"] * 3
    series = table("eis", each="impedance", notebook=lab)
    assert list(series["temperature"]) == [302.0, 330.0, 372.0]
    assert series["sigma_total"].is_monotonic_increasing
    assert series.attrs["units"]["sigma_total"] == "S/cm"
    assert list(series.index.names) == ["id", "item"]


REFUSED = [
    (("pelet",), {}, "'pelet' is no kind of entry; write one of analysis, cell"),
    (("pellet", ["thicknes"]), {}, "no pellet has a field 'thicknes'; did you mean 'thickness'?"),
    (
        ("pellet", ["zzz"]),
        {},
        "no pellet has a field 'zzz'; there are title, date, operator, status, thickness, pressure, diameter, tags, made_from",
    ),
    (("pellet", ["thickness in K"]), {}, "'thickness' cannot be given in 'K'; write one of mm, µm, cm, nm, m, Å"),
    (("pellet", ["tags in mm"]), {}, "'tags' is a text and has no unit; write 'tags' alone"),
    (
        ("eis", ["spectra.temperature"]),
        {},
        "an entry has several 'spectra.temperature'; ask for a row each of them: --each spectra",
    ),
    (
        ("eis",),
        {"each": "cycles"},
        "no eis has a list 'cycles'; name a list of the kind, e.g. spectra, or a method whose results have rows, e.g. impedance",
    ),
    (("eis",), {"where": "thicknes > 1 mm"}, "column 11: no entry has a quantity 'thicknes'"),
]


@pytest.mark.parametrize(("arguments", "options", "said"), REFUSED)
def test_refused(lab: Notebook, arguments: tuple[Any], options: dict[str, Any], said: str) -> None:
    """A wrong kind, column, unit, list or query is refused with what would be right."""
    with pytest.raises(Refusal) as caught:
        table(*arguments, notebook=lab, **options)
    assert str(caught.value).startswith(said)


def test_units_are_shown(lab: Notebook) -> None:
    """A table shows the units in its headings, in text and in notebooks; its columns are called without them."""
    frame = table("pellet", ["thickness", "pressure in bar"], notebook=lab)
    assert repr(frame).splitlines()[0].split("  ")[-1].strip() == "pressure / bar"
    assert "<th>thickness_uncertainty / mm</th>" in str(frame._repr_html_())  # type: ignore[operator]  # pandas' types leave it out
    assert list(frame) == ["thickness", "thickness_uncertainty", "pressure"]
    assert "thickness / mm" not in repr(frame.corr())  # a correlation is in no mm
    assert frame.copy().attrs == frame.attrs
    again = pickle.loads(pickle.dumps(frame))  # noqa: S301 - ours
    assert (repr(again), type(again)) == (repr(frame), type(frame))


def test_csv(lab: Notebook, tmp_path: Path) -> None:
    """The headings of a CSV file have the units, as printed tables do."""
    write(table("pellet", ["thickness", "pressure in bar"], notebook=lab), tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text("utf-8").splitlines()
    assert lines[0] == "id,thickness / mm,thickness_uncertainty / mm,pressure / bar"
    assert sorted(lines[1:]) == ["p1,1.0,0.02,", "p2,0.9,,400.0"]


def test_xlsx(lab: Notebook, tmp_path: Path) -> None:
    """A workbook has a bold heading, numbers as numbers and texts as texts, never as formulas."""
    (lab.root / "entries/p2.gb.yaml").write_text(
        'kind: pellet\nschema: "1.0"\nid: p2\ntitle: =1+1 <&\ndate: "2030-01-01"\nthickness: 900 µm\n', "utf-8"
    )
    write(table("pellet", ["title", "thickness"], notebook=lab), tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))  # noqa: S314 - ours
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - ours
    cells = {cell.attrib["r"]: (cell.attrib.get("t"), "".join(cell.itertext())) for cell in sheet.iter(f"{SHEET}c")}
    assert (cells["A1"], cells["C1"]) == (("inlineStr", "id"), ("inlineStr", "thickness / mm"))
    assert (cells["B3"], cells["C3"]) == (("inlineStr", "=1+1 <&"), (None, "0.9"))
    assert "D3" not in cells  # no uncertainty


def test_workbooks_of_any_content() -> None:
    """Signs that XML has no place for are replaced, columns go on behind Z, and the same rows give the same bytes."""
    rows: list[list[object]] = [["a"] * 28, [None, True, float("nan"), 1, "\x00\ud800", *[2.5] * 23]]
    made = workbook(rows, "a/b:c*")
    assert made == workbook(rows, "a/b:c*")
    with zipfile.ZipFile(BytesIO(made)) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - ours
        assert b'name="a b c "' in archive.read("xl/workbook.xml")
    cells = {cell.attrib["r"]: "".join(cell.itertext()) for cell in sheet.iter(f"{SHEET}c")}
    assert {"AA1": "a", "AB1": "a", "AB2": "2.5", "B2": "1", "D2": "1", "E2": "\ufffd\ufffd"}.items() <= cells.items()
    assert not {"A2", "C2"} & cells.keys()


def test_formats(lab: Notebook, tmp_path: Path) -> None:
    """Parquet needs a package that an install does not bring; an ending that says nothing is refused."""
    frame = table("pellet", notebook=lab)
    with pytest.raises(Refusal) as caught:
        write(frame, tmp_path / "x.ods")
    assert str(caught.value) == "x.ods does not say its format; end the name in one of .csv, .xlsx, .parquet"
    if find_spec("pyarrow") is None:
        with pytest.raises(Refusal) as caught:
            write(frame, tmp_path / "x.parquet")
        assert str(caught.value) == "Parquet needs the package pyarrow; pip install pyarrow, or write .csv or .xlsx"
    else:
        write(frame, tmp_path / "x.parquet")
        read = pandas.read_parquet(tmp_path / "x.parquet")
        assert read.attrs == frame.attrs
        assert read.to_csv() == frame.to_csv()
        assert str(read.dtypes["thickness"]) == "float64"


def test_from_an_open_notebook(lab: Notebook) -> None:
    """The verb of the package and that of the notebook give the same table."""
    book = glovebook.open(lab.root)
    asked = ["thickness", "pressure"]
    assert book.table("pellet", asked).equals(glovebook.table("pellet", asked, notebook=lab.root))
