"""Checking: which files, what is looked at, and that each thing is looked at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.check import check, check_text
from glovebook.pipeline.new import new
from glovebook.schema.kinds import Extra
from glovebook.schema.parse import Parsed, parse
from glovebook.schema.refusal import Refusal
from glovebook.store.listing import Listing
from glovebook.store.notebook import Notebook


def said(paths: list[str | Path]) -> list[str]:
    """All findings as lines."""
    return [finding.as_text() for report in check(paths) for finding in report.findings]


def test_folders_and_files(empty: Notebook, tmp_path: Path) -> None:
    """A folder stands for the entries below it; of a notebook, only for those under ``entries``; none is checked twice."""
    first, second = new(empty, "pellet"), new(empty, "note")
    copy = empty.root / "exports/crate/record.gb.yaml"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(first.read_bytes())
    assert [report.file for report in check([empty.root])] == [second, first]
    assert [report.file for report in check([first, empty.root / "entries", first])] == [first, second]
    (tmp_path / "none").mkdir()
    with pytest.raises(Refusal) as caught:
        check([tmp_path / "none"])
    assert str(caught.value) == f"there are no entries below {tmp_path / 'none'}; entries are files <id>.gb.yaml"


def test_outside_of_a_notebook(tmp_path: Path) -> None:
    """An entry by itself is checked by itself: its links lead nowhere that could be looked at."""
    path = tmp_path / "p1.gb.yaml"
    path.write_text('kind: pellet\nschema: "1.0"\nid: p1\nmade_from: [{entry: s1}]\ndiameter: 8\n', encoding="utf-8")
    assert [finding.rule for finding in check([path])[0].findings] == ["quantity/unit"]


def test_broken_settings(empty: Notebook) -> None:
    """Where the notebook's settings cannot be read, that is said instead of checking without them."""
    path = new(empty, "note")
    (empty.root / "glovebook.yaml").write_text("glovebook: [\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"glovebook\.yaml:2:1: not readable as YAML"):
        check([path])


def test_text_that_is_not_saved(empty: Notebook) -> None:
    """A text is checked as if it stood in a file, which need not be there; findings name that file."""
    new(empty, "material")
    path = empty.root / "entries/n7.gb.yaml"
    report = check_text('kind: note\nschema: "1.0"\nid: n8\nabout: [{entry: n7}]\n', path)
    assert [finding.as_text() for finding in report.findings] == [
        "entries/n7.gb.yaml:3:5: id: the id 'n8' is not the name of the file, 'n7'; make them the same [record/id]",
        "entries/n7.gb.yaml:4:17: about[0].entry: there is no entry 'n7'; make it with: glovebook new KIND n7 [record/link]",
    ]


def test_file_names_that_cannot_be(empty: Notebook) -> None:
    """A path that is too long for the disk names a file that is not there."""
    name = "a" * 5000
    text = f'kind: note\nschema: "1.0"\nid: n1\nattachments: [{{file: {name}}}]\n'
    report = check_text(text, empty.root / "entries/n1.gb.yaml")
    assert [finding.message for finding in report.findings] == [f"the file {name!r} is not in the notebook"]


def test_folder_named_like_an_entry(empty: Notebook) -> None:
    """A folder that is named like an entry does not stop the check of the entries beside it and in it."""
    path = new(empty, "note", "n1")
    inner = empty.root / "entries/x.gb.yaml/n2.gb.yaml"
    inner.parent.mkdir()
    inner.write_bytes(path.read_bytes().replace(b"id: n1", b"id: n2"))
    assert [(report.file, report.findings) for report in check([empty.root])] == [(path, []), (inner, [])]


def test_readings(empty: Notebook) -> None:
    """Every quantity that was understood is said in words, by path."""
    values = {
        "thickness.value": "~1 mm",
        "thickness.readings[0]": "1.01 mm",
        "pressure": "40 MPa",
        "temperature": "25 °C",
    }
    (report,) = check([new(empty, "pellet", values=values)])
    assert report.readings == {
        "thickness.value": "about 1 mm = 1000 µm",
        "thickness.readings[0]": "= 1010 µm",
        "pressure.value": "= 400 bar",
        "temperature": "= 298.15 K",
    }


def test_raw_files(empty: Notebook) -> None:
    """Raw files are looked at where they are: missing, changed in length, or leading out through a link."""
    (empty.root / "data/a.txt").write_bytes(b"123")
    (empty.root / "data/out.txt").symlink_to("/etc/hostname")
    files = {"a.txt": "4", "gone.txt": "3", "out.txt": "1"}
    values: dict[str, str] = {}
    for index, (name, size) in enumerate(files.items()):
        values |= {f"attachments[{index}].file": f"data/{name}", f"attachments[{index}].size": size}
    path = new(empty, "note", values=values)
    where = "put it there, or correct the path, which is relative to the notebook's folder [record/raw-file]"
    assert [line.partition(": ")[2] for line in said([path])] == [
        "attachments[0].size: data/a.txt holds 3 bytes, the entry says 4; bring the recorded file back, or record the new one under another name [record/raw-file-changed]",
        f"attachments[1].file: the file 'data/gone.txt' is not in the notebook; {where}",
        f"attachments[2].file: the file 'data/out.txt' is not in the notebook; {where}",
    ]  # fmt: skip


def test_everything_is_looked_at_once(empty: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking a notebook lists its entries once and parses none more than twice, however many link to each other."""
    new(empty, "material", "m1")
    for number in range(12):
        new(empty, "note", f"n{number}", values={"about[0].entry": "m1", "about[1].entry": f"n{(number + 1) % 12}"})
    counts = {"files": 0, "parse": 0}
    original_files = Listing.files

    def files(self: Listing) -> dict[str, list[str]]:
        counts["files"] += 1
        return original_files(self)

    def counted(text: str | bytes, file: str = "", extra: Extra | None = None) -> Parsed:
        counts["parse"] += 1
        return parse(text, file, extra)

    monkeypatch.setattr(Listing, "files", files)
    monkeypatch.setattr("glovebook.store.notebook.parse", counted)
    assert said([empty.root]) == []
    assert counts == {"files": 1, "parse": 13}
