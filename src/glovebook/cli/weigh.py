"""Work out what to weigh in for a batch, corrected for purity."""

from __future__ import annotations

import argparse

from glovebook.cli.words import print_json, tell


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook weigh``."""
    parser.add_argument("entry", metavar="ENTRY", help="file or id of a synthesis with reagents and their ratio")
    start = parser.add_mutually_exclusive_group()
    start.add_argument(
        "--batch", metavar="MASS", default="", help="mass of product wanted (default: the entry's batch)"
    )
    start.add_argument("--mass", metavar="FORMULA=MASS", default="", help="start from one portion weighed already")
    parser.add_argument("--into", action="store_true", help="write the masses into the entry, as targets")
    parser.add_argument("--json", action="store_true", help="print formula, mass, amount and purity as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints one line a reagent."""
    from glovebook.pipeline.named import entry_file
    from glovebook.pipeline.weigh import weigh

    portions = weigh(entry_file(args.entry), args.batch, args.mass, into=args.into)
    if args.json:
        print_json([portion.as_json() for portion in portions])
        return 0
    width = max(len(portion.formula) for portion in portions)
    for portion in portions:
        behind = f"{portion.amount * 1e3:.4g} mmol, {portion.purity * 100:.4g} % pure"
        tell(f"{portion.formula:{width}}  {portion.text}  ({behind})")
    return 0
