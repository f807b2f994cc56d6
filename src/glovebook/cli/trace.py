"""Trace an entry: from its reagents to its results, as a tree, JSON, Mermaid or SVG."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import print_json, tell


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook trace``."""
    parser.add_argument("entry", metavar="ENTRY", help="id or file of the entry")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--up", action="store_true", help="only what it was made from")
    way.add_argument("--down", action="store_true", help="only what came out of it")
    parser.add_argument("--notebook", type=Path, default=Path(), help="folder of the notebook (default: here)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print nodes and edges as JSON")
    form.add_argument("--mermaid", action="store_true", help="print a Mermaid flowchart")
    form.add_argument("--svg", metavar="FILE", type=Path, help="write a drawing")


def run(args: argparse.Namespace) -> int:
    """Prints or draws the chain."""
    from glovebook.pipeline.trace import trace
    from glovebook.store.notebook import SUFFIX
    from glovebook.store.write import write_atomically

    file = Path(args.entry)
    name, place = (file.name.removesuffix(SUFFIX), file) if file.is_file() else (args.entry, args.notebook)
    found = trace(name, place, up=not args.down, down=not args.up)
    if args.json:
        print_json(found.as_json())
    elif args.mermaid:
        tell(found.mermaid())
    elif args.svg:
        write_atomically(args.svg, found.svg().encode())
        print(f"wrote {args.svg}")
    else:
        tell(str(found))
    return 0
