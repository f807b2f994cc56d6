"""What a rule is, and the decorator that declares one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from glovebook.schema.entry import Entry
from glovebook.schema.finding import Fix, Level, Place, Profile, Severity
from glovebook.schema.settings import Settings

ENDED_EARLY = ("failed", "aborted", "discarded")
"""Statuses of experiments that need not be complete."""


@dataclass(frozen=True)
class FileFact:
    """What is on disk where an entry names a file."""

    exists: bool
    size: int = 0
    sha256: str = ""
    """Empty where it was not computed."""


@dataclass(frozen=True)
class Plan:
    """What the template of an entry gives."""

    entry: Entry | None
    """The template as an entry; None where there is no such template any more."""
    version: str = ""


@dataclass(frozen=True)
class View:
    """All that a rule may look at; it opens no files."""

    entry: Entry
    settings: Settings | None = None
    linked: Mapping[str, Entry] = field(default_factory=dict)
    """Entries it links to, directly or through others, by id."""
    files_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Entry id -> its files, over the whole notebook; empty outside of one."""
    files: Mapping[str, FileFact] = field(default_factory=dict)
    """File as the entry names it -> what is on disk."""
    plan: Plan | None = None
    """What the template gives that the entry names under ``procedure:``."""
    digest: str = ""
    """SHA-256 of the text that a review would attest; empty where the entry has not been reviewed."""
    name: str = ""
    """File name of the entry without ``.gb.yaml``; empty for a text without a file."""


@dataclass(frozen=True)
class Hit:
    """What a rule yields: the engine adds id, severity and place."""

    path: str
    message: str
    hint: str
    numbers: Mapping[str, Any] = field(default_factory=dict)
    formula: str = ""
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
) -> Callable[[Check], Check]:
    """Declares a rule; its docstring is the rule in one sentence."""

    def declare(check: Check) -> Check:
        if rule_id in RULES:
            raise ValueError(f"two rules are called {rule_id}")
        levels: dict[Profile, Level] = {"draft": draft, "archive": archive, "publish": publish}
        RULES[rule_id] = Rule(rule_id, severity, levels, source, check)
        return check

    return declare
