"""Export entries, what they link to and their results as a FAIR dataset."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from glovebook.cli.words import tell
from glovebook.schema.finding import PROFILES


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook export``."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="entries (file or id) or folders")
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="folder of the crate, made anew")
    parser.add_argument("--profile", choices=PROFILES, default="archive", help="the gate (default: archive)")
    parser.add_argument("--title", help="title of the dataset (default: the notebook's)")


def run(args: argparse.Namespace) -> int:
    """Exports; 1 where a finding blocks, and then nothing is written."""
    from glovebook.pipeline.export import Blocked, export

    try:
        files = export(args.paths, args.out, args.profile, args.title, print)
    except Blocked as blocked:
        tell(*(finding.as_text() for finding in blocked.findings))
        print(f"glovebook: {blocked}", file=sys.stderr)
        return 1
    print(f"exported {len(files)} files to {args.out} as {args.profile}")
    print(f"open {args.out / 'ro-crate-preview.html'} to look at it")
    return 0
