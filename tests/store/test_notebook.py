"""The notebook on disk: settings, entries by id, files that stay inside."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook, Snapshot, sha256_of


def refusal(folder: Path) -> str:
    """What is said when a folder is opened as a notebook."""
    with pytest.raises(Refusal) as caught:
        Notebook.open(folder)
    return str(caught.value)


def test_found_from_anywhere_inside(notebook: Notebook) -> None:
    """Any file or folder below belongs to the notebook around it."""
    for path in (notebook.root, notebook.root / "entries/p1.gb.yaml", notebook.root / "data/not/yet"):
        assert Notebook.containing(path).root == notebook.root


def test_outside(tmp_path: Path) -> None:
    """Outside of any notebook the refusal says how to make one."""
    with pytest.raises(Refusal) as caught:
        Notebook.containing(tmp_path / "x")
    assert str(caught.value) == f"{tmp_path / 'x'} is not inside a notebook; make one with: glovebook init {tmp_path}"
    assert refusal(tmp_path) == f"{tmp_path} holds no glovebook.yaml; make a notebook there: glovebook init {tmp_path}"
    with pytest.raises(Refusal) as caught:
        Notebook.containing(tmp_path)
    assert str(caught.value) == f"{tmp_path} is not inside a notebook; make one with: glovebook init {tmp_path}"


def test_folders_are_no_entries(notebook: Notebook) -> None:
    """A folder may be named like an entry; it is none."""
    (notebook.root / "entries/p2.gb.yaml").mkdir()
    assert notebook.ids() == ["e1", "p1"]


HEAD = 'glovebook: "1"\nuuid: x\ntitle: t\n'
FIELDS = "glovebook, uuid, title, license, people, organisations, instruments, defaults"
CHECK = "check indentation and quotes on this line and the one before"
SETTINGS = [
    (HEAD.replace("1", "2"), ":1:1: glovebook: '2' is not one of the choices; write '1'"),
    ('glovebook: "1"\nuuid: x\n', ":1:1: title: the field 'title' is required here; add the line 'title: ...'"),
    (HEAD + "colour: red\n", f":4:1: colour: there is no field 'colour' here; write one of {FIELDS}"),
    (HEAD + "poeple:\n  a: b\n", ":4:1: poeple: there is no field 'poeple' here; did you mean 'people'?"),
    (HEAD + "people: jc\n", ":4:1: people: 'jc' stands where fields are expected; write 'name: value' lines, indented"),
    (
        HEAD + 'people: {jc: {name: J, orcid: "0000"}}\n',
        ":4:24: people.jc.orcid: '0000' is not of the form expected; write it as https://orcid.org/0000-0002-1825-0097",
    ),
    ("glovebook: [\n", f":2:1: not readable as YAML: did not find expected node content; {CHECK}"),
    (HEAD + "title: u\n", ":4:1: the field 'title' stands twice, first on line 3; keep one of the two"),
    ("", ":1:1: the file is empty; begin with e.g. 'glovebook: \"1\"'"),
]


@pytest.mark.parametrize(("text", "said"), SETTINGS)
def test_settings_that_cannot_be_read(tmp_path: Path, text: str, said: str) -> None:
    """A mistake in the settings is refused with file, line and field."""
    (tmp_path / "glovebook.yaml").write_text(text, encoding="utf-8")
    assert refusal(tmp_path) == f"{tmp_path / 'glovebook.yaml'}{said}"


def test_entries_by_id(notebook: Notebook) -> None:
    """Entries lie in any folder below ``entries``; the name of the file is the id."""
    deep = notebook.root / "entries/2018/january"
    deep.mkdir(parents=True)
    (notebook.root / "entries/p1.gb.yaml").rename(deep / "p1.gb.yaml")
    assert notebook.ids() == ["e1", "p1"]
    assert notebook.path_of("p1") == deep / "p1.gb.yaml"
    assert notebook.files()["p1"] == ["entries/2018/january/p1.gb.yaml"]


def test_no_such_entry(notebook: Notebook) -> None:
    """An id that does not exist is refused with the nearest one."""
    for name, hint in (("p11", "did you mean 'p1'?"), ("zzz", "entries are files entries/<id>.gb.yaml")):
        with pytest.raises(Refusal) as caught:
            notebook.path_of(name)
        assert str(caught.value) == f"there is no entry {name!r} in {notebook.root}; {hint}"


def test_linked(notebook: Notebook) -> None:
    """Linked entries are found through others; circles end, and broken links and broken entries are left out."""
    pellet = notebook.root / "entries/p1.gb.yaml"
    pellet.write_text(
        pellet.read_text("utf-8").replace("made_from:", "made_from: [{entry: e1}, {entry: b1}, {entry: gone}]"), "utf-8"
    )
    (notebook.root / "entries/b1.gb.yaml").write_text("kind: [\n", encoding="utf-8")
    entry = notebook.parse(notebook.path_of("e1")).entry
    assert entry is not None
    assert list(notebook.linked(entry)) == ["p1"]


def test_files_stay_inside(notebook: Notebook, tmp_path: Path) -> None:
    """No path leads out of the notebook, neither by ``..`` nor by a link."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (notebook.root / "data/link.txt").symlink_to(tmp_path / "secret.txt")
    assert notebook.file("data/a.txt") == notebook.root / "data/a.txt"
    for path in ("../secret.txt", "data/../../secret.txt", "data/link.txt", str(tmp_path / "secret.txt")):
        with pytest.raises(Refusal) as caught:
            notebook.file(path)
        assert str(caught.value) == f"{path!r} leads out of the notebook; keep raw files under data/"
    with pytest.raises(Refusal) as caught:
        notebook.file("data/a\0.txt")
    assert str(caught.value) == "'data/a\\x00.txt' is no name of a file; keep raw files under data/"


def test_unreadable_entry(notebook: Notebook) -> None:
    """A file that cannot be read at all is refused with the reason of the system."""
    with pytest.raises(Refusal) as caught:
        notebook.parse(notebook.root / "entries/gone.gb.yaml")
    assert (
        str(caught.value)
        == f"{notebook.root}/entries/gone.gb.yaml could not be read: No such file or directory; check the path and its rights"
    )


def test_snapshot_looks_once(notebook: Notebook) -> None:
    """A snapshot stays as it was at the first look; a notebook does not."""
    snapshot = Snapshot(notebook.root, notebook.settings)
    path = snapshot.path_of("p1")
    before = snapshot.parse(path)
    (notebook.root / "entries/p2.gb.yaml").write_text("kind: note\n", encoding="utf-8")
    path.write_text("kind: note\n", encoding="utf-8")
    assert snapshot.ids() == ["e1", "p1"] == sorted(snapshot.files())
    assert snapshot.parse(path) is before
    assert notebook.ids() == ["e1", "p1", "p2"]
    assert notebook.parse(path).entry is None


def test_checksum(tmp_path: Path) -> None:
    """The checksum is that of the bytes."""
    path = tmp_path / "raw.ism"
    path.write_bytes(b"\x00\xff" * 300_000)
    assert sha256_of(path) == hashlib.sha256(b"\x00\xff" * 300_000).hexdigest()


def test_hash_of_what_was_parsed(notebook: Notebook) -> None:
    """A parsed entry carries the SHA-256 of its bytes as they were read, whatever becomes of the file."""
    path = notebook.path_of("p1")
    before = sha256_of(path)
    parsed = notebook.parse(path)
    path.write_text("changed", encoding="utf-8")
    assert parsed.sha256 == before
