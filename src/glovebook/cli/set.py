"""Set fields of an entry; only the lines that must change do."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from glovebook.cli.words import assignments, print_json

if TYPE_CHECKING:
    from glovebook.store.changes.save import Saved


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook set``."""
    parser.add_argument("entry", metavar="ENTRY", help="file or id of the entry")
    parser.add_argument(
        "values", metavar="PATH=TEXT", nargs="+", help="e.g. 'steps[1].temperature=523 K'; empty: remove"
    )
    parser.add_argument("--base", metavar="VERSION", help="version that was looked at; later changes are merged")
    parser.add_argument("--reason", default="", help="why an entry is changed that was reviewed and approved")
    parser.add_argument("--by", metavar="WHO", default="", help="who changes it (default: the usual operator)")
    parser.add_argument("--json", action="store_true", help="print path, SHA-256 and what clashed as JSON")


def run(args: argparse.Namespace) -> int:
    """Sets the fields and prints the entry's path; 1 where a field was changed by somebody else at the same time."""
    from glovebook.pipeline.named import entry_file
    from glovebook.pipeline.set import set_fields

    saved = set_fields(entry_file(args.entry), assignments(args.values), base=args.base, reason=args.reason, by=args.by)
    return show(saved, as_json=args.json)


def show(saved: Saved, *, as_json: bool) -> int:
    """Prints what came of a save; its exit code."""
    if as_json:
        found = {"path": str(saved.path), "sha256": saved.sha256, "merged": saved.merged}
        print_json({**found, "conflict": str(saved.conflict) if saved.conflict else None})
    else:
        print(saved.path)
        if saved.conflict:
            print(f"somebody changed the same at the same time; both are kept, yours in {saved.conflict}")
    return int(bool(saved.conflict))
