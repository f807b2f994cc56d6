"""Make an entry from a template, with raw files copied in and fields set."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from glovebook.cli.words import assignments


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook new``."""
    parser.add_argument("kind", metavar="KIND", help="material, synthesis, pellet, cell, eis, analysis, note ...")
    parser.add_argument("id", metavar="ID", nargs="?", help="id of the entry (default: the next free one)")
    parser.add_argument("--template", metavar="NAME", help="template to start from (default: that of the kind)")
    several: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
    parser.add_argument("--from", dest="files", metavar="FILE", type=Path, help="raw files", **several)
    parser.add_argument("--set", dest="values", metavar="PATH=TEXT", help="fields to fill in", **several)
    parser.add_argument("--notebook", type=Path, default=Path(), help="folder of the notebook (default: here)")


def run(args: argparse.Namespace) -> int:
    """Makes the entry and prints its path."""
    from glovebook.pipeline.new import new
    from glovebook.store.notebook import Notebook

    notebook = Notebook.containing(args.notebook)
    values = assignments(args.values)
    print(new(notebook, args.kind, args.id, template=args.template, files=args.files, values=values))
    return 0
