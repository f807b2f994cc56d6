"""Time to check a notebook of 10,000 linked entries: cold, unchanged, after one entry changed, and at a keystroke.

The notebook is the good one of the tests, copied as often as it takes, with ids, links and raw files of its own for
each copy. Run ``python benchmarks/check_notebook.py``; it prints the times with their limits, and ends with 1 above
one. ``--profile archive`` hashes and reads the raw files, too; then no limits hold. The keystroke is what the server
does each time somebody types into the form of an entry: findings, completeness for archive and publication, derived
values. Beside each time stands the work of this process alone, which a busy machine does not lengthen.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from glovebook.pipeline.check import check
from glovebook.pipeline.typed import typed
from glovebook.store.edit import edit

ENTRIES = 10_000
COLD, AGAIN, TYPED = 20.0, 2.0, 0.05
"""Limits in seconds, on two cores."""
LAB = Path(__file__).resolve().parents[1] / "tests/validators/lab"


def make(root: Path, entries: int) -> int:
    """Writes the notebook; the number of its entries."""
    texts = {path.name.removesuffix(".gb.yaml"): path.read_text("utf-8") for path in (LAB / "entries").glob("*.yaml")}
    files = {path.name: path.read_bytes() for path in (LAB / "data").iterdir()}
    root.mkdir(parents=True)
    shutil.copy(LAB / "glovebook.yaml", root)
    number = 0
    while number < entries:
        mark = f"{number // len(texts):04d}"
        for folder in ("entries", "data"):
            (root / folder / mark).mkdir(parents=True)
        digests = {}
        for name, content in files.items():
            own = content + b"\n" * int(mark)  # no two raw files are the same
            (root / "data" / mark / name).write_bytes(own)
            digests[name] = hashlib.sha256(own).hexdigest(), len(own)
        for name, text in texts.items():
            (root / f"entries/{mark}/{name}-{mark}.gb.yaml").write_text(copy_of(text, mark, digests), "utf-8")
        number += len(texts)
    return number


def copy_of(text: str, mark: str, digests: dict[str, tuple[str, int]]) -> str:
    """An entry's text with ids, links, paths and checksums of a copy."""
    text = re.sub(r"^(id: )(\S+)", rf"\1\2-{mark}", text, flags=re.MULTILINE)
    text = re.sub(r"(entry: )([a-z0-9._-]+)", rf"\1\2-{mark}", text)
    for name, (digest, size) in digests.items():
        text = re.sub(
            rf"data/{re.escape(name)}(, sha256: )\w+(, size: )\d+", rf"data/{mark}/{name}\g<1>{digest}\g<2>{size}", text
        )
    return text


@dataclass(frozen=True)
class Took:
    """What something took, in seconds."""

    wall: float
    work: float
    """Of this process, not of those it started."""

    def __str__(self) -> str:
        return f"{self.wall:.3g} s (work here {self.work:.3g} s)"


def timed(task: Callable[[], object], repeat: int = 1) -> Took:
    """The shortest of several runs."""
    runs = []
    for _ in range(repeat):
        wall, work = time.perf_counter(), time.process_time()
        task()
        runs.append((time.perf_counter() - wall, time.process_time() - work))
    return Took(min(wall for wall, _ in runs), min(work for _, work in runs))


def keystroke(entry: Path) -> Took:
    """Time from a text in the form to what the form shows."""
    text = entry.read_bytes()

    def show() -> None:
        typed(text, entry)

    show()  # the notebook is in memory from the first one on
    return timed(show, 20)


def main() -> int:
    """Makes the notebook, checks it, and says what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--profile", choices=("draft", "archive", "publish"), default="draft")
    args = parser.parse_args()
    found = []

    def whole() -> None:
        found.append(sum(len(report.findings) for report in check([root], args.profile)))

    with tempfile.TemporaryDirectory() as home:
        root = Path(home).resolve() / "notebook"
        number = make(root, args.entries)
        cold, again = timed(whole), timed(whole, 3)
        entry = next((root / "entries/0003").glob("p1-*"))
        entry.write_text(edit(entry.read_text("utf-8"), {"diameter": "80 mm"}), "utf-8")
        changed = timed(whole)
        typed = {name: keystroke(next((root / "entries/0003").glob(f"{name}-*"))) for name in ("p1", "e1", "cy1")}
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"{number} entries, profile {args.profile}: {found[0]} findings, {found[-1]} after a slip in one entry")
    print(f"cold {cold}, limit {COLD:g} s; nothing changed {again}")
    print(f"one entry changed {changed}, limit {AGAIN:g} s")
    print(f"a keystroke in {', '.join(f'{name}: {took}' for name, took in typed.items())}, limit {TYPED:g} s of work")
    print(f"load of the machine {load}")
    slow = cold.wall > COLD or changed.wall > AGAIN or any(took.work > TYPED for took in typed.values())
    return int(args.profile == "draft" and slow)


if __name__ == "__main__":
    sys.exit(main())
