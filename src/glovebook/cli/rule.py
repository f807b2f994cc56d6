"""Explain a rule: what it asks, why, and an entry in which it finds something."""

from __future__ import annotations

import argparse

from glovebook.cli.words import print_json, tell, warn


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook rule``."""
    parser.add_argument("id", metavar="ID", help="as a finding names it, e.g. pellet/thickness")
    parser.add_argument("--json", action="store_true", help="print the parts as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints what the rule says, with formula, source, levels and its bad example."""
    from glovebook.pipeline.rules import explained
    from glovebook.pipeline.trust import load_lab_rules

    warn(*load_lab_rules())
    found = explained(args.id)
    if args.json:
        print_json(found.as_json())
    else:
        tell(found.as_text())
    return 0
