"""Completeness: what an entry has of what a profile expects, with what is missing by name."""

from __future__ import annotations

from typing import Any

import pytest

from glovebook.schema.parse import parse
from glovebook.validators.engine import complete, rules_for
from glovebook.validators.engine.completeness import Completeness
from glovebook.validators.rule import View

DONE = "title: t\ndate: 2018-01-15\noperator: jc\nstatus: done\n"


def score(body: str, profile: Any = "archive") -> Completeness:
    """The completeness of a pellet outside of any notebook."""
    parsed = parse(f'kind: pellet\nschema: "1.0"\nid: x1\n{body}')
    assert parsed.entry is not None
    return complete(parsed, View(parsed.entry))[profile]


def gaps(profile: Any) -> int:
    """How many rules ask a pellet for something in a profile."""
    return sum(rule.severity == "gap" and rule.levels[profile] != "off" for rule in rules_for("pellet"))


@pytest.mark.parametrize("profile", ["archive", "publish"])
def test_all_that_is_asked_for(profile: Any) -> None:
    """What is there counts, what is missing is named by its rule and its field."""
    empty = score("", profile)
    assert empty.expected == gaps(profile)
    assert empty.complete == empty.expected - len({gap.rule for gap in empty.missing})
    assert {("record/title", "title"), ("pellet/geometry", "diameter"), ("pellet/geometry", "thickness")} <= {
        (gap.rule, gap.path) for gap in empty.missing
    }
    more = score(DONE, profile)
    assert more.complete == empty.complete + 4


def test_complete() -> None:
    """Where nothing is missing the score is 1, and a slip in what is there does not lower it."""
    whole = score(DONE + "diameter: 8 mm\nthickness: 9 kg\n")
    assert (whole.complete, whole.missing, whole.score) == (whole.expected, (), 1.0)
    assert Completeness(0, 0, ()).score == 1.0


def test_what_is_not_expected() -> None:
    """What a failed experiment did not measure, and what is waived, is not expected."""
    assert score(DONE.replace("done", "failed")).expected < gaps("archive")
    waived = score(DONE + "waive: [{rule: pellet/geometry, reason: powder is left}]\n")
    assert (waived.expected, "pellet/geometry" in {gap.rule for gap in waived.missing}) == (gaps("archive") - 1, False)


def test_no_entry() -> None:
    """Of a text that is no entry nothing is expected."""
    assert complete(parse("kind: ramen\n"), None) == {}


def test_json() -> None:
    """The plain data has the score and what is missing."""
    data = score("title: t\ndate: 2018-01-15\noperator: jc\ndiameter: 8 mm\nthickness: 1 mm\n").as_json()
    assert data["missing"] == [
        {
            "rule": "record/status",
            "path": "status",
            "message": "the entry has no status",
            "hint": "write how the work ended, e.g. 'status: done'",
        }
    ]
    assert (data["complete"], data["expected"]) == (gaps("archive") - 1, gaps("archive"))
