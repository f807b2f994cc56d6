"""The engine: order, levels, waivers, excuses, and what it does with a rule that fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glovebook.schema import kinds
from glovebook.schema.finding import PROFILES, Finding, Level, Profile
from glovebook.schema.parse import parse
from glovebook.validators import engine
from glovebook.validators.engine import THEMES, check, loading, rules_for
from glovebook.validators.rule import RULES, FileFact, Hit, Rule, View, rule

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other things, too, is no defect."""

HEAD = 'kind: {}\nschema: "1.0"\nid: x1\n'


def findings(kind: str, body: str, profile: Any = "archive", **view: Any) -> list[Finding]:
    """The findings of an entry outside of any notebook."""
    parsed = parse(HEAD.format(kind) + body + "\n", "x1.gb.yaml")
    assert parsed.entry is not None
    return check(parsed, View(parsed.entry, **view), profile)


def rules(kind: str, body: str, profile: Any = "archive", **view: Any) -> list[str]:
    """The ids of the findings."""
    return [finding.rule for finding in findings(kind, body, profile, **view)]


def test_worst_first_then_in_order_of_the_text() -> None:
    """Errors stand before warnings before gaps, and each in the order of the lines."""
    body = "diameter: 80 mm\nthickness: 900 mm\nmass: 5\ncolour: red\nmade_from: [{entry: p9}]\nstatus: done"
    found = findings("pellet", body, files_of={"x1": ["x1.gb.yaml"]})
    assert [(finding.severity, finding.line) for finding in found] == [
        ("error", 6),
        ("error", 7),
        ("error", 8),
        ("warning", 4),
        ("warning", 5),
        ("gap", 1),
        ("gap", 1),
        ("gap", 1),
    ]
    assert [finding.rule for finding in found[:3]] == ["quantity/unit", "record/unknown-field", "record/link"]


def test_levels() -> None:
    """What is a should warns, what is a must blocks, what is off is silent; errors of shape always block."""
    body = "title: t\ndate: 2018-01-15\noperator: jc\nstatus: done\ndiameter: 80 mm\nthickness: 1 mm\nmass: 5"
    blocking = {profile: [(f.rule, f.blocking) for f in findings("pellet", body, profile)] for profile in PROFILES}
    assert blocking["draft"] == [("quantity/unit", True), ("pellet/diameter", False)]
    assert blocking["archive"] == [("quantity/unit", True), ("pellet/diameter", True)]
    assert blocking["archive"] == [found for found in blocking["publish"] if found in blocking["archive"]]


def test_waiver_silences_one_rule() -> None:
    """A waiver silences the rule that it names, and no error of shape."""
    waived = "waive: [{rule: pellet/diameter, reason: a big one}, {rule: quantity/unit, reason: because}]"
    assert rules("pellet", f"diameter: 80 mm\nthickness: 900 mm\nmass: 5\n{waived}", "draft") == [
        "quantity/unit",
        "pellet/thickness",
        "record/waiver",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pellet/thicknes", "there is no rule 'pellet/thicknes'; did you mean 'pellet/thickness'?"),
        ("anything", "there is no rule 'anything'; see: glovebook rules"),
        ("quantity/unit", "'quantity/unit' cannot be waived; correct what it finds, and take the waiver out"),
        ("record/id", "'record/id' cannot be waived; correct what it finds, and take the waiver out"),
        ("record/waiver", "'record/waiver' cannot be waived; correct what it finds, and take the waiver out"),
        ("pellet/thickness", "'pellet/thickness' has nothing to say here; take the waiver out"),
    ],
)
def test_waivers_that_do_nothing(name: str, words: str) -> None:
    """A waiver of a rule that is not there, cannot be waived, or has nothing to say is a finding."""
    body = f"title: t\ndate: 2018-01-15\noperator: jc\nstatus: done\ndiameter: 8 mm\nthickness: 1 mm\nwaive: [{{rule: {name}, reason: because}}]"
    (finding,) = findings("pellet", body)
    assert finding.as_text() == f"x1.gb.yaml:10:16: waive[0].rule: {words} [record/waiver]"


def test_waivers_in_a_draft() -> None:
    """What a draft is not asked for cannot be told to be silenced by nothing; nor can what an export asks."""
    assert rules("pellet", "waive: [{rule: pellet/geometry, reason: none}]", "draft") == []
    assert "record/waiver" not in rules("pellet", "waive: [{rule: record/stale-result, reason: kept as published}]")


def test_a_must_everywhere_is_not_waived() -> None:
    """What makes a notebook unreadable is said in spite of a waiver."""
    found = rules("note", "waive: [{rule: record/id, reason: because}]", "draft", name="other")
    assert found == ["record/id", "record/waiver"]


@pytest.mark.parametrize("status", ["failed", "aborted", "discarded"])
def test_failed_experiments_are_excused(status: str) -> None:
    """What was not measured in an experiment that ended early is no gap; who did it, and when, still is."""
    assert rules("pellet", f"status: {status}") == [
        "record/title",
        "record/date",
        "record/reason",
        "record/operator",
    ]
    assert "pellet/geometry" in rules("pellet", "status: done")


@pytest.mark.parametrize(("date", "status"), [("2999-01-15", "planned"), ("2018-01-15T14:30+08:00", "done")])
def test_dates_to_come_are_for_plans(date: str, status: str) -> None:
    """A plan may have its date ahead, and only a plan."""
    assert "record/future-date" not in rules("note", f"date: {date}\nstatus: {status}", "draft")
    assert rules("note", "date: 2999-01-15T14:30+08:00", "draft") == ["record/future-date"]


def test_refused_fields_are_not_missing() -> None:
    """A field whose text was refused is there: no rule says that it is missing."""
    assert rules(
        "pellet", "title: t\ndate: 2018-01-15\noperator: jc\nstatus: done\ndiameter: 8\nthickness: {value: 1}"
    ) == [
        "quantity/unit",
        "quantity/unit",
    ]
    assert rules(
        "eis",
        "title: t\ndate: 2018-01-15\noperator: jc\nstatus: done\nmeasured_on: {entry: p1}\nspectra: [{leg: heating}]",
    ) == ["record/required"]


def test_view_is_missing() -> None:
    """A text that is no entry has its shape findings, blocking, and nothing else."""
    found = check(parse("kind: ramen\n", "x1.gb.yaml"), None, "draft")
    assert [(finding.rule, finding.blocking) for finding in found] == [("record/kind", True)]


def test_rules_of_a_kind() -> None:
    """A kind has the rules of the themes and those of its own module; a kind without a module has the themes' alone."""
    assert {found.id.split("/")[0] for found in rules_for("pellet")} == {*THEMES, "pellet"}
    assert {found.id.split("/")[0] for found in rules_for("note")} == set(THEMES)


def test_a_rule_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that crashes is reported as a warning that names it, and the others still speak."""

    def crash(view: View) -> Iterator[Hit]:
        """This rule divides by zero."""
        yield Hit("title", "seen before the crash", "")
        yield Hit("title", str(1 / len(view.files)), "")

    levels: dict[Profile, Level] = {"draft": "must", "archive": "must", "publish": "must"}
    monkeypatch.setattr(
        engine, "rules_for", lambda kind: (*rules_for(kind), Rule("record/crash", "error", levels, "test", crash))
    )
    found = findings("note", "about: [{entry: x1}]", "draft", files_of={"x1": ["x1.gb.yaml"]})
    assert [finding.as_text() for finding in found] == [
        "x1.gb.yaml:1:1: title: seen before the crash [record/crash]",
        "x1.gb.yaml:4:17: about[0].entry: the entry links to itself, 'x1'; name the entry that was meant [record/link]",
        "x1.gb.yaml: the rule itself failed: ZeroDivisionError: division by zero; please report this; the entry may be right [record/crash]",
    ]


def test_a_module_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module of rules that crashes when it is loaded leaves no rule behind, and entries of its kind say so."""
    (tmp_path / "half_written.py").write_text(
        "from glovebook.validators.rule import rule\n"
        "@rule('half/written', 'error', draft='must', archive='must')\n"
        "def written(view): yield\n"
        "1 / 0\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(loading, "DEFECTS", {})
    monkeypatch.setattr(engine, "DEFECTS", loading.DEFECTS)
    loading.load_module("half_written")
    assert loading.DEFECTS == {"half_written": "ZeroDivisionError: division by zero"}
    assert "half/written" not in RULES
    loading.DEFECTS["note"] = loading.DEFECTS["half_written"]
    assert [finding.as_text() for finding in findings("note", "", "draft")] == [
        "x1.gb.yaml: the rules themselves failed: ZeroDivisionError: division by zero; please report this; the entry may be right [note/rules]"
    ]
    assert findings("pellet", "", "draft") == []


def test_one_id_one_rule() -> None:
    """Two rules with one id are a defect that shows when the second is declared."""

    def no_hits(view: View) -> Iterator[Hit]:  # noqa: ARG001 - a rule's signature
        """Nothing is wrong."""
        return iter(())

    with pytest.raises(ValueError, match="record/title"):
        rule("record/title", "gap", draft="off", archive="must")(no_hits)


TEXTS = st.sampled_from(
    [
        "8 mm",
        "0 mm",
        "1e-30 mm",
        "1e30 mm",
        "~1 mm",
        "1..9 mm",
        "40 MPa",
        "0.1 g",
        "0 g",
        "5 K",
        "1:1",
        "NaNH2",
        "p1",
        "x1",
        "data/a.txt",
        "sample",
        "gauge",
        "heating",
        "done",
        "yes",
    ]
)
NAMES = [
    "diameter",
    "thickness",
    "mass",
    "pressure",
    "made_from",
    "ratio",
    "reagents",
    "steps",
    "layers",
    "spectra",
    "measured_on",
    "operator",
    "status",
    "attachments",
    "about",
    "inputs",
]
ITEMS = st.dictionaries(
    st.sampled_from(
        ["entry", "file", "formula", "mass", "value", "basis", "temperature", "role", "action", "sha256", "size"]
    ),
    TEXTS,
    max_size=4,
)
BODIES = st.dictionaries(st.sampled_from(NAMES), st.one_of(TEXTS, ITEMS, st.lists(ITEMS, max_size=3)), max_size=6)


@given(st.sampled_from(kinds.names()), BODIES, st.sampled_from(PROFILES))
@settings(UNHURRIED, max_examples=300)
def test_no_rule_fails(kind: str, body: dict[str, Any], profile: Any) -> None:
    """Whatever stands in an entry, no rule crashes, and every finding has place, words and a remedy."""
    text = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in body.items())
    facts = {"data/a.txt": FileFact(exists=True, size=5, sha256="0" * 64)}
    for finding in findings(kind, text, profile, files_of={"x1": ["x1.gb.yaml"]}, files=facts, name="x1"):
        assert "the rule itself failed" not in finding.message
        assert (bool(finding.line), bool(finding.message), bool(finding.hint)) == (True, True, True)
