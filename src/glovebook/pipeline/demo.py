"""The demo notebook: the paper's pellet with synthetic spectra, checked, analysed and exported.

The measured data of He et al., J. Power Sources 2018 (doi 10.1016/j.jpowsour.2018.06.054) are not public.
The spectra are generated from the numbers that the paper states, and say so: in the files, in the
entries, in every figure and in the crate.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.check import check
from glovebook.pipeline.export import export
from glovebook.pipeline.new import init, new
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result
from glovebook.store.edit import edit
from glovebook.store.notebook import SETTINGS, Notebook
from glovebook.store.write import write_atomically

TITLE = "Glovebook demo (synthetic data): Na3NH2B12H12 solid electrolyte"
PAPER = "doi 10.1016/j.jpowsour.2018.06.054"

TEMPERATURES = (275.5, 288.0, 302.0, 316.0, 330.0, 344.0, 358.0, 372.0)
"""In K: the range is the paper's, the steps are ours."""
SIGMA_372 = 1.0e-4
"""Conductivity at 372 K in S/cm, as stated in the paper."""
ACTIVATION_ENERGY = 0.53
"""In eV, for ln sigma against 1/T, as stated in the paper."""
THICKNESS, DIAMETER = 1.0, 8.0
"""Of the pellet in mm, as stated in the paper (the thickness as approximate)."""
ARC = (1.2e-10, 0.95)
"""Constant-phase element of the arc, in S s^n, and its exponent: assumed."""
ELECTRODE = (2.0e-6, 0.88)
"""Constant-phase element of the blocking copper electrodes: assumed."""
NOISE = 0.002
"""Relative noise of each point: assumed."""

Say = Callable[[str], object]


def demo(folder: Path, say: Say) -> Notebook:
    """The demo notebook in a folder, made if it is not there yet, then checked, analysed and exported."""
    if (folder / SETTINGS).is_file():
        notebook = Notebook.open(folder)
        if notebook.settings.title != TITLE:
            raise Refusal(f"{folder} is a notebook of your own", "name another folder: glovebook demo FOLDER")
        say(f"found the demo notebook {notebook.root}")
    else:
        notebook = make(folder)
        say(f"made the demo notebook {notebook.root} (its data are synthetic and say so)")
    entries = notebook.root / "entries"
    reports = check([entries], "archive")
    findings = [finding for report in reports for finding in report.findings]
    for finding in findings:
        say(f"  {finding.as_text()}")
    say(f"checked {len(reports)} entries for the archive: {len(findings) or 'no'} finding(s)")
    for stored in analyse(entries / "e1.gb.yaml"):
        say(f"analysed {stored.result.id}: {_headline(stored.result)}")
        say(f"  {stored.folder / 'figure.svg'}")
    crate = _free_folder(notebook.root / "exports")
    files = export([notebook.root], crate)
    say(f"exported {len(files)} files to {crate}")
    say(f"  {crate / 'ro-crate-preview.html'}")
    return notebook


def make(folder: Path) -> Notebook:
    """A new demo notebook: two reagents, a synthesis, a pellet and an impedance series."""
    notebook = init(folder, TITLE)
    people = {
        "people.demo.name": "Demo Person",
        "people.demo.organisation": "demo_lab",
        "organisations.demo_lab.name": "Demo Lab (invented)",
        "organisations.demo_lab.url": "https://example.org/",
    }
    defaults = {"defaults.operator": "demo", "defaults.timezone": "+08:00"}
    instruments = {"instruments.im6ex.maker": "Zahner-Elektrik", "instruments.im6ex.model": "IM6ex"}
    file = notebook.root / SETTINGS
    write_atomically(file, edit(file.read_text("utf-8"), {**people, **instruments, **defaults}).encode())
    notebook = Notebook.open(folder)
    for kind, entry_id, template, values in _ENTRIES:
        new(notebook, kind, entry_id, template=template, values={**values, "synthetic": "yes", "status": "done"})
    _make_series(notebook)
    return notebook


def _make_series(notebook: Notebook) -> None:
    """The impedance entry, with its spectra generated into the folder of raw files."""
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        files = []
        for temperature in TEMPERATURES:
            files.append(Path(made) / f"p1_{temperature:.1f}K_synthetic.txt")
            files[-1].write_text(spectrum(temperature), encoding="utf-8")
        values = {f"spectra[{index}].temperature": f"{value:g} K" for index, value in enumerate(TEMPERATURES)}
        values |= {f"spectra[{index}].leg": "heating" for index in range(len(files))}
        new(notebook, "eis", "e1", files=files, values={**_SERIES, **values, "synthetic": "yes", "status": "done"})


def spectrum(temperature: float) -> str:
    """A synthetic spectrum as delimited text: one arc and a blocking electrode, from the paper's conductivity."""
    import numpy as np

    from glovebook.analyses.circuits import parse
    from glovebook.physics.constants import BOLTZMANN_IN_EV
    from glovebook.physics.geometry import cell_constant, disc_area

    sigma = 100 * SIGMA_372 * np.exp(-ACTIVATION_ENERGY / BOLTZMANN_IN_EV * (1 / temperature - 1 / 372.0))
    resistance = cell_constant(THICKNESS * 1e-3, disc_area(DIAMETER * 1e-3)) / sigma
    circuit = parse("(R|Q)-Q")
    frequency = np.logspace(6, 0, 43)
    logs = circuit.logs(np.array([resistance, *ARC, *ELECTRODE]))
    z = circuit.impedance(2 * np.pi * frequency, logs)
    noise = np.random.default_rng(round(temperature * 10)).normal(scale=NOISE, size=(2, frequency.size))
    z = z + abs(z) * (noise[0] + 1j * noise[1])
    lines = [
        f"SYNTHETIC DATA: generated by 'glovebook demo' from the numbers of {PAPER}, not measured",
        f"temperature: {temperature:g} K",
        "Frequency/Hz\tZ'/Ohm\tZ''/Ohm",
    ]
    lines += [f"{f:.6e}\t{value.real:.6e}\t{value.imag:.6e}" for f, value in zip(frequency, z, strict=True)]
    return "\n".join(lines) + "\n"


def _headline(result: Result) -> str:
    words = [f"{name} = {value.value:.4g} {value.unit}" for name, value in result.values.items()]
    return ", ".join(words[:2]) if words else f"{len(result.series)} spectra"


def _free_folder(base: Path) -> Path:
    taken = [int(path.name.rsplit("-", 1)[1]) for path in base.glob("crate-[0-9]*")]
    return base / f"crate-{max(taken, default=0) + 1:03d}"


_ENTRIES: tuple[tuple[str, str, str | None, dict[str, str]], ...] = (
    (
        "material",
        "m1",
        None,
        {
            "title": "Sodium amide",
            "date": "2018-01-10",
            "formula": "NaNH2",
            "name": "sodium amide",
            "purity": "99 %",
            "supplier": "ThermoFisher",
            "air_sensitive": "yes",
        },
    ),
    (
        "material",
        "m2",
        None,
        {
            "title": "Sodium dodecahydrododecaborate",
            "date": "2018-01-11",
            "formula": "Na2B12H12",
            "name": "disodium dodecahydro-closo-dodecaborate",
            "air_sensitive": "yes",
        },
    ),
    (
        "synthesis",
        "s1",
        "synthesis-sealed-crucible",
        {
            "title": "Na3NH2B12H12 from NaNH2 and Na2B12H12",
            "date": "2018-01-14T09:30+08:00",
            "product": "Na3NH2B12H12",
            "reagents[0].formula": "NaNH2",
            "reagents[0].entry": "m1",
            "reagents[0].purity": "99 %",
            "reagents[0].mass": "0.1039 g",
            "reagents[1].formula": "Na2B12H12",
            "reagents[1].entry": "m2",
            "reagents[1].mass": "0.4951 g",
            "notes": f"Route and conditions as stated in {PAPER}; the masses are examples.",
        },
    ),
    (
        "pellet",
        "p1",
        None,
        {
            "title": "8 mm pellet for impedance",
            "date": "2018-01-15T14:30+08:00",
            "made_from[0].entry": "s1",
            "made_from[0].amount": "44.0 mg",
            "formula": "Na3NH2B12H12",
            "diameter": "8.00(2) mm",
            "thickness": "1.00(2) mm",
            "mass": "44.0 mg",
            "electrodes": "Cu foil, 9 µm, both sides",
            "notes": f"Diameter and (approximate) thickness as stated in {PAPER}; the rest are examples.",
        },
    ),
)

_SERIES = {
    "title": "Impedance of p1, 275.5 K to 372 K (synthetic)",
    "date": "2018-01-16T10:00+08:00",
    "measured_on.entry": "p1",
    "electrodes": "Cu foil, blocking",
    "instrument": "im6ex",
    "amplitude": "10 mV",
    "frequency": "1..1000000 Hz",
    "reported[0].quantity": "conductivity",
    "reported[0].value": "1.0e-4 S/cm",
    "reported[0].at.temperature": "372 K",
    "reported[0].source": PAPER,
    "reported[1].quantity": "activation_energy",
    "reported[1].value": "0.53 eV",
    "reported[1].convention": "ln_sigma",
    "reported[1].source": PAPER,
    "notes": "Synthetic spectra, generated from the conductivity and the activation energy that the paper states.",
}
