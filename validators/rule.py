"""What a rule is, and the decorator that declares one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Any

from glovebook.schema.entry import Entry
from glovebook.schema.finding import Fix, Level, Place, Profile, Severity
from glovebook.validators.compare import asks
from glovebook.validators.view import FileFact, Plan, View

__all__ = [
    "ENDED_EARLY",
    "ON_WAIVERS",
    "RULES",
    "Check",
    "FileFact",
    "Fix",
    "Hit",
    "Place",
    "Plan",
    "Rule",
    "View",
    "rule",
]

ENDED_EARLY = ("failed", "aborted", "discarded")
"""Statuses of experiments that need not be complete."""
ON_WAIVERS = "record/waiver"
"""The rule on waivers: it runs last, when it is known what they silence."""


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
    entries: Sequence[Entry] = ()
    """Entries that it was worked out from, beyond those that the entry links to."""

    @classmethod
    def asking(  # noqa: PLR0913 - what a hit is, each by its name
        cls,
        path: str,
        message: str,
        text: str,
        otherwise: str,
        numbers: Mapping[str, Any] | None = None,
        *,
        words: str = "",
        formula: str = "",
        related: Sequence[Place] = (),
        entries: Sequence[Entry] = (),
    ) -> Hit:
        """A hit that asks whether another text was meant, and offers it as the fix.

        Where there is no such text, it asks for the slip in ``words``; where there are none, it says what else to do.
        """
        fix = Fix(path, text) if text else None
        return cls(path, message, asks(text, words, otherwise), numbers or {}, formula, fix, related, entries)


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
    kinds: Sequence[str] = ()
    """The kinds that it holds for where its id does not say so; ``*`` is every kind."""
    yields_to: Sequence[str] = ()
    """Rules that know the cause better: where one of them speaks, this one says nothing (`validators.engine.cause`)."""
    yields_upstream: Sequence[str] = ()
    """Rules that know the cause better where they speak of an entry that this one was worked out from."""
    origin: str = ""
    """The plug-in or the file that it comes from; empty for those of Glovebook."""

    @property
    def sentence(self) -> str:
        """The rule in one sentence: the first paragraph of its docstring."""
        return " ".join((self.check.__doc__ or "").partition("\n\n")[0].split())

    @property
    def about(self) -> str:
        """What its docstring says beyond the sentence; may be empty."""
        return cleandoc(self.check.__doc__ or "").partition("\n\n")[2]

    @property
    def can_be_waived(self) -> bool:
        """False for what is a must in every profile: without it the notebook cannot be read."""
        return self.id != ON_WAIVERS and any(level != "must" for level in self.levels.values())


RULES: dict[str, Rule] = {}
"""Rule id -> rule, of the modules loaded so far."""


def rule(  # noqa: PLR0913 - what a rule is, each by its name
    rule_id: str,
    severity: Severity,
    *,
    draft: Level,
    archive: Level,
    publish: Level = "must",
    source: str = "house rule",
    formula: str = "",
    kinds: Sequence[str] = (),
    yields_to: Sequence[str] = (),
    yields_upstream: Sequence[str] = (),
) -> Callable[[Check], Check]:
    """Declares a rule; the first paragraph of its docstring is the rule in one sentence.

    It holds for the kind or theme that its id begins with, and for ``kinds``. Where a rule of ``yields_to`` speaks of
    the same entry, or of one that a hit was worked out from, the hit is dropped: one cause, one finding. So it is
    where one of ``yields_upstream`` speaks of an entry that it was worked out from, but not of the same one.
    """

    def declare(check: Check) -> Check:
        if rule_id in RULES:
            raise ValueError(f"two rules are called {rule_id}")
        levels: dict[Profile, Level] = {"draft": draft, "archive": archive, "publish": publish}
        RULES[rule_id] = Rule(rule_id, severity, levels, source, check, formula, kinds, yields_to, yields_upstream)
        return check

    return declare
