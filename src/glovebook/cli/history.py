"""List what an entry held before: every version with its time, author and cause."""

from __future__ import annotations

import argparse
from pathlib import Path

from glovebook.cli.words import print_json, tell


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook history``."""
    parser.add_argument("entry", metavar="ENTRY", help="file or id of the entry, also of one that was deleted")
    parser.add_argument("--json", action="store_true", help="print the versions as JSON, oldest first")


def run(args: argparse.Namespace) -> int:
    """Prints one line a version, oldest first; the first word names the version to ``diff`` and ``restore``."""
    from glovebook.pipeline.changes.history import history
    from glovebook.store.history import sha256
    from glovebook.store.notebook import SUFFIX

    found = history(args.entry)
    now = sha256(found.content) if found.content is not None else None
    if args.json:
        print_json([version.as_json() for version in found.versions])
        return 0
    width = max((len(version.author) for version in found.versions), default=0)
    lines = []
    for version in found.versions:
        time = f"{version.at.astimezone():%Y-%m-%d %H:%M:%S}"
        last = " (now)" if version.sha256 == now and version is found.versions[-1] else ""
        to = f" to {Path(version.to).name.removesuffix(SUFFIX)}" if version.to else ""
        lines.append(f"{version.name or '-':8}  {time}  {version.author:{width}}  {version.cause}{to}{last}")
    tell(*lines)
    return 0
