"""What the waivers of an entry do, told when all rules have run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from glovebook.schema.entry import Entry
from glovebook.validators.engine.shape_findings import BESIDE, ELSEWHERE, SHAPE
from glovebook.validators.rule import Rule
from glovebook.validators.view import WaiverFact


def waiver_facts(entry: Entry, rules: Mapping[str, Rule], idle: Collection[str]) -> list[WaiverFact]:
    """One fact a waiver; ``rules`` are those of all kinds, ``idle`` those that ran and had nothing to be silenced."""
    return [_fact(waiver.rule, rules, idle) for waiver in entry.waive]


def _fact(name: str, rules: Mapping[str, Rule], idle: Collection[str]) -> WaiverFact:
    if name in rules:
        if not rules[name].can_be_waived:
            return WaiverFact("refused")
        return WaiverFact("nothing" if name in idle else "silences")
    if name in SHAPE or name in BESIDE:
        return WaiverFact("refused")
    if name in ELSEWHERE:
        return WaiverFact("silences")
    close = get_close_matches(name, [*rules, *ELSEWHERE], 1)
    return WaiverFact("unknown", close[0] if close else "")
