"""A process that reads entries for another: a line of paths comes in, a line with their facts goes out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from glovebook.store.index.reading import Kinds, facts_in


def main(root: Path) -> None:
    """Answers until there are no more lines."""
    kinds = Kinds(root)
    for line in sys.stdin.buffer:
        answers = [(path, facts_in(root, path, kinds)) for path in json.loads(line)]
        sys.stdout.buffer.write(json.dumps(answers).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
