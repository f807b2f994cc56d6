"""Make a demo notebook, check it, analyse it and export it."""

from __future__ import annotations

import argparse
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook demo``."""
    parser.add_argument("folder", type=Path, nargs="?", default=Path("glovebook-demo"), help="folder to make")
    parser.add_argument("--lab", action="store_true", help="open the notebook in JupyterLab afterwards")
    parser.add_argument("--no-browser", action="store_true", help="with --lab: print the address only")


def run(args: argparse.Namespace) -> int:
    """Does all four and says what came out, with paths."""
    from glovebook.pipeline.demo import demo

    notebook = demo(args.folder, print)
    if args.lab:
        from glovebook.cli.lab import start

        return start(notebook.root, browser=not args.no_browser)
    print(f"look at it: glovebook lab {args.folder}")
    return 0
