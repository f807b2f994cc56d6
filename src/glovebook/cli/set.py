"""Set fields of an entry; only the lines that must change do."""

from __future__ import annotations

import argparse

from glovebook.cli.words import assignments


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook set``."""
    parser.add_argument("entry", metavar="ENTRY", help="file or id of the entry")
    parser.add_argument(
        "values", metavar="PATH=TEXT", nargs="+", help="e.g. 'steps[1].temperature=523 K'; empty: remove"
    )


def run(args: argparse.Namespace) -> int:
    """Sets the fields and prints the entry's path."""
    from glovebook.pipeline.named import entry_file
    from glovebook.pipeline.set import set_fields

    print(set_fields(entry_file(args.entry), assignments(args.values)))
    return 0
