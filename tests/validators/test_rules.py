"""Every rule has one bad example, and exactly that rule fires on it, in the words written at the example's head."""

from __future__ import annotations

import re

import pytest

from glovebook.pipeline.check import check
from glovebook.schema import kinds
from glovebook.schema.finding import PROFILES, Finding, Profile
from glovebook.store.notebook import Notebook
from glovebook.validators.bad_example import ENTRY, bad_example, names
from glovebook.validators.engine import rules_for
from glovebook.validators.rule import RULES, Rule


def all_rules() -> dict[str, Rule]:
    """Every rule of every kind."""
    for kind in kinds.names():
        rules_for(kind)
    return RULES


def put(notebook: Notebook, rule_id: str, more: str = "") -> None:
    """The example of a rule as entries of the notebook; ``more`` is put at the end of the bad one."""
    for name, text in bad_example(rule_id).files.items():
        path = notebook.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((text + (more if name == ENTRY else "")).encode())


def found(notebook: Notebook, profile: Profile) -> list[Finding]:
    """The findings of the whole notebook; `record/unique-id` speaks in all the files with one id, and is heard once."""
    findings = [finding for report in check([notebook.root], profile) for finding in report.findings]
    return [finding for finding in findings if finding.file == ENTRY or finding.rule != "record/unique-id"]


def strict(rule: Rule) -> Profile:
    """The profile that an example is read in: archive, or publish for what is asked only there."""
    return "publish" if rule.levels["archive"] == "off" else "archive"


def heard(rule: Rule, findings: list[Finding]) -> list[Finding]:
    """Findings without the gaps that short entries have in the strictest profile, besides that of the bad one."""
    if strict(rule) != "publish":
        return findings
    return [f for f in findings if f.severity != "gap" or (f.rule == rule.id and f.file == ENTRY)]


def test_every_rule_has_a_bad_example() -> None:
    """No rule without an example, and no example without a rule."""
    assert sorted(all_rules()) == names()


def test_the_notebook_is_good(notebook: Notebook) -> None:
    """Without a bad example there is nothing to say, even for the archive."""
    assert [finding.as_text() for finding in found(notebook, "archive")] == []


@pytest.mark.parametrize("name", names())
def test_exactly_this_rule_fires(notebook: Notebook, name: str) -> None:
    """The one finding in a bad example is its rule's, word for word; it blocks where the rule is a must."""
    rule = all_rules()[name]
    put(notebook, name)
    findings = heard(rule, found(notebook, strict(rule)))
    assert [bad_example(name).finding] == [finding.as_text() for finding in findings]
    (finding,) = findings
    assert (rule.id, rule.severity, rule.levels[strict(rule)] == "must") == (
        finding.rule,
        finding.severity,
        finding.blocking,
    )


@pytest.mark.parametrize("name", names())
def test_drafts(notebook: Notebook, name: str) -> None:
    """As a draft a rule that is off is silent, and one that is a should does not block."""
    rule = all_rules()[name]
    put(notebook, name)
    expected = [] if rule.levels["draft"] == "off" else [(rule.id, rule.levels["draft"] == "must")]
    needs_hash = rule.id == "record/raw-file-changed"  # drafts are not hashed: raw files may be large
    assert ([] if needs_hash else expected) == [
        (finding.rule, finding.blocking) for finding in found(notebook, "draft")
    ]


@pytest.mark.parametrize("name", [name for name in names() if all_rules()[name].can_be_waived])
def test_waived(notebook: Notebook, name: str) -> None:
    """A waiver with a reason silences exactly this rule."""
    rule = all_rules()[name]
    put(notebook, name, f"waive:\n  - {{rule: {name}, reason: seen and accepted}}\n")
    assert [finding.as_text() for finding in heard(rule, found(notebook, strict(rule)))] == []


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_declaration(rule: Rule) -> None:
    """A rule says itself in one sentence, has a level in every profile, and is stricter the further an entry goes."""
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*/[a-z]+(-[a-z]+)*", rule.id)
    assert re.fullmatch(r"[A-Z][^\n]*\.", rule.sentence)
    levels = ("off", "should", "must")
    strictness = [levels.index(rule.levels[profile]) for profile in PROFILES]
    assert sorted(strictness) == strictness
    assert rule.source


def test_numbers_and_fixes(notebook: Notebook) -> None:
    """A finding carries the numbers behind it in SI, its formula, and the edit that would settle it."""
    settled = {}
    for name in ("pellet/thickness", "pellet/pressure", "synthesis/weighed-ratio", "record/link", "record/id"):
        put(notebook, name)
        (settled[name],) = found(notebook, "archive")
    assert settled["pellet/thickness"].numbers == {"thickness_m": 0.8}
    fixes = {name: (finding.fix.path, finding.fix.text) for name, finding in settled.items() if finding.fix}
    assert fixes == {
        "pellet/thickness": ("thickness", "800 µm"),
        "pellet/pressure": ("pressure", "40 MPa"),
        "record/link": ("about[0].entry", "p1"),
        "record/id": ("id", "x1"),
    }
    ratio = settled["synthesis/weighed-ratio"]
    assert ratio.formula == "n = m w / M"
    assert ratio.numbers["deviation"] == pytest.approx(0.9902 / 187.796 / (0.1039 / 39.013) - 1)
