"""Bring entries to the current version of the format; comments and order are kept.

--diff shows what would change and writes nothing; --undo restores what files held before, byte for byte.
"""

from __future__ import annotations

import argparse
import sys
from difflib import unified_diff
from typing import TYPE_CHECKING

from glovebook.cli.words import say_progress

if TYPE_CHECKING:
    from glovebook.pipeline.migrate import Migration, Plan


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook migrate``."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="entries (file or id), folders or a notebook")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--diff", action="store_true", help="show what would change, and write nothing")
    either.add_argument("--undo", action="store_true", help="restore what the files held before")


def run(args: argparse.Namespace) -> int:
    """Prints what changes, file by file; 1 where a file cannot be migrated."""
    from glovebook.pipeline import migrate

    if args.undo:
        restored = migrate.undo(args.paths, say_progress)
        for file in restored:
            print(f"{file}: as before")
        print(f"{_counted(len(restored))} restored")
        return 0
    plan = migrate.plan(args.paths, say_progress)
    for migration in plan.migrations:
        print(_diff(migration) if args.diff else _line(migration))
    for line in plan.refused:
        print(line, file=sys.stderr)
    if not args.diff:
        migrate.carry_out(plan.migrations, say_progress)
    print(_summary(plan, written=not args.diff))
    return int(bool(plan.refused))


def _line(migration: Migration) -> str:
    changes = f": {', '.join(migration.changes)}" if migration.changes else ""
    return f"{migration.name}: {' -> '.join(migration.versions)}{changes}"


def _diff(migration: Migration) -> str:
    before, after = (content.decode().splitlines() for content in (migration.before, migration.after))
    first, last = migration.versions[0], migration.versions[-1]
    return "\n".join(
        unified_diff(before, after, f"{migration.name} ({first})", f"{migration.name} ({last})", lineterm="", n=1)
    )


def _summary(plan: Plan, *, written: bool) -> str:
    number = len(plan.migrations)
    if not number:
        return f"{_counted(plan.files)} looked at: nothing to migrate"
    if not written:
        return f"{_counted(number)} would change; nothing was written"
    return f"{_counted(number)} migrated; results stored for them count as stale. To take it back, add --undo"


def _counted(number: int) -> str:
    return f"{number} {'file' if number == 1 else 'files'}"
