"""Every rule has one bad example, and exactly that rule fires on it, in the words written at the example's head."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glovebook.pipeline.check import check
from glovebook.schema import kinds
from glovebook.schema.finding import PROFILES
from glovebook.store.notebook import Notebook
from glovebook.validators.engine import rules_for
from glovebook.validators.rule import RULES, Rule

BAD = sorted((Path(__file__).parents[1] / "bad").glob("*.gb.yaml"))


def all_rules() -> dict[str, Rule]:
    """Every rule of every kind."""
    for kind in kinds.names():
        rules_for(kind)
    return RULES


def rule_of(example: Path) -> str:
    """The id of the rule that an example is bad for: ``/`` cannot stand in the name of a file."""
    return example.name.removesuffix(".gb.yaml").replace("__", "/")


def put(notebook: Notebook, example: Path, name: str = "x1.gb.yaml") -> Path:
    """The example as an entry of the notebook."""
    path = notebook.root / "entries" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(example.read_bytes())
    return path


def test_every_rule_has_a_bad_example() -> None:
    """No rule without an example, and no example without a rule."""
    assert sorted(all_rules()) == sorted(rule_of(path) for path in BAD)


def test_the_notebook_is_good(notebook: Notebook) -> None:
    """Without a bad example there is nothing to say, even for the archive."""
    assert [finding.as_text() for report in check([notebook.root], "archive") for finding in report.findings] == []


@pytest.mark.parametrize("example", BAD, ids=rule_of)
def test_exactly_this_rule_fires(notebook: Notebook, example: Path) -> None:
    """The one finding of a bad example is its rule's, word for word; it blocks where the rule is a must."""
    rule = all_rules()[rule_of(example)]
    path = put(notebook, example)
    if rule.id == "record/unique-id":
        put(notebook, example, "older/x1.gb.yaml")
    (report,) = check([path], "archive")
    expected = example.read_text("utf-8").splitlines()[0].removeprefix("# => ")
    assert [expected] == [finding.as_text() for finding in report.findings]
    (finding,) = report.findings
    assert (rule.id, rule.severity, rule.levels["archive"] == "must") == (
        finding.rule,
        finding.severity,
        finding.blocking,
    )


@pytest.mark.parametrize("example", BAD, ids=rule_of)
def test_drafts(notebook: Notebook, example: Path) -> None:
    """As a draft a rule that is off is silent, and one that is a should does not block."""
    rule = all_rules()[rule_of(example)]
    path = put(notebook, example)
    if rule.id == "record/unique-id":
        put(notebook, example, "older/x1.gb.yaml")
    expected = [] if rule.levels["draft"] == "off" else [(rule.id, rule.levels["draft"] == "must")]
    (report,) = check([path], "draft")
    needs_hash = rule.id == "record/raw-file-changed"  # drafts are not hashed: raw files may be large
    assert ([] if needs_hash else expected) == [(finding.rule, finding.blocking) for finding in report.findings]


@pytest.mark.parametrize("example", BAD, ids=rule_of)
def test_waived(notebook: Notebook, example: Path) -> None:
    """A waiver with a reason silences exactly this rule."""
    path = put(notebook, example)
    if rule_of(example) == "record/unique-id":
        put(notebook, example, "older/x1.gb.yaml")
    waiver = f"waive:\n  - {{rule: {rule_of(example)}, reason: seen and accepted}}\n"
    path.write_text(example.read_text("utf-8") + waiver, encoding="utf-8")
    (report,) = check([path], "archive")
    assert [finding.as_text() for finding in report.findings] == []


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_declaration(rule: Rule) -> None:
    """A rule says itself in one sentence, has a level in every profile, and is stricter the further an entry goes."""
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*/[a-z]+(-[a-z]+)*", rule.id)
    assert re.fullmatch(r"[A-Z][^\n]*\.", rule.check.__doc__ or "")
    levels = ("off", "should", "must")
    strictness = [levels.index(rule.levels[profile]) for profile in PROFILES]
    assert sorted(strictness) == strictness
    assert rule.source


def test_numbers_and_fixes(notebook: Notebook) -> None:
    """A finding carries the numbers behind it in SI, its formula, and the edit that would settle it."""
    found = {}
    for name in ("pellet__thickness", "pellet__pressure", "synthesis__weighed-ratio", "record__link", "record__id"):
        example = Path(__file__).parents[1] / "bad" / f"{name}.gb.yaml"
        (found[name],) = check([put(notebook, example)], "archive")[0].findings
    assert found["pellet__thickness"].numbers == {"thickness_m": 0.8}
    fixes = {name: (finding.fix.path, finding.fix.text) for name, finding in found.items() if finding.fix}
    assert fixes == {
        "pellet__thickness": ("thickness", "800 µm"),
        "pellet__pressure": ("pressure", "40 MPa"),
        "record__link": ("about[0].entry", "p1"),
        "record__id": ("id", "x1"),
    }
    ratio = found["synthesis__weighed-ratio"]
    assert ratio.formula == "n = m w / M"
    assert ratio.numbers["deviation"] == pytest.approx(0.9902 / 187.796 / (0.1039 / 39.013) - 1)
