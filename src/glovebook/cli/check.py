"""Check entries: units, fields, links, files and the rules of their kinds."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from glovebook.cli.words import print_json, say_progress, tell, warn
from glovebook.schema.finding import PROFILES, SEVERITIES, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glovebook.pipeline.check import Report
    from glovebook.pipeline.check.fix import Change
    from glovebook.pipeline.derived import Sheet


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook check``."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="entries (file or id) or folders")
    parser.add_argument("--profile", choices=PROFILES, default="draft", help="what the entry is meant for")
    parser.add_argument("--fix", action="store_true", help="carry out the fixes that findings offer, and check again")
    parser.add_argument("--rule", metavar="ID", help="with --fix: only what this rule asks for")
    parser.add_argument(
        "--complete", action="store_true", help="print how complete the entries are, and what is missing"
    )
    parser.add_argument(
        "--derived", action="store_true", help="print what follows from the entries, too: densities ..."
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the findings; 1 where one blocks in the profile."""
    from glovebook.pipeline.check import check
    from glovebook.pipeline.trust import load_lab_rules

    warn(*load_lab_rules())
    changes = _fixed(args)
    reports = check(args.paths, args.profile, scored=args.complete, progress=say_progress)
    findings = [finding for report in reports for finding in report.findings]
    sheets = _derived(args)
    if args.json:
        listed = [finding.as_json() for finding in findings]
        more = {"changes": [change.as_json() for change in changes]} if args.fix else {}
        more |= {"derived": [sheet.as_json() for sheet in sheets]} if args.derived else {}
        more |= {"completeness": [_scores(report) for report in reports]} if args.complete else {}
        print_json({**more, "findings": listed} if more else listed)
    else:
        tell(*(line for sheet in sheets for line in sheet.as_text()))
        tell(*(change.as_text() for change in changes), *(finding.as_text() for finding in findings))
        tell(*(line for report in reports for line in _scored(report, args.profile)))
        tell(_summary(len(reports), findings, args.profile))
    return int(any(finding.blocking for finding in findings))


def _scores(report: Report) -> dict[str, object]:
    return {"file": report.name, **{name: found.as_json() for name, found in report.completeness.items()}}


def _scored(report: Report, profile: str) -> Iterator[str]:
    """One line a profile: how complete an entry is for it, and the fields that are missing."""
    for name, found in report.completeness.items():
        if profile in (name, "draft"):
            missing = ", ".join(dict.fromkeys(gap.path for gap in found.missing))
            words = f"{found.complete} of {found.expected} complete for {name}"
            yield f"{report.name}: {words}" + (f"; missing: {missing}" if missing else "")


def _fixed(args: argparse.Namespace) -> list[Change]:
    """What was changed, where that was asked."""
    from glovebook.schema.refusal import Refusal

    if args.rule and not args.fix:
        raise Refusal("--rule says what is to be fixed", "add --fix; see: glovebook rule ID")
    if not args.fix:
        return []
    from glovebook.pipeline.check.fix import fix
    from glovebook.pipeline.rules import explained

    if args.rule:
        explained(args.rule)  # refuses what is no rule
    return fix(args.paths, args.profile, args.rule)


def _derived(args: argparse.Namespace) -> list[Sheet]:
    """What follows from the entries, where that was asked."""
    if not args.derived:
        return []
    from glovebook.pipeline.derived import derived

    return derived(args.paths)


def _summary(entries: int, findings: list[Finding], profile: str) -> str:
    counts = Counter(finding.severity for finding in findings)
    words = ", ".join(f"{counts[name]} {name}{'s' if counts[name] > 1 else ''}" for name in SEVERITIES if counts[name])
    blocking = sum(finding.blocking for finding in findings)
    checked = f"{entries} {'entry' if entries == 1 else 'entries'} checked as {profile}"
    if not findings:
        return f"{checked}: nothing to say"
    return f"{checked}: {words}; {f'{blocking} block(s)' if blocking else 'nothing blocks'}"
