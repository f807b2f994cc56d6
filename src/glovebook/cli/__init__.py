"""The command line: ``glovebook VERB ...``, one module a verb.

Exit code 0: clean; 1: findings that block, or a text refused; 2: cannot run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

VERBS = (
    "init",
    "new",
    "set",
    "rename",
    "delete",
    "trash",
    "history",
    "diff",
    "restore",
    "resolve",
    "merge",
    "review",
    "weigh",
    "label",
    "check",
    "rule",
    "rules",
    "trust",
    "read",
    "analyse",
    "find",
    "table",
    "trace",
    "exposure",
    "compare",
    "export",
    "migrate",
    "quantity",
    "schema",
    "lab",
    "demo",
)
"""In the order in which people meet them."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of one command; a user's mistake is one line on standard error, never a traceback."""
    from glovebook.schema.refusal import Refusal

    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in arguments
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal without µ shows \xb5 instead of a traceback
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        args = _parser(arguments[0] if arguments else "").parse_args(arguments)
        code = int(import_module(f"glovebook.cli.{args.verb}").run(args))
        sys.stdout.flush()
    except Refusal as refusal:
        return _refuse(refusal.message, refusal.hint, as_json=as_json)
    except BrokenPipeError:
        from glovebook.cli.words import mute

        mute()
        return 0  # `glovebook ... | head` is no mistake
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        return _refuse(f"{named}{error.strerror or error}", "check the path and its rights", as_json=as_json)
    except KeyboardInterrupt:
        print("glovebook: stopped; nothing is half-written", file=sys.stderr)
        return 130
    else:
        return code


class _Parser(argparse.ArgumentParser):
    """argparse, but a slip in the arguments is refused like any other: in one line, or as JSON where that was asked."""

    def error(self, message: str) -> NoReturn:
        from glovebook.schema.refusal import Refusal

        raise Refusal(message, f"see: {self.prog} --help")


def _parser(verb: str) -> _Parser:
    """The parser; only the module of the verb that is asked for is loaded, all of them for help."""
    from glovebook import __version__

    parser = _Parser(prog="glovebook", description="An electronic lab notebook for solid-state battery materials.")
    parser.add_argument("--version", action="version", version=f"glovebook {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name in (verb,) if verb in VERBS else VERBS:
        module = import_module(f"glovebook.cli.{name}")
        words = (module.__doc__ or "").strip()
        module.add(verbs.add_parser(name, help=words.splitlines()[0], description=words))
    return parser


def _refuse(message: str, hint: str, *, as_json: bool) -> int:
    if as_json:
        from glovebook.cli.words import print_json

        print_json({"error": {"message": message, "hint": hint}})
    else:
        print(f"glovebook: {message}" + (f"; {hint}" if hint else ""), file=sys.stderr)
    return 2
