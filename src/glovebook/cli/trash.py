"""List the deleted entries, or let them go for good."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import print_json, tell


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook trash``."""
    parser.add_argument("--empty", action="store_true", help="delete for good what lies in the trash")
    parser.add_argument("--json", action="store_true", help="print the entries as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints one line an entry, the last one first."""
    from glovebook.store.changes.trash import deleted, empty
    from glovebook.store.notebook import Notebook

    root = Notebook.containing(Path.cwd()).root
    items = deleted(root)
    if args.empty:
        number = empty(root)
        print(f"{number} {'entry is' if number == 1 else 'entries are'} gone; the history still has the last texts")
    elif args.json:
        print_json([item.as_json() for item in items])
    elif items:
        tell(*(f"{item.id}  {item.change.at.astimezone():%Y-%m-%d %H:%M}  {item.change.author}" for item in items))
    else:
        print("the trash is empty")
    return 0
