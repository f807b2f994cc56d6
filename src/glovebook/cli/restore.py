"""Put an earlier version of an entry back, byte for byte, or an entry out of the trash."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook restore``."""
    parser.add_argument("entry", metavar="ENTRY", help="file or id of the entry")
    parser.add_argument("version", metavar="VERSION", nargs="?", help="see: glovebook history; none: out of the trash")
    parser.add_argument("--reason", default="", help="why an entry is changed that was reviewed and approved")
    parser.add_argument("--json", action="store_true", help="print path and what came back as JSON")


def run(args: argparse.Namespace) -> int:
    """Restores and prints the path; 1 where a link could not be put back."""
    if args.version is None:
        return _put_back(args)
    from glovebook.cli.set import show
    from glovebook.pipeline.changes.restore import restore

    return show(restore(args.entry, args.version, reason=args.reason), as_json=args.json)


def _put_back(args: argparse.Namespace) -> int:
    from glovebook.pipeline.changes.delete import put_back
    from glovebook.schema.refusal import Refusal
    from glovebook.store.notebook import SUFFIX, Notebook

    notebook = Notebook.containing(Path.cwd())
    entry_id = Path(args.entry).name.removesuffix(SUFFIX)
    if entry_id in notebook.ids():
        raise Refusal(f"it is not said which version of {entry_id}", f"choose one: glovebook history {entry_id}")
    back = put_back(notebook, entry_id)
    if args.json:
        print_json({"path": str(back.file), "linking": [*back.linking], "not_linking": [*back.not_linking]})
    else:
        print(back.file)
        for name in back.linking:
            print(f"{name}: links to it again")
        for name in back.not_linking:
            print(f"{name}: was changed since, and does not link to it again; add the link by hand")
    return int(bool(back.not_linking))
