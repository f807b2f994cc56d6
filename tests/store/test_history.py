"""The history: every version, byte for byte, whoever wrote it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from glovebook.pipeline.set import set_fields
from glovebook.schema.document import read_document
from glovebook.schema.refusal import Refusal
from glovebook.schema.review import reviewed_sha256
from glovebook.store import history
from glovebook.store.history import keeping
from glovebook.store.history.pack import folder_of, stamp_of
from glovebook.store.notebook import Notebook

P1 = "entries/p1.gb.yaml"


def held(notebook: Notebook, name: str = P1) -> list[tuple[str, str]]:
    """Cause and author of every version, oldest first; each text is proved to be there."""
    found = history.versions(notebook.root, name)
    for version in found:
        if version.sha256:
            assert history.sha256(history.text_of(notebook.root, name, version.sha256)) == version.sha256
    return [(version.cause, version.author) for version in found]


def test_new_and_set(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Glovebook writes is kept with its verb and author."""
    monkeypatch.setenv("GLOVEBOOK_AUTHOR", "ann")
    path = notebook.path_of("p1")
    texts = [path.read_bytes()]
    for value in ("9 mm", "10 mm"):
        set_fields(path, {"diameter": value})
        texts.append(path.read_bytes())
    assert [cause for cause, _ in held(notebook)] == ["new", "set", "set"]
    assert held(notebook)[-1] == ("set", "ann")
    found = history.versions(notebook.root, P1)
    assert [history.text_of(notebook.root, P1, str(version.sha256)) for version in found] == texts
    assert [version.at for version in found] == sorted(version.at for version in found)


def test_another_editor_is_seen(notebook: Notebook) -> None:
    """What another program wrote is kept at the next look, and before Glovebook writes over it."""
    path = notebook.path_of("p1")
    first = path.read_bytes()
    path.write_bytes(first + b"# by hand\r\n")
    assert history.look(notebook, [P1]) == [P1]
    assert history.look(notebook, [P1]) == []
    path.write_bytes(first + b"# again\n")
    set_fields(path, {"diameter": "9 mm"})
    found = history.versions(notebook.root, P1)
    assert [version.cause for version in found] == ["new", "found", "found", "set"]
    assert history.text_of(notebook.root, P1, str(found[1].sha256)) == first + b"# by hand\r\n"
    assert history.text_of(notebook.root, P1, str(found[2].sha256)) == first + b"# again\n"


def test_a_first_text_is_kept_with_its_base(notebook: Notebook) -> None:
    """An entry that came without a history, as from git, loses nothing when it is first changed."""
    path = notebook.root / "entries/n1.gb.yaml"
    path.write_bytes(b'kind: note\nschema: "1.0"\nid: n1\ntitle: A\n')
    set_fields(path, {"title": "B"})
    assert [cause for cause, _ in held(notebook, "entries/n1.gb.yaml")] == ["found", "set"]


def test_saves_come_together(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of saves by one author within minutes the last stays, and what stood there before the first."""
    path = notebook.path_of("p1")
    base = path.read_bytes()
    for number in range(5):
        path.write_bytes(base + b"# %d\n" % number)
        history.note(notebook, path, "save", "ann")
    assert held(notebook) == [("new", keeping.author()), ("save", "ann")]
    path.write_bytes(base + b"# bob\n")
    history.note(notebook, path, "save", "bob")
    path.write_bytes(base + b"# ann\n")
    history.note(notebook, path, "save", "ann")
    assert [author for _, author in held(notebook)[1:]] == ["ann", "bob", "ann"]
    monkeypatch.setattr(keeping, "TOGETHER", timedelta(0))
    path.write_bytes(base + b"# later\n")
    history.note(notebook, path, "save", "ann")
    assert [author for _, author in held(notebook)[1:]] == ["ann", "bob", "ann", "ann"]
    assert history.note(notebook, path, "save", "ann") is None


def test_saves_keep_a_base_that_nobody_noted(notebook: Notebook) -> None:
    """The text before the first save stays also where only the pack of that save holds it."""
    path = notebook.root / "entries/n1.gb.yaml"
    texts = [b'kind: note\nschema: "1.0"\nid: n1\ntitle: %d\n' % number for number in range(4)]
    path.write_bytes(texts[1])
    history.keep(notebook.root, "save", {"entries/n1.gb.yaml": (texts[0], texts[1])}, "ann")
    for text in texts[2:]:
        path.write_bytes(text)
        history.note(notebook, path, "save", "ann")
    found = history.versions(notebook.root, "entries/n1.gb.yaml")
    assert [history.text_of(notebook.root, "entries/n1.gb.yaml", str(v.sha256)) for v in found] == [texts[0], texts[3]]


def test_a_reviewed_text_is_never_replaced(notebook: Notebook) -> None:
    """A save after a review does not take the place of what was reviewed."""
    path = notebook.path_of("p1")
    text = path.read_text("utf-8")
    digest = reviewed_sha256(read_document(text))
    reviewed = f"{text}reviews: [{{by: ann, date: 2018-01-20, verdict: approved, sha256: {digest}}}]\n"
    for content in (reviewed, reviewed + "# more\n", reviewed + "# and more\n"):
        path.write_text(content, "utf-8")
        history.note(notebook, path, "save", "ann")
    found = history.versions(notebook.root, P1)
    assert [version.cause for version in found] == ["new", "save", "save"]
    assert history.text_of(notebook.root, P1, str(found[1].sha256)) == reviewed.encode()


def test_prune_takes_the_oldest(notebook: Notebook) -> None:
    """Over the limit the oldest versions go; the last of each file and reviewed ones stay whatever the limit."""
    path = notebook.path_of("p1")
    text = path.read_text("utf-8")
    digest = reviewed_sha256(read_document(text))
    set_fields(path, {"title": "A"})
    path.write_text(f"{text}reviews: [{{by: a, date: 2018-01-20, verdict: rejected, sha256: {digest}}}]\n", "utf-8")
    history.note(notebook, path, "import", "ann")
    for title in ("B", "C", "D"):
        set_fields(path, {"title": title})
    before = [version.sha256 for version in history.versions(notebook.root, P1)]
    size = sum(pack.stat().st_size for pack in folder_of(notebook.root, P1).iterdir())
    assert history.prune(notebook.root, 10 * size) == 0
    assert history.prune(notebook.root, 0) == 4
    assert [version.sha256 for version in history.versions(notebook.root, P1)] == [before[2], before[-1]]
    assert [cause for cause, _ in held(notebook, "entries/e1.gb.yaml")] == ["new"]


def test_prune_keeps_both_sides_of_a_clash(notebook: Notebook) -> None:
    """What was put aside is no version of the file: its last version stays, and so does what clashed with it."""
    path = notebook.path_of("p1")
    base = history.versions(notebook.root, P1)[-1].sha256
    set_fields(path, {"diameter": "9 mm"})
    assert set_fields(path, {"diameter": "10 mm"}, base=base).conflict
    assert history.prune(notebook.root, 0) > 0
    left = {version.cause: history.text_of(notebook.root, P1, str(version.sha256)) for version in of_p1(notebook)}
    assert left["set"] == path.read_bytes()
    assert b"diameter: 10 mm" in left["conflict"]


def of_p1(notebook: Notebook) -> list[history.Version]:
    """The versions of the pellet."""
    return history.versions(notebook.root, P1)


def test_a_damaged_pack_is_never_believed(notebook: Notebook) -> None:
    """A text that is not the one that was kept is refused; other versions are still there."""
    set_fields(notebook.path_of("p1"), {"diameter": "9 mm"})
    first, last = sorted(folder_of(notebook.root, P1).glob("*.zip"))
    version = history.versions(notebook.root, P1)[-1]
    with ZipFile(last) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(last, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content.replace(b"9 mm", b"8 mm") if name == version.sha256 else content)
    with pytest.raises(Refusal, match="is damaged; bring it back from a backup"):
        history.text_of(notebook.root, P1, str(version.sha256))
    first.write_bytes(b"no zip")
    history.pack.read_change.cache_clear()
    assert [v.cause for v in history.versions(notebook.root, P1)] == ["set"]


def test_find(notebook: Notebook) -> None:
    """A version is named by the first digits of its SHA-256, and a wrong name says which there are."""
    (version,) = history.versions(notebook.root, P1)
    digest = str(version.sha256)
    assert history.find(notebook.root, P1, digest[:4].upper()) == version
    for wanted in ("", digest[:3], "0" * 64):
        with pytest.raises(Refusal) as caught:
            history.find(notebook.root, P1, wanted)
        assert f"has no version {wanted!r}; the last ones are {digest[:8]}" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("entries/p7.gb.yaml", "p7"),
        ("entries/2018/p7.gb.yaml", "p7"),
        ("entries/con.gb.yaml", None),
        ("entries/lpt1.x.gb.yaml", None),
        ("entries/p7..gb.yaml", None),
        ("entries/...gb.yaml", None),
        ("entries/P7.gb.yaml", None),
        ("glovebook.yaml", None),
    ],
)
def test_folders(tmp_path: Path, name: str, folder: str | None) -> None:
    """Versions of an entry lie under its id, so that it may move; a name that not every system takes has a code."""
    found = folder_of(tmp_path, name)
    assert found.parent == tmp_path / ".glovebook/history"
    assert found.name == folder if folder else found.name.startswith("_")


def test_spellings_of_a_name_are_one(notebook: Notebook) -> None:
    """The system of a Mac may store ü as u with two dots behind it; it is the same file."""
    history.keep(notebook.root, "set", {"data/f\u00fcr.txt": (None, b"x")})
    assert len(history.versions(notebook.root, "data/fu\u0308r.txt")) == 1


def test_clocks_that_differ(notebook: Notebook) -> None:
    """A machine whose clock is late still adds its version behind the last one."""
    (pack,) = folder_of(notebook.root, P1).glob("*.zip")
    late = datetime.now(UTC) + timedelta(days=1)
    pack.rename(pack.with_name(f"{late:%Y%m%dT%H%M%S.%fZ}-{pack.name.partition('-')[2]}"))
    set_fields(notebook.path_of("p1"), {"diameter": "9 mm"})
    assert [version.cause for version in history.versions(notebook.root, P1)] == ["new", "set"]
    stamps = [stamp_of(pack) for pack in sorted(folder_of(notebook.root, P1).glob("*.zip"))]
    assert stamps[0] is not None
    assert stamps[1] == stamps[0] + timedelta(microseconds=1)


WRITER = """
import sys
from pathlib import Path
from glovebook.pipeline.set import set_fields
for number in range(5):
    set_fields(Path(sys.argv[1]), {f"custom.{sys.argv[2]}": f"{number} x"})
"""


def test_two_processes(notebook: Notebook) -> None:
    """Two processes that write at once lose no version and no field."""
    path = notebook.path_of("p1")
    runs = [subprocess.Popen([sys.executable, "-P", "-c", WRITER, path, name]) for name in ("a", "b")]
    assert [run.wait() for run in runs] == [0, 0]
    assert read_document(path.read_bytes()).data["custom"] == {"a": "4 x", "b": "4 x"}
    texts = [history.text_of(notebook.root, P1, str(v.sha256)) for v in history.versions(notebook.root, P1)]
    assert len(texts) == 11
    assert not list((notebook.root / ".glovebook").glob("lock*"))


def test_a_dead_holder_of_the_lock(notebook: Notebook) -> None:
    """The lock of a process that was killed on this machine is noticed at once."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    lock = notebook.root / ".glovebook/lock"
    lock.write_text(f'{{"host": "{os.uname().nodename}", "pid": {done.pid}, "token": "x"}}', "utf-8")
    set_fields(notebook.path_of("p1"), {"diameter": "9 mm"})
    assert not lock.exists()
