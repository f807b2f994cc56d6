"""Time of an equivalent-circuit fit without start values, against pyimpspec on the same spectrum and circuit.

Ours: ``glovebook.analyses.fit``, many starts found from the data. The peer's: ``fit_circuit`` with its automatic choice
of method and weight, in an environment of its own that uv makes for this run; pyimpspec needs Python 3.12 or later, and
a path to one may be given as the argument. Where uv, such a Python or the package cannot be had, that is said and ours
stands alone. Both end with the same sum, chi2 = sum |Z_fit - Z|^2 / |Z|^2, printed beside the time.
The spectrum is a measured one where ../shared/data is, else it is made from known parameters. Run
``python benchmarks/fit.py``; it ends with 1 above the limit.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from glovebook.analyses.choice import choose
from glovebook.analyses.circuits import parse
from glovebook.analyses.fit import fit
from glovebook.readers import read

LIMIT = 0.1
"""Ours in times of the peer's."""
ROUNDS = 3
CIRCUIT, PEER_CIRCUIT = "(R|Q)-(R|Q)-Q", "(RQ)(RQ)Q"
MEASURED = Path(__file__).resolve().parents[1] / "../shared/data/eis_arrhenius"
SYNTHETIC = (1.5e5, 6.5e-11, 0.84, 2.0e6, 1.5e-10, 0.79, 1.4e-6, 0.55)
PEER = """
import json, sys, time, warnings
from importlib.metadata import version
import numpy as np
from pyimpspec import DataSet, fit_circuit, parse_cdc
warnings.simplefilter("ignore")
if __name__ == "__main__":
    given = json.load(sys.stdin)
    z = np.array(given["real"]) + 1j * np.array(given["imaginary"])
    data = DataSet(np.array(given["frequency"]), z)
    fit_circuit(parse_cdc("R"), data, method="leastsq", weight="modulus", num_procs=1)  # imports what fits need
    start = time.perf_counter()
    result = fit_circuit(parse_cdc(given["circuit"]), data)
    seconds = time.perf_counter() - start
    fitted = result.circuit.get_impedances(data.get_frequencies())
    measured = data.get_impedances()
    chi2 = float((abs(fitted - measured) ** 2 / abs(measured) ** 2).sum())
    print(json.dumps([version("pyimpspec"), seconds, chi2]))
"""


def spectra() -> tuple[str, list[tuple[Any, Any]]]:
    """What is fitted, in words, and frequency and impedance of each spectrum."""
    files = sorted(MEASURED.glob("s04147-*deg.txt"))
    if files:
        columns = [read(file).columns for file in files]
        return f"{len(files)} measured spectra", [
            (c["frequency_hertz"], c["real_impedance_ohm"] + 1j * c["imaginary_impedance_ohm"]) for c in columns
        ]
    frequency, circuit = np.logspace(6, -1.5, 42), parse(CIRCUIT)
    noise = 1 + 0.003 * (np.random.default_rng(0).standard_normal((42, 2)) @ np.array([1, 1j]))
    z = circuit.impedance(2 * np.pi * frequency, circuit.logs(np.array(SYNTHETIC)))
    return "a synthetic spectrum", [(frequency, z * noise)]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peer_python(folder: Path, wanted: str) -> Path | None:
    """The Python of a new environment with pyimpspec; None, with the reason printed, where there can be none."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        print("pyimpspec: not measured, there is no uv to install it with")
        return None
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    commands = (
        [uv, "venv", "--quiet", "--no-python-downloads", "--python", wanted, str(folder)],
        [uv, "pip", "install", "--quiet", "--python", str(python), "pyimpspec"],
    )
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
            print(f"pyimpspec: not measured, uv {command[1]} failed: {reason[0].strip()}")
            return None
    return python


def peer(python: Path, frequency: Any, z: Any) -> tuple[str, float, float]:
    """Version, seconds and chi2 of the peer."""
    given = {"circuit": PEER_CIRCUIT, "frequency": frequency.tolist(), "real": z.real.tolist()}
    text = json.dumps(given | {"imaginary": z.imag.tolist()})
    script = python.parent / "peer.py"  # a file, since the peer starts processes that import it again
    script.write_text(PEER, encoding="utf-8")
    done = subprocess.run([python, script], input=text, capture_output=True, text=True, check=True)
    package, took, chi2 = json.loads(done.stdout.strip().splitlines()[-1])
    return package, took, chi2


def main() -> int:
    """Measures both in turn and prints medians of the rounds."""
    words, data = spectra()
    circuit = parse(CIRCUIT)
    frequency, z = data[0]
    fit(frequency, z, circuit)
    with tempfile.TemporaryDirectory() as home:
        python = peer_python(Path(home) / "peer", sys.argv[1] if len(sys.argv) > 1 else ">=3.12")
        rounds = []
        for _ in range(ROUNDS):
            mine = seconds(lambda: fit(frequency, z, circuit))
            rounds.append((mine, peer(python, frequency, z) if python else None))
    mine = statistics.median(own for own, _ in rounds)
    print(f"glovebook: {CIRCUIT}, one spectrum: {1e3 * mine:.0f} ms, chi2 {fit(frequency, z, circuit).chi2:.4g}")
    named = seconds(lambda: [fit(f, impedance, circuit) for f, impedance in data])
    chosen = seconds(lambda: [choose(f, impedance) for f, impedance in data])
    print(f"glovebook: {words}: {named:.2f} s with the circuit named, {chosen:.2f} s with its choice")
    theirs = [said for _, said in rounds if said]
    if not theirs:
        return 0
    package, _, chi2 = theirs[0]
    took = statistics.median(said[1] for said in theirs)
    ratio = statistics.median(own / said[1] for own, said in rounds if said)
    print(f"pyimpspec {package}: the same spectrum, automatic method and weight: {took:.1f} s, chi2 {chi2:.4g}")
    print(f"ratio {ratio:.4f}, limit {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
