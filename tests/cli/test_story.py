"""A notebook of fifty linked entries, changed by the verbs as a person would; git shows only the lines that had to change."""

from __future__ import annotations

import shutil
import subprocess
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

    # a sample is split, and two are pooled: new entries, and one line each in those that know of it
    assert run("new", "sample", "s3", "--set", "made_from[0].entry=s2-milled", "made_from[0].amount=0.1 g").code == 0
    assert run("new", "sample", "s4", "--set", "made_from[0].entry=s3", "made_from[1].entry=s1").code == 0
    assert run("set", "p1", "made_from[0].entry=s3").code == 0
    assert run("set", "s2-milled", "movements[0].at=2018-01-15", "movements[0].to=s3").code == 0
    split = [line for line in changed() if not line.startswith(("s3", "s4"))]
    assert [line for line in split if line.startswith("p1: ")] == ["p1: -  - entry: s2-milled", "p1: +  - entry: s3"]
    assert [line for line in split if line.startswith("s2-milled: +")] == [
        's2-milled: +  - at: "2018-01-15"', "s2-milled: +    to: s3",
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
    changed()

    # all of it taken back by hand: the notebook is byte for byte what it was
    for words in (["set", "p1", "made_from[0].entry=s2-milled"], ["delete", "s4"], ["delete", "s5"]):
        assert run(*words).code == 0
    assert run("restore", "s2-milled", run("history", "s2-milled").out.split()[0]).code == 0
    assert run("rename", "s2-milled", "s2").code == 0
    assert before == {path.name: path.read_bytes() for path in (fifty / "entries").iterdir()}
    changed()
    assert git("diff", "--stat", "start", "--", "entries") == ""


def test_git_merges_well(fifty: Path, run: Run) -> None:
    """Two branches that changed different entries, or different fields of one, merge without a hand being needed."""
    git("checkout", "--quiet", "-b", "other")
    run("set", "p1", "diameter=9 mm")
    run("new", "note", "n1")
    changed()
    git("checkout", "--quiet", "-")
    run("set", "p1", "pressure=40 MPa")
    run("rename", "e3", "e33")
    changed()
    git("merge", "--quiet", "--no-edit", "other")
    text = (fifty / "entries/p1.gb.yaml").read_text("utf-8")
    assert ("diameter: 9 mm" in text, "pressure: 40 MPa" in text) == (True, True)
    assert run("check", ".").code == 0
    assert [item for item in run("history", "p1").out.splitlines() if "found" in item] != []
