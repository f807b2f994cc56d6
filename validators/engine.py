"""Runs the rules of a kind on an entry and turns their hits into findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from glovebook.schema.document import Document, parse_path
from glovebook.schema.finding import SEVERITIES, Finding, Profile
from glovebook.schema.parse import Parsed
from glovebook.schema.refusal import Refusal
from glovebook.validators.rule import ENDED_EARLY, RULES, Hit, Rule, View

THEMES = ("record", "procedure", "review")
"""Modules of ``themes``: their rules hold for every kind."""


@cache
def rules_for(kind: str) -> tuple[Rule, ...]:
    """The rules that apply to a kind: those of the themes, then those of the module named like the kind."""
    for theme in THEMES:
        import_module(f"glovebook.validators.themes.{theme}")
    if find_spec(f"glovebook.validators.kinds.{kind}"):
        import_module(f"glovebook.validators.kinds.{kind}")
    return tuple(rule for rule in RULES.values() if rule.id.split("/")[0] in (*THEMES, kind))


def check(parsed: Parsed, view: View | None, profile: Profile) -> list[Finding]:
    """All findings of an entry, shape errors included, worst first and then in the order of the text.

    ``view`` is None where the text is no entry. Rules say nothing about fields whose text was refused.
    """
    findings = [replace(finding, blocking=True) for finding in parsed.findings]
    if view is not None and parsed.document is not None:
        waived = {waiver.rule for waiver in view.entry.waive}
        for rule in rules_for(view.entry.kind):
            if rule.levels[profile] != "off" and rule.id not in waived and not _excused(rule, view):
                findings.extend(_findings(rule, view, parsed, parsed.document, profile))
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.line or 0, f.column or 0))


def _excused(rule: Rule, view: View) -> bool:
    """What was not measured in a failed or aborted experiment is no gap; who did it, and when, still is."""
    about_all = rule.id.split("/")[0] in THEMES
    return rule.severity == "gap" and not about_all and view.entry.status in ENDED_EARLY


def _findings(rule: Rule, view: View, parsed: Parsed, document: Document, profile: Profile) -> Iterator[Finding]:
    file = parsed.file
    try:
        for hit in rule.check(view):
            if not any(
                path == hit.path or path.startswith((f"{hit.path}.", f"{hit.path}[")) for path in parsed.refused
            ):
                yield _finding(rule, hit, file, document, profile)
    except Exception as error:  # noqa: BLE001 - a rule that crashes is a defect of the rule; it must not stop the others
        yield Finding(
            rule.id,
            "warning",
            f"the rule itself failed: {type(error).__name__}: {error}",
            file,
            hint="please report this; the entry may be right",
        )


def _finding(rule: Rule, hit: Hit, file: str, document: Document, profile: Profile) -> Finding:
    try:
        mark = document.place(parse_path(hit.path))
    except Refusal:
        mark = document.place(())
    return Finding(
        rule.id,
        rule.severity,
        hit.message,
        file,
        mark.line,
        mark.column,
        hit.path,
        hint=hit.hint,
        numbers=hit.numbers,
        formula=hit.formula or rule.formula,
        source=rule.source,
        related=hit.related,
        fix=hit.fix,
        blocking=rule.levels[profile] == "must",
    )
