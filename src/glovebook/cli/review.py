"""Attest an entry as it was read; approved, it is locked and changed with a reason only."""

from __future__ import annotations

import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook review``."""
    parser.add_argument("entry", metavar="ENTRY", help="file or id of the entry")
    parser.add_argument("--by", metavar="WHO", required=True, help="who read it: a key of people, or an ORCID")
    parser.add_argument("--verdict", required=True, help="approved, 'changes asked for' or rejected")
    parser.add_argument("--remark", default="", help="what was noticed")
    parser.add_argument("--read", metavar="VERSION", default="", help="the version that was read, see history")
    parser.add_argument("--json", action="store_true", help="print path and SHA-256 as JSON")


def run(args: argparse.Namespace) -> int:
    """Adds the review and prints the entry's path."""
    from glovebook.cli.set import show
    from glovebook.pipeline.changes.review import review

    saved = review(args.entry, args.verdict, by=args.by, remark=args.remark, read=args.read)
    return show(saved, as_json=args.json)
