"""The verbs that look back and take back: history, diff, restore, rename, delete, trash, resolve, review."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
P1 = "entries/p1.gb.yaml"


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOVEBOOK_AUTHOR", "ann")


def versions(run: Run, entry: str = "p1") -> list[dict[str, Any]]:
    """What ``glovebook history --json`` says."""
    found: list[dict[str, Any]] = json.loads(run("history", entry, "--json").out)
    return found


def test_history_diff_restore(lab: Path, run: Run) -> None:
    """A change is listed, shown, and taken back byte for byte; taking it back can be taken back, too."""
    first = (lab / P1).read_bytes()
    assert run("set", "p1", "diameter=9 mm").code == 0
    second = (lab / P1).read_bytes()
    found = versions(run)
    assert [(item["cause"], item["file"]) for item in found] == [("new", P1), ("set", P1)]
    assert found[1]["author"] == "ann"
    names = [item["sha256"][:8] for item in found]
    shown = [re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "TIME", line) for line in run("history", "p1").out.splitlines()]
    assert shown[1] == f"{names[1]}  TIME  ann  set (now)"
    lines = run("diff", "p1").out.splitlines()
    assert lines[:2] == [f"--- {P1} ({names[0]})", f"+++ {P1} ({names[1]})"]
    assert [line for line in lines[2:] if line[0] in "-+"] == ["-diameter: 8 mm", "+diameter: 9 mm"]
    assert run("diff", "p1", names[0]).out == run("diff", "p1", names[0], names[1]).out == run("diff", "p1").out
    assert run("diff", "p1", names[1]).out == ""
    assert json.loads(run("diff", "p1", "--json").out)[0] == f"--- {P1} ({names[0]})\n"
    assert run("restore", "p1", names[0]) == (0, f"{lab / P1}\n", "")
    assert (lab / P1).read_bytes() == first
    assert run("restore", "p1", names[1]).code == 0
    assert (lab / P1).read_bytes() == second
    assert [item["cause"] for item in versions(run)] == ["new", "set", "restore", "restore"]


def test_diff_shows_line_ends(lab: Path, run: Run) -> None:
    """A change of line ends, and a last line without one, show in a diff."""
    (lab / P1).write_bytes(b"a\r\nb")
    first = versions(run)[-1]["sha256"][:8]
    (lab / P1).write_bytes(b"a\nb\n")
    assert run("diff", "p1", first).out.splitlines(keepends=True)[2:] == [
        "@@ -1,2 +1,2 @@\n",
        "-a\r\n",
        "-b\n",
        "\\ No newline at end of file\n",
        "+a\n",
        "+b\n",
    ]


def test_rename(lab: Path, run: Run) -> None:
    """An entry gets another id, its links follow, and its history goes on under the new name."""
    run("new", "eis", "e1", "--set", "measured_on.entry=p1")
    said = run("rename", "p1", "p2")
    assert said == (0, f"{lab}/entries/p2.gb.yaml\nentries/e1.gb.yaml: links to p2\n", "")
    assert not (lab / P1).exists()
    assert [item["cause"] for item in versions(run, "p2")] == ["new", "rename"]
    assert run("check", ".").code == 0
    assert json.loads(run("rename", "p2", "p1", "--json").out) == {
        "path": str(lab / P1),
        "linking": ["entries/e1.gb.yaml"],
        "results": False,
    }
    assert [item["cause"] for item in versions(run, "p1")] == ["new", "rename", "rename"]


def test_an_entry_is_not_there_twice(lab: Path, run: Run) -> None:
    """The history of a name that is no more says what came of it; its versions go back under the new name only."""
    run("set", "p1", "mass=44 mg")
    assert (run("rename", "p1", "p2").code, run("rename", "p2", "p3").code) == (0, 0)
    lines = run("history", "p1").out.splitlines()
    assert lines[-1].endswith("  rename to p2 (now)")
    first = lines[0].split()[0]
    assert run("restore", "p1", first).err == (
        f"glovebook: p1 is called p3 by now; put the text back there: glovebook restore p3 {first}\n"
    )
    assert run("restore", "p3", first).code == 0
    assert [path.name for path in (lab / "entries").iterdir()] == ["p3.gb.yaml"]
    assert run("delete", "p3").code == 0
    assert run("restore", "p1", first).code == 0


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("p1", "P2"), "'P2' is no id; use lower-case letters, digits, '.', '_', '-', at most 64, e.g. 'p7'"),
        (("p1", "e1"), "there is an entry 'e1' already; choose another id"),
        (("p1", "p1"), "the entry is called 'p1' already; choose another id"),
        (("p1", "r1"), "results/r1 is there already; choose another id, or move the folder away"),
        (("p1", "q1"), "entries/n1.gb.yaml:2:1: not readable as YAML: did not find expected ',' or '}', and the file links to p1; check indentation and quotes on this line and the one before"),
    ],
)  # fmt: skip
def test_rename_is_refused(lab: Path, run: Run, names: tuple[str, str], said: str) -> None:
    """An id that is taken or none, and a file whose links cannot be kept right: nothing is renamed."""
    run("new", "eis", "e1", "--set", "measured_on.entry=p1")
    (lab / "results/r1").mkdir()
    if names[1] == "q1":
        (lab / "entries/n1.gb.yaml").write_text("measured_on: {entry: p1\n", "utf-8")
    before = {path: path.read_bytes() for path in (lab / "entries").iterdir()}
    assert run("rename", *names) == (2, "", f"glovebook: {said}\n")
    assert before == {path: path.read_bytes() for path in (lab / "entries").iterdir()}


def test_delete_and_put_back(lab: Path, run: Run) -> None:
    """An entry that others link to is deleted only with the links, and all of it comes back byte for byte."""
    run("new", "eis", "e1", "--set", "measured_on.entry=p1")
    before = {path: path.read_bytes() for path in (lab / "entries").iterdir()}
    assert run("delete", "p1") == (
        2,
        "",
        "glovebook: p1 is linked to by entries/e1.gb.yaml; change these first, or take the links out: --unlink\n",
    )
    assert run("delete", "p1", "--unlink").out == (
        f"{P1} is in the trash; its raw files stay. To take it back: glovebook restore p1\n"
        "entries/e1.gb.yaml: links to it no more\n"
    )
    assert run("check", ".").code == 0
    assert not (lab / P1).exists()
    (item,) = json.loads(run("trash", "--json").out)
    assert (item["id"], item["author"], item["unlinked"]) == ("p1", "ann", ["entries/e1.gb.yaml"])
    assert run("trash").out.startswith("p1  ")
    assert run("restore", "p1") == (0, f"{lab / P1}\nentries/e1.gb.yaml: links to it again\n", "")
    assert before == {path: path.read_bytes() for path in (lab / "entries").iterdir()}
    assert run("trash") == (0, "the trash is empty\n", "")
    assert run("restore", "p1").err == (
        "glovebook: it is not said which version of p1; choose one: glovebook history p1\n"
    )


def test_a_link_that_was_set_anew_stays(lab: Path, run: Run) -> None:
    """A link that leads elsewhere by now is not put back, and that is said."""
    run("new", "eis", "e1", "--set", "measured_on.entry=p1")
    run("delete", "p1", "--unlink")
    run("new", "pellet", "p2")
    run("set", "e1", "measured_on.entry=p2")
    assert run("restore", "p1") == (
        1,
        f"{lab / P1}\nentries/e1.gb.yaml: was changed since, and does not link to it again; add the link by hand\n",
        "",
    )


def test_empty(lab: Path, run: Run) -> None:
    """What went for good is not in the trash; its last text is still in the history, from which it can come back."""
    before = (lab / P1).read_bytes()
    assert json.loads(run("delete", "p1", "--json").out)["id"] == "p1"
    assert run("trash", "--empty").out == "1 entry is gone; the history still has the last texts\n"
    assert run("restore", "p1").err == "glovebook: there is no 'p1' in the trash; see: glovebook trash\n"
    assert [item["cause"] for item in versions(run)] == ["new", "delete"]
    assert run("restore", "p1", versions(run)[0]["sha256"]).code == 0
    assert (lab / P1).read_bytes() == before


def test_a_conflict_is_settled(lab: Path, run: Run) -> None:
    """What two people changed at once stands side by side until somebody decides; what only one changed is merged."""
    base = versions(run)[0]["sha256"][:8]
    run("set", "p1", "thickness=1.03 mm", "mass=44 mg")
    said = run("set", "p1", "--base", base, "thickness=1.04 mm", "title=Mine")
    (aside,) = (lab / "entries").glob("p1.conflict-*.yaml")
    assert said == (
        1,
        f"{lab / P1}\nsomebody changed the same at the same time; both are kept, yours in {aside}\n",
        "",
    )
    text = (lab / P1).read_text("utf-8")
    assert ("thickness: 1.03 mm" in text, "mass: 44 mg" in text, "title: Mine" in text) == (True, True, True)
    shown = "p1: thickness: theirs '1.03 mm', mine '1.04 mm', before '1.02(2) mm'\n"
    assert run("resolve", "p1") == (1, shown, "")
    assert json.loads(run("resolve", "p1", "--json").out)[0]["fields"] == [
        {"path": "thickness", "base": "1.02(2) mm", "theirs": "1.03 mm", "mine": "1.04 mm"}
    ]
    said = json.loads(run("check", "p1", "--profile", "archive", "--json").out)
    (finding,) = [item for item in said if item["rule"] == "record/conflict"]
    assert (finding["path"], finding["blocking"], finding["message"]) == (
        "thickness",
        True,
        f"thickness was changed twice at once; the other change by ann is in entries/{aside.name}",
    )
    assert run("check", "p1").code == 0
    assert run("rule", "record/conflict").out.startswith("record/conflict")
    assert run("resolve", "p1", "mass=45 mg").err == "glovebook: mass does not clash; these do: thickness\n"
    assert run("rename", "p1", "p2").err == (
        f"glovebook: p1 has a conflict, {aside.name}; settle it: glovebook resolve p1\n"
    )
    assert run("resolve", "p1", "thickness=1.035 mm") == (0, "nothing clashes\n", "")
    assert "record/conflict" not in run("check", "p1").out
    assert "thickness: 1.035 mm" in (lab / P1).read_text("utf-8")
    assert not aside.exists()
    assert run("resolve", "p1", "--mine").err == "glovebook: nothing clashes in p1.gb.yaml; see: glovebook history\n"
    assert "conflict" in [item["cause"] for item in versions(run)]


@pytest.mark.parametrize(("choice", "left"), [("--mine", "1.04 mm"), ("--theirs", "1.03 mm")])
def test_one_side_is_chosen(lab: Path, run: Run, choice: str, left: str) -> None:
    """Either side can be taken as it is."""
    base = versions(run)[0]["sha256"]
    run("set", "p1", "thickness=1.03 mm")
    run("set", "p1", "--base", base, "thickness=1.04 mm")
    assert run("resolve", "p1", choice) == (0, "nothing clashes\n", "")
    assert f"thickness: {left}" in (lab / P1).read_text("utf-8")


def test_review_locks(lab: Path, run: Run) -> None:
    """What was approved is changed with a reason, which stands in the entry, or not at all."""
    run("set", "glovebook.yaml", "people.hws.name=H W S", "people.ann.name=Ann Example")
    first = versions(run)[-1]["sha256"][:8]
    run("set", "p1", "title=Pellet")
    assert run("review", "p1", "--by", "hws", "--verdict", "approved", "--remark", "read in full").code == 0
    reviewed = (lab / P1).read_bytes()
    refused = run("set", "p1", "title=Other")
    assert refused.code == 2
    assert refused.err.endswith('say why it is changed all the same: --reason "..."\n')
    for command in (("restore", "p1", first), ("delete", "p1")):
        assert "p1 was reviewed and approved by hws on 20" in run(*command).err
    assert (lab / P1).read_bytes() == reviewed
    assert run("set", "p1", "title=Other", "--reason", "typing error").code == 0
    assert "    reason: typing error\n    sha256: " in (lab / P1).read_text("utf-8")
    assert json.loads(run("check", "p1", "--json").out) == []
    assert run("set", "p1", "title=Again").code == 2
    assert run("restore", "p1", first, "--reason", "it had none").code == 0
    text = (lab / P1).read_text("utf-8")
    assert "title: Other" not in text
    assert text.count("verdict: approved") == 1
    assert text.count("typing error") == 1
    assert "review/amended" not in run("check", "p1").out


def test_a_review_that_cannot_be(lab: Path, run: Run) -> None:
    """A verdict that there is not, and a text that moved on since it was read, are refused."""
    said = run("review", "p1", "--by", "hws", "--verdict", "fine").err
    assert said.startswith("glovebook: reviews[0].verdict: 'fine' is not one of the choices")
    first = versions(run)[0]["sha256"][:8]
    run("set", "p1", "title=New")
    assert run("review", "p1", "--by", "hws", "--verdict", "approved", "--read", first).err == (
        f"glovebook: p1.gb.yaml is not the version {first!r} any more; read it again: glovebook diff\n"
    )
    assert "reviews" not in (lab / P1).read_text("utf-8")


@pytest.mark.usefixtures("lab")
def test_changes_asked_for_do_not_lock(run: Run) -> None:
    """Who is asked for changes can make them."""
    run("review", "p1", "--by", "hws", "--verdict", "changes asked for")
    assert run("set", "p1", "title=New").code == 0
