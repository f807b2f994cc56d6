"""Time to check a notebook of 10,000 linked entries: cold, with nothing changed, and after one entry changed.

The notebook is the good one of the tests, copied as often as it takes, with ids, links and raw files of its own for
each copy. Run ``python benchmarks/check_notebook.py``; it prints the times with their limits, and ends with 1 above
one. ``--profile archive`` hashes and reads the raw files, too; then no limits hold.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from glovebook.pipeline.check import Report, check
from glovebook.store.edit import edit

ENTRIES = 10_000
COLD, AGAIN = 20.0, 2.0
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


def timed(root: Path, profile: str) -> tuple[float, list[Report]]:
    """Seconds, and what was found."""
    start = time.perf_counter()
    reports = check([root], profile)  # type: ignore[arg-type]  # argparse has seen to the choice
    return time.perf_counter() - start, reports


def main() -> int:
    """Makes the notebook, checks it three times, and says what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--profile", choices=("draft", "archive", "publish"), default="draft")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        root = Path(home).resolve() / "notebook"
        number = make(root, args.entries)
        cold, reports = timed(root, args.profile)
        again, _ = timed(root, args.profile)
        entry = next((root / "entries/0003").glob("p1-*"))
        entry.write_text(edit(entry.read_text("utf-8"), {"diameter": "80 mm"}), "utf-8")
        changed, after = timed(root, args.profile)
    found = [sum(len(report.findings) for report in some) for some in (reports, after)]
    print(f"{number} entries, profile {args.profile}: {found[0]} findings, {found[1]} after a slip in one entry")
    print(f"cold {cold:.1f} s, limit {COLD:g} s")
    print(f"nothing changed {again:.2f} s, one entry changed {changed:.2f} s, limit {AGAIN:g} s")
    return int(args.profile == "draft" and (cold > COLD or changed > AGAIN))


if __name__ == "__main__":
    sys.exit(main())
