"""The export as a whole: which files, which bytes, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from glovebook.fair.dataset import Dataset, RawFile, Record
from glovebook.fair.export import write_crate
from glovebook.fair.verify import verify_crate
from glovebook.schema.refusal import Refusal


def test_folder_holds_records_raw_files_and_results(dataset: Dataset, tmp_path: Path) -> None:
    """Every file lies where the layout says, records in the order in which they build on each other."""
    target = tmp_path / "out/crate"
    written = write_crate(replace(dataset, records=dataset.records[::-1]), target)
    record = ["record.gb.yaml", "record.json", "record.md"]
    run = ["figure.png", "figure.svg", "result.json", "table.csv"]
    expected = [
        *(f"01-material-m1/{name}" for name in record),
        *(f"02-synthesis-s3/{name}" for name in record),
        *(f"03-pellet-p7/{name}" for name in record),
        "04-eis-e4/raw/p7-298K.csv",
        "04-eis-e4/raw/p7-372K.csv",
        *(f"04-eis-e4/{name}" for name in record),
        *(f"04-eis-e4/results/arrhenius-001/{name}" for name in run),
        *(f"04-eis-e4/results/impedance-001/{name}" for name in run),
        "LICENSE.txt",
        "README.md",
        "ro-crate-metadata.json",
        "ro-crate-preview.html",
    ]
    assert expected == [path.relative_to(target).as_posix() for path in written]


def test_entries_and_raw_files_keep_their_bytes(dataset: Dataset, tmp_path: Path) -> None:
    """The record's own file and the raw file are copied byte for byte."""
    write_crate(dataset, tmp_path / "crate")
    eis = dataset.records[3]
    assert eis.text == (tmp_path / "crate/04-eis-e4/record.gb.yaml").read_bytes()
    assert eis.files[0].source.read_bytes() == (tmp_path / "crate/04-eis-e4/raw/p7-298K.csv").read_bytes()


def test_record_json_has_quantities_in_si(dataset: Dataset, tmp_path: Path) -> None:
    """A quantity in ``record.json`` has its text, its value and its value in SI; nothing unset is listed."""
    write_crate(dataset, tmp_path / "crate")
    data = json.loads((tmp_path / "crate/03-pellet-p7/record.json").read_bytes())
    assert data["thickness"]["value"] == {
        "text": "1.02(2) mm",
        "value": 1.02,
        "unit": "mm",
        "si_value": 0.00102,
        "si_unit": "m",
        "uncertainty": 0.02,
        "comparator": "",
        "upper": None,
        "kind": "length",
    }
    assert "electrodes" not in data
    assert data["schema"] == "1.0"


def test_same_dataset_gives_the_same_bytes(draft: Dataset, tmp_path: Path) -> None:
    """Two exports differ in no byte."""
    first = {path.relative_to(tmp_path / "a"): path.read_bytes() for path in write_crate(draft, tmp_path / "a")}
    second = {path.relative_to(tmp_path / "b"): path.read_bytes() for path in write_crate(draft, tmp_path / "b")}
    assert first == second


def test_empty_folder_is_filled(dataset: Dataset, tmp_path: Path) -> None:
    """A target that exists and is empty is as good as none."""
    (tmp_path / "crate").mkdir()
    write_crate(dataset, tmp_path / "crate")
    assert verify_crate(tmp_path / "crate") == []


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.write_text("")])
def test_target_in_use_is_refused(dataset: Dataset, tmp_path: Path, make: Callable[[Path], Any]) -> None:
    """A folder with content, and a file, are never overwritten."""
    target = tmp_path / "crate"
    make(target)
    if target.is_dir():
        (target / "keep.txt").write_text("mine")
    with pytest.raises(Refusal) as refused:
        write_crate(dataset, target)
    expected = f"{str(target)!r} is there already and is not empty; name a folder that does not exist yet"
    assert expected == str(refused.value)


def test_changed_raw_file_leaves_nothing_behind(dataset: Dataset, tmp_path: Path) -> None:
    """A raw file whose bytes are not those of its entry stops the export, which leaves no trace."""
    file = dataset.records[3].files[0]
    file.source.write_bytes(file.source.read_bytes().replace(b"1000", b"9999"))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Refusal) as refused:
        write_crate(dataset, tmp_path / "new/crate")
    expected = (
        f"'data/eis/p7 298K.csv' has other bytes than its entry says (SHA-256 {file.sha256[:12]}...); "
        "put the original file back, or add the changed file to the entry again"
    )
    assert expected == str(refused.value)
    assert before == sorted(tmp_path.iterdir())


def test_place_that_cannot_be_written_is_refused(dataset: Dataset, tmp_path: Path) -> None:
    """A target below a file is a refusal, not an error of the machine."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refusal) as refused:
        write_crate(dataset, tmp_path / "file/crate")
    assert refused.value.hint == "nothing was written; export to another place"


def test_missing_raw_file_is_refused(dataset: Dataset, tmp_path: Path) -> None:
    """A raw file that is gone is named."""
    dataset.records[3].files[1].source.unlink()
    with pytest.raises(Refusal) as refused:
        write_crate(dataset, tmp_path / "crate")
    expected = "'data/eis/p7 372K.csv' is missing; put the file back, or take it out of entries/e4.gb.yaml"
    assert expected == str(refused.value)


@pytest.mark.parametrize("path", ["../secret", "data/../../secret", "/etc/passwd", "C:\\secret", "..\\secret", "data/"])
def test_raw_file_outside_of_the_notebook_is_refused(dataset: Dataset, tmp_path: Path, path: str) -> None:
    """No path of a raw file leads out of the notebook, whoever let it through before."""
    stranger = tmp_path / "secret"
    stranger.write_text("x")
    file = RawFile(path, stranger, sha256(b"x").hexdigest(), 1)
    records = [*dataset.records[:3], replace(dataset.records[3], files=[file], results=[])]
    with pytest.raises(Refusal) as refused:
        write_crate(replace(dataset, records=records), tmp_path / "crate")
    expected = f"the file {path!r} lies outside of the notebook; copy it into data/ and name it from there"
    assert expected == str(refused.value)
    assert not (tmp_path / "crate").exists()


@pytest.mark.parametrize(
    ("license_id", "expected"),
    [
        ("", "the dataset has no licence; write one under `license:` in glovebook.yaml, e.g. CC-BY-4.0"),
        (
            "CC BY",
            "'CC BY' is not an SPDX licence identifier; write one under `license:` in glovebook.yaml, e.g. CC-BY-4.0",
        ),
    ],
)
def test_no_licence_no_export(dataset: Dataset, tmp_path: Path, license_id: str, expected: str) -> None:
    """A dataset without a licence that others can name is refused."""
    with pytest.raises(Refusal) as refused:
        write_crate(replace(dataset, license=license_id), tmp_path / "crate")
    assert expected == str(refused.value)


def test_nothing_to_export_is_refused(dataset: Dataset, tmp_path: Path) -> None:
    """A dataset without records is no dataset."""
    with pytest.raises(Refusal) as refused:
        write_crate(replace(dataset, records=[]), tmp_path / "crate")
    assert str(refused.value) == "there is nothing to export; name at least one entry"


def test_unsound_crate_is_not_written(dataset: Dataset, tmp_path: Path) -> None:
    """What would not pass our own check is not left on disk."""
    with pytest.raises(Refusal) as refused:
        write_crate(replace(dataset, published="last week"), tmp_path / "crate")
    expected = (
        "the crate would not be sound: ro-crate-metadata.json: ./: datePublished is no date: 'last week' "
        "[crate/required]; nothing was written; please report this"
    )
    assert expected == str(refused.value)
    assert not (tmp_path / "crate").exists()


def test_file_kept_out_is_cited(dataset: Dataset, tmp_path: Path) -> None:
    """``export: no`` keeps the bytes out, for every record that names the file; metadata and page still cite it."""
    eis = dataset.records[3]
    closed = replace(eis.files[0], export=False, license="LicenseRef-vendor")
    twin = replace(dataset.records[2], files=[eis.files[0]])
    records = [*dataset.records[:2], twin, replace(eis, files=[closed, eis.files[1]])]
    write_crate(replace(dataset, records=records), tmp_path / "crate")
    assert [path.name for path in tmp_path.glob("crate/*/raw/*")] == ["p7-372K.csv"]
    graph = _graph(tmp_path / "crate")
    cited = graph["#file-data-eis-p7-298K.csv"]
    assert cited["identifier"] == f"sha256:{closed.sha256}"
    assert graph["04-eis-e4/"]["citation"] == {"@id": cited["@id"]}
    assert {"@id": cited["@id"]} in graph["#run-e4-impedance-001"]["object"]
    tables = sorted(path.parent.name for path in tmp_path.glob("crate/*/results/*/table.csv"))
    assert tables == ["arrhenius-001"]  # that of the impedance run repeats the columns of the file
    assert "data/eis/p7 298K.csv (not part of this dataset)" in (tmp_path / "crate/ro-crate-preview.html").read_text()


def test_names_that_collide_stay_apart(dataset: Dataset, make_record: Callable[..., Record], tmp_path: Path) -> None:
    """Files of one name from two folders, or that differ in case or blanks only, get names of their own."""
    names = ["a/x y.csv", "b/X-y.csv", "b/µ.csv", ".hidden"]
    data = {"kind": "note", "id": "n1", "attachments": [{"file": name} for name in names]}
    write_crate(replace(dataset, records=[make_record(data)]), tmp_path / "crate")
    expected = ["X-y-2.csv", "hidden", "u.csv", "x-y.csv"]
    assert expected == sorted(path.name for path in tmp_path.glob("crate/01-note-n1/raw/*"))


def test_file_of_two_records_is_copied_once(dataset: Dataset, tmp_path: Path) -> None:
    """The first record that names a file holds it; the other refers to it."""
    pellet = replace(dataset.records[2], files=dataset.records[3].files[:1])
    write_crate(replace(dataset, records=[*dataset.records[:2], pellet, dataset.records[3]]), tmp_path / "crate")
    assert sorted(path.relative_to(tmp_path / "crate").as_posix() for path in tmp_path.glob("crate/*/raw/*")) == [
        "03-pellet-p7/raw/p7-298K.csv",
        "04-eis-e4/raw/p7-372K.csv",
    ]
    step = _graph(tmp_path / "crate")["#step-e4"]
    assert step["result"] == [{"@id": "03-pellet-p7/raw/p7-298K.csv"}, {"@id": "04-eis-e4/raw/p7-372K.csv"}]


def test_links_in_a_circle_do_not_stop_the_export(
    dataset: Dataset, make_record: Callable[..., Record], tmp_path: Path
) -> None:
    """Two records that link to each other are listed by id."""
    records = [make_record({"kind": "note", "id": name, "about": [{"entry": other}]}) for name, other in ("ba", "ab")]
    write_crate(replace(dataset, records=records), tmp_path / "crate")
    assert [path.name for path in sorted(tmp_path.glob("crate/0*"))] == ["01-note-a", "02-note-b"]


def _graph(folder: Path) -> dict[str, dict[str, Any]]:
    document = json.loads((folder / "ro-crate-metadata.json").read_bytes())
    return {entity["@id"]: entity for entity in document["@graph"]}
