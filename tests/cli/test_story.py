"""A notebook of fifty linked entries, changed by the verbs as a person would; git shows only the lines that had to change."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glovebook.cli import main

Run = Callable[..., Any]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git shows what changed, and is not here")


def git(*arguments: str) -> str:
    """What git prints; as somebody without settings of their own."""
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "core.autocrlf=false"]
    return subprocess.run(["git", *who, *arguments], check=True, capture_output=True, text=True).stdout  # noqa: S607 - found by PATH


def changed() -> list[str]:
    """The lines that differ from the last commit, each behind its file."""
    git("add", "--all")
    found, file = [], ""
    for line in git("diff", "--cached", "--unified=0", "--find-renames").splitlines():
        if line.startswith("+++ "):
            file = Path(line[4:]).name.removesuffix(".gb.yaml")
        elif line[:1] in "+-" and not line.startswith("---"):
            found.append(f"{file}: {line}")
    git("commit", "--quiet", "--message", "changed")
    return found


@pytest.fixture
def fifty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two materials, two syntheses, two samples, 22 pellets of these and 22 measurements on them, in git."""
    folder = tmp_path / "lab"
    monkeypatch.setenv("GLOVEBOOK_AUTHOR", "ann")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    assert main(["init", str(folder)]) == 0
    monkeypatch.chdir(folder)
    made = [["material", f"m{n}"] for n in (1, 2)]
    made += [["synthesis", f"y{n}", "--set", f"reagents[0].entry=m{n}", "reagents[0].formula=NaNH2"] for n in (1, 2)]
    made += [["sample", f"s{n}", "--set", f"made_from[0].entry=y{n}", "amount=0.5 g"] for n in (1, 2)]
    for n in range(1, 23):
        sample = f"made_from[0].entry=s{1 + n % 2}"
        made.append(["pellet", f"p{n}", "--set", sample, "made_from[0].amount=40 mg", "diameter=8 mm"])
        made.append(["eis", f"e{n}", "--set", f"measured_on.entry=p{n}"])
    assert [main(["new", *words]) for words in made] == [0] * 50
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "fifty entries")
    git("tag", "start")
    return folder


def test_a_persons_week(fifty: Path, run: Run) -> None:
    """Renamed, split, merged, deleted and restored: each time the lines that had to change, no other, and sound links."""
    assert git("ls-files", ".glovebook").split() == [
        f".glovebook/schemas/1.0/{kind}.json" for kind in ("eis", "material", "pellet", "sample", "synthesis")
    ]
    before = {path.name: path.read_bytes() for path in (fifty / "entries").iterdir()}

    assert run("rename", "s2", "s2-milled").code == 0
    renamed = changed()
    assert len(renamed) == 2 * 12
    assert {line.partition(": ")[2] for line in renamed if line[0] == "p"} == {
        "-  - entry: s2",
        "+  - entry: s2-milled",
    }
    assert [line for line in renamed if line[0] == "s"] == ["s2-milled: -id: s2", "s2-milled: +id: s2-milled"]

    # a sample is split in two, and one part is pooled with another sample: new entries, and in those that know of it
    # the lines that say so
    for part in ("s3", "s6"):
        split = ["made_from[0].entry=s2-milled", "made_from[0].amount=0.25 g"]
        assert run("new", "sample", part, "--set", *split).code == 0
    assert run("new", "sample", "s4", "--set", "made_from[0].entry=s3", "made_from[1].entry=s1").code == 0
    assert run("set", "p1", "made_from[0].entry=s3").code == 0
    assert run("set", "p3", "made_from[0].entry=s6").code == 0
    assert run("set", "s2-milled", "movements[0].at=2018-01-15", "movements[0].to=s3").code == 0
    assert run("set", "s2-milled", "movements[1].at=2018-01-15", "movements[1].to=s6").code == 0
    assert [line for line in changed() if not line.startswith(("s3", "s4", "s6"))] == [
        "p1: -  - entry: s2-milled", "p1: +  - entry: s3", "p3: -  - entry: s2-milled", "p3: +  - entry: s6",
        's2-milled: +  - at: "2018-01-15"', "s2-milled: +    to: s3",
        's2-milled: +  - at: "2018-01-15"', "s2-milled: +    to: s6",
    ]  # fmt: skip
    assert run("rename", "s3", "s5").code == 0
    assert sorted(changed()) == sorted([
        "p1: -  - entry: s3", "p1: +  - entry: s5", "s2-milled: -    to: s3", "s2-milled: +    to: s5",
        "s4: -  - entry: s3", "s4: +  - entry: s5", "s5: -id: s3", "s5: +id: s5",
    ])  # fmt: skip

    # two people change one entry on the same base
    base = run("history", "e7").out.split()[0]
    assert run("set", "e7", "title=Cooling").code == 0
    assert run("set", "e7", "--base", base, "operator=ann").code == 0
    assert [line for line in changed() if line.startswith("e7: +")] == ["e7: +title: Cooling", "e7: +operator: ann"]

    assert run("delete", "p2", "--unlink").code == 0
    deleted = changed()
    assert [line for line in deleted if line[0] == "e"] == ["e2: -measured_on:", "e2: -  entry: p2"]
    assert run("check", ".").code == 0
    assert run("restore", "p2").code == 0
    assert run("restore", "e7", base).code == 0
    restored = changed()
    assert [line.replace(": -", ": +") for line in deleted if line[:2] == "e2"] == restored[:2]
    assert {line for line in restored if line[:2] == "e7"} == {
        "e7: -title: Cooling", "e7: +title:", "e7: -operator: ann", "e7: +operator:",
    }  # fmt: skip

    # all of it taken back by hand: the notebook is byte for byte what it was
    for words in (["set", "p1", "made_from[0].entry=s2-milled"], ["set", "p3", "made_from[0].entry=s2-milled"]):
        assert run(*words).code == 0
    for part in ("s4", "s5", "s6"):
        assert run("delete", part).code == 0, part
    assert run("restore", "s2-milled", run("history", "s2-milled").out.split()[0]).code == 0
    assert run("rename", "s2-milled", "s2").code == 0
    assert before == {path.name: path.read_bytes() for path in (fifty / "entries").iterdir()}
    changed()
    assert git("diff", "--stat", "start", "--", "entries") == ""


@pytest.fixture
def branches(fifty: Path, run: Run) -> Path:
    """Two branches: each renames, changes neighbouring fields and one list, makes entries; one deletes what one edits."""
    git("checkout", "--quiet", "-b", "other")
    for words in (
        ["set", "p1", "diameter=9 mm"], ["set", "p5", "mass=44 mg"], ["set", "e3", "amplitude=10 mV"],
        ["set", "p6", "log[0].at=2030-01-15", "log[0].text=other"], ["new", "note", "n1"],
    ):  # fmt: skip
        assert run(*words).code == 0
    changed()
    git("checkout", "--quiet", "-")
    for words in (
        ["set", "p1", "pressure=40 MPa"], ["set", "p5", "thickness=1 mm"], ["rename", "e3", "e33"],
        ["set", "p6", "log[0].at=2030-01-16", "log[0].text=here"], ["rename", "s2", "s2-milled"],
    ):  # fmt: skip
        assert run(*words).code == 0
    changed()
    return fifty


def with_driver() -> None:
    """Tells this git to merge entries by their fields, as docs/history.md says; with the Python of the tests."""
    git("config", "merge.glovebook.driver", f'"{sys.executable}" -P -m glovebook merge %O %A %B')


def merged(branch: str) -> list[str]:
    """Merges a branch; the files that git could not merge by itself."""
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    subprocess.run(["git", *who, "merge", "--quiet", "--no-edit", branch], check=False, capture_output=True)  # noqa: S607 - found by PATH
    return [Path(line).name.removesuffix(".gb.yaml") for line in git("diff", "--name-only", "--diff-filter=U").split()]


def lines_of(entry: str) -> list[str]:
    """The lines of an entry."""
    return Path(f"entries/{entry}.gb.yaml").read_text("utf-8").splitlines()


def test_git_merges_well(branches: Path, run: Run) -> None:
    """By git alone, what stands on lines apart comes together; neighbouring lines clash, and the finding says how."""
    assert merged("other") == ["p5", "p6"]
    assert {"diameter: 9 mm", "pressure: 40 MPa"} <= set(lines_of("p1"))
    assert {"id: e33", "amplitude: 10 mV"} <= set(lines_of("e33"))
    said = run("check", "p5")
    assert said.code == 1
    assert said.out.splitlines()[0] == (
        "entries/p5.gb.yaml:22:1: '<<<<<<< HEAD' is git's mark for lines that two people changed; both versions stand "
        "here; keep what is right of the lines up to '>>>>>>>', and take the three marks out [record/yaml]"
    )
    assert branches.is_dir()


def test_git_merges_by_fields(branches: Path, run: Run) -> None:
    """Told how, git merges neighbouring fields and both items of a list, too, and every link is right."""
    with_driver()
    assert merged("other") == []
    assert {"thickness: 1 mm", "mass: 44 mg"} <= set(lines_of("p5"))
    assert [line.strip() for line in lines_of("p6") if "text:" in line] == ["text: here", "text: other"]
    assert {"id: e33", "amplitude: 10 mV"} <= set(lines_of("e33"))
    assert run("check", ".").code == 0
    assert len(run("find", "made_from:s2-milled").out.splitlines()) == 12
    assert [item for item in run("history", "p1").out.splitlines() if "found" in item] != []
    assert branches.is_dir()


def test_git_shows_what_clashes(fifty: Path, run: Run) -> None:
    """A field that both branches changed is the only one between git's marks."""
    with_driver()
    git("checkout", "--quiet", "-b", "other")
    assert run("set", "p1", "diameter=9 mm", "mass=44 mg").code == 0
    changed()
    git("checkout", "--quiet", "-")
    assert run("set", "p1", "diameter=10 mm", "thickness=1 mm").code == 0
    changed()
    assert merged("other") == ["p1"]
    lines = lines_of("p1")
    start = lines.index("<<<<<<< ours")
    assert lines[start : start + 7] == [
        "<<<<<<< ours", "diameter: 10 mm", "=======", "diameter: 9 mm", ">>>>>>> theirs", "thickness: 1 mm", "mass: 44 mg",
    ]  # fmt: skip
    assert fifty.is_dir()


def test_a_new_entry_is_not_taken_for_another(fifty: Path, run: Run) -> None:
    """Git takes a new entry for a deleted one that was made from the same template; nothing gets into the wrong one."""
    with_driver()
    git("checkout", "--quiet", "-b", "other")
    assert run("delete", "e5").code == 0
    assert run("new", "eis", "e99", "--set", "measured_on.entry=p5").code == 0
    changed()
    git("checkout", "--quiet", "-")
    assert run("set", "e5", "amplitude=10 mV").code == 0
    changed()
    assert merged("other") == ["e99"]
    assert "amplitude:" in lines_of("e99")
    assert run("check", "e99").code == 0
    assert fifty.is_dir()
