"""Open a notebook in JupyterLab."""

from __future__ import annotations

import argparse
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook lab``."""
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), help="folder to open (default: here)")
    parser.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")


def run(args: argparse.Namespace) -> int:
    """Runs JupyterLab until it is stopped."""
    from glovebook.schema.refusal import Refusal

    if not args.folder.is_dir():
        raise Refusal(f"there is no folder {args.folder}", f"make a notebook there: glovebook init {args.folder}")
    return start(args.folder, browser=not args.no_browser)


def start(folder: Path, *, browser: bool) -> int:
    """Runs JupyterLab on a folder; this process becomes the server, so that stopping it stops everything."""
    import os
    import sys

    command = [sys.executable, "-m", "jupyter", "lab", f"--ServerApp.root_dir={folder.resolve()}"]
    if not browser:
        command.append("--no-browser")
    if os.geteuid() == 0 if hasattr(os, "geteuid") else False:
        command.append("--allow-root")  # in a container there is nobody else
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 - an argument list, no shell
