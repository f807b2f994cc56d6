"""Find the samples that lay open while the log of their glovebox was above a limit, and for how long.

Between two readings the higher one counts; what cannot be judged is listed with the reason.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.cli.words import print_json, say_progress, tell

if TYPE_CHECKING:
    from glovebook.pipeline.exposure import Exposures, Open


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``glovebook exposure``."""
    parser.add_argument("--h2o", metavar="LIMIT", default="", help="water above which to look, e.g. '1 ppm'")
    parser.add_argument("--o2", metavar="LIMIT", default="", help="oxygen above which to look, e.g. '1 ppm'")
    parser.add_argument("--notebook", type=Path, default=Path(), help="folder of the notebook (default: here)")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the samples, by date."""
    from glovebook.pipeline.exposure import exposure

    found = exposure(args.h2o, args.o2, args.notebook, say_progress)
    if args.json:
        print_json(found.as_json())
    else:
        tell(*_lines(found))
    return 0


def _lines(found: Exposures) -> list[str]:
    from glovebook.pipeline.exposure.found import span

    lines = _by_entry(found.exposed)
    unjudged = [one for one in found.unjudged if not one.is_exposed]
    if unjudged:
        lines += ["cannot be judged:", *_by_entry(unjudged)]
    lines += [f"not read: {', '.join(files)} ({name})" for name, files in found.unread.items()]
    number, above = len(found.ids), sum(one.above for one in found)
    count = f"{number} {'sample' if number == 1 else 'samples'} lay open above {found.limit}"
    return [*lines, f"{count}, for {span(above)} in all" if above else count]


def _by_entry(work: Sequence[Open]) -> list[str]:
    lines, last = [], ""
    for one in work:
        if one.entry != last:
            lines.append(f"{one.entry}  {one.kind}  {one.title}".rstrip())
            last = one.entry
        lines.append(f"    {one}")
    return lines
