"""Exporting: the gate, what comes along, and the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.check import check
from glovebook.pipeline.derived import derived
from glovebook.pipeline.export import Blocked, export
from glovebook.pipeline.new import init, new
from glovebook.pipeline.set import set_fields
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def blocked(notebook: Notebook, target: Path) -> list[str]:
    """The findings that stop an export, which must have written nothing."""
    with pytest.raises(Blocked) as caught:
        export([notebook.root], target)
    assert not target.exists()
    number = len(caught.value.findings)
    assert caught.value.message == f"nothing was exported: {number} finding(s) block in profile 'archive'"
    return [finding.as_text() for finding in caught.value.findings]


def test_same_bytes_twice(analysed: Notebook, tmp_path: Path) -> None:
    """Exporting the same notebook twice gives the same files with the same bytes."""
    files = export([analysed.root], tmp_path / "one")
    export([analysed.root], tmp_path / "two")
    one = tree(tmp_path / "one")
    assert one == tree(tmp_path / "two")
    assert sorted(one) == sorted(path.relative_to(tmp_path / "one").as_posix() for path in files)


def test_linked_entries_come_along(analysed: Notebook, tmp_path: Path) -> None:
    """What an entry links to is exported with it, raw files and results too; what it does not link to stays."""
    new(analysed, "note", "n1", values={"title": "Aside"})
    export([analysed.path_of("e1")], tmp_path / "crate")
    files = tree(tmp_path / "crate")
    assert analysed.path_of("p1").read_bytes() in files.values()
    assert analysed.path_of("n1").read_bytes() not in files.values()
    assert (analysed.root / "data/e1/302K.txt").read_bytes() in files.values()
    assert (analysed.root / "results/e1/impedance/001/figure.png").read_bytes() in files.values()


def test_what_follows_comes_along(analysed: Notebook, tmp_path: Path) -> None:
    """A crate says what the form says: every value that follows from its entries, with what it was computed from."""
    export([analysed.root], tmp_path / "crate")
    data = json.loads((tmp_path / "crate/ro-crate-metadata.json").read_text("utf-8"))
    said = {node["description"].partition(", standard")[0] for node in data["@graph"] if "(derived)" in str(node)}
    expected = {value.as_text() for sheet in derived([analysed.root]) for value in sheet.values}
    assert len(expected) > 1
    assert expected == {words.removesuffix(", no uncertainty known") for words in said}


def test_gate_lists_what_blocks(analysed: Notebook, tmp_path: Path) -> None:
    """A gap or an error stops the archive; nothing is written, and everything that blocks is listed."""
    set_fields(analysed.path_of("p1"), {"title": ""})
    new(analysed, "eis", "e2")
    assert blocked(analysed, tmp_path / "crate") == [
        "entries/p1.gb.yaml:3:1: title: the entry has no title; say in a few words what this is, under 'title:' [record/title]",
        "entries/e2.gb.yaml:7:7: title: the entry has no title; say in a few words what this is, under 'title:' [record/title]",
        "entries/e2.gb.yaml:13:13: measured_on: the sample is not named; link the pellet or cell, e.g. 'measured_on: {entry: p7}' [eis/sample]",
        "entries/e2.gb.yaml:24:9: spectra: there is no spectrum; add the raw files, e.g. '- {temperature: 372 K, file: data/p7_372K.ism}' [eis/spectra]",
        "results/e1/impedance/001/result.json: the result e1/impedance/001 no longer fits: entries/p1.gb.yaml has changed; run: glovebook analyse entries/e1.gb.yaml --method impedance [record/stale-result]",
        "results/e1/arrhenius/001/result.json: the result e1/arrhenius/001 no longer fits: entries/p1.gb.yaml has changed; run: glovebook analyse entries/e1.gb.yaml --method arrhenius [record/stale-result]",
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"kind: [\n", b"kind: ramen\n", b"\xff\xfe", b"kind: note\nkind: note\n"])
def test_unreadable_entry_blocks(analysed: Notebook, tmp_path: Path, content: bytes) -> None:
    """An entry that cannot be read stops the archive."""
    (analysed.root / "entries/x1.gb.yaml").write_bytes(content)
    assert len(blocked(analysed, tmp_path / "crate")) == 1


def test_raw_file_that_changed_blocks(analysed: Notebook, tmp_path: Path) -> None:
    """A raw file that is not the recorded one any more stops the archive, and makes its results stale."""
    raw = analysed.root / "data/e1/302K.txt"
    raw.write_bytes(raw.read_bytes().replace(b"1", b"2", 1))
    rules = [line.rpartition("[")[2] for line in blocked(analysed, tmp_path / "crate")]
    assert rules == ["record/raw-file-changed]", "record/stale-result]", "record/stale-result]"]


def test_waived_stale_result(analysed: Notebook, tmp_path: Path) -> None:
    """A waiver in the entry that owns a stale result lets it into the archive, with its reason."""
    set_fields(analysed.path_of("p1"), {"title": "Another title"})
    rules = [line.rpartition("[")[2] for line in blocked(analysed, tmp_path / "crate")]
    assert rules == ["record/stale-result]", "record/stale-result]"]
    waiver = {"waive[0].rule": "record/stale-result", "waive[0].reason": "the numbers are those of the paper"}
    set_fields(analysed.path_of("e1"), waiver)
    files = export([analysed.root], tmp_path / "crate")
    assert any(path.name == "result.json" for path in files)


def test_draft_carries_its_findings(analysed: Notebook, tmp_path: Path) -> None:
    """A draft is exported with what is wrong, and says so."""
    set_fields(analysed.path_of("p1"), {"title": ""})
    export([analysed.root], tmp_path / "crate", "draft")
    assert (tmp_path / "crate/README.md").read_text("utf-8").startswith("# DRAFT: Pipeline")
    carried = json.loads((tmp_path / "crate/findings.json").read_text("utf-8"))
    assert [finding["rule"] for finding in carried] == ["record/stale-result"] * 2


def test_draft_says_what_it_leaves_out(analysed: Notebook, tmp_path: Path) -> None:
    """An entry that cannot be read is named where a draft goes without it; alone, it is the reason for the refusal."""
    broken = analysed.root / "entries/x1.gb.yaml"
    broken.write_bytes(b"kind: ramen\n")
    said: list[str] = []
    export([analysed.root], tmp_path / "crate", "draft", say=said.append)
    (finding,) = check([broken])[0].findings
    assert said == [f"left out: {finding.as_text()}"]
    with pytest.raises(Refusal) as caught:
        export([broken], tmp_path / "alone", "draft")
    expected = f"there is nothing to export that could be read: {finding.as_text()}; correct it first"
    assert expected == str(caught.value)


def test_newest_that_counts(analysed: Notebook, tmp_path: Path) -> None:
    """An older result that fits goes before a newer one that does not; what is not exported does not block."""
    pellet = analysed.path_of("p1")
    before = pellet.read_bytes()
    set_fields(pellet, {"thickness": "1.50(2) mm"})
    analyse(analysed.path_of("e1"))
    pellet.write_bytes(before)
    export([analysed.root], tmp_path / "crate")
    files = tree(tmp_path / "crate").values()
    old, new = (analysed.root / f"results/e1/impedance/{number}/result.json" for number in ("001", "002"))
    assert (old.read_bytes() in files, new.read_bytes() in files) == (True, False)


def test_planned_work_with_raw_files_blocks(analysed: Notebook, tmp_path: Path) -> None:
    """What is planned has no data yet: somebody forgot to say that it was done."""
    series = analysed.path_of("e1")
    series.write_bytes(series.read_bytes().replace(b"status: done", b"status: planned"))
    rules = [line.rpartition("[")[2] for line in blocked(analysed, tmp_path / "crate")]
    assert rules == ["record/still-planned]", "record/stale-result]", "record/stale-result]"]


def test_title_and_profile(analysed: Notebook, tmp_path: Path) -> None:
    """The dataset has the notebook's title, or the one that was asked for; publication asks for more than the archive."""
    with pytest.raises(Blocked, match="block in profile 'publish'"):
        export([analysed.root], tmp_path / "crate", "publish")
    for number, title in enumerate((None, "Another")):
        export([analysed.root], tmp_path / f"crate{number}", "archive", title)
        graph = json.loads((tmp_path / f"crate{number}/ro-crate-metadata.json").read_text("utf-8"))["@graph"]
        (root,) = [item for item in graph if item["@id"] == "./"]
        assert root["name"] == f"{title or 'Pipeline'} (partly synthetic data)"


def test_targets(analysed: Notebook, tmp_path: Path) -> None:
    """A crate is made anew: no folder with files in it is written into, and no file replaced."""
    before = tree(analysed.root)
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    inside = [analysed.root / name for name in ("entries", "entries/out", "data/out", "results/out", "templates")]
    for target in (analysed.root, *inside, tmp_path / "file"):
        with pytest.raises(Refusal) as caught:
            export([analysed.root], target)
        said = (
            f"{target} lies in {target.relative_to(analysed.root).parts[0]}/ of the notebook; export beside it, e.g. to exports/crate"
            if target in inside
            else f"{str(target)!r} is there already and is not empty; name a folder that does not exist yet"
        )
        assert said == str(caught.value)
    assert tree(analysed.root) == before
    assert (tmp_path / "file").read_text("utf-8") == "kept"


def test_several_notebooks(analysed: Notebook, tmp_path: Path) -> None:
    """One crate holds one notebook."""
    other = new(init(tmp_path / "other"), "note")
    with pytest.raises(Refusal) as caught:
        export([analysed.root, other], tmp_path / "crate")
    assert str(caught.value) == "the entries lie in several notebooks; export each notebook by itself"
