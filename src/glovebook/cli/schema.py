"""Print the JSON Schema of a kind, write those of all, or list the kinds."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import warn


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook schema``."""
    parser.add_argument("kind", metavar="KIND", nargs="?", help="kind of entry (default: list them)")
    parser.add_argument("--write", metavar="DIR", type=Path, help="write DIR/<version>/<kind>.json for every kind")


def run(args: argparse.Namespace) -> int:
    """Prints the schema (draft 2020-12), or one line a kind; kinds of the notebook around are among them."""
    from glovebook.pipeline.editors import write_schemas
    from glovebook.pipeline.named import notebook_around
    from glovebook.schema import kinds
    from glovebook.schema.published import text_of

    notebook = notebook_around(Path("here"))
    if args.write:
        print(f"wrote {len(write_schemas(args.write))} files below {args.write}")
    elif args.kind:
        print(text_of(args.kind, notebook.kinds if notebook else None), end="")
    else:
        extra, refused = notebook.kinds.usable() if notebook else ({}, [])
        warn(*refused)
        for name in kinds.names(extra):
            print(f"{name:15} {(kinds.load(name, extra).__doc__ or '').splitlines()[0]}")
    return 0
