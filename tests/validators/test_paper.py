"""What the checker says about the paper in ``examples/he-2018``, as `docs/paper.md` lists it: nothing more, nothing less.

The numbers in that page were worked out by hand from the paper, before there were rules; they have as many digits as
its figures carry. The tables of the page are the cases of these tests.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from glovebook.pipeline.check import check
from glovebook.pipeline.derived import derived
from glovebook.schema.finding import Finding
from glovebook.store.notebook import Notebook
from glovebook.validators.engine import all_rules

ROOT = Path(__file__).resolve().parents[2]
PAPER = ROOT / "examples/he-2018"
PAGE = (ROOT / "docs/paper.md").read_text("utf-8")


def rows(heading: str) -> list[tuple[str, ...]]:
    """The cells of the table under a heading, without its head and without the marks of code."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [tuple(cell.strip().strip("`") for cell in line.strip("|").split(" | ")) for line in lines[2:]]


FOLLOWS = rows("What follows")
"""Entry, name, value, unit and remark of what follows from what is stated."""
DOUBTS = rows("What does not fit")
"""Entry, field, rule, numbers and remark of every error, warning and remark."""
AGREES = rows("What agrees")
"""Entry and rule, a text of the entry, and a slip that would be found in its place."""
MISSING = rows("What is missing")
"""Entry, rule, field and remark of what others would need to know to do it again."""
HYDROGEN = """\
batch: 100 mg
steps:
  - {action: heat, temperature: 473 K, vessel: sealed stainless steel crucible, vessel_volume: 0.7 cm³}
"""
"""The precursor made as its product is: 100 mg of it in the crucible of the paper."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """A copy of the transcribed paper: checking a notebook may write beside it."""
    folder = tmp_path_factory.mktemp("paper") / "he-2018"
    shutil.copytree(PAPER, folder)
    return Notebook.open(folder)


def said(paper: Notebook) -> list[Finding]:
    """All that is said in the strictest profile."""
    return [finding for report in check([paper.root], "publish") for finding in report.findings]


@pytest.fixture(scope="module")
def findings(paper: Notebook) -> list[Finding]:
    """All that is said of the paper as it is."""
    return said(paper)


def entry_of(finding: Finding) -> str:
    """The id of the entry that a finding stands in."""
    return Path(finding.file).name.removesuffix(".gb.yaml")


def rounded(value: float, like: str) -> str:
    """A number with as many digits as another one is written with."""
    if "e" in like:
        return f"{value:.{len(like.partition('e')[0].partition('.')[2])}e}"
    return f"{value:.{len(like.partition('.')[2])}f}"


def test_the_page_is_read() -> None:
    """The tables of the page are there, and as long as they have to be."""
    assert (len(FOLLOWS) >= 17, len(DOUBTS) >= 16, len(AGREES) >= 30, len(MISSING) >= 30) == (True,) * 4
    assert {len(row) for row in (*FOLLOWS, *DOUBTS)} == {5}
    assert {len(row) for row in (*AGREES, *MISSING)} == {4}
    assert {row[1] for row in (*AGREES, *MISSING)} | {row[2] for row in DOUBTS} <= set(all_rules())


@pytest.mark.parametrize("row", FOLLOWS, ids=[" ".join(row[:3]) for row in FOLLOWS])
def test_follows(paper: Notebook, row: tuple[str, ...]) -> None:
    """The number that the paper leaves to its reader is worked out, with its formula and what went in."""
    entry, name, value, unit, _ = row
    (sheet,) = derived([paper.path_of(entry)])
    found = [item for item in sheet.values if item.name == name]
    assert found, f"{name} is not among {', '.join(item.name for item in sheet.values)}"
    assert (value, unit) in [(rounded(item.value.value, value), item.value.unit) for item in found]
    assert all(item.formula and item.inputs for item in found)


def test_no_more_and_no_less_is_doubted(findings: list[Finding]) -> None:
    """Every error, warning and remark is one that was expected."""
    doubts = [(entry_of(finding), finding.path, finding.rule) for finding in findings if finding.severity != "gap"]
    assert sorted(row[:3] for row in DOUBTS) == sorted(doubts)


@pytest.mark.parametrize("row", DOUBTS, ids=[f"{row[0]} {row[2]}" for row in DOUBTS])
def test_is_found(findings: list[Finding], row: tuple[str, ...]) -> None:
    """What does not fit is found in its place, with the numbers behind it; what was done is not judged, only asked."""
    entry, path, rule, numbers, _ = row
    (finding,) = (item for item in findings if (entry_of(item), item.path, item.rule) == (entry, path, rule))
    expected = dict(re.findall(r"(\w+) = ([^,\s]+)", numbers))
    assert expected == {name: rounded(finding.numbers[name], like) for name, like in expected.items()}
    assert not expected or finding.formula or rule in WITHOUT_FORMULA
    assert "check" in finding.message or "check" in finding.hint


WITHOUT_FORMULA = {
    "cv/high-window",
    "cv/temperature-of-cell",
    "synthesis/melting",
    "tga/reagent-left",
    "xrd/special-position",
}
"""Rules that compare two numbers as they are written."""


@pytest.mark.parametrize("row", MISSING, ids=[f"{row[0]} {row[2]}" for row in MISSING])
def test_is_missed(findings: list[Finding], row: tuple[str, ...]) -> None:
    """What the paper leaves open is a gap, so that whoever repeats the work knows what to ask for."""
    entry, rule, path, _ = row
    found = {(entry_of(finding), finding.rule, finding.path) for finding in findings if finding.severity == "gap"}
    assert (entry, rule, path) in found


@pytest.mark.parametrize("row", AGREES, ids=[f"{row[0]} {row[1]}" for row in AGREES])
def test_agrees(paper: Notebook, findings: list[Finding], row: tuple[str, ...]) -> None:
    """Where the paper agrees with itself the rule that looks there is silent, and with a slip there it is not."""
    entry, rule, old, new = row
    assert [finding.as_text() for finding in findings if (entry_of(finding), finding.rule) == (entry, rule)] == []
    path = paper.path_of(entry)
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    try:
        assert rule in {finding.rule for finding in said(paper) if entry_of(finding) == entry}
    finally:
        path.write_text(text, encoding="utf-8")


def test_hydrogen_of_the_precursor(paper: Notebook) -> None:
    """100 mg of the precursor made in a closed crucible set 5 H2 a formula unit free: about 150 bar, said for safety."""
    path = paper.path_of("na2b12h12")
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"steps:\n(?:  .*\n)+", HYDROGEN, text), encoding="utf-8")
    try:
        (finding,) = (item for item in said(paper) if item.rule == "synthesis/vessel-pressure")
    finally:
        path.write_text(text, encoding="utf-8")
    assert "2 NaBH4 + B10H14 -> Na2B12H12 + 5 H2" in finding.message
    argon = 1e5 * 473 / 298.15
    assert finding.numbers["pressure_Pa"] - argon == pytest.approx(149.6e5, rel=1e-3)


def test_no_shape_is_wrong(paper: Notebook) -> None:
    """Every entry can be read, and in a draft nothing blocks."""
    assert [
        finding.as_text() for report in check([paper.root], "draft") for finding in report.findings if finding.blocking
    ] == []
