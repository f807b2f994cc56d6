"""A process that checks entries for another: lines with names come in, lines with what was found go out."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from glovebook.pipeline.check.noting import look_at
from glovebook.pipeline.check.world import World
from glovebook.pipeline.trust import load_lab_rules
from glovebook.store.notebook import Notebook


def main() -> None:
    """Answers until there are no more lines; the first one says in which notebook, and for which profile."""
    gc.disable()  # it ends soon, and most of what it reads it keeps
    load_lab_rules()
    root, listing, profile, scored = json.loads(sys.stdin.buffer.readline())
    notebook = Notebook.open(Path(root))
    world = World(notebook.root, notebook.settings, listing)
    for line in sys.stdin.buffer:
        found = {name: look_at(world, name, profile, scored=scored) for name in json.loads(line)}
        sys.stdout.buffer.write(json.dumps(found, default=float).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
