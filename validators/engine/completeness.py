"""How complete an entry is: which of the things that a profile expects are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from glovebook.schema.finding import Finding, Profile
from glovebook.schema.parse import Parsed
from glovebook.validators.engine.running import findings_of
from glovebook.validators.rule import Rule, View

SCORED: tuple[Profile, ...] = ("archive", "publish")
"""A draft expects nothing."""


@dataclass(frozen=True)
class Completeness:
    """What an entry has of what a profile expects of it."""

    complete: int
    """Rules for gaps that have nothing to say."""
    expected: int
    """Rules for gaps that apply."""
    missing: tuple[Finding, ...]
    """What is missing, in the order of the rules."""

    @property
    def score(self) -> float:
        """Between 0 and 1; 1 where nothing is expected."""
        return self.complete / self.expected if self.expected else 1.0

    def as_json(self) -> dict[str, Any]:
        """Plain data: score, complete, expected, and rule, path, message and hint of what is missing."""
        return {
            "score": round(self.score, 3),
            "complete": self.complete,
            "expected": self.expected,
            "missing": [
                {"rule": gap.rule, "path": gap.path, "message": gap.message, "hint": gap.hint} for gap in self.missing
            ],
        }


def completeness(rules: Iterable[Rule], view: View, parsed: Parsed) -> dict[Profile, Completeness]:
    """The completeness for archive and publication, from the rules for gaps that apply to the entry."""
    found = [(rule, findings_of(rule, view, parsed, "publish")) for rule in rules]
    scores = {}
    for profile in SCORED:
        expected = [findings for rule, findings in found if rule.levels[profile] != "off"]
        missing = tuple(finding for findings in expected for finding in findings)
        scores[profile] = Completeness(sum(not findings for findings in expected), len(expected), missing)
    return scores
