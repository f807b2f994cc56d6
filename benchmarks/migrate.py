"""Time of ``glovebook migrate`` on a notebook of 10,000 entries of version 0.9, and of taking it back.

Run ``python benchmarks/migrate.py``; it prints seconds and ends with 1 above the limit.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from glovebook.pipeline.migrate import carry_out, plan, undo
from glovebook.pipeline.new import init

LIMIT = 30.0
ENTRIES = 10_000
KINDS = {
    "p": """\
# Pellet for impedance.
kind: pellet
schema: "0.9"
id: {id}
title: 8 mm pellet for impedance
date: "2018-01-15T14:30+08:00"
operator: ann
status: done
made_from: [{{entry: s3, amount: 44.0 mg}}]
die_diameter: 8 mm      # die 2
thickness_mm: "1.02"    # mean of three
mass: 44.0 mg
pressure: {{value: 40 MPa, basis: sample, hold: 12 h}}
notes: |
  Edge chipped on ejection.
""",
    "e": """\
kind: conductivity
schema: "0.9"
id: {id}
title: Impedance from 298 K to 372 K
date: "2018-01-16T09:00+08:00"
operator: ann
status: done
pellet: p7
amplitude: 10 mV
spectra:
  - {{temperature_k: 298, leg: heating, dwell: 30 min, file: data/eis/p7_298K.ism}}
  - {{temperature_k: 323, leg: heating, dwell: 30 min, file: data/eis/p7_323K.ism}}
  - {{temperature_k: 348, leg: heating, dwell: 30 min, file: data/eis/p7_348K.ism}}
  - {{temperature_k: 372, leg: heating, dwell: 30 min, file: data/eis/p7_372K.ism}}
""",
    "s": """\
kind: synthesis
schema: "0.9"
id: {id}
title: Sodium amide hydroborate, 1:1
date: "2018-01-12T10:00+08:00"
operator: ann
reagents:
  - {{formula: NaNH2, mass: 0.1039 g, purity: 99 %}}
  - {{formula: Na2B12H12, mass: 0.5000 g}}
ratio: "1:1"
gas: Ar
oxygen: < 0.1 ppm
steps:
  - {{action: mill, duration: 30 min}}
  - {{action: heat, temperature: 523 K, duration: 3 h}}
""",
}


def main() -> int:
    """Makes the notebook, migrates it, takes it back, and prints how long the last two took."""
    with tempfile.TemporaryDirectory() as home:
        notebook = init(Path(home) / "notebook")
        for number in range(ENTRIES):
            kind = list(KINDS)[number % len(KINDS)]
            name = f"{kind}{number}"
            path = notebook.root / "entries" / f"{name}.gb.yaml"
            path.write_text(KINDS[kind].format(id=name), encoding="utf-8")
        start = time.perf_counter()
        planned = plan([notebook.root])
        read = time.perf_counter() - start
        carry_out(planned.migrations)
        migrated = time.perf_counter() - start
        start = time.perf_counter()
        restored = undo([notebook.root])
        undone = time.perf_counter() - start
    assert len(planned.migrations) == len(restored) == ENTRIES, planned.refused[:1]  # noqa: S101 - else it means nothing
    print(f"{ENTRIES} entries migrated in {migrated:.1f} s ({read:.1f} s of it reading), taken back in {undone:.1f} s")
    print(f"limit {LIMIT:.0f} s")
    return int(migrated > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
