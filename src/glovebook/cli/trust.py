"""Trust a Python file of rules: they run in every check of yours, until the file changes."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import tell, warn


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook trust``."""
    parser.add_argument("files", metavar="FILE", type=Path, nargs="*", help="Python files; read them before")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--list", action="store_true", help="list the trusted files")
    either.add_argument("--remove", action="store_true", help="trust the files no longer")


def run(args: argparse.Namespace) -> int:
    """Prints what is trusted from now on, or no longer."""
    from glovebook.pipeline import trust
    from glovebook.schema.refusal import Refusal

    if args.list:
        warn(*trust.load_lab_rules())
        tell(*(f"{digest[:12]}  {path}" for path, digest in trust.trusted().items()))
        return 0
    if not args.files:
        raise Refusal("no file is named", "write e.g. 'glovebook trust our_rules.py'; see --list")
    for file in args.files:
        if args.remove:
            tell(f"{trust.distrust(file)} is no longer trusted")
        else:
            tell(f"{file} is trusted as it is now: {', '.join(trust.trust(file))}")
    return 0
