"""Compare the results of several entries: their values, and one figure of all."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import print_json, tell


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook compare``."""
    parser.add_argument("entries", metavar="ENTRY", nargs="+", help="ids of the entries, two or more")
    parser.add_argument("--method", help="analysis whose results are compared (default: the last that all have)")
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="write the figure, as x.svg or x.png")
    parser.add_argument("--notebook", type=Path, default=Path(), help="folder of the notebook (default: here)")
    parser.add_argument("--json", action="store_true", help="print method and values as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the values of each entry, and writes the figure where a file is named."""
    from glovebook.pipeline.analyse.compare import compare
    from glovebook.schema.refusal import Refusal
    from glovebook.store.notebook import Notebook
    from glovebook.store.write import write_atomically

    if args.out and args.out.suffix not in (".svg", ".png"):
        raise Refusal(f"{args.out} is neither .svg nor .png", "write e.g. -o lines.svg")
    found = compare(Notebook.containing(args.notebook), args.entries, args.method)
    if args.out:
        write_atomically(args.out, found.files[f"figure{args.out.suffix}"])
    values = {entry: item.result.values for entry, item in found.results.items()}
    if args.json:
        plain = {entry: {name: value.as_json() for name, value in named.items()} for entry, named in values.items()}
        print_json({"method": found.method, "entries": plain})
        return 0
    width = max(len(name) for named in values.values() for name in named)
    for entry, named in values.items():
        stale = " (stale)" if found.results[entry].stale else ""
        tell(f"{entry}  {found.method}{stale}", *(f"  {name:{width}}  {value}" for name, value in named.items()))
    if args.out:
        print(f"wrote {args.out}")
    return 0
