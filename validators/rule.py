"""What a rule is, and the decorator that declares one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from glovebook.schema.finding import Fix, Level, Place, Profile, Severity
from glovebook.validators.view import FileFact, Plan, View

__all__ = ["ENDED_EARLY", "RULES", "Check", "FileFact", "Fix", "Hit", "Place", "Plan", "Rule", "View", "rule"]

ENDED_EARLY = ("failed", "aborted", "discarded")
"""Statuses of experiments that need not be complete."""


@dataclass(frozen=True)
class Hit:
    """What a rule yields: the engine adds id, severity and place."""

    path: str
    message: str
    hint: str
    numbers: Mapping[str, Any] = field(default_factory=dict)
    """What the message was computed from and what came out: name with its SI unit -> number."""
    formula: str = ""
    """Where it differs from the rule's."""
    fix: Fix | None = None
    related: Sequence[Place] = ()


Check = Callable[[View], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule: a function from a view to hits, and what it means in each profile."""

    id: str
    severity: Severity
    levels: Mapping[Profile, Level]
    source: str
    check: Check
    formula: str = ""
    """What is computed, with the symbols as they stand in its source."""

    @property
    def sentence(self) -> str:
        """The rule in one sentence: the first paragraph of its docstring."""
        return " ".join((self.check.__doc__ or "").partition("\n\n")[0].split())


RULES: dict[str, Rule] = {}
"""Rule id -> rule, of the modules loaded so far."""


def rule(
    rule_id: str,
    severity: Severity,
    *,
    draft: Level,
    archive: Level,
    publish: Level = "must",
    source: str = "house rule",
    formula: str = "",
) -> Callable[[Check], Check]:
    """Declares a rule; the first paragraph of its docstring is the rule in one sentence."""

    def declare(check: Check) -> Check:
        if rule_id in RULES:
            raise ValueError(f"two rules are called {rule_id}")
        levels: dict[Profile, Level] = {"draft": draft, "archive": archive, "publish": publish}
        RULES[rule_id] = Rule(rule_id, severity, levels, source, check, formula)
        return check

    return declare
