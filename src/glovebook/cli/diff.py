"""Show what changed in an entry: by the last change, since a version, or between two."""

from __future__ import annotations

import argparse

from glovebook.cli.words import print_json, tell


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook diff``."""
    parser.add_argument("entry", metavar="ENTRY", help="file or id of the entry")
    parser.add_argument("first", metavar="VERSION", nargs="?", help="compare it with the entry as it is now")
    parser.add_argument("second", metavar="VERSION", nargs="?", help="compare the first with this one instead")
    parser.add_argument("--json", action="store_true", help="print the lines as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints a unified diff; nothing where the texts are equal."""
    from glovebook.pipeline.changes.history import diff

    lines = diff(args.entry, args.first, args.second)
    if args.json:
        print_json(lines)
    elif lines:
        tell("".join(lines).removesuffix("\n"))
    return 0
