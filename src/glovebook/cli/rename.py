"""Give an entry another id, in every file that names it."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook rename``."""
    parser.add_argument("old", metavar="OLD", help="id of the entry")
    parser.add_argument("new", metavar="NEW", help="its new id")
    parser.add_argument("--reason", default="", help="for the amendments of reviewed entries")
    parser.add_argument("--json", action="store_true", help="print path and changed files as JSON")


def run(args: argparse.Namespace) -> int:
    """Renames and prints the entry's new path and the files whose links follow."""
    from glovebook.pipeline.changes.rename import rename
    from glovebook.store.notebook import Notebook

    done = rename(Notebook.containing(Path.cwd()), args.old, args.new, args.reason)
    if args.json:
        print_json({"path": str(done.file), "linking": [*done.linking], "results": done.results})
        return 0
    print(done.file)
    for name in done.linking:
        print(f"{name}: links to {args.new}")
    if done.results:
        print(f"results/{args.old} is results/{args.new}")
    return 0
