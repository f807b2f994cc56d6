"""Check entries: units, fields, links, files and the rules of their kinds."""

from __future__ import annotations

import argparse
from collections import Counter

from glovebook.cli.words import print_json, tell
from glovebook.schema.finding import PROFILES, SEVERITIES, Finding


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook check``."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="entries (file or id) or folders")
    parser.add_argument("--profile", choices=PROFILES, default="draft", help="what the entry is meant for")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the findings; 1 where one blocks in the profile."""
    from glovebook.pipeline.check import check

    reports = check(args.paths, args.profile)
    findings = [finding for report in reports for finding in report.findings]
    if args.json:
        print_json([finding.as_json() for finding in findings])
    else:
        tell(*(finding.as_text() for finding in findings), _summary(len(reports), findings, args.profile))
    return int(any(finding.blocking for finding in findings))


def _summary(entries: int, findings: list[Finding], profile: str) -> str:
    counts = Counter(finding.severity for finding in findings)
    words = ", ".join(f"{counts[name]} {name}{'s' if counts[name] > 1 else ''}" for name in SEVERITIES if counts[name])
    blocking = sum(finding.blocking for finding in findings)
    checked = f"{entries} {'entry' if entries == 1 else 'entries'} checked as {profile}"
    if not findings:
        return f"{checked}: nothing to say"
    return f"{checked}: {words}; {f'{blocking} block(s)' if blocking else 'nothing blocks'}"
