"""Say what Glovebook understands by a text, or why it refuses it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from glovebook.cli.words import print_json

if TYPE_CHECKING:
    from glovebook.schema.quantity import Quantity
    from glovebook.schema.written import Written


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook quantity``."""
    parser.add_argument("text", metavar="TEXT", help="e.g. '1.00(5)e-4 S/cm', '1:1'")
    meant = "what it is meant to be: temperature, ratio, formula, space_group ..."
    parser.add_argument("--as", dest="kind", metavar="KIND", help=meant)
    parser.add_argument("--json", action="store_true", help="print the parts as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the reading; 1 with the reason where the text is refused."""
    from glovebook.schema.quantity.kinds import QUANTITY_KINDS
    from glovebook.schema.refusal import Refusal

    known = (*QUANTITY_KINDS, *_written())
    if args.kind and args.kind not in known:
        raise Refusal(f"{args.kind!r} is no kind of quantity", f"write one of {', '.join(known)}")
    try:
        understood = _understood(args.text, args.kind)
    except Refusal as refusal:
        if args.json:
            print_json({"error": {"message": refusal.message, "hint": refusal.hint}})
        else:
            print(f"refused: {refusal}", file=sys.stderr)
        return 1
    if args.json:
        print_json(understood.as_json())
    else:
        _say(understood)
    return 0


def _written() -> dict[str, type[Written]]:
    from glovebook.schema.formula import Formula
    from glovebook.schema.ratio import Ratio
    from glovebook.schema.space_group import SpaceGroup

    return {"ratio": Ratio, "formula": Formula, "space_group": SpaceGroup}


def _understood(text: str, kind: str | None) -> Quantity | Written:
    """What the text means as a kind; where none is asked for, a quantity, or the ratio that no quantity can be."""
    from glovebook.schema.quantity import Quantity, QuantityError
    from glovebook.schema.ratio import Ratio
    from glovebook.schema.refusal import Refusal

    if kind in _written():
        return _written()[kind].parse(text)
    try:
        return Quantity.parse(text, kind)
    except QuantityError as error:
        if kind:
            raise
        try:
            return Ratio.parse(text)
        except Refusal:
            raise error from None


def _say(understood: Quantity | Written) -> None:
    from glovebook.schema.quantity import Quantity
    from glovebook.schema.quantity.kinds import QUANTITY_KINDS

    if not isinstance(understood, Quantity):
        print(f"{understood.text}: {understood.called.partition(' ')[2]}, {understood.reading()}")
        return
    title = QUANTITY_KINDS[understood.kind].title
    print(f"{understood.text}: {title}, {understood.si:g} {understood.si_unit}".rstrip())
    if reading := understood.reading():
        print(f"  {reading}")
