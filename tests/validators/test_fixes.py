"""Fixes: every one that a bad example offers settles its finding, and changes one line."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path

import pytest

from glovebook.pipeline.check import check
from glovebook.pipeline.check.fix import fix
from glovebook.schema.finding import Fix
from glovebook.store.notebook import Notebook
from glovebook.validators import engine
from glovebook.validators.bad_example import ENTRY, bad_example, names
from glovebook.validators.rule import RULES, Hit, Rule, View

HEAD = 'kind: pellet\nschema: "1.0"\nid: {}\n'


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, each with ``-`` or ``+``."""
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "-+"]


def offered(notebook: Notebook, name: str) -> bool:
    """Whether the example of a rule, put into the notebook, offers a fix of its own."""
    for file, text in bad_example(name).files.items():
        path = notebook.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return any(
        finding.rule == name and finding.fix for finding in check([notebook.root / ENTRY], "publish")[0].findings
    )


def test_every_fix_settles_its_finding(notebook: Notebook) -> None:
    """After the fix its finding is gone, no other has come, and at most one line was changed or added."""
    kept = {path: path.read_bytes() for path in notebook.root.rglob("*") if path.is_file()}
    wrong, settled = {}, []
    for name in names():
        if offered(notebook, name):
            path = notebook.root / ENTRY
            before, others = path.read_text("utf-8"), {f.rule for f in check([path], "publish")[0].findings} - {name}
            changes = fix([path], "publish", name)
            lines = changed(before, path.read_text("utf-8"))
            after = {finding.rule for finding in check([path], "publish")[0].findings}
            settled.append(name)
            if any(change.refused for change in changes) or len(lines) > 2 or not after <= others:
                wrong[name] = (changes, lines, after - others)
        for path in notebook.root.rglob("*"):
            if path.is_file():
                path.write_bytes(kept[path]) if path in kept else path.unlink()
    assert wrong == {}
    assert {"pellet/thickness", "record/link", "record/id", "record/checksum"} <= set(settled)


def test_smallest_edit(notebook: Notebook) -> None:
    """Comments, order, quotes and line ends stay; what was changed is said with both texts."""
    path = notebook.root / "entries/p7.gb.yaml"
    path.write_bytes(
        b'# kept\r\nkind: pellet\r\nschema: "1.0"\r\nid: p7\r\nthickness: "800 mm" # why?\r\npressure: 40 mPa\r\n'
    )
    first, second = fix([path])
    assert first.as_text() == 'entries/p7.gb.yaml:5:12: thickness: "800 mm" -> 800 µm [pellet/thickness]'
    assert second.as_json() == {
        "rule": "pellet/pressure",
        "file": "entries/p7.gb.yaml",
        "path": "pressure",
        "before": "40 mPa",
        "after": "40 MPa",
        "refused": None,
    }
    assert path.read_bytes().decode() == (
        '# kept\r\nkind: pellet\r\nschema: "1.0"\r\nid: p7\r\nthickness: "800 µm" # why?\r\npressure: 40 MPa\r\n'
    )
    assert fix([path]) == []


def test_one_rule(notebook: Notebook) -> None:
    """With a rule only its fixes are carried out."""
    path = notebook.root / "entries/p7.gb.yaml"
    path.write_text(HEAD.format("p7") + "thickness: 800 mm\npressure: 40 mPa\n", "utf-8")
    assert [change.finding.rule for change in fix([path], rule="pellet/pressure")] == ["pellet/pressure"]
    assert path.read_text("utf-8") == HEAD.format("p7") + "thickness: 800 mm\npressure: 40 MPa\n"


def test_refused(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fix that the entry's kind refuses is not written, and the others still are."""

    def slip(view: View) -> Iterator[Hit]:  # noqa: ARG001 - a rule's signature
        """Offers a text that is no diameter."""
        yield Hit("diameter", "too wide", "", fix=Fix("diameter", "wide"))
        yield Hit("thickness", "too thin", "", fix=Fix("thickness.value", "2 mm"))
        yield Hit("thickness", "too thin, again", "", fix=Fix("thickness", "3 mm"))

    levels = RULES["pellet/diameter"].levels
    monkeypatch.setattr(engine, "rules_for", lambda _: (Rule("pellet/slip", "warning", levels, "test", slip),))
    path = notebook.root / "entries/p7.gb.yaml"
    path.write_text(HEAD.format("p7") + "diameter: 8 mm\nthickness: {value: 1 mm}\n", "utf-8")
    assert [change.as_text() for change in fix([path])] == [
        "entries/p7.gb.yaml:4:11: diameter: 8 mm -> wide was refused: diameter: 'wide' has no number; write a number and a unit, e.g. '8 mm' [pellet/slip]",
        "entries/p7.gb.yaml:5:12: thickness.value: 1 mm -> 2 mm [pellet/slip]",
    ]
    assert path.read_text("utf-8") == HEAD.format("p7") + "diameter: 8 mm\nthickness: {value: 2 mm}\n"


def test_texts_that_cannot_be_read(notebook: Notebook) -> None:
    """What is no entry has nothing to fix."""
    path: Path = notebook.root / "entries/p7.gb.yaml"
    path.write_text("kind: [\n", "utf-8")
    assert fix([path]) == []
