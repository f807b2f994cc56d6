"""The index: what it holds of the files, how it follows them, and that it is never in the way."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glovebook.store.index import Changes, Index, Link, RawFileRow, place, reading, refresh
from glovebook.store.index.facts import Facts
from glovebook.store.notebook import Notebook, sha256_of

PELLET = (
    'kind: pellet\nschema: "1.0"\nid: {id}\ntitle: {title}\ndiameter: 8 mm\nmade_from: [{{entry: s1, amount: 44 mg}}]\n'
)
LONG_AGO = 1_500_000_000


@pytest.fixture
def index(notebook: Notebook) -> Iterator[Index]:
    """The index of the notebook with p1 and e1."""
    with Index.open(notebook) as opened:
        opened.refresh()
        yield opened


def written(notebook: Notebook, name: str, title: str = "a", folder: str = "entries") -> Path:
    """The file of a pellet."""
    file = notebook.root / folder / f"{name}.gb.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PELLET.format(id=name, title=title), encoding="utf-8")
    return file


def test_entries_links_and_files(notebook: Notebook, index: Index) -> None:
    """The catalogue has every entry with its hash, every link, and every raw file as recorded."""
    series = notebook.root / "entries/e1.gb.yaml"
    text = 'kind: eis\nschema: "1.0"\nid: e1\nmeasured_on: {entry: p1}\nspectra: [{file: data/a.txt, size: 6}]\n'
    series.write_text(text, encoding="utf-8")
    written(notebook, "p2", folder="entries/2018/01")
    assert Changes(("entries/2018/01/p2.gb.yaml",), ("entries/e1.gb.yaml",)) == index.refresh()
    assert list(index.entries()) == ["p2", "e1", "p1"]
    row = index.entries()["e1"]
    assert ("eis", "e1", sha256_of(series), True, 0) == (row.kind, row.stated, row.sha256, row.readable, row.problems)
    assert [Link("p2", "made_from[0].entry", "s1"), Link("e1", "measured_on.entry", "p1")] == index.links()
    assert [RawFileRow("e1", "spectra[0]", "data/a.txt", "", 6)] == index.raw_files()
    assert notebook.files() == index.files()


def test_removed_and_renamed(notebook: Notebook, index: Index) -> None:
    """What is gone is gone with all that was known of it."""
    file = notebook.root / "entries/e1.gb.yaml"
    file.rename(file.with_name("e2.gb.yaml"))
    assert Changes(added=("entries/e2.gb.yaml",), removed=("entries/e1.gb.yaml",)) == index.refresh()
    assert [link.from_id for link in index.links()] == ["e2"]
    file.with_name("e2.gb.yaml").unlink()
    assert Changes(removed=("entries/e2.gb.yaml",)) == index.refresh()
    assert index.links() == []


def test_a_rewrite_that_keeps_size_and_time_shows(notebook: Notebook, index: Index) -> None:
    """A file is hashed again as long as a change could leave its times as they were, like git does."""
    file = written(notebook, "p2", "one")
    index.refresh()
    before = file.stat()
    file.write_text(PELLET.format(id="p2", title="two"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Changes(changed=("entries/p2.gb.yaml",)) == index.refresh()
    assert index.entries()["p2"].title == "two"


def test_settled_files_are_not_read(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file older than any clock's grain, and with the same stamp, is not opened."""
    monkeypatch.setattr("time.time_ns", lambda: LONG_AGO * 10**9 * 2)
    monkeypatch.setattr(refresh, "_now", lambda _: LONG_AGO * 10**9 * 2)
    index.refresh()
    read: list[Path] = []
    monkeypatch.setattr(refresh, "_digest", read.append)
    assert not index.refresh()
    assert read == []


def test_touched_files_are_hashed_not_parsed(notebook: Notebook, index: Index) -> None:
    """A file with another time and the same bytes is the same entry."""
    number = index.entries()["p1"].number
    os.utime(notebook.root / "entries/p1.gb.yaml", (LONG_AGO, LONG_AGO))
    assert Changes() == index.refresh()
    assert number == index.entries()["p1"].number
    assert index.ask("SELECT mtime_ns FROM entry WHERE id = 'p1'") == [(LONG_AGO * 10**9,)]


def test_a_known_path(notebook: Notebook, index: Index) -> None:
    """A look at one file takes up that file alone; what lies outside of the entries is passed over."""
    file = written(notebook, "p2")
    written(notebook, "p3")
    assert Changes(added=("entries/p2.gb.yaml",)) == index.refresh([file, notebook.root / "glovebook.yaml"])
    file.unlink()
    assert Changes(removed=("entries/p2.gb.yaml",)) == index.refresh(["entries/p2.gb.yaml"])
    assert Changes() == index.refresh(["entries/p9.gb.yaml", "../x.gb.yaml"])


def test_letters_composed_otherwise(notebook: Notebook, index: Index) -> None:
    """A folder that is named in composed letters and lies on disk in decomposed ones is one folder."""
    names = {form: unicodedata.normalize(form, "entries/Müller/p2.gb.yaml") for form in ("NFC", "NFD")}
    written(notebook, "p2", folder=names["NFD"].rpartition("/")[0])
    index.refresh()
    (notebook.root / names["NFC"]).parent.symlink_to((notebook.root / names["NFD"]).parent.name)  # as macOS sees it
    assert Changes() == index.refresh([names["NFC"]])
    assert [names["NFD"]] == index.files()["p2"]


def test_letters_of_another_case(notebook: Notebook, index: Index) -> None:
    """A file that is named in capitals, on a disk that takes both for one, is the file that is known."""
    file = written(notebook, "p2")
    index.refresh()
    os.link(file, file.with_name("P2.gb.yaml"))  # as a disk that folds case sees it
    assert Changes() == index.refresh(["entries/P2.gb.yaml"])
    assert index.files()["p2"] == ["entries/p2.gb.yaml"]
    assert "P2" not in index.files()


def test_two_files_of_one_id(notebook: Notebook, index: Index) -> None:
    """Both files are there; the first counts."""
    written(notebook, "p1", "copy", folder="entries/a")
    index.refresh()
    assert index.files()["p1"] == ["entries/a/p1.gb.yaml", "entries/p1.gb.yaml"]
    assert index.entries()["p1"].path == "entries/a/p1.gb.yaml"


def test_texts_that_are_no_entries(notebook: Notebook, index: Index) -> None:
    """A broken file is a row without links; so is one of an unknown kind, of another version, and one too large."""
    texts = {
        "a": "kind: [\n",
        "b": "kind: quark\nid: b\n",
        "c": 'kind: pellet\nschema: "0.9"\nid: c\n',
        "d": "x" * 2_000_001,
    }
    for name, text in texts.items():
        (notebook.root / f"entries/{name}.gb.yaml").write_text(text, encoding="utf-8")
    index.refresh()
    found = index.entries()
    assert [(found[n].kind, found[n].readable) for n in texts] == [
        ("", False),
        ("quark", False),
        ("pellet", False),
        ("", False),
    ]
    assert [found[name].problems for name in texts] == [1, 1, 1, 1]
    assert sha256_of(notebook.root / "entries/d.gb.yaml") == found["d"].sha256


def test_links_that_lead_out(notebook: Notebook, index: Index, tmp_path: Path) -> None:
    """A symbolic link to a file elsewhere is no entry, and folders behind links are not entered."""
    (tmp_path / "else").mkdir()
    (tmp_path / "else/p8.gb.yaml").write_text(PELLET.format(id="p8", title="x"), encoding="utf-8")
    (notebook.root / "entries/p8.gb.yaml").symlink_to(tmp_path / "else/p8.gb.yaml")
    (notebook.root / "entries/out").symlink_to(tmp_path / "else")
    (notebook.root / "entries/round").symlink_to(notebook.root / "entries")
    (notebook.root / "entries/p9.gb.yaml").symlink_to("p1.gb.yaml")
    assert Changes(added=("entries/p9.gb.yaml",)) == index.refresh()
    assert Changes() == index.refresh(["entries/p8.gb.yaml", "entries/out/p8.gb.yaml"])


def test_names_that_are_no_text(notebook: Notebook, index: Index) -> None:
    """A folder whose name is no UTF-8 is reported and does no harm."""
    folder = os.fsencode(notebook.root) + b"/entries/\xff"
    os.mkdir(folder)  # noqa: PTH102 - a path of bytes
    with open(folder + b"/p2.gb.yaml", "w", encoding="utf-8") as stream:  # noqa: PTH123 - the same
        stream.write(PELLET.format(id="p2", title="x"))
    assert Changes(unreadable=("entries/?/p2.gb.yaml",)) == index.refresh()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda file: file.unlink(),
    "no database": lambda file: file.write_bytes(b"no database " * 1000),
    "empty": lambda file: file.write_bytes(b""),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "older": lambda file: changed(file, "PRAGMA user_version = 0"),
    "of another Glovebook": lambda file: changed(file, "UPDATE meta SET value = '0.0' WHERE name = 'contents'"),
    "without a table": lambda file: changed(file, "DROP TABLE link"),
}


def changed(file: Path, statement: str) -> None:
    """A database changed behind our back."""
    with sqlite3.connect(file) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_rebuilt_without_a_question(notebook: Notebook, index: Index, damage: str) -> None:
    """A database that is missing, broken or old is made anew: the answers are those of the files."""
    index.close()
    DAMAGES[damage](notebook.root / ".glovebook/index.sqlite")
    with Index.open(notebook) as again:
        assert [Link("e1", "measured_on.entry", "p1")] == again.links()
        assert list(again.entries()) == ["e1", "p1"]
    assert [file.name for file in (notebook.root / ".glovebook").glob("*sqlite*")] == ["index.sqlite"]


def test_damaged_while_open(notebook: Notebook, index: Index) -> None:
    """What breaks under a running process is made anew, too."""
    file = notebook.root / ".glovebook/index.sqlite"
    file.write_bytes(b"\0" * file.stat().st_size)
    written(notebook, "p2")
    index.refresh()
    assert list(index.entries()) == ["e1", "p1", "p2"]


def test_each_machine_has_its_own(notebook: Notebook, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database on a share is written by one machine alone: locks and caches do not reach the others."""
    index.close()
    shared = notebook.root / ".glovebook/index.sqlite"
    before = shared.read_bytes()
    monkeypatch.setattr(place, "machine", lambda: "other")
    written(notebook, "p2")
    with Index.open(notebook) as other:
        other.refresh()
        assert list(other.entries()) == ["e1", "p1", "p2"]
    assert before == shared.read_bytes()
    assert (notebook.root / ".glovebook/index-other.sqlite").is_file()


def test_where_nothing_can_be_written(notebook: Notebook, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that is read only, the index follows the files in memory."""
    index.close()
    file = notebook.root / ".glovebook/index.sqlite"
    before = file.read_bytes()
    written(notebook, "p2")
    monkeypatch.setattr(place, "MODES", ("ro",))  # what rights would do, were the tests not run by root
    monkeypatch.setattr(place, "begun", lambda _: None)
    with Index.open(notebook) as alone:
        assert Changes(added=("entries/p2.gb.yaml",)) == alone.refresh()
        assert list(alone.entries()) == ["e1", "p1", "p2"]
        written(notebook, "p3")
        assert Changes(added=("entries/p3.gb.yaml",)) == alone.refresh()
    assert before == file.read_bytes()
    file.unlink()
    with Index.open(notebook) as alone:
        assert list(alone.entries()) == ["e1", "p1", "p2", "p3"]
    assert not file.exists()


def test_another_writes_at_the_same_time(notebook: Notebook, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process holds the database, this one goes on with a copy of its own."""
    monkeypatch.setattr(place, "PATIENCE", 0.05)
    index.close()
    written(notebook, "p2")
    other = sqlite3.connect(notebook.root / ".glovebook/index.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Index.open(notebook) as mine:
        mine.refresh()
        assert list(mine.entries()) == ["e1", "p1", "p2"]
    other.execute("ROLLBACK")
    other.close()
    assert index.ask("SELECT id FROM entry ORDER BY path") == [("e1",), ("p1",)]


def test_two_indices_see_each_other(notebook: Notebook, index: Index) -> None:
    """What one process took up, the other has; a database that was made anew is found."""
    written(notebook, "p2")
    with Index.open(notebook) as other:
        assert Changes(added=("entries/p2.gb.yaml",)) == other.refresh()
        assert list(index.entries()) == ["e1", "p1", "p2"]
        other.close()
        (notebook.root / ".glovebook/index.sqlite").unlink()
        written(notebook, "p3")
        other.refresh()
    written(notebook, "p4")
    assert Changes(added=("entries/p4.gb.yaml",)) == index.refresh()
    assert list(index.entries()) == ["e1", "p1", "p2", "p3", "p4"]


def test_kinds_of_the_lab(notebook: Notebook, index: Index) -> None:
    """An entry of a kind that is defined, or changed, after it was read is read again."""
    file = notebook.root / "entries/x1.gb.yaml"
    file.write_text('kind: ageing\nschema: "1.0"\nid: x1\nhours: 5 h\n', encoding="utf-8")
    index.refresh()
    assert not index.entries()["x1"].readable
    definition = "kind: ageing\ntitle: Ageing\nsummary: A sample that waits.\nfields: [{name: hours, type: duration, help: How long.}]\n"
    (notebook.root / "kinds/ageing.yaml").write_text(definition, encoding="utf-8")
    assert Changes(changed=("entries/x1.gb.yaml",)) == index.refresh()
    assert index.entries()["x1"].readable
    assert Changes() == index.refresh()


def test_many_are_read_by_several_processes(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes find what one process finds; and without them, the same."""
    for number in range(2, 40):
        written(notebook, f"p{number}")
    paths = sorted(path for files in notebook.files().values() for path in files)
    alone = dict(reading.read(notebook.root, [*paths, "entries/none.gb.yaml"]))
    assert None is alone.pop("entries/none.gb.yaml")
    monkeypatch.setattr(reading, "FEW", 1)
    monkeypatch.setattr(reading, "CHUNK", 7)
    monkeypatch.setattr(reading, "cores", lambda: 2)
    together = dict(reading.read(notebook.root, paths))
    assert {path: tuple(map(repr, facts)) for path, facts in plain(alone).items()} == {
        path: tuple(map(repr, facts)) for path, facts in plain(together).items()
    }
    monkeypatch.setattr("sys.executable", str(notebook.root / "no-python"))
    assert sorted(alone) == sorted(dict(reading.read(notebook.root, paths)))


def plain(found: dict[str, Facts | None]) -> dict[str, list[object]]:
    """Facts with lists where others have tuples."""
    return {
        path: [[list(item) for item in value] if isinstance(value, (list, tuple)) else value for value in facts or ()]
        for path, facts in found.items()
    }
