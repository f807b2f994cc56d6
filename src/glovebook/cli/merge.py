"""Merge two versions of an entry by their fields; git runs it as merge driver (docs/history.md)."""

from __future__ import annotations

import argparse
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook merge``."""
    parser.add_argument("base", type=Path, metavar="BASE", help="the version that both were made from (git's %%O)")
    parser.add_argument("ours", type=Path, metavar="OURS", help="one side, which becomes the merged text (git's %%A)")
    parser.add_argument("theirs", type=Path, metavar="THEIRS", help="the other side (git's %%B)")


def run(args: argparse.Namespace) -> int:
    """Merges; 1 where something clashes, which stands between marks then."""
    from glovebook.pipeline.changes.merge import merge

    return int(merge(args.base, args.ours, args.theirs) > 0)
