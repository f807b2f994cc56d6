"""Cycling through the verbs: entries with files of the Battery Data Format, analysed, found and compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from glovebook.cli import main
from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.analyse.compare import compare
from glovebook.pipeline.new import init, new
from glovebook.pipeline.set import set_fields
from glovebook.schema.refusal import Refusal
from glovebook.store import results
from glovebook.store.notebook import Notebook


def battery_data(fade: float) -> str:
    """Four cycles at 1 mA between 1 and 2 V, each discharge shorter than the one before: synthetic."""
    lines = ["test_time_second,voltage_volt,current_ampere"]
    start = 0.0
    for index in range(8):
        sign, length = (1 if index % 2 == 0 else -1), 3600 * (1 - fade * (index // 2))
        parts = np.linspace(0, 1, 21)
        lines += [f"{start + length * part},{1.5 + sign * (part - 0.5)},{sign * 1e-3}" for part in parts]
        start += length
    return "\n".join(lines) + "\n"


@pytest.fixture
def cycled(tmp_path: Path) -> Notebook:
    """A cell with two entries of cycling, ``c1`` in two files and ``c2`` in one."""
    notebook = init(tmp_path / "lab")
    layer = {"layers[0].role": "cathode", "layers[0].active_mass": "2.00(4) mg", "layers[0].area": "0.500 cm²"}
    new(notebook, "cell", "k1", values=layer)
    head, *rows = battery_data(0.1).splitlines()
    parts = {"c1a": rows[:70], "c1b": rows[70:], "c2": battery_data(0.02).splitlines()[1:]}
    for name, part in parts.items():
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *part]) + "\n", "utf-8")
    for name, files in (("c1", ["c1a", "c1b"]), ("c2", ["c2"])):
        values = {"measured_on.entry": "k1", "synthetic": "yes"}
        new(notebook, "cycling", name, files=[tmp_path / f"{file}.csv" for file in files], values=values)
    return notebook


def test_entry_is_analysed_and_stored(cycled: Notebook, capsys: pytest.CaptureFixture[str]) -> None:
    """The files in order make one record; the result names cell and files, and goes stale with the active mass."""
    assert main(["analyse", str(cycled.path_of("c1")), "--reference", "1"]) == 0
    said = capsys.readouterr().out
    assert re.findall(r"^  (?:cycle|\d) .*$", said, re.MULTILINE) == [
        "  cycle  capacity_discharge  specific_capacity_discharge  ce     energy_efficiency  capacity_retention",
        "  1      1 mAh               500 ± 10 mAh/g               100 %  100 %              100 %",
        "  2      0.9 mAh             450.0 ± 9.0 mAh/g            100 %  100 %              90 %",
        "  3      0.8 mAh             400.0 ± 8.0 mAh/g            100 %  100 %              80 %",
        "  4      0.7 mAh             350.0 ± 7.0 mAh/g            100 %  100 %              70 %",
    ]
    (stored,) = results.stored(cycled, "c1", "cycling")
    assert sorted(path.name for path in stored.folder.iterdir()) == [
        "figure.png",
        "figure.svg",
        "result.json",
        "table.csv",
    ]
    result = stored.result
    assert (result.id, list(result.entries), result.synthetic) == ("c1/cycling/001", ["c1", "k1"], True)
    assert [item.path for item in result.inputs] == [
        "entries/c1.gb.yaml",
        "entries/k1.gb.yaml",
        "data/c1/c1a.csv",
        "data/c1/c1b.csv",
    ]
    assert result.command == 'glovebook analyse entries/c1.gb.yaml --method cycling --reference "1"'
    assert result.values["specific_capacity_discharge"].value == pytest.approx(500)
    assert result.values["capacity_retention"].value == pytest.approx(70)
    set_fields(cycled.path_of("k1"), {"layers[0].active_mass": "1.00(2) mg"})
    assert results.stored(cycled, "c1", "cycling")[0].stale == ("entries/k1.gb.yaml has changed",)
    (again,) = analyse(cycled.path_of("c1"))
    assert again.result.values["specific_capacity_discharge"].value == pytest.approx(900)


def test_curves_of_two_entries_stand_in_one_figure(cycled: Notebook, capsys: pytest.CaptureFixture[str]) -> None:
    """Two entries are compared by their capacities, each under its id."""
    for name in ("c1", "c2"):
        analyse(cycled.path_of(name))
    found = compare(cycled, ["c1", "c2"])
    assert (found.method, found.name) == ("cycling", "cycling-c1-c2")
    svg = found.files["figure.svg"].decode()
    assert {"c1", "c2"} <= set(re.findall(r"<!-- (c\d) -->", svg))
    assert "SYNTHETIC DATA" in svg
    assert main(["compare", "c1", "c2", "--notebook", str(cycled.root), "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)["entries"]
    kept = {name: values["capacity_retention"]["value"] for name, values in plain.items()}
    assert kept == {"c1": pytest.approx(70 / 0.9), "c2": pytest.approx(94 / 0.98)}


def test_what_is_refused(cycled: Notebook) -> None:
    """Without files, with another file than the recorded one, or with an impossible mass nothing is computed."""
    with pytest.raises(
        Refusal, match=re.escape("c3 names no raw file to analyse; add one, e.g. '- {file: data/c1.csv}'")
    ):
        analyse(new(cycled, "cycling", "c3"))
    cell = cycled.path_of("k1")
    cell.write_text(cell.read_text("utf-8").replace("2.00(4) mg", "2.00(4) mm"), "utf-8")
    with pytest.raises(Refusal, match=r"^k1 cannot be used: entries/k1\.gb\.yaml:"):
        analyse(cycled.path_of("c2"))
    cell.write_text(cell.read_text("utf-8").replace("2.00(4) mm", "2.00(4) mg"), "utf-8")
    raw = cycled.root / "data/c2/c2.csv"
    raw.write_text(raw.read_text("utf-8") + "99999,1.5,0\n", "utf-8")
    with pytest.raises(Refusal, match=r"^data/c2/c2\.csv is not the file that was recorded"):
        analyse(cycled.path_of("c2"))
    set_fields(cycled.path_of("c2"), {"files[0].append_only": "yes"})
    assert analyse(cycled.path_of("c2"))[0].stale == ()
