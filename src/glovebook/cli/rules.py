"""List the rules, of one kind or all."""

from __future__ import annotations

import argparse

from glovebook.cli.words import print_json, tell, warn
from glovebook.schema.finding import PROFILES


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook rules``."""
    parser.add_argument("kind", metavar="KIND", nargs="?", help="only those that apply to this kind of entry")
    parser.add_argument("--json", action="store_true", help="print the rules as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints one line a rule: id, severity, level in each profile, sentence."""
    from glovebook.pipeline.rules import rules
    from glovebook.pipeline.trust import load_lab_rules

    warn(*load_lab_rules())
    found = rules(args.kind)
    if args.json:
        keys = ("id", "sentence", "severity", "levels", "formula", "source", "origin")
        print_json([{key: getattr(rule, key) for key in keys} for rule in found])
        return 0
    width = max((len(rule.id) for rule in found), default=0)
    for rule in found:
        levels = " ".join(f"{rule.levels[profile]:6}" for profile in PROFILES)
        tell(f"{rule.id:{width}}  {rule.severity:7}  {levels}  {rule.sentence}")
    tell(f"{len(found)} rules; the levels are those of {', '.join(PROFILES)}; see: glovebook rule ID")
    return 0
