"""Settle what two people changed at once; without a choice, show it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from glovebook.cli.words import assignments, print_json, tell

if TYPE_CHECKING:
    from glovebook.store.changes.conflict import Conflict


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook resolve``."""
    parser.add_argument("entry", metavar="ENTRY", help="file or id of the entry")
    parser.add_argument("values", metavar="PATH=TEXT", nargs="*", help="what a field that clashes shall be")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--mine", dest="choice", action="store_const", const="mine", help="what lies beside the entry")
    either.add_argument("--theirs", dest="choice", action="store_const", const="theirs", help="what the entry holds")
    parser.add_argument("--reason", default="", help="why an entry is changed that was reviewed and approved")
    parser.add_argument("--json", action="store_true", help="print what clashes still as JSON")


def run(args: argparse.Namespace) -> int:
    """Settles and says what is left; 1 while something clashes."""
    from glovebook.pipeline.changes.resolve import conflicts, resolve

    if args.choice or args.values:
        resolve(args.entry, args.choice or "", assignments(args.values), args.reason)
    left = conflicts(args.entry)
    if args.json:
        print_json([conflict.as_json() for conflict in left])
    else:
        tell(*(line for conflict in left for line in _lines(conflict)) if left else ["nothing clashes"])
    return int(bool(left))


def _lines(conflict: Conflict) -> list[str]:
    """One line a field that clashes."""
    if conflict.text is not None:
        return [f"{conflict.entry}: the texts clash as wholes; mine is in {conflict.file}"]
    return [
        f"{conflict.entry}: {field.name}: theirs {_shown(field.theirs)}, mine {_shown(field.mine)}, "
        f"before {_shown(field.base)}"
        for field in conflict.fields
    ]


def _shown(value: Any) -> str:
    return "nothing" if value is None else repr(value) if isinstance(value, str) else str(value)
