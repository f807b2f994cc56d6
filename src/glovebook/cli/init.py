"""Make a notebook in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook init``."""
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), help="folder of the notebook (default: here)")
    parser.add_argument("--title", help="what the notebook is about (default: the folder's name)")


def run(args: argparse.Namespace) -> int:
    """Makes the notebook and says what to do next."""
    from glovebook.pipeline.new import init

    notebook = init(args.folder, args.title)
    print(f"made the notebook {notebook.settings.title!r} in {notebook.root}")
    print("next: glovebook new pellet p1, or: glovebook lab")
    return 0
