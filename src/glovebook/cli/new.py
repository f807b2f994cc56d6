"""Make an entry from a template, with raw files copied in and fields set."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.cli.words import assignments, print_json, warn

if TYPE_CHECKING:
    from glovebook.pipeline.templates import Template
    from glovebook.store.notebook import Notebook


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook new``."""
    parser.add_argument(
        "kind",
        metavar="KIND",
        nargs="?",
        help="material, synthesis, pellet, cell, eis, note ... (default: as --from says)",
    )
    parser.add_argument("id", metavar="ID", nargs="?", help="id of the entry (default: the next free one)")
    parser.add_argument("--list", action="store_true", help="list the templates, of KIND where it is given")
    parser.add_argument("--template", metavar="NAME", help="template to start from (default: the plain one of KIND)")
    several: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
    parser.add_argument("--param", dest="parameters", metavar="NAME=TEXT", help="parameters of the template", **several)
    parser.add_argument("--from", dest="files", metavar="FILE", type=Path, help="raw files", **several)
    parser.add_argument("--set", dest="values", metavar="PATH=TEXT", help="fields to fill in", **several)
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--after", metavar="ENTRY", help="id of the entry that this one follows, and links to")
    start.add_argument("--like", metavar="ENTRY", help="id of an entry of the same kind that this one repeats")
    parser.add_argument("--notebook", type=Path, default=Path(), help="folder of the notebook (default: here)")
    parser.add_argument("--json", action="store_true", help="with --list: print the templates as JSON")


def run(args: argparse.Namespace) -> int:
    """Makes the entry and prints its path, or lists the templates."""
    from glovebook.pipeline.named import notebook_around
    from glovebook.pipeline.templates import templates
    from glovebook.schema.refusal import Refusal
    from glovebook.store.notebook import Notebook

    if args.list:
        found, refused = templates(notebook_around(args.notebook / "here"))
        warn(*refused)
        _show([template for template in found if args.kind in (None, template.kind)], as_json=args.json)
        return 0
    if args.like:
        print(_repeated(args))
        return 0
    if args.kind is None and not args.files:
        raise Refusal("the kind of the entry is not given", "write e.g. 'glovebook new pellet'; see --list")
    print(_begun(Notebook.containing(args.notebook), args))
    return 0


def _begun(notebook: Notebook, args: argparse.Namespace) -> Path:
    """A new entry from a template, after another one where that is said."""
    from glovebook.pipeline.follow import follow
    from glovebook.pipeline.new import new

    start: dict[str, Any] = {"template": args.template, "files": args.files}
    start |= {"parameters": assignments(args.parameters), "values": assignments(args.values)}
    if args.kind is None:
        return _as_the_files_say(notebook, args.after, start)
    if args.after:
        return follow(notebook, args.after, args.kind, args.id, **start)
    return new(notebook, args.kind, args.id, **start)


def _as_the_files_say(notebook: Notebook, after: str | None, start: dict[str, Any]) -> Path:
    """A new entry of the kind that its raw files belong to; what of them cannot be read is said."""
    from glovebook.pipeline.raw.made import from_files
    from glovebook.schema.refusal import Refusal

    if after:
        raise Refusal("the kind of the entry is not given", "write e.g. 'glovebook new eis --after p1 --from FILE'")
    made = from_files(notebook, start.pop("files"), **start)
    for sentence in made.kept:
        print(f"glovebook: {sentence}", file=sys.stderr)
    return made.path


def _repeated(args: argparse.Namespace) -> Path:
    """A new entry with what another one says."""
    from glovebook.pipeline.duplicate import duplicate
    from glovebook.schema.refusal import Refusal
    from glovebook.store.notebook import Notebook

    notebook = Notebook.containing(args.notebook)
    if args.template or args.parameters or args.files or args.values:
        raise Refusal("--like takes all from the entry that it names", "leave --template, --param, --from, --set out")
    if args.kind:
        found = notebook.parse(notebook.path_of(args.like)).entry
        if found and found.kind != args.kind:
            raise Refusal(f"{args.like} is a {found.kind}", f"write: glovebook new {found.kind} --like {args.like}")
    return duplicate(notebook, args.like, args.id)


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
