"""Find entries by words, fields, quantities with units, and what they were made from.

Put the query into quotes: 'kind:pellet pressure >= 40 MPa', 'sigma_total > 1e-5 S/cm at temperature 330..350 K'.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.cli.words import print_json, say_progress, tell

if TYPE_CHECKING:
    from glovebook.pipeline.find import Hit

FEW = 50
MATCHES = 3
"""Quantities that are shown of one entry."""


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook find``."""
    parser.add_argument("query", metavar="QUERY", nargs="+", help="e.g. 'kind:pellet pressure >= 40 MPa'")
    parser.add_argument(
        "--limit", metavar="N", type=int, default=FEW, help=f"entries to print (default: {FEW}; 0: all)"
    )
    parser.add_argument("--notebook", type=Path, default=Path(), help="folder of the notebook (default: here)")
    parser.add_argument("--json", action="store_true", help="print all entries as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints what is found, by date."""
    from glovebook.pipeline.find import found
    from glovebook.pipeline.opened import opened
    from glovebook.store.index.query import QueryError
    from glovebook.store.index.stale import Stale

    with opened(args.notebook) as book:
        try:
            hits = found(book, " ".join(args.query), say_progress)
        except QueryError as error:
            if not args.json:
                print(f"  {error.query}\n  {error.caret}", file=sys.stderr)
            raise
        if args.json:
            print_json([hit.as_json() for hit in hits])
            return 0
        shown = hits[: args.limit or len(hits)]
        results = [match.result for hit in shown for match in hit.matches[:MATCHES] if match.result]
        stale = {result for result, reasons in Stale(book.look()).reasons(results).items() if reasons}
    tell(*_lines(shown, stale))
    more = f", {len(hits) - len(shown)} more with --limit 0" if len(shown) < len(hits) else ""
    tell(f"{len(hits)} {'entry' if len(hits) == 1 else 'entries'} found{more}")
    return 0


def _lines(hits: list[Hit], stale: set[str]) -> list[str]:
    """A line an entry, and below it the quantities that it was found by."""
    from glovebook.pipeline.find import worded

    rows = [(hit.id, hit.kind, hit.date[:10], hit.status) for hit in hits]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for hit, row in zip(hits, rows, strict=True):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width]
        lines.append("  ".join([*cells, hit.title]).rstrip())
        found = [f"    {worded(match)}{' (stale)' if match.result in stale else ''}" for match in hit.matches[:MATCHES]]
        lines.extend(found)
        if len(hit.matches) > MATCHES:
            lines.append(f"    and {len(hit.matches) - MATCHES} more")
    return lines
