"""Say what Glovebook understands by a text, or why it refuses it."""

from __future__ import annotations

import argparse
import sys

from glovebook.cli.words import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook quantity``."""
    parser.add_argument("text", metavar="TEXT", help="e.g. '1.00(5)e-4 S/cm'")
    parser.add_argument("--as", dest="kind", metavar="KIND", help="what it is meant to be, e.g. temperature")
    parser.add_argument("--json", action="store_true", help="print the parts as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the reading; 1 with the reason where the text is refused."""
    from glovebook.schema.quantity import Quantity, QuantityError
    from glovebook.schema.quantity.kinds import QUANTITY_KINDS
    from glovebook.schema.refusal import Refusal

    if args.kind and args.kind not in QUANTITY_KINDS:
        raise Refusal(f"{args.kind!r} is no kind of quantity", f"write one of {', '.join(QUANTITY_KINDS)}")
    try:
        quantity = Quantity.parse(args.text, args.kind)
    except QuantityError as error:
        if args.json:
            print_json({"error": {"message": error.message, "hint": error.hint}})
        else:
            print(f"refused: {error}", file=sys.stderr)
        return 1
    if args.json:
        print_json(quantity.as_json())
    else:
        print(f"{quantity.text}: {QUANTITY_KINDS[quantity.kind].title}, {quantity.si:g} {quantity.si_unit}".rstrip())
        if reading := quantity.reading():
            print(f"  {reading}")
    return 0
