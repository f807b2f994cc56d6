"""Tabulate the entries of a kind: quantities in one unit a column, uncertainties, values of results."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.cli.words import print_json, say_progress, tell

if TYPE_CHECKING:
    import pandas


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook table``."""
    parser.add_argument("kind", metavar="KIND", help="kind of entry, e.g. pellet")
    parser.add_argument(
        "--columns",
        metavar="NAME",
        nargs="+",
        action="extend",
        help="e.g. thickness 'pressure in bar' measured_on.thickness",
    )
    parser.add_argument("--where", metavar="QUERY", default="", help="only entries that a query finds")
    parser.add_argument(
        "--each",
        metavar="NAME",
        default="",
        help="a row an item of a list, e.g. spectra, or a row of a method's results, e.g. impedance",
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="write x.csv, x.xlsx or x.parquet")
    parser.add_argument("--notebook", type=Path, default=Path(), help="folder of the notebook (default: here)")
    parser.add_argument("--json", action="store_true", help="print units and rows as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the table, or writes it."""
    from glovebook.pipeline.table import table

    frame = table(
        args.kind, args.columns, where=args.where, each=args.each, notebook=args.notebook, progress=say_progress
    )
    if args.out:
        from glovebook.pipeline.table.write import write

        write(frame, args.out)
    if args.json:
        print_json({"units": frame.attrs["units"], "rows": _rows(frame)})
    elif args.out:
        print(f"wrote {len(frame)} {'row' if len(frame) == 1 else 'rows'} to {args.out}")
    else:
        tell(_shown(frame))
    return 0


def _rows(frame: pandas.DataFrame) -> list[dict[str, Any]]:
    """Plain data; what is missing is null."""
    plain = frame.reset_index().astype(object)
    records = plain.where(plain.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in records]


def _shown(frame: pandas.DataFrame) -> str:
    from glovebook.pipeline.table.frame import with_units

    if frame.empty:
        return f"no {frame.attrs['kind']} to show"
    return with_units(frame).to_string(na_rep="", max_rows=60, float_format="{:.6g}".format)
