"""Make an entry from a template, with raw files copied in and fields set."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.cli.words import assignments, print_json, warn

if TYPE_CHECKING:
    from glovebook.pipeline.templates import Template


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook new``."""
    parser.add_argument("kind", metavar="KIND", nargs="?", help="material, synthesis, pellet, cell, eis, note ...")
    parser.add_argument("id", metavar="ID", nargs="?", help="id of the entry (default: the next free one)")
    parser.add_argument("--list", action="store_true", help="list the templates, of KIND where it is given")
    parser.add_argument("--template", metavar="NAME", help="template to start from (default: the plain one of KIND)")
    several: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
    parser.add_argument("--param", dest="parameters", metavar="NAME=TEXT", help="parameters of the template", **several)
    parser.add_argument("--from", dest="files", metavar="FILE", type=Path, help="raw files", **several)
    parser.add_argument("--set", dest="values", metavar="PATH=TEXT", help="fields to fill in", **several)
    parser.add_argument("--notebook", type=Path, default=Path(), help="folder of the notebook (default: here)")
    parser.add_argument("--json", action="store_true", help="with --list: print the templates as JSON")


def run(args: argparse.Namespace) -> int:
    """Makes the entry and prints its path, or lists the templates."""
    from glovebook.pipeline.named import notebook_around
    from glovebook.pipeline.new import new
    from glovebook.pipeline.templates import templates
    from glovebook.schema.refusal import Refusal
    from glovebook.store.notebook import Notebook

    if args.list:
        found, refused = templates(notebook_around(args.notebook / "here"))
        warn(*refused)
        _show([template for template in found if args.kind in (None, template.kind)], as_json=args.json)
        return 0
    if args.kind is None:
        raise Refusal("the kind of the entry is not given", "write e.g. 'glovebook new pellet'; see --list")
    notebook = Notebook.containing(args.notebook)
    parameters, values = assignments(args.parameters), assignments(args.values)
    path = new(
        notebook,
        args.kind,
        args.id,
        template=args.template,
        parameters=parameters,
        files=args.files,
        values=values,
    )
    print(path)
    return 0


def _show(templates: list[Template], *, as_json: bool) -> None:
    """One line a template, under the kinds."""
    if as_json:
        keys = ("name", "kind", "origin", "version", "summary", "parameters")
        print_json([{key: getattr(template, key) for key in keys} for template in templates])
        return
    width = max((len(template.name) for template in templates), default=0)
    kind = ""
    for template in templates:
        if template.kind != kind:
            kind = template.kind
            print(f"{kind}:")
        origin = " (yours)" if template.origin == "lab" else ""
        parameters = f" [{', '.join(template.parameters)}]" if template.parameters else ""
        print(f"  {template.name:{width}}  {template.summary}{parameters}{origin}")
