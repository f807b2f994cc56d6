"""Finds the rules of a kind, runs them on an entry and puts their findings in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec

from glovebook.schema.finding import SEVERITIES, Finding, Profile
from glovebook.schema.parse import Parsed
from glovebook.validators.engine.cause import known_elsewhere
from glovebook.validators.engine.completeness import Completeness, completeness
from glovebook.validators.engine.loading import DEFECTS, load_module
from glovebook.validators.engine.running import findings_of
from glovebook.validators.engine.waivers import waiver_facts
from glovebook.validators.rule import ENDED_EARLY, ON_WAIVERS, RULES, Hit, Rule, View

THEMES = (
    "record",
    "procedure",
    "review",
    "chemistry",
    "temperature",
    "dates",
    "figures",
    "files",
    "instruments",
    "licenses",
    "links",
    "people",
    "stated",
)
"""Modules of ``themes``: their rules hold for every kind."""


@cache
def rules_for(kind: str) -> tuple[Rule, ...]:
    """The rules that apply to a kind: those of the themes, those of its own module, and those of the lab."""
    for theme in THEMES:
        load_module(f"glovebook.validators.themes.{theme}")
    if find_spec(f"glovebook.validators.kinds.{kind}"):
        load_module(f"glovebook.validators.kinds.{kind}")
    found = [
        rule
        for rule in RULES.values()
        if rule.id.split("/")[0] in (*THEMES, kind) or kind in rule.kinds or "*" in rule.kinds
    ]
    return tuple(sorted(found, key=lambda rule: bool(rule.origin)))


def all_rules() -> Mapping[str, Rule]:
    """Every rule of every kind, by id."""
    from glovebook.schema import kinds

    for kind in kinds.names():
        rules_for(kind)
    return RULES


def check(parsed: Parsed, view: View | None, profile: Profile) -> list[Finding]:
    """All findings of an entry, shape errors included, worst first and then in the order of the text.

    ``view`` is None where the text is no entry. Rules say nothing about fields whose text was refused.
    """
    findings = [replace(finding, blocking=True) for finding in parsed.findings]
    if view is not None and parsed.document is not None:
        findings += _of_rules(parsed, view, profile)
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.line or 0, f.column or 0))


def complete(parsed: Parsed, view: View | None) -> Mapping[Profile, Completeness]:
    """How complete an entry is for the archive and for publication; empty where the text is no entry."""
    if view is None:
        return {}
    waived = {waiver.rule for waiver in view.entry.waive}
    gaps = [rule for rule in rules_for(view.entry.kind) if rule.severity == "gap"]
    return completeness([rule for rule in gaps if rule.id not in waived and not _excused(rule, view)], view, parsed)


def _of_rules(parsed: Parsed, view: View, profile: Profile) -> list[Finding]:
    found: list[tuple[Rule, list[Finding]]] = []
    waived = {waiver.rule for waiver in view.entry.waive}
    idle: set[str] = set()
    ended_early = view.entry.status in ENDED_EARLY
    for rule in rules_for(view.entry.kind):
        if rule.levels[profile] == "off" or rule.id == ON_WAIVERS or (ended_early and _excused(rule, view)):
            continue
        is_known = partial(_is_known, rule, view, profile) if rule.yields_to or rule.yields_upstream else _never
        findings = findings_of(rule, view, parsed, profile, is_known)
        if rule.id not in waived or not rule.can_be_waived:
            if findings:
                found.append((rule, findings))
        elif not findings and profile != "draft":  # drafts are not looked at closely enough to tell
            idle.add(rule.id)
    speaking = {rule.id for rule, _ in found}
    causes = [finding for rule, findings in found if speaking.isdisjoint(rule.yields_to) for finding in findings]
    if waived:
        told = replace(view, waivers=waiver_facts(view.entry, all_rules(), idle))
        causes += findings_of(all_rules()[ON_WAIVERS], told, parsed, profile)
    return causes + _defects(view.entry.kind, parsed.file)


def _never(_: Hit) -> bool:
    return False


def _is_known(rule: Rule, view: View, profile: Profile, hit: Hit) -> bool:
    return known_elsewhere(rule, hit, view, profile, rules_for)


def _excused(rule: Rule, view: View) -> bool:
    """What was not measured in a failed or aborted experiment is no gap; who did it, and when, still is."""
    if rule.severity != "gap" or view.entry.status not in ENDED_EARLY:
        return False
    return rule.id.split("/")[0] not in THEMES


def _defects(kind: str, file: str) -> list[Finding]:
    """Modules of rules that could not be loaded, as far as they concern a kind."""
    named = [name for name in (*THEMES, kind) if name in DEFECTS]
    hint = "please report this; the entry may be right"
    return [
        Finding(f"{name}/rules", "warning", f"the rules themselves failed: {DEFECTS[name]}", file, hint=hint)
        for name in named
    ]
