"""Print the JSON Schema of a kind, or list the kinds."""

from __future__ import annotations

import argparse

from glovebook.cli.words import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook schema``."""
    parser.add_argument("kind", metavar="KIND", nargs="?", help="kind of entry (default: list them)")


def run(args: argparse.Namespace) -> int:
    """Prints the schema (draft 2020-12), or one line a kind."""
    from glovebook.schema import kinds
    from glovebook.schema.json_schema import json_schema

    if args.kind:
        print_json(json_schema(args.kind))
    else:
        for name in kinds.names():
            print(f"{name:12} {(kinds.load(name).__doc__ or '').splitlines()[0]}")
    return 0
