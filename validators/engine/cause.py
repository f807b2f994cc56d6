"""One cause, one finding: a rule is silent where one that knows the cause better speaks.

A slip in one place shows in many: a wrong mass in the density, in the loading, in the cell that was built from it.
`Rule.yields_to` names the rules that look at the cause itself; `Rule.yields_upstream` those that do so in an earlier
entry only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from glovebook.schema.entry import Entry
from glovebook.schema.finding import Profile
from glovebook.validators.rule import Hit, Rule, View

RulesOf = Callable[[str], Sequence[Rule]]
"""Kind -> its rules."""


def known_elsewhere(rule: Rule, hit: Hit, view: View, profile: Profile, rules_of: RulesOf) -> bool:
    """Whether a rule that this one yields to speaks of an entry that the hit was worked out from.

    Those are the entries that the entry links to, directly or through others, and those that the hit names.
    """
    names = {*rule.yields_to, *rule.yields_upstream}
    if not names:
        return False
    others = {other.id: other for other in (*view.linked.values(), *hit.entries) if other.id != view.entry.id}
    return any(_speaks(names, other, view, profile, rules_of) for other in others.values())


def _speaks(names: Collection[str], other: Entry, view: View, profile: Profile, rules_of: RulesOf) -> bool:
    waived = {waiver.rule for waiver in other.waive}
    wanted = [rule for rule in rules_of(other.kind) if rule.id in names and rule.id not in waived]
    if not wanted:
        return False
    # what is known of the disk is known of the entry that is checked only
    there = replace(view, entry=other, files={}, plan=None, digest="", name="")
    return any(_hits(rule, there) for rule in wanted if rule.levels[profile] != "off")


def _hits(rule: Rule, view: View) -> bool:
    try:
        return next(rule.check(view), None) is not None
    except Exception:  # noqa: BLE001 - the defect shows where that entry is checked
        return False
