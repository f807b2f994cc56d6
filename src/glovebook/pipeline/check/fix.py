"""Carrying out the fixes of findings: the smallest edits of the text that settle them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from glovebook.pipeline.check import Report, check
from glovebook.pipeline.set import set_fields
from glovebook.schema.document import Document, parse_path, read_document
from glovebook.schema.finding import Finding, Fix, Profile
from glovebook.schema.refusal import Refusal


@dataclass(frozen=True)
class Change:
    """What became of the fix of one finding."""

    finding: Finding
    fix: Fix
    before: str
    """What stood there, as it was written; empty where nothing did."""
    refused: str = ""
    """Why it could not be carried out; empty where it was."""

    def as_text(self) -> str:
        """The change as one line: ``FILE:LINE:COL: PATH: BEFORE -> AFTER [RULE]``."""
        place = f"{self.finding.file}:{self.finding.line}:{self.finding.column}: {self.fix.path}"
        words = f"{self.before} -> {self.fix.text}" if self.before else f"added {self.fix.text}"
        refused = f" was refused: {self.refused}" if self.refused else ""
        return f"{place}: {words}{refused} [{self.finding.rule}]"

    def as_json(self) -> dict[str, Any]:
        """Plain data: rule, file, path, before, after, and why it was refused, if it was."""
        return {
            "rule": self.finding.rule,
            "file": self.finding.file,
            "path": self.fix.path,
            "before": self.before,
            "after": self.fix.text,
            "refused": self.refused or None,
        }


def fix(paths: Iterable[str | Path], profile: Profile = "draft", rule: str | None = None) -> list[Change]:
    """What was changed in the entries, and what was refused; with ``rule`` only what that rule asks for.

    Of two findings that would change one field, or a field and a part of it, only the first is settled.
    """
    return [change for report in check(paths, profile) for change in _fixed(report, rule)]


def _fixed(report: Report, rule: str | None) -> list[Change]:
    chosen: list[tuple[Finding, Fix]] = []
    for finding in report.findings:
        if finding.fix is None or rule not in (None, finding.rule):
            continue
        if not any(_overlap(finding.fix, other) for _, other in chosen):
            chosen.append((finding, finding.fix))
    if not chosen:
        return []
    document = read_document(report.file.read_bytes())
    changes = [Change(finding, fix, _written(document, fix)) for finding, fix in chosen]
    try:
        set_fields(report.file, {change.fix.path: change.fix.text for change in changes})
    except Refusal:
        return [_alone(report.file, change) for change in changes]
    return changes


def _alone(file: Path, change: Change) -> Change:
    """One change by itself: where one of several is refused, the others still hold."""
    try:
        set_fields(file, {change.fix.path: change.fix.text})
    except Refusal as refusal:
        return replace(change, refused=str(refusal))
    return change


def _overlap(first: Fix, second: Fix) -> bool:
    """Whether two fixes would change the same field, or one a part of the other's."""
    return all(one == other for one, other in zip(parse_path(first.path), parse_path(second.path), strict=False))


def _written(document: Document, fix: Fix) -> str:
    mark = document.values.get(parse_path(fix.path))
    return document.text[mark.start : mark.end].strip() if mark else ""
