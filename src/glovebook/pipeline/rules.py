"""Rules for people: which there are, and what one of them says."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from glovebook.pipeline.trust import load_lab_rules
from glovebook.schema import kinds
from glovebook.schema.finding import PROFILES
from glovebook.schema.refusal import Refusal
from glovebook.validators.bad_example import BadExample, bad_example
from glovebook.validators.engine import all_rules, rules_for
from glovebook.validators.engine.shape_findings import BESIDE, ELSEWHERE, SHAPE
from glovebook.validators.rule import Rule


@dataclass(frozen=True)
class Explanation:
    """What a rule, or another finding, means."""

    id: str
    sentence: str
    """The rule in one sentence."""
    rule: Rule | None = None
    """None for findings of reading a text, and of verbs that look further than `check`."""
    example: BadExample | None = None
    """None for those, and for the rules of a lab."""

    def as_json(self) -> dict[str, Any]:
        """Plain data, every key always present."""
        rule, example = self.rule, self.example
        return {
            "id": self.id,
            "sentence": self.sentence,
            "about": rule.about if rule else "",
            "severity": rule.severity if rule else None,
            "levels": dict(rule.levels) if rule else None,
            "formula": rule.formula if rule else "",
            "source": rule.source if rule else "",
            "origin": rule.origin if rule else "",
            "example": {"finding": example.finding, "files": dict(example.files)} if example else None,
        }

    def as_text(self) -> str:
        """Some lines for people."""
        parts = [f"{self.id}: {self.sentence}"]
        if self.rule:
            parts += [self.rule.about, _facts(self.rule)]
        if self.example:
            files = [f"{name}:\n{_indented(text)}" for name, text in self.example.files.items()]
            parts += ["For example, in", *files]
        return "\n\n".join(part.rstrip() for part in parts if part)


def rules(kind: str | None = None) -> list[Rule]:
    """All rules, or those that apply to a kind, by id; `Refusal` where there is no such kind."""
    load_lab_rules()
    if kind is None:
        return [rule for _, rule in sorted(all_rules().items())]
    if kind not in kinds.names():
        close = get_close_matches(kind, kinds.names(), 1)
        listed = f"did you mean {close[0]!r}?" if close else f"kinds: {', '.join(kinds.names())}"
        raise Refusal(f"there is no kind {kind!r}", listed)
    return sorted(rules_for(kind), key=lambda rule: rule.id)


def explained(rule_id: str) -> Explanation:
    """What a rule says, with its bad example; `Refusal` with the nearest id where there is none."""
    load_lab_rules()
    known = all_rules()
    if rule_id in known:
        rule = known[rule_id]
        return Explanation(rule_id, rule.sentence, rule, None if rule.origin else bad_example(rule_id))
    others = {**SHAPE, **ELSEWHERE, **BESIDE}
    if rule_id in others:
        sentence = others[rule_id]
        return Explanation(rule_id, sentence)
    close = get_close_matches(rule_id, [*known, *others], 1)
    raise Refusal(f"there is no rule {rule_id!r}", f"did you mean {close[0]!r}?" if close else "see: glovebook rules")


def _facts(rule: Rule) -> str:
    levels = ", ".join(f"{rule.levels[profile]} in {profile}" for profile in PROFILES)
    facts = {"severity": rule.severity, "levels": levels, "formula": rule.formula, "source": rule.source}
    return "\n".join(f"  {name:9} {text}" for name, text in {**facts, "from": rule.origin}.items() if text)


def _indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))
