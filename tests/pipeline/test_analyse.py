"""Analysing: results with everything they rest on, stale when that changes, and in proportion to the geometry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from glovebook import __version__
from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.analyse.raw import analyse_files
from glovebook.pipeline.demo import ACTIVATION_ENERGY, spectrum
from glovebook.pipeline.new import init, new
from glovebook.pipeline.read import says_synthetic
from glovebook.pipeline.set import set_fields
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Value
from glovebook.schema.table import Table
from glovebook.store import results
from glovebook.store.notebook import Notebook, sha256_of


def refused(*arguments: Any, **options: Any) -> str:
    """What is said when an analysis is refused."""
    with pytest.raises(Refusal) as caught:
        analyse(*arguments, **options)
    return str(caught.value)


def column(stored: results.StoredResult, name: str) -> list[float]:
    """The values of a quantity over the series."""
    return [value.value for row in stored.result.series if isinstance(value := row[name], Value)]


def test_what_is_stored(analysed: Notebook) -> None:
    """A result stands under its number with table and figures, and names its inputs, software and command."""
    impedance, arrhenius = (
        results.stored(analysed, "e1", "impedance")[0],
        results.stored(analysed, "e1", "arrhenius")[0],
    )
    assert sorted(path.name for path in impedance.folder.iterdir()) == [
        "figure.png",
        "figure.svg",
        "result.json",
        "table.csv",
    ]
    result = impedance.result
    assert (result.id, result.method, list(result.entries), result.synthetic) == (
        "e1/impedance/001",
        "impedance",
        ["e1", "p1"],
        True,
    )
    raw = [f"data/e1/{temperature}K.txt" for temperature in (302, 330, 372)]
    assert [item.path for item in result.inputs] == ["entries/e1.gb.yaml", "entries/p1.gb.yaml", *raw]
    assert [item.sha256 for item in result.inputs] == [sha256_of(analysed.root / item.path) for item in result.inputs]
    assert result.software["glovebook"] == __version__
    assert result.command == "glovebook analyse entries/e1.gb.yaml --method impedance"
    assert arrhenius.result.inputs[2].path == "results/e1/impedance/001/result.json"
    assert arrhenius.result.values["ea_ln_sigma"].value == pytest.approx(ACTIVATION_ENERGY, abs=0.002)
    assert (impedance.stale, arrhenius.stale) == ((), ())


def test_new_thickness(analysed: Notebook) -> None:
    """Another thickness makes the old results stale; analysed again, the conductivity has changed in proportion."""
    before = results.stored(analysed, "e1", "impedance")[0]
    set_fields(analysed.path_of("p1"), {"thickness": "1.50(2) mm"})
    for method in ("impedance", "arrhenius"):
        (old,) = results.stored(analysed, "e1", method)
        assert "entries/p1.gb.yaml has changed" in old.stale
        assert results.current(analysed, "e1", method) is None
    impedance, arrhenius = analyse(analysed.path_of("e1"))
    assert (impedance.result.id, arrhenius.result.id) == ("e1/impedance/002", "e1/arrhenius/002")
    ratios = [
        new / old for new, old in zip(column(impedance, "sigma_total"), column(before, "sigma_total"), strict=True)
    ]
    assert ratios == pytest.approx([1.5] * 3, rel=1e-9)
    assert column(impedance, "r_total") == pytest.approx(column(before, "r_total"), rel=1e-9)
    assert [item.result.id for item in results.stored(analysed, "e1")] == [
        "e1/arrhenius/001",
        "e1/arrhenius/002",
        "e1/impedance/001",
        "e1/impedance/002",
    ]


def test_same_input_same_result(analysed: Notebook) -> None:
    """The same input gives the same numbers, table and figure, to the byte; only number and time differ."""
    again = analyse(analysed.path_of("e1"), "impedance")[0]
    first = results.stored(analysed, "e1", "impedance")[0]
    one, other = (json.loads((item.folder / "result.json").read_text("utf-8")) for item in (first, again))
    for data in (one, other):
        del data["id"], data["created"]
    assert one == other
    for name in ("table.csv", "figure.svg", "figure.png"):
        assert (first.folder / name).read_bytes() == (again.folder / name).read_bytes()


def test_one_method(analysed: Notebook) -> None:
    """A method asked for is done alone, its options in the command; whoever watches is told before each spectrum."""
    told: list[tuple[int, int]] = []
    options = {"circuit": "(R|Q)-Q"}
    path = analysed.path_of("e1")
    (stored,) = analyse(path, "impedance", options, progress=lambda done, total, _: told.append((done, total)))
    assert stored.result.command == 'glovebook analyse entries/e1.gb.yaml --method impedance --circuit "(R|Q)-Q"'
    assert {total for _, total in told} == {3}
    assert sorted(told) == told


def test_refused(analysed: Notebook) -> None:
    """What cannot be analysed is refused with the reason, and no result appears."""
    series = analysed.path_of("e1")
    assert refused(series, "magic") == "'magic' is no analysis of the kind eis; ask for one of impedance, arrhenius"
    assert (
        refused(analysed.path_of("p1"))
        == "there is no standard analysis for a pellet; analyse the measurement made on it"
    )
    empty = new(analysed, "eis", "e2")
    assert (
        refused(empty) == "e2 names no raw file to analyse; add one, e.g. '- {temperature: 298 K, file: data/p7.ism}'"
    )
    assert refused(empty, "arrhenius") == (
        "e2 has no results at three temperatures or more to draw an Arrhenius line through; "
        "analyse the spectra first, and give each its temperature"
    )
    series.write_text(series.read_text("utf-8").replace("302 K", "302"), encoding="utf-8")
    said = refused(series)
    assert said.startswith("the entry cannot be analysed: entries/e1.gb.yaml:")
    assert said.endswith(
        "spectra[0].temperature: '302' has no unit; write one of K, °C, e.g. '523 K' [quantity/unit]; correct it first"
    )
    assert [item.result.id for item in results.stored(analysed, "e1")] == ["e1/arrhenius/001", "e1/impedance/001"]


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 200, b"no,numbers\nhere,at all\n", None], ids=["empty", "zeros", "words", "gone"]
)
def test_raw_file_that_cannot_be_read(analysed: Notebook, content: bytes | None) -> None:
    """A raw file that cannot be read is named, with what to do, and no result appears."""
    raw = analysed.root / "data/e1/330K.txt"
    raw.unlink() if content is None else raw.write_bytes(content)
    said = refused(analysed.path_of("e1"))
    assert said.startswith("data/e1/330K.txt: ")
    assert "\n" not in said
    assert [item.result.id for item in results.stored(analysed, "e1")] == ["e1/arrhenius/001", "e1/impedance/001"]


@pytest.mark.parametrize("changed", ["entries/e1.gb.yaml", "entries/p1.gb.yaml", "data/e1/302K.txt"])
def test_changed_while_the_analysis_runs(analysed: Notebook, changed: str) -> None:
    """A result names the bytes that were read: what is changed while the analysis runs makes it stale at once."""
    path = analysed.root / changed
    before = sha256_of(path)

    def edit(done: int, _total: int, _message: str) -> None:
        if done == 0:
            path.write_bytes(path.read_bytes() + b"# changed\n")

    analyse(analysed.path_of("e1"), "impedance", {"circuit": "(R|Q)-Q"}, progress=edit)
    stored = results.stored(analysed, "e1", "impedance")[-1]
    assert {item.path: item.sha256 for item in stored.result.inputs}[changed] == before
    assert stored.stale == (f"{changed} has changed",)


def test_another_file_than_the_recorded_one(analysed: Notebook) -> None:
    """A raw file that is not the one in the entry is refused with both hashes, or sizes, and no result appears."""
    path, raw = analysed.path_of("e1"), analysed.root / "data/e1/330K.txt"
    recorded = sha256_of(raw)
    raw.write_text(spectrum(340), encoding="utf-8")
    remedy = "bring the recorded file back, or record the new one under another name"
    said = "data/e1/330K.txt is not the file that was recorded: its"
    assert refused(path) == f"{said} SHA-256 is {sha256_of(raw)}, the entry says {recorded}; {remedy}"
    set_fields(path, {"spectra[1].sha256": sha256_of(raw), "spectra[1].size": "7"})
    assert refused(path) == f"{said} size in bytes is {raw.stat().st_size}, the entry says 7; {remedy}"
    assert len(results.stored(analysed, "e1")) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("thickness: 1.00(2) mm", "thickness: 800 K", "thickness: '800 K' is a temperature, not a length"),
        ("id: p1", "id: p9", "id: the id 'p9' is not the name of the file, 'p1'"),
        ("kind: pellet", "kind: pelet", "kind: 'pelet' is no kind of entry"),
    ],
)
def test_sample_with_errors(analysed: Notebook, old: str, new: str, said: str) -> None:
    """A sample that has errors cannot be used: what was refused in it is not the same as what is not stated."""
    pellet = analysed.path_of("p1")
    text = pellet.read_text("utf-8")
    assert old in text
    pellet.write_text(text.replace(old, new), encoding="utf-8")
    message = refused(analysed.path_of("e1"))
    assert message.startswith("p1 cannot be used: entries/p1.gb.yaml:")
    assert said in message
    assert message.endswith("; correct it first")


def test_cell_with_errors(analysed: Notebook) -> None:
    """A cell whose own diameter is wrong does not silently take that of its pellet; its pellet is looked at, too."""
    layer = {"layers[0].role": "electrolyte", "layers[0].entry": "p1"}
    cell = new(analysed, "cell", "c1", values={**layer, "layers[0].diameter": "5 mm"})
    set_fields(analysed.path_of("e1"), {"measured_on.entry": "c1"})
    cell.write_text(cell.read_text("utf-8").replace("5 mm", "5 K"), encoding="utf-8")
    assert refused(analysed.path_of("e1")).startswith("c1 cannot be used: entries/c1.gb.yaml:")
    cell.write_text(cell.read_text("utf-8").replace("5 K", "5 mm"), encoding="utf-8")
    pellet = analysed.path_of("p1")
    pellet.write_text(pellet.read_text("utf-8").replace("1.00(2) mm", "800 K"), encoding="utf-8")
    assert refused(analysed.path_of("e1")).startswith("p1 cannot be used: entries/p1.gb.yaml:")


def test_entry_with_another_id(analysed: Notebook) -> None:
    """An entry whose id is not its file's name owns no results: they would stand under another entry."""
    path = analysed.path_of("e1")
    path.write_text(path.read_text("utf-8").replace("id: e1", "id: e9", 1), encoding="utf-8")
    assert "the id 'e9' is not the name of the file, 'e1'" in refused(path)
    assert not (analysed.root / "results/e9").exists()


def test_options_go_to_the_methods_that_take_them(analysed: Notebook) -> None:
    """A circuit named for a whole series is the impedance analysis's; what no method takes is refused at first."""
    path = analysed.path_of("e1")
    impedance, arrhenius = analyse(path, options={"circuit": "(R|Q)-Q"})
    assert impedance.result.parameters["circuit"] == "(R|Q)-Q"
    assert arrhenius.result.command == "glovebook analyse entries/e1.gb.yaml --method arrhenius"
    assert refused(path, None, {"model": "x"}) == (
        "the analysis of the kind eis has no option 'model'; it takes circuit"
    )
    assert refused(path, "arrhenius", {"circuit": "R"}) == "arrhenius has no option 'circuit'; it takes none"
    assert len(results.stored(analysed, "e1")) == 4


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"line 1": "# Synthetic data, from a model"}, True),
        ({"SYNTHETIC DATA": "generated by a model"}, True),
        ({"origin": "synthetic data"}, True),
        ({"remark": "this is not synthetic data at all"}, False),
        ({"line 1": "Measured; compare the synthetic data of p3"}, False),
    ],
)
def test_file_that_says_it_is_synthetic(metadata: dict[str, str], expected: bool) -> None:
    """A file says so where a line, a name or its text begins with the words, not where a sentence holds them."""
    assert says_synthetic(Table({}, {}, metadata)) == expected


def test_analysis_over_several_entries(analysed: Notebook) -> None:
    """An entry of kind analysis owns the line through the results of others, which must be current."""
    path = new(analysed, "analysis", "a1", values={"method": "arrhenius", "inputs[0].entry": "e1"})
    (stored,) = analyse(path)
    assert (stored.result.id, list(stored.result.entries)[:2]) == ("a1/arrhenius/001", ["a1", "e1"])
    assert "results/e1/impedance/001/result.json" in [item.path for item in stored.result.inputs]
    set_fields(analysed.path_of("p1"), {"thickness": "2 mm"})
    assert refused(path) == "e1 has no current impedance result; run: glovebook analyse e1"


def test_raw_files_alone(tmp_path: Path) -> None:
    """A raw file alone gives the same resistance, and the conductivity where the geometry is given."""
    raw = tmp_path / "372K.txt"
    raw.write_text(spectrum(372), encoding="utf-8")
    result = analyse_files([raw], {"thickness": "1.00 mm", "diameter": "8.00 mm"}, "372 K")
    assert result.synthetic
    assert result.values["sigma_total"].value == pytest.approx(1e-4, rel=0.01)
    with pytest.raises(Refusal) as caught:
        analyse_files([raw], {"thickness": "1.00"})
    assert str(caught.value) == "thickness.value: '1.00' has no unit; write one of mm, µm, cm, nm, m, Å, e.g. '8 mm'"
    assert [path.name for path in tmp_path.iterdir()] == ["372K.txt"]


def test_measured_series(shared_data: Path, tmp_path: Path) -> None:
    """Seven measured spectra, entered with the verbs and fitted without start values, give the published E_a."""
    notebook = init(tmp_path / "lab")
    new(notebook, "pellet", "p1", values={"diameter": "8.0 mm", "thickness": "2.1 mm"})
    degrees = range(140, 201, 10)
    files = [shared_data / f"eis_arrhenius/s04147-{value}deg.txt" for value in degrees]
    values = {f"spectra[{index}].temperature": f"{value} °C" for index, value in enumerate(degrees)}
    path = new(notebook, "eis", "e1", files=files, values={"measured_on.entry": "p1", **values})
    _, arrhenius = analyse(path)
    assert arrhenius.result.values["ea_ln_sigma_t"].value == pytest.approx(0.856, abs=0.002)
