"""``glovebook check``: fixes, one rule, and what both print."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glovebook.pipeline.new import init

Run = Callable[..., Any]


def test_fix(lab: Path, run: Run) -> None:
    """What was changed is said first, then what is left; as JSON both are named."""
    file = lab / "entries/p1.gb.yaml"
    head = 'kind: pellet\nschema: "1.0"\nid: p1\n'
    file.write_text(head + "thickness: 800 mm\nmass: 2\npressure: 40 mPa\n", "utf-8")
    code, out, err = run("check", "p1", "--fix", "--rule", "pellet/thickness")
    assert (code, err) == (1, "")
    assert [line.partition(": ")[2] for line in out.splitlines()[:-1]] == [
        "thickness: 800 mm -> 800 µm [pellet/thickness]",
        "mass: '2' has no unit; write one of mg, g, µg, kg, e.g. '44.0 mg' [quantity/unit]",
        "pressure: 40 mPa is an unusual pressure on a pellet; was it 40 MPa? [pellet/pressure]",
    ]
    data = json.loads(run("check", "p1", "--fix", "--json").out)
    assert [(change["before"], change["after"]) for change in data["changes"]] == [("40 mPa", "40 MPa")]
    assert [finding["rule"] for finding in data["findings"]] == ["quantity/unit"]


def test_rule_needs_fix(lab: Path, run: Run) -> None:
    """A rule is named where something is to be fixed."""
    assert run("check", lab, "--rule", "pellet/thickness").err == (
        "glovebook: --rule says what is to be fixed; add --fix; see: glovebook rule ID\n"
    )
    assert run("check", "p1", "--fix", "--rule", "pellet/thicknes").err == (
        "glovebook: there is no rule 'pellet/thicknes'; did you mean 'pellet/thickness'?\n"
    )


def test_complete(lab: Path, run: Run) -> None:
    """How much of what a profile expects is there, and which fields are missing; a draft is told of both profiles."""
    (lab / "entries/n1.gb.yaml").write_text('kind: note\nschema: "1.0"\nid: n1\ndate: 2018-01-15\n', "utf-8")
    code, out, err = run("check", "n1", "--complete")
    assert (code, err) == (0, "")
    archive, publish, last = out.splitlines()
    found = re.fullmatch(
        r"entries/n1\.gb\.yaml: (\d+) of (\d+) complete for archive; missing: title, status, operator", archive
    )
    assert found
    assert int(found[2]) - int(found[1]) == 3
    assert publish.startswith("entries/n1.gb.yaml: ")
    assert last == "1 entry checked as draft: nothing to say"
    assert [
        line.split()[4:6] for line in run("check", "n1", "--complete", "--profile", "archive").out.splitlines()[3:4]
    ] == [["complete", "for"]]
    data = json.loads(run("check", "n1", "--complete", "--json").out)
    (scores,) = data["completeness"]
    assert list(scores) == ["file", "archive", "publish"]
    assert [gap["path"] for gap in scores["archive"]["missing"]] == ["title", "status", "operator"]
    assert data["findings"] == []


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    """A terminal sees how far a whole notebook is, on one line; a pipe sees the findings alone."""
    pty = pytest.importorskip("pty", reason="there are pseudo-terminals on POSIX only")
    init(tmp_path)
    for number in range(60):
        text = f'kind: note\nschema: "1.0"\nid: n{number}\n'
        (tmp_path / f"entries/n{number}.gb.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-P", "-m", "glovebook", "check", "."]
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert (piped.stdout, piped.stderr) == (b"60 entries checked as draft: nothing to say\n", b"")
    (tmp_path / ".glovebook/checks-draft.json").unlink()
    terminal, said = pty.openpty()
    subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=said, check=True)
    os.close(said)
    assert os.read(terminal, 1000) == b"\r\x1b[Kchecking (50/60)\r\x1b[Kchecked (60/60)\r\n"
    os.close(terminal)
