"""A notebook of as many linked entries as are asked for: what a lab would record, with numbers that differ.

Everything is synthetic, and the same in each run: a lot of a reagent, two syntheses with it, six pellets, their
impedance over seven temperatures, cells and their cycling; for one series in ten a result beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from glovebook.schema.result import Result, Row, Value

PELLETS = 6
"""Of each lot."""
A_LOT = 1 + 2 + 4 * PELLETS + 1
"""Entries: a material, two syntheses, pellets with a series, a cell and its cycling each, a note."""
RESULTS_EVERY = 10
WORDS = [
    "grey",
    "white",
    "pale",
    "powder",
    "shiny",
    "rough",
    "smooth",
    "edge",
    "chipped",
    "cracked",
    "pressed",
    "again",
    "slowly",
    "under",
    "argon",
    "in",
    "the",
    "glovebox",
    "weighed",
    "twice",
    "sieved",
    "ground",
    "mortar",
    "agate",
    "crucible",
    "sealed",
    "opened",
    "leak",
    "valve",
    "short",
    "circuit",
    "stable",
    "overnight",
    "noisy",
]
RARE = "thermocouple"
"""A word of one note in fifty."""
KELVIN = (298.0, 310.0, 322.0, 334.0, 346.0, 358.0, 372.0)


def make(root: Path, entries: int, seed: int = 1) -> int:
    """Writes the notebook into an empty folder; the number of its entries, ``entries`` or a few more."""
    random = Random(seed)  # noqa: S311 - numbers to look for, no secrets
    for folder in ("entries", "results", "data"):
        (root / folder).mkdir(parents=True)
    (root / "glovebook.yaml").write_text(
        'glovebook: "1"\nuuid: 0193a1c2-3d4e-4f50-8a9b-0c1d2e3f4a5b\ntitle: Many, synthetic\n'
        "people: {lhe: {name: Liqing He}, hws: {name: Hai-Wen Li}}\n",
        encoding="utf-8",
    )
    number = 0
    for lot in range(-(-entries // A_LOT)):
        folder = root / "entries" / f"{lot // 20:04d}"  # some 500 files a folder
        folder.mkdir(exist_ok=True)
        day = date(2000, 1, 3) + timedelta(days=lot % 9000)
        for kind, name, text in _lot(f"{lot:05d}", random):
            head = f'kind: {kind}\nschema: "1.0"\nid: {name}\nsynthetic: yes\ndate: {day}\n'
            (folder / f"{name}.gb.yaml").write_text(head + text, encoding="utf-8")
            if kind == "eis" and number % RESULTS_EVERY == 0:
                _result(root, name, random)
            number += 1
    return number


def _lot(mark: str, random: Random) -> Iterator[tuple[str, str, str]]:
    """Kind, id and text of the entries that one lot leads to."""
    yield (
        "material",
        f"m{mark}",
        f"title: Sodium amide, lot {mark}\nformula: NaNH2\nlot: TF-{mark}\npurity: {random.choice((95, 98, 99))} %\n",
    )
    for number in range(2):
        yield "synthesis", f"s{mark}-{number}", _synthesis(mark, random)
    for number in range(PELLETS):
        pellet, cell = f"p{mark}-{number}", f"c{mark}-{number}"
        yield "pellet", pellet, _pellet(f"s{mark}-{number % 2}", random)
        yield "eis", f"e{mark}-{number}", _series(pellet, random)
        yield "cell", cell, _cell(pellet, random)
        yield "cycling", f"g{mark}-{number}", _cycling(cell, random)
    words = [*_words(random, 60), *([RARE] if int(mark) % 50 == 7 else [])]
    yield "note", f"n{mark}", f"title: Meeting {mark}\nnotes: {' '.join(words)}\n"


def _words(random: Random, number: int) -> list[str]:
    return [random.choice(WORDS) for _ in range(number)]


def _synthesis(mark: str, random: Random) -> str:
    water = random.choice(("< 0.1 ppm", "0.1 ppm", "0.3 ppm", "< 0.5 ppm"))
    amide = random.uniform(0.1, 0.2)  # g; the hydroborate goes with it by 187.8 to 39.0 g/mol
    return (
        f"title: Na3NH2B12H12, {' '.join(_words(random, 3))}\noperator: {random.choice(('lhe', 'hws'))}\n"
        "product: Na3NH2B12H12\nreagents:\n"
        f"  - {{formula: NaNH2, entry: m{mark}, lot: TF-{mark}, mass: {amide:.4f} g}}\n"
        f"  - {{formula: Na2B12H12, mass: {amide * 187.8 / 39.0:.4f} g}}\n"
        "steps:\n  - {action: mill, duration: 30 min, notes: by hand}\n"
        f"  - {{action: heat, temperature: {random.randrange(480, 560)} K, duration: {random.randrange(1, 24)} h}}\n"
        f"atmosphere: {{gas: Ar, oxygen: < 0.1 ppm, water: {water}}}\nnotes: {' '.join(_words(random, 30))}\n"
    )


def _pellet(powder: str, random: Random) -> str:
    mpa = random.randrange(20, 401)
    pressure = random.choice((f"{mpa} MPa", f"{mpa * 10} bar", f"{mpa / 1000:g} GPa"))
    status = random.choice(("done", "done", "done", "failed"))
    taken, mass = random.uniform(40, 60), random.uniform(40, 60)
    return (
        f"title: 8 mm pellet, {' '.join(_words(random, 3))}\nstatus: {status}\n"
        f"made_from: [{{entry: {powder}, amount: {taken:.1f} mg}}]\ndiameter: 8 mm\n"
        f"thickness: {random.uniform(0.6, 1.4):.2f}(2) mm\npressure: {pressure}\nmass: {mass:.1f} mg\n"
    )


def _series(pellet: str, random: Random) -> str:
    spectra = [
        f"  - {{temperature: {kelvin:g} K, dwell: 30 min, file: data/{pellet}/{kelvin:g}K.ism}}" for kelvin in KELVIN
    ]
    stated = f"{random.uniform(0.1, 9):.1f}e-{random.randrange(4, 7)} S/cm"
    return (
        f"title: Impedance, {' '.join(_words(random, 2))}\nmeasured_on: {{entry: {pellet}}}\nfrequency: 1..1000000 Hz\n"
        f"amplitude: 10 mV\nspectra:\n" + "\n".join(spectra) + "\n"
        f"reported: [{{quantity: conductivity, value: {stated}, at: {{temperature: 372 K}}}}]\n"
    )


def _cell(pellet: str, random: Random) -> str:
    return (
        f"title: TiS2 | Na3NH2B12H12 | Na\nlayers:\n"
        f"  - {{role: cathode, formula: TiS2, active_mass: {random.uniform(0.2, 0.5):.2f} mg, diameter: 8 mm}}\n"
        f"  - {{role: electrolyte, entry: {pellet}, diameter: 8 mm}}\n  - {{role: anode, formula: Na}}\n"
        "atmosphere: {gas: Ar, oxygen: < 0.1 ppm, water: < 0.1 ppm}\n"
    )


def _cycling(cell: str, random: Random) -> str:
    return (
        f"title: {random.randrange(20, 500)} cycles\nmeasured_on: {{entry: {cell}}}\nactive_material: TiS2\n"
        f"nominal_capacity: 239 mAh/g\ntemperature: {random.randrange(298, 354)} K\n"
        "phases: [{cycles: 1..200, rate: 0.1 C, window: 1.0..2.4 V vs Na+/Na}]\n"
    )


def _result(root: Path, name: str, random: Random) -> None:
    """Writes what an analysis of a series would have left behind."""
    sigma = 10 ** random.uniform(-6, -4)
    rows: list[Row] = [
        {"temperature": Value(kelvin, "K"), "sigma_total": Value(sigma * 1.6**step, "S/cm", sigma / 50)}
        for step, kelvin in enumerate(KELVIN)
    ]
    values = {"r_total": Value(1 / sigma, "ohm")}
    result = Result("impedance", values, rows, id=f"{name}/impedance/001", entries=[name], synthetic=True)
    folder = root / "results" / name / "impedance" / "001"
    folder.mkdir(parents=True)
    (folder / "result.json").write_text(json.dumps(result.as_json()), encoding="utf-8")
