"""Print labels with a QR code for entries."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import tell


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook label``."""
    parser.add_argument("entries", metavar="ENTRY", nargs="+", help="files or ids of entries, or folders")
    parser.add_argument(
        "-o", "--out", metavar="FILE", type=Path, default=Path("labels.pdf"), help=".pdf, or .png of one label"
    )
    parser.add_argument("--skip", metavar="N", type=int, default=0, help="places of the first sheet that are used")


def run(args: argparse.Namespace) -> int:
    """Writes the labels and says where they are."""
    from glovebook.pipeline.label import label

    labels = label(args.entries, args.out, args.skip)
    tell(f"{len(labels)} label{'s' * (len(labels) != 1)} in {args.out}")
    return 0
