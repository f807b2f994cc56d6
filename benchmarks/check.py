"""Time of ``glovebook check ENTRY`` as a whole process, against the imports that it cannot do without.

Run ``python benchmarks/check.py``; it prints the median ratio of alternating pairs and its limit, and ends with 1 above
that.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from glovebook.pipeline.new import init, new

LIMIT = 2.5
PAIRS = 21
FLOOR = [sys.executable, "-c", "from pydantic import BaseModel; import yaml"]
PELLET = {
    "title": "8 mm pellet for impedance",
    "diameter": "8.00(2) mm",
    "thickness.value": "1.02(2) mm",
    "thickness.readings[0]": "1.01 mm",
    "thickness.readings[1]": "1.03 mm",
    "mass": "44.0 mg",
    "pressure": "40 MPa",
}


def seconds(command: Sequence[str], folder: Path) -> float:
    """Wall time of one run of a command that must succeed."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> int:
    """Measures alternating pairs, so that what else the machine does falls on both, and prints medians."""
    script = shutil.which("glovebook", path=Path(sys.executable).parent)
    glovebook = [script] if script else [sys.executable, "-P", "-m", "glovebook"]
    with tempfile.TemporaryDirectory() as home:
        notebook = init(Path(home) / "notebook")
        entry = new(notebook, "pellet", "p7", values=PELLET)
        command = [*glovebook, "check", str(entry)]
        for warm_up in (command, FLOOR):
            seconds(warm_up, notebook.root)
        pairs = [(seconds(command, notebook.root), seconds(FLOOR, notebook.root)) for _ in range(PAIRS)]
    ratio = statistics.median(ours / floor for ours, floor in pairs)
    ours, floor = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"glovebook check p7: {ours:.3f} s; importing Pydantic and PyYAML: {floor:.3f} s; medians of {PAIRS} pairs")
    print(f"ratio {ratio:.2f}, limit {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
