"""Checking a whole notebook: the same findings as entry by entry, and again only where something has changed."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, NoReturn

import pytest

from glovebook.pipeline import check as room
from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.changes.rename import rename
from glovebook.pipeline.check import Report, check, check_text, desk, whole, workers
from glovebook.pipeline.check.memory import Known
from glovebook.pipeline.check.noting import look_at
from glovebook.pipeline.check.world import World
from glovebook.pipeline.derived import derived
from glovebook.pipeline.new import init
from glovebook.pipeline.typed import typed
from glovebook.schema.finding import Profile
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook
from glovebook.store.stamp import Stamp

PROFILES: tuple[Profile, ...] = ("draft", "publish")


@pytest.fixture(scope="session")
def lab_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good notebook of the rules' tests, with a result."""
    folder = tmp_path_factory.mktemp("whole") / "lab"
    good = Path(__file__).resolve().parents[1] / "validators/lab"
    shutil.copytree(good, folder, ignore=shutil.ignore_patterns("*.py"))
    analyse(Notebook.open(folder).path_of("e1"), "impedance", {"circuit": "(R|Q)-Q"})
    return folder


@pytest.fixture
def lab(lab_once: Path, tmp_path: Path) -> Notebook:
    """A copy of it, to change."""
    shutil.copytree(lab_once, tmp_path / "lab")
    return Notebook.open(tmp_path / "lab")


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are looked at anew, in order."""
    seen: list[str] = []

    def noted(world: Any, name: str, profile: Profile, *, scored: bool) -> Known:
        seen.append(name)
        return look_at(world, name, profile, scored=scored)

    monkeypatch.setattr(workers, "look_at", noted)
    return seen


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock so fine that every change shows in the stamp of a file."""
    monkeypatch.setattr(Stamp, "is_settled", lambda stamp, now: True)  # noqa: ARG005 - the method's signature


def plain(reports: list[Report]) -> dict[str, Any]:
    """Reports as data, by the file's name."""
    return {
        report.name: (
            report.kind,
            [finding.as_json() for finding in report.findings],
            dict(report.readings),
            {profile: found.as_json() for profile, found in report.completeness.items()},
        )
        for report in reports
    }


def one_by_one(notebook: Notebook, profile: Profile) -> dict[str, Any]:
    """Each entry by itself."""
    paths = sorted((notebook.root / "entries").rglob("*.gb.yaml"))
    return plain([report for path in paths for report in check([path], profile, scored=True)])


def same(first: dict[str, Any], second: dict[str, Any]) -> None:
    """Asserts that two checks found the same."""
    assert json.loads(json.dumps(first, default=float)) == json.loads(json.dumps(second, default=float))


@pytest.mark.parametrize("profile", PROFILES)
def test_as_one_by_one(lab: Notebook, profile: Profile) -> None:
    """Cold and warm, many entries have the findings that each has by itself."""
    alone = one_by_one(lab, profile)
    assert len(alone) > room.FEW
    for _ in range(2):
        same(plain(check([lab.root], profile, scored=True)), alone)


@pytest.mark.parametrize("profile", PROFILES)
def test_on_all_cores(lab: Notebook, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes find what one finds."""
    alone = plain(check([lab.root], profile, scored=True, remember=False))
    monkeypatch.setattr(workers, "FEW", 1)
    monkeypatch.setattr(workers, "CHUNK", 3)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    same(plain(check([lab.root], profile, scored=True, remember=False)), alone)


def test_processes_that_fail(lab: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process that ends leaves over is looked at here."""
    monkeypatch.setattr(workers, "FEW", 1)
    monkeypatch.setattr(workers, "CHUNK", 3)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    assert [report.findings for report in check([lab.root], remember=False)] == [
        report.findings for report in check([lab.root / "entries"], remember=False)
    ]


@pytest.mark.usefixtures("settled")
def test_only_what_changed(lab: Notebook, looked: list[str]) -> None:
    """Nothing is looked at again where nothing changed; after an edit, the entry and those that its text matters to."""
    check([lab.root])
    assert len(looked) == len(lab.ids())
    looked.clear()
    check([lab.root])
    assert looked == []
    path = lab.path_of("r1")
    path.write_text(edit(path.read_text("utf-8"), {"title": "Another title"}), "utf-8")
    check([lab.root])
    entries = {name: lab.parse(lab.path_of(name)).entry for name in lab.ids()}
    linking = {name for name, entry in entries.items() if name == "r1" or (entry and "r1" in lab.linked(entry))}
    assert set(looked) == {f"entries/{name}.gb.yaml" for name in linking}
    looked.clear()
    os.utime(path, ns=(1, 1))  # the same bytes
    check([lab.root])
    assert looked == []


@pytest.mark.usefixtures("settled")
def test_a_handful_of_changes(lab: Notebook, looked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Few changes among many entries are not written down; they are looked at again until there are more of them."""
    monkeypatch.setattr(whole, "HANDFUL", 10)
    entries = [entry for name in lab.ids() if (entry := lab.parse(lab.path_of(name)).entry)]
    alone = next(entry.id for entry in entries if not any(entry.id in lab.linked(other) for other in entries))
    file = lab.root / ".glovebook/checks-draft.json"
    check([lab.root])
    before = file.read_bytes()
    tag(lab, alone)
    for _ in range(2):
        looked.clear()
        found = plain(check([lab.root]))
        assert (looked, file.read_bytes()) == ([f"entries/{alone}.gb.yaml"], before)
        same(found, plain(check([lab.root], remember=False)))
    for name in lab.ids()[:8]:
        tag(lab, name)
    check([lab.root])
    assert file.read_bytes() != before
    looked.clear()
    check([lab.root])
    assert looked == []


def tag(lab: Notebook, name: str) -> None:
    """Changes an entry."""
    path = lab.path_of(name)
    path.write_text(edit(path.read_text("utf-8"), {"notes": "Looked at again."}), "utf-8")


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "glovebook.yaml").write_text(
            (root / "glovebook.yaml").read_text("utf-8") + "# more\n", "utf-8"
        ),
        lambda root: (root / "templates").mkdir() or (root / "templates/x.gb.yaml").write_text("kind: note\n", "utf-8"),
    ],
    ids=["settings", "templates"],
)
def test_what_all_rest_on(lab: Notebook, looked: list[str], change: Callable[[Path], Any]) -> None:
    """Settings and templates may change any finding."""
    check([lab.root])
    looked.clear()
    change(lab.root)
    check([lab.root])
    assert len(looked) == len(lab.ids())


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    "content", [b"", b"[", b"{}", b"\xff", b"[" * 100_000, b'{"format": 1, "machine": 2, "known": {}}']
)
def test_a_memory_that_is_lost(lab: Notebook, content: bytes) -> None:
    """A memory that is missing, broken or another machine's is made anew, and nobody need know."""
    before = plain(check([lab.root]))
    file = lab.root / ".glovebook/checks-draft.json"
    file.write_bytes(content)
    same(plain(check([lab.root])), before)
    data = json.loads(file.read_bytes())
    assert len(data["known"]) == len(before)
    for item in data["known"].values():
        item[6] = {"linked": 3}
    file.write_text(json.dumps(data), "utf-8")
    same(plain(check([lab.root])), before)
    data["machine"] = "another"
    data["known"] = {
        name: [*item[:5], {"kind": "note", "findings": [], "completeness": {}}, {}]
        for name, item in data["known"].items()
    }
    file.write_text(json.dumps(data), "utf-8")
    same(plain(check([lab.root])), before)


def test_a_memory_that_cannot_be_kept(lab: Notebook, tmp_path: Path) -> None:
    """Where nothing can be written, or the folder leads elsewhere, checks go on without."""
    (tmp_path / "outside").mkdir()
    shutil.rmtree(lab.root / ".glovebook", ignore_errors=True)
    (lab.root / ".glovebook").symlink_to(tmp_path / "outside")
    before = plain(check([lab.root]))
    assert list((tmp_path / "outside").iterdir()) == []
    (lab.root / ".glovebook").unlink()
    (lab.root / ".glovebook").write_text("a file", "utf-8")
    same(plain(check([lab.root])), before)


def slip(lab: Notebook, random: Random) -> None:
    """One random change of the notebook, as people make them."""
    entries = sorted((lab.root / "entries").rglob("*.gb.yaml"))
    path = random.choice(entries)
    text = path.read_text("utf-8")
    raw = sorted((lab.root / "data").rglob("*.*"))
    match random.randrange(10):
        case 0:
            lines = text.splitlines(keepends=True)
            del lines[random.randrange(3, len(lines))]
            path.write_text("".join(lines), "utf-8")
        case 1:
            path.write_text(text.replace(" mm", " cm").replace(" g", " mg"), "utf-8")
        case 2:
            path.write_text(text.replace("status: done", "status: failed\nreason: it broke"), "utf-8")
        case 3 if len(entries) > room.FEW + 2:
            path.unlink()
        case 4:
            name = path.name.removesuffix(".gb.yaml")
            copy = path.with_name(f"{name}-copy.gb.yaml")
            copy.write_text(text.replace(f"id: {name}\n", f"id: {name}-copy\n"), "utf-8")
        case 5:
            (path.parent / "more").mkdir(exist_ok=True)
            (path.parent / "more" / path.name).write_text(text, "utf-8")
        case 6 if raw:
            raw[0].write_bytes(raw[0].read_bytes() + b"1\n")
        case 7 if raw:
            random.choice(raw).unlink()
        case 8:
            name = path.name.removesuffix(".gb.yaml")
            with suppress(Refusal):  # what links to it may be broken by now
                rename(lab, name, f"{name}-renamed")
        case _:
            other = random.choice(entries).name.removesuffix(".gb.yaml")
            path.write_text(
                text + f"part_of: {{entry: {other}}}\nwaive: [{{rule: record/link, reason: on purpose}}]\n", "utf-8"
            )


@pytest.mark.parametrize("seed", range(3))
def test_random_edits(lab: Notebook, seed: int) -> None:
    """After any edits, what is remembered gives the findings of a check from scratch."""
    random = Random(seed)  # noqa: S311 - edits, no secrets
    for step in range(6):
        for _ in range(random.randrange(1, 3)):
            slip(lab, random)
        profile = PROFILES[step % 2]
        same(
            plain(check([lab.root], profile, scored=True)),
            plain(check([lab.root], profile, scored=True, remember=False)),
        )
    same(plain(check([lab.root], "publish", scored=True)), one_by_one(lab, "publish"))


@pytest.mark.parametrize("seed", range(2))
def test_kept_in_memory(lab: Notebook, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any edits, a notebook that an editor keeps in memory gives the findings of one that is read anew."""
    monkeypatch.setattr(desk, "PATIENCE", 0.0)
    random = Random(seed)  # noqa: S311 - edits, no secrets
    for _ in range(6):
        slip(lab, random)
        for path in random.sample(sorted((lab.root / "entries").rglob("*.gb.yaml")), 8):
            text = path.read_bytes()
            kept = typed(text, path, "publish")
            same(plain([kept.report]), plain([check_text(text, path, "publish", scored=True)]))
            assert [kept.sheet] == derived([path])


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 112))
def test_many_random_edits(lab: Notebook, seed: int) -> None:
    """The same, for longer."""
    test_random_edits(lab, seed)


def refused(*_: object) -> NoReturn:
    """Nothing may be read."""
    raise AssertionError


def test_each_keystroke(lab: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two keystrokes nothing is read again but what changed, and a new link in a new file counts at once."""
    monkeypatch.setattr(Stamp, "is_settled", lambda stamp, now: True)  # noqa: ARG005 - the method's signature
    path = lab.path_of("p1")
    text = path.read_bytes()
    first = typed(text, path, "publish")
    monkeypatch.setattr(desk, "_read", refused)
    monkeypatch.setattr("glovebook.store.notebook.parse", refused)
    assert typed(text, path, "publish") == first
    monkeypatch.undo()
    users = desk.standing(lab, keep=True).mentioning("p1")
    (path.parent / "n99.gb.yaml").write_text('kind: note\nschema: "1.0"\nid: n99\nabout: [{entry: p1}]\n', "utf-8")
    more = desk.standing(lab, keep=True).mentioning("p1")
    assert {name for name, _ in more} == {name for name, _ in users} | {"n99"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p1", {"a1", "a2", "a3"}),
        ("data/my x.txt", {"a2", "a3"}),
        ("ß", {"a1", "a2", "a3", "p1", "p12"}),
        ("p", {"a3"}),
    ],
)
def test_search(tmp_path: Path, text: str, expected: set[str]) -> None:
    """Entries are found by whole words; one with escapes may hold anything, and so may any where no word is plain."""
    init(tmp_path)
    texts = {
        "a1": "x: [{entry: p1}]",
        "a2": "x: 'p1' # p12\ny: data/my x.txt",
        "a3": '"\\x70"',
        "p1": "q.p1.r: p1-2",
        "p12": "p12: pp1",
    }
    (tmp_path / "entries").mkdir(exist_ok=True)
    for name, content in texts.items():
        (tmp_path / f"entries/{name}.gb.yaml").write_text(content, "utf-8")
    notebook = desk.standing(Notebook.open(tmp_path))
    assert {name for name, _ in notebook.mentioning(text)} == expected


def test_progress(lab: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work says how far it is, and once that it is done."""
    monkeypatch.setattr(workers, "CHUNK", 15)
    said: list[tuple[int, int, str]] = []
    check([lab.root], progress=lambda done, total, words: said.append((done, total, words)))
    number = len(lab.ids())
    assert said == [(15, number, "checking"), (30, number, "checking"), (number, number, "checked")]
    said.clear()
    assert whole.check_many(lab, [], "draft") == {}
    assert said == []


def test_places_of_files(lab: Notebook, tmp_path: Path) -> None:
    """A file of an entry lies where it does for an entry by itself; links and names that lead out are refused alike."""
    (tmp_path / "outside").mkdir()
    (lab.root / "data/out").symlink_to(tmp_path / "outside")
    (lab.root / "data/here").symlink_to(lab.root / "entries")
    (lab.root / "data/one.txt").symlink_to(tmp_path / "outside/one.txt")
    world = World(lab.root, lab.settings, lab.files())

    def place(notebook: Notebook, name: str) -> Path | None:
        try:
            return notebook.file(name)
        except (Refusal, OSError, ValueError):
            return None

    inside = ["data/e1_298K.txt", "data/here/p1.gb.yaml", "data/../entries/p1.gb.yaml", "data/none/x.txt", "."]
    outside = ["data/out/x.txt", "data/one.txt", "../x.txt", "data/..", "..", "/etc/hosts", "a\0b/c.txt", "data/\0"]
    for name in [*inside, *outside]:
        assert place(world, name) == place(lab, name), name
    assert [place(world, name) for name in outside if name != "data/.."] == [None] * (len(outside) - 1)
