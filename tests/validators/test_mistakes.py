"""Mistakes that a tired person makes, planted one at a time in the good notebook: each is found once, where it is."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from glovebook.pipeline.check import check
from glovebook.schema.finding import Finding

LAB = Path(__file__).parent / "lab"
MISTAKES: list[dict[str, Any]] = yaml.safe_load((LAB / "mistakes.yaml").read_text("utf-8"))
"""See the head of the file for what the keys mean."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the good notebook for all the mistakes, each of which is taken back."""
    folder = tmp_path_factory.mktemp("mistakes") / "lab"
    shutil.copytree(LAB, folder)
    return folder


@pytest.fixture
def planted(lab: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The notebook with one mistake in it."""
    mistake: dict[str, Any] = request.param
    changed = edits(lab, mistake)
    before = {path: path.read_bytes() for path in changed}
    for path, text in changed.items():
        path.write_bytes(text.encode())
    yield lab, mistake
    for path, content in before.items():
        path.write_bytes(content)


def place(lab: Path, name: str) -> Path:
    """The file that a mistake is made in: a raw file by its path, an entry by its id."""
    return lab / name if "/" in name else lab / f"entries/{name}.gb.yaml"


def edits(lab: Path, mistake: dict[str, Any]) -> dict[Path, str]:
    """File -> its new text; the checksum of an edited raw file goes into its entry where it was recorded as it is."""
    path = place(lab, mistake["in"])
    text = path.read_text("utf-8")
    assert text.count(mistake["old"]) == 1, f"{mistake['old']!r} stands {text.count(mistake['old'])} times"
    changed = {path: text.replace(mistake["old"], mistake["new"])}
    raw = mistake["in"].startswith("data/")
    if mistake.get("record", raw):
        entry = place(lab, mistake.get("at", mistake["in"]))
        changed[entry] = recorded(lab, changed.get(entry, entry.read_text("utf-8")), {mistake["in"]: changed[path]})
    return changed


def recorded(lab: Path, text: str, edited: dict[str, str]) -> str:
    """The text of an entry with the checksums and sizes of the files that it names."""

    def facts(match: re.Match[str]) -> str:
        name = match["name"]
        content = edited[name].encode() if name in edited else (lab / name).read_bytes()
        return f"file: {name}, sha256: {hashlib.sha256(content).hexdigest()}, size: {len(content)}"

    return re.sub(r"file: (?P<name>[\w./]+), sha256: \w+, size: \d+", facts, text)


def line_of(lab: Path, mistake: dict[str, Any]) -> int:
    """The line that the finding must point at."""
    text = place(lab, mistake.get("at", mistake["in"])).read_text("utf-8")
    wanted = mistake.get("line", mistake["new"].strip("\n").partition("\n")[0])
    assert text.count(wanted) == 1, f"{wanted!r} stands {text.count(wanted)} times"
    return text[: text.index(wanted)].count("\n") + 1


def found(lab: Path, rule: str = "") -> list[Finding]:
    """Errors and warnings of the whole notebook at the archive, and what the rule itself says."""
    findings = [finding for report in check([lab], "archive") for finding in report.findings]
    return [finding for finding in findings if finding.severity in ("error", "warning") or finding.rule == rule]


def test_mistakes_are_many() -> None:
    """At least sixty different slips, in entries of nearly every kind, with no slip planted twice."""
    assert len(MISTAKES) >= 60
    assert len({(mistake["in"], mistake["old"], mistake["new"]) for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize(
    "planted", MISTAKES, ids=[f"{mistake['in']}: {mistake['what']}" for mistake in MISTAKES], indirect=True
)
def test_is_found_once_and_in_its_place(planted: tuple[Path, dict[str, Any]]) -> None:
    """The rule for it speaks, at the line of the slip, and nothing else does in the whole notebook."""
    lab, mistake = planted
    findings = found(lab, mistake["rule"])
    expected = (
        mistake["rule"],
        f"entries/{Path(mistake.get('at', mistake['in'])).name}.gb.yaml",
        line_of(lab, mistake),
    )
    assert [expected] == [(finding.rule, finding.file, finding.line) for finding in findings], [
        finding.as_text() for finding in findings
    ]
