"""The notebook around an entry, as rules see it: users, holders of files, tables and results."""

from __future__ import annotations

from pathlib import Path

import pytest

from glovebook.pipeline.check.around import Surroundings
from glovebook.pipeline.new import new
from glovebook.schema.entry import Entry
from glovebook.schema.parse import parse
from glovebook.store.notebook import Notebook

HEAD = 'kind: {}\nschema: "1.0"\nid: {}\n'


def entry(text: str) -> Entry:
    """The entry that a text holds."""
    found = parse(text).entry
    assert found is not None
    return found


def test_users(empty: Notebook) -> None:
    """Users are the other entries that link to one directly, however the id is written; who only names it is none."""
    bodies = {
        "n1": 'about: [{entry: "p1"}]\n',
        "n2": "title: p1 is broken\nabout: [{entry: p10}]\n",
        "n3": 'about: [{entry: "\\x701"}]\n',
        "n4": "about: [{entry: n1}]\n",
        "p1": "",
        "n0": "about: [{entry: p1}]\nstatus: [\n",
    }
    for name, body in bodies.items():
        kind = "pellet" if name[0] == "p" else "note"
        (empty.root / f"entries/{name}.gb.yaml").write_text(HEAD.format(kind, name) + body, encoding="utf-8")
    around = Surroundings(empty, entry(HEAD.format("pellet", "p1")))
    assert [user.id for user in around.users("p1")] == ["n1", "n3"]
    assert around.users("nothing") == []


def test_the_text_counts(empty: Notebook) -> None:
    """What is checked may be newer than its file: the text is what counts, and no entry is its own user."""
    new(empty, "note", "n1", values={"about[0].entry": "p1"})
    newer = entry(HEAD.format("note", "n1") + "about: [{entry: p2}, {entry: n1}]\nattachments: [{file: data/b.txt}]\n")
    around = Surroundings(empty, newer)
    assert [[user.id for user in around.users(name)] for name in ("p1", "p2", "n1")] == [[], ["n1"], []]
    assert around.holders("data/b.txt") == ["n1"]


def test_holders(analysed: Notebook) -> None:
    """Who names a raw file is found by its path and by its SHA-256."""
    part = analysed.parse(analysed.path_of("e1")).entry.spectra[0]
    copy = HEAD.format("note", "n1") + f"attachments: [{{file: data/copy.txt, sha256: {part.sha256}}}]\n"
    (analysed.root / "entries/n1.gb.yaml").write_text(copy, encoding="utf-8")
    around = Surroundings(analysed, entry(HEAD.format("pellet", "p1")))
    assert around.holders(part.file) == ["e1"]
    assert around.holders(part.sha256) == ["e1", "n1"]


@pytest.mark.parametrize("file", ["data/missing.txt", "../outside.txt", "data", "data/noise.txt"])
def test_no_table(empty: Notebook, file: str) -> None:
    """What is no file of the notebook, or nothing that a reader knows, is no table."""
    (empty.root / "data/noise.txt").write_bytes(b"\x00\x01\x02")
    (empty.root.parent / "outside.txt").write_text("frequency/Hz,Zre/ohm,Zim/ohm\n1,2,3\n", encoding="utf-8")
    assert Surroundings(empty, entry(HEAD.format("pellet", "p1"))).table(file) is None


def test_table(analysed: Notebook) -> None:
    """A raw file is read once, and again when it has changed."""
    file = analysed.parse(analysed.path_of("e1")).entry.spectra[0].file
    around = Surroundings(analysed, entry(HEAD.format("pellet", "p1")))
    first = around.table(file)
    assert around.table(file) is first
    place: Path = analysed.root / file
    place.write_bytes(place.read_bytes() + b"1 1 1\n")
    second = around.table(file)
    assert second is not first


def test_results(analysed: Notebook) -> None:
    """Results are the current ones in the order of the kind; a stale one, or what is no result, does not count."""
    around = Surroundings(analysed, entry(HEAD.format("note", "n1")))
    assert [result.id for result in around.results("e1")] == ["e1/impedance/001", "e1/arrhenius/001"]
    assert around.results("p1") == []
    (analysed.root / "results/e1/arrhenius/001/result.json").write_text("{}", encoding="utf-8")
    assert around.results("e1") == ()
