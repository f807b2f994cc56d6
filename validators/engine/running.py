"""Running one rule on one entry."""

from __future__ import annotations

from collections.abc import Callable

from glovebook.schema.document import Document, parse_path
from glovebook.schema.finding import Finding, Profile
from glovebook.schema.parse import Parsed
from glovebook.schema.refusal import Refusal
from glovebook.validators.rule import Hit, Rule, View


def findings_of(
    rule: Rule, view: View, parsed: Parsed, profile: Profile, is_known: Callable[[Hit], bool] = lambda _: False
) -> list[Finding]:
    """What a rule finds; nothing about fields whose text was refused, nor hits whose cause ``is_known``.

    A rule that crashes is a defect of the rule: a warning that names it, and the others go on.
    """
    found: list[Finding] = []
    try:
        for hit in rule.check(view):
            if not _is_refused(hit.path, parsed) and not is_known(hit):
                found.append(_finding(rule, hit, parsed, profile))  # noqa: PERF401 - before a crash, too
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, it must not stop the other rules
        message, hint = f"the rule itself failed: {type(error).__name__}: {error}", "please report this"
        whom = f" to those who wrote {rule.origin}" if rule.origin else ""
        found.append(Finding(rule.id, "warning", message, parsed.file, hint=f"{hint}{whom}; the entry may be right"))
    return found


def _is_refused(path: str, parsed: Parsed) -> bool:
    return any(refused == path or refused.startswith((f"{path}.", f"{path}[")) for refused in parsed.refused)


def _finding(rule: Rule, hit: Hit, parsed: Parsed, profile: Profile) -> Finding:
    document = parsed.document or Document("", {})
    try:
        mark = document.place(parse_path(hit.path))
    except Refusal:
        mark = document.place(())
    return Finding(
        rule.id,
        rule.severity,
        hit.message,
        parsed.file,
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
