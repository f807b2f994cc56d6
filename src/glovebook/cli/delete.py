"""Put an entry and its results into the trash, from which it can be restored."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook delete``."""
    parser.add_argument("entry", metavar="ENTRY", help="id of the entry")
    parser.add_argument("--unlink", action="store_true", help="take links to it out of other entries, too")
    parser.add_argument("--reason", default="", help="why an entry is deleted that was reviewed and approved")
    parser.add_argument("--json", action="store_true", help="print what went as JSON")


def run(args: argparse.Namespace) -> int:
    """Deletes and says how to take it back."""
    from glovebook.pipeline.changes.delete import delete
    from glovebook.store.notebook import Notebook

    gone = delete(Notebook.containing(Path.cwd()), args.entry, unlink=args.unlink, reason=args.reason)
    if args.json:
        print_json(gone.as_json())
        return 0
    print(f"{gone.file} is in the trash; its raw files stay. To take it back: glovebook restore {gone.id}")
    for name in gone.as_json()["unlinked"]:
        print(f"{name}: links to it no more")
    return 0
