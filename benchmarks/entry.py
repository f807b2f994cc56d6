"""Time from text to checked entry with a hundred quantities, against pydantic-pint on ten quantities that are parsed.

Ours: YAML text read with all places, validated, rules run; and a dict of ten texts, none of them seen before, validated
by a model of ten quantities. The peer's: a dict of ten texts validated by a model of ten
``PydanticPintQuantity`` fields, in an environment of its own that uv makes for this run. Where uv or the package
cannot be had, that is said and ours stands alone. Run ``python benchmarks/entry.py``; it ends with 1 above the limit.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import timeit
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import create_model

from glovebook.pipeline.check import check_text
from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.field import Of

LIMIT = 3.0
"""Ours for a hundred quantities, in times of the peer's ten."""
ROUNDS = 7
SPECTRA = 50
PEER = """
import timeit
from importlib.metadata import version
from typing import Annotated
from pydantic import create_model
from pydantic_pint import PydanticPintQuantity
import pint

LENGTH = Annotated[pint.Quantity, PydanticPintQuantity("mm")]
Model = create_model("Model", **{f"q{i}": (LENGTH, ...) for i in range(10)})
texts = {f"q{i}": f"{1 + i / 100} mm" for i in range(10)}
assert Model(**texts).q9.magnitude == 1.09
best = min(timeit.repeat(lambda: Model(**texts), number=20, repeat=5)) / 20
print(version("pydantic-pint"), version("pint"), best)
"""


def entry_text() -> str:
    """An impedance series with a temperature and a dwell time for each spectrum: a hundred quantities."""
    lines = ["kind: eis", 'schema: "1.0"', "id: e1", "spectra:"]
    for index in range(SPECTRA):
        lines += [
            f"  - file: data/{index}.ism",
            f"    temperature: {275.5 + index} K",
            f"    dwell: {30 + index} min",
        ]
    return "\n".join(lines) + "\n"


def ours(text: str, path: Path) -> float:
    """Seconds from text to checked entry: the best of five means of ten."""
    report = check_text(text, path)
    if report.findings or len(report.readings) != 2 * SPECTRA:
        raise SystemExit(f"the entry is not the one that is to be measured: {report}")
    return min(timeit.repeat(lambda: check_text(text, path), number=10, repeat=5)) / 10


def ten() -> float:
    """Seconds to validate a model of ten quantities from texts that were not seen before: the best of five means."""
    kinds = ("length", "length", "mass", "temperature", "pressure", "duration", "voltage", "frequency", "gas_flow")
    ends = ("mm", "(5) mm", "mg", "K", "MPa", "h", "mV", "..1e7 Hz", "mL/min")
    fields: dict[str, Any] = {f"q{index}": (Annotated[Quantity, Of(kind)], ...) for index, kind in enumerate(kinds)}
    fields["q9"] = (Annotated[Quantity, Of("heating_rate")], ...)
    validate = create_model("Model", **fields).__pydantic_validator__.validate_python
    means = []
    for part in range(5):
        numbers = [f"{part * 1000 + index / 1000 + 1:.3f}" for index in range(1000)]
        data = [
            {
                f"q{index}": f"{number}{end if end[0] in '(.' else ' ' + end}"
                for index, end in enumerate((*ends, "K/min"))
            }
            for number in numbers
        ]
        means.append(timeit.timeit(partial(list, map(validate, data)), number=1) / len(data))
    return min(means)


def peer_python(folder: Path) -> Path | None:
    """The Python of a new environment with pydantic-pint; None, with the reason printed, where there can be none."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        print("pydantic-pint: not measured, there is no uv to install it with")
        return None
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    commands = (
        [uv, "venv", "--quiet", "--python", sys.executable, str(folder)],
        [uv, "pip", "install", "--quiet", "--python", str(python), "pydantic-pint"],
    )
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"pydantic-pint: not measured, it could not be installed: {done.stderr.strip()}")
            return None
    return python


def main() -> int:
    """Measures both in turn and prints medians of the rounds."""
    text = entry_text()
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "e1.gb.yaml"
        python = peer_python(Path(home) / "peer")
        rounds = []
        for _ in range(ROUNDS):
            mine, small = ours(text, path), ten()
            said = subprocess.run([python, "-c", PEER], capture_output=True, text=True, check=True) if python else None
            rounds.append((mine, small, said.stdout.split() if said else []))
    median, model = (
        statistics.median(times) for times in zip(*((mine, small) for mine, small, _ in rounds), strict=True)
    )
    print(
        f"glovebook: text to checked entry, {2 * SPECTRA} quantities: {1e3 * median:.2f} ms (median, {ROUNDS} rounds)"
    )
    print(f"glovebook: ten quantities from a dict: {1e6 * model:.1f} us (median, {ROUNDS} rounds)")
    if python is None:
        return 0
    package, pint, _ = rounds[0][2]
    theirs = statistics.median(float(said[2]) for _, _, said in rounds)
    ratio = statistics.median(mine / float(said[2]) for mine, _, said in rounds)
    print(f"pydantic-pint {package} (Pint {pint}): ten quantities from a dict: {1e3 * theirs:.2f} ms")
    print(f"ten quantities there cost as much as {10 * theirs / model:.0f} here")
    print(f"ratio {ratio:.2f}, limit {LIMIT}: a hundred quantities here cost as much as {10 * ratio:.0f} there")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
