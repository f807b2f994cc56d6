"""One cause, one finding: a rule yields to those that know the cause better, here and in the entries around."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from glovebook.schema.entry import Entry
from glovebook.schema.finding import Level, Profile
from glovebook.schema.parse import parse
from glovebook.validators import engine
from glovebook.validators.engine import all_rules, check
from glovebook.validators.engine.cause import known_elsewhere
from glovebook.validators.rule import Hit, Rule, View

SHOULD: dict[Profile, Level] = {"draft": "should", "archive": "should", "publish": "must"}
OFF: dict[Profile, Level] = {"draft": "off", "archive": "off", "publish": "must"}


def entry(kind: str, entry_id: str, body: str = "") -> Entry:
    """An entry of a kind."""
    parsed = parse(f'kind: {kind}\nschema: "1.0"\nid: {entry_id}\n{body}\n', f"{entry_id}.gb.yaml")
    assert parsed.entry is not None
    return parsed.entry


def cause(view: View) -> Iterator[Hit]:
    """A thickness of 9 mm is the cause."""
    thickness: Any = getattr(view.entry, "thickness", None)
    if thickness is not None and thickness.value.text == "9 mm":
        yield Hit("thickness", "the cause", "")


def consequence(view: View) -> Iterator[Hit]:
    """The same slip, seen from afar."""
    yield Hit("id", "the consequence", "", entries=[entry("pellet", "p9", "thickness: 9 mm")] if view.name else [])


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> dict[str, Rule]:
    """Two rules alone, the second of which yields to the first."""
    all_rules()  # that on waivers must be there
    made = {
        "cause": Rule("pellet/cause", "warning", SHOULD, "test", cause, kinds=("pellet",)),
        "consequence": Rule("note/consequence", "warning", SHOULD, "test", consequence, yields_to=("pellet/cause",)),
    }
    monkeypatch.setattr(engine, "rules_for", lambda _: tuple(made.values()))
    return made


def said(body: str, profile: Profile = "archive", kind: str = "pellet", **view: Any) -> list[str]:
    """What is found in an entry."""
    parsed = parse(f'kind: {kind}\nschema: "1.0"\nid: x1\n{body}\n', "x1.gb.yaml")
    assert parsed.entry is not None
    return [finding.message for finding in check(parsed, View(parsed.entry, **view), profile)]


@pytest.mark.usefixtures("rules")
def test_in_the_same_entry() -> None:
    """The rule that looks at the cause speaks alone; where it is silent, the other one does."""
    assert said("thickness: 9 mm") == ["the cause"]
    assert said("thickness: 1 mm") == ["the consequence"]


@pytest.mark.usefixtures("rules")
def test_in_a_linked_entry() -> None:
    """What an entry links to, directly or not, is judged where it stands."""
    bad, good = entry("pellet", "p1", "thickness: 9 mm"), entry("pellet", "p1", "thickness: 1 mm")
    assert said("about: [{entry: p1}]", kind="note", linked={"p1": bad}) == []
    assert said("about: [{entry: p1}]", kind="note", linked={"p1": good}) == ["the consequence"]


def test_upstream_only(rules: dict[str, Rule]) -> None:
    """A rule may yield to one in an earlier entry, and not in its own: there that one yields to it."""
    rules["consequence"] = Rule(
        "note/consequence", "warning", SHOULD, "test", consequence, yields_upstream=("pellet/cause",)
    )
    linked = {"p1": entry("pellet", "p1", "thickness: 9 mm")}
    assert said("about: [{entry: p1}]", kind="note", linked=linked) == []
    assert said("thickness: 9 mm") == ["the consequence", "the cause"]


@pytest.mark.usefixtures("rules")
def test_in_an_entry_that_the_hit_names() -> None:
    """An entry that is not linked counts where the hit was worked out from it."""
    assert said("", kind="note", name="x1") == []


@pytest.mark.parametrize("waived", [True, False])
def test_a_rule_that_is_silenced_knows_nothing(rules: dict[str, Rule], waived: bool) -> None:
    """Where the rule for the cause is off or waived, the other one is not dropped for its sake."""
    body = "thickness: 9 mm"
    if waived:
        body += "\nwaive: [{rule: pellet/cause, reason: known}]"
    else:
        rules["cause"] = Rule("pellet/cause", "warning", OFF, "test", cause)
    linked = {"p1": entry("pellet", "p1", body)}
    assert said("", kind="note", linked=linked) == ["the consequence"]
    assert "the consequence" in said(body)


def test_a_cause_that_fails_knows_nothing(rules: dict[str, Rule]) -> None:
    """A rule that crashes on another entry does not stop this one."""

    def crash(view: View) -> Iterator[Hit]:
        raise ZeroDivisionError(view.entry.id)

    rules["cause"] = Rule("pellet/cause", "warning", SHOULD, "test", crash)
    parsed = parse('kind: note\nschema: "1.0"\nid: x1\n', "x1.gb.yaml")
    assert parsed.entry is not None
    view = View(parsed.entry, linked={"p1": entry("pellet", "p1")})
    hit = Hit("id", "the consequence", "")
    assert not known_elsewhere(rules["consequence"], hit, view, "archive", lambda _: tuple(rules.values()))


def test_rules_yield_to_rules_that_there_are() -> None:
    """No rule yields to one that is not there, or to itself, and no two yield to each other."""
    rules = all_rules()
    unknown = [
        (rule.id, name)
        for rule in rules.values()
        for name in (*rule.yields_to, *rule.yields_upstream)
        if name not in rules
    ]
    assert unknown == []
    mutual = [
        (rule.id, name)
        for rule in rules.values()
        for name in rule.yields_to
        if rule.id in (name, *rules[name].yields_to)
    ]
    assert mutual == []
