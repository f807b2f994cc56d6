"""Entries made of raw files: the kind follows from what they hold, and nothing that was brought is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.new import new
from glovebook.pipeline.raw.brought import Brought
from glovebook.pipeline.raw.look import likely, look
from glovebook.pipeline.raw.made import from_files
from glovebook.schema.document import read_document
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook, sha256_of

SPECTRUM = "date: {date}\nFrequency (Hz)\tZ' (ohm)\tZ'' (ohm)\n1000\t10\t-1\n100\t15\t-3\n10\t20\t-2\n"
RUN = "test_time_second,voltage_volt,current_ampere\n0,2.1,0.001\n1,2.2,0.001\n"
CURVES = ("dc_polarization", "cv", "plating", "cycling")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a spectrum, a time series of a cell, a spectrum that was cut off, and a photo."""
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "a.txt").write_text(SPECTRUM.format(date="2018-01-16T09:00"), "utf-8")
    (folder / "b.txt").write_text(SPECTRUM.format(date="2018-01-15T16:00+08:00"), "utf-8")
    (folder / "run.bdf").write_text(RUN, "utf-8")
    (folder / "cut.ism").write_bytes(b"\x00\x00\xff\xff\xff\xfe" + bytes(20))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0picture")
    return folder


def test_kind_follows_from_the_columns(folder: Path) -> None:
    """A table is of the kinds whose columns it has; of a photo, and of what cannot be read, nothing follows."""
    found = {path.name: look(path) for path in folder.iterdir()}
    assert {name: seen.kinds for name, seen in found.items()} == {
        "a.txt": ("eis",),
        "b.txt": ("eis",),
        "run.bdf": CURVES,
        "cut.ism": (),
        "photo.jpg": (),
    }
    assert found["a.txt"].said == "3 rows, read as delimited, 10 Hz to 1000 Hz"
    assert found["cut.ism"].said.startswith("byte ")
    assert likely([found["photo.jpg"], found["a.txt"]]) == ["eis"]
    assert likely([found["a.txt"], found["run.bdf"]]) == ["eis", *CURVES]
    assert likely([found["cut.ism"]]) == []


def test_spectrum_with_its_currents_is_a_spectrum(shared_data: Path) -> None:
    """A real .ism file that has recorded currents and voltages, too, is no cycling."""
    found = look(shared_data / "eis/rc-data.ism")
    assert found.table is not None
    assert {"voltage_volt", "current_ampere"} <= set(found.table.columns)
    assert found.kinds == ("eis",)


def test_entry_of_the_files(empty: Notebook, folder: Path) -> None:
    """Spectra are listed with checksum and size, their settings and first day entered; the rest is kept and said."""
    made = from_files(empty, [folder / name for name in ("a.txt", "cut.ism", "b.txt", "photo.jpg")])
    assert made.path.name == "e1.gb.yaml"
    (kept,) = made.kept
    assert kept.startswith("cut.ism is kept as an attachment: byte ")
    data = read_document(made.path.read_bytes()).data
    row = {name: {"file": f"data/e1/{name}", "sha256": sha256_of(folder / name)} for name in ("a.txt", "b.txt")}
    assert [{key: each[key] for key in ("file", "sha256")} for each in data["spectra"]] == list(row.values())
    assert [each["file"] for each in data["attachments"]] == ["data/e1/cut.ism", "data/e1/photo.jpg"]
    assert (data["frequency"], data["date"], data["status"]) == ("10..1000 Hz", "2018-01-15T16:00+08:00", "done")
    for path in folder.iterdir():
        copy = empty.root / "data/e1" / path.name
        assert (path.name == "run.bdf") != copy.is_file()
        assert not copy.is_file() or copy.read_bytes() == path.read_bytes()


def test_date_without_its_zone_is_a_day(empty: Notebook, folder: Path) -> None:
    """A clock that does not say where it hangs gives the day; what the person states goes before it."""
    made = from_files(empty, [folder / "a.txt"])
    assert read_document(made.path.read_bytes()).data["date"] == "2018-01-16"
    said = {"date": "2018-01-01", "frequency": "1..2 Hz", "status": "running"}
    data = read_document(from_files(empty, [folder / "a.txt"], values=said).path.read_bytes()).data
    assert {name: data[name] for name in said} == said


def test_kind_that_does_not_follow_is_asked_for(empty: Notebook, folder: Path) -> None:
    """Several kinds, or none: nothing is made until somebody says it; then the files go where that kind has them."""
    with pytest.raises(Refusal) as several:
        from_files(empty, [folder / "run.bdf"])
    names = ", ".join(CURVES)
    hint = f"say which: glovebook new dc_polarization --from {folder / 'run.bdf'}"
    assert str(several.value) == f"run.bdf can belong to an entry of several kinds: {names}; {hint}"
    with pytest.raises(Refusal) as none:
        from_files(empty, [folder / "photo.jpg"])
    assert none.value.message == "photo.jpg does not say what kind of entry it belongs to"
    assert empty.ids() == []
    made = from_files(empty, [folder / "run.bdf", folder / "a.txt"], "cycling", "c7")
    data = read_document(made.path.read_bytes()).data
    assert [each["file"] for each in data["files"]] == ["data/c7/run.bdf"]
    assert [each["file"] for each in data["attachments"]] == ["data/c7/a.txt"]
    patterns = from_files(empty, [folder / "cut.ism"], "xrd")
    assert [each["file"] for each in read_document(patterns.path.read_bytes()).data["files"]] == ["data/x1/cut.ism"]


def test_staged_files_are_never_put_over_others(empty: Notebook) -> None:
    """A name that is taken gets a number; the bytes are not doubled; an entry that cannot be made leaves nothing."""
    stage = empty.root / "data/new-1"
    stage.mkdir()
    (stage / "a.txt").write_text(SPECTRUM, "utf-8")
    (empty.root / "data/e1").mkdir()
    (empty.root / "data/e1/a.txt").write_bytes(b"old")
    with pytest.raises(Refusal, match="'p q' is no path of a field"):
        new(empty, "eis", files=Brought([stage / "a.txt"], staged=True), values={"p q": "1"})
    made = from_files(empty, [stage / "a.txt"], staged=True)
    assert read_document(made.path.read_bytes()).data["spectra"][0]["file"] == "data/e1/a-2.txt"
    assert (empty.root / "data/e1/a.txt").read_bytes() == b"old"
    assert (empty.root / "data/e1/a-2.txt").samefile(stage / "a.txt")
    assert sorted(path.name for path in (empty.root / "data/e1").iterdir()) == ["a-2.txt", "a.txt"]
