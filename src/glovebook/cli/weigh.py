"""Work out a batch: masses for a ratio that make up for the purities."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from glovebook.cli.words import assignments, print_json, tell


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook weigh``."""
    parser.add_argument(
        "reagents", metavar="REAGENT", nargs="*", help="formula or id of its bottle, with a purity: 'NaNH2=99 %%'"
    )
    parser.add_argument("--ratio", help="molar ratio in the order of the reagents, e.g. 1:1")
    parser.add_argument("--product", metavar="FORMULA", help="what the reagents give; the ratio may follow from it")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--batch", metavar="MASS", help="how much to make, e.g. '0.5 g'")
    size.add_argument("--weighed", metavar="FORMULA=MASS", help="one mass that was weighed; the others follow")
    parser.add_argument("--step", metavar="MASS", default="0.1 mg", help="smallest step of the balance (0.1 mg)")
    parser.add_argument("--entry", metavar="ENTRY", help="synthesis that says what is not given here")
    parser.add_argument("--into", metavar="ENTRY", help="the same, and write the masses into it as targets")
    parser.add_argument("--json", action="store_true", help="print the batch as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the masses."""
    from glovebook.pipeline.named import entry_file
    from glovebook.pipeline.weigh import Plan, entry_plan, ingredient, merged, weigh, weigh_into
    from glovebook.schema.formula import Formula
    from glovebook.schema.quantity import Quantity

    plan = Plan(
        tuple(ingredient(*_split(text)) for text in args.reagents),
        _ratio(args.ratio) if args.ratio else None,
        Formula.parse(args.product) if args.product else None,
        Quantity.parse(args.batch, "mass") if args.batch else None,
        step=Quantity.parse(args.step, "mass"),
    )
    weighed = assignments([args.weighed]) if args.weighed else None
    if args.into:
        batch = weigh_into(args.into, plan, weighed)
    else:
        batch = weigh(merged(plan, entry_plan(entry_file(args.entry))[0]) if args.entry else plan, weighed)
    if args.json:
        print_json(batch.as_json())
    else:
        tell(str(batch))
        if args.into:
            tell(f"wrote the targets into {args.into}")
    return 0


def _split(text: str) -> Sequence[str]:
    name, _, purity = text.partition("=")
    return name.strip(), purity.strip()


def _ratio(text: str) -> object:
    from glovebook.schema.ratio import Ratio
    from glovebook.schema.refusal import Refusal

    try:
        return Ratio.parse(text)
    except ValueError as error:
        raise Refusal(str(error), "write numbers with colons, e.g. 1:1") from None
