"""Rules for impedance and for stated conductivities: what stays silent at the edges, and which rule speaks of a slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log10

import numpy as np
import pytest

from glovebook.physics.derived import derive
from glovebook.physics.records import Records
from glovebook.schema.finding import Finding
from glovebook.schema.parse import parse
from glovebook.schema.table import Table

Judge = Callable[..., list[Finding]]
SERIES = """\
kind: eis
id: x1
measured_on: {entry: p9}
electrodes: Cu foil, blocking
contact_pressure: 2 MPa
amplitude: 10 mV
bias: 0 V
frequency: 1..1000000 Hz
points_per_decade: 10
correction: open and short, same cell
spectra:
  - {temperature: 298 K, leg: heating, dwell: 30 min, file: data/a.txt}
  - {temperature: 323 K, leg: heating, dwell: 30 min, file: data/b.txt}
"""
PELLET = "kind: pellet\nid: p9\nformula: Na3NH2B12H12\ndiameter: 8.00 mm\nthickness: 1.02 mm\n"
STATED = "reported:\n"
AT = "  - {{quantity: {}, value: '{}', at: {{temperature: {}}}, source: SI}}\n"
ENERGY = "  - {{quantity: activation_energy, value: '{}', convention: ln_sigma, source: SI}}\n"


def table(low: float = 1.0, high: float = 1e6, dense: int = 10, call_it: str = "area", **metadata: str) -> Table:
    """A spectrum from a high to a low frequency, of 1 kohm to 3 kohm, with its area under a name."""
    metadata = {call_it if key == "area" else key: text for key, text in metadata.items()}
    points = round(log10(high / low) * dense) + 1
    frequency = np.geomspace(high, low, points)
    real = np.linspace(1000.0, 3000.0, points)
    columns = {"frequency_hertz": frequency, "real_impedance_ohm": real, "imaginary_impedance_ohm": -real}
    return Table(columns, {"frequency_hertz": "Hz"}, metadata)


def rules(judge: Judge, text: str, tables: Mapping[str, Table] | None = None, pellet: str = PELLET) -> list[str]:
    """Ids of the findings of an impedance series on a pellet for the archive, without those of other themes."""
    found = judge(text, pellet, tables=tables or {})
    return [finding.rule for finding in found if finding.rule.startswith(("eis/", "stated/"))]


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        ({"data/a.txt": table(), "data/b.txt": table(low=100.0)}, []),  # one shorter spectrum
        ({"data/a.txt": table(low=0.98, high=1.02e6)}, []),  # what the instrument rounds to
        ({"data/a.txt": table(low=1.3)}, []),  # nearly to the end
        ({"data/a.txt": table(low=0.1)}, ["eis/frequency-in-file"]),
        ({"data/a.txt": table(high=1e5)}, ["eis/frequency-in-file"]),
        ({"data/a.txt": table(dense=9)}, []),
        ({"data/a.txt": table(dense=20)}, ["eis/points-in-file"]),
        ({"data/a.txt": table(amplitude="10.0 mV")}, []),
        ({"data/a.txt": table(amplitude="0.01 V")}, []),
        ({"data/a.txt": table(amplitude="5 mA")}, []),  # driven by current: another quantity
        ({"data/a.txt": table(amplitude="50 mV")}, ["eis/amplitude-in-file"]),
        ({"data/a.txt": table(temperature="25 °C")}, []),
        ({"data/a.txt": table(temperature="302 K")}, []),  # the oven, not the sample
        ({"data/a.txt": table(temperature="310 K")}, ["eis/temperature-in-file"]),
        ({"data/a.txt": table(temperature="room")}, []),
        ({"data/a.txt": table(thickness="1.0 mm")}, []),
        ({"data/a.txt": table(thickness="1.02 mm", area="0.503 cm²")}, []),
        ({"data/a.txt": table(thickness="0.80 mm")}, ["eis/geometry-in-file"]),
        ({"data/a.txt": table(area="0.785 cm²", diameter="10 mm")}, ["eis/geometry-in-file"]),  # told once
        ({"data/a.txt": table(area="1.00 cm²", call_it="Electrode surface area")}, ["eis/geometry-in-file"]),
    ],
)
def test_files(judge: Judge, tables: dict[str, Table], found: list[str]) -> None:
    """What headers and columns say is compared within what instruments and ovens leave open."""
    assert found == rules(judge, SERIES, tables)


def test_all_headers_against_the_link(judge: Judge) -> None:
    """Where no file fits the pellet, the link is in doubt, and that is said once."""
    tables = {"data/a.txt": table(thickness="0.80 mm"), "data/b.txt": table(thickness="0.80 mm")}
    (finding,) = (item for item in judge(SERIES, PELLET, tables=tables) if item.rule == "eis/geometry-in-file")
    assert finding.path == "measured_on.entry"
    assert finding.message == (
        "the header of data/a.txt says thickness 0.80 mm, 0.784 times that of pellet p9, 1.02 mm"
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("1..1000000 Hz", "0.000001..3e9 Hz", []),
        ("1..1000000 Hz", "1..1e10 Hz", ["eis/frequency"]),
        ("10 mV", "1 mV", []),
        ("10 mV", "200 mV", []),
        ("10 mV", "0.9 mV", ["eis/amplitude"]),
        ("10 mV", "< 500 mV", []),  # a bound
        ("1..1000000 Hz", "1..1000 Hz", []),
        ("1..1000000 Hz", "1..999 Hz", ["eis/sweep"]),
        ("points_per_decade: 10", "points_per_decade: 4", ["eis/sweep"]),
    ],
)
def test_settings(judge: Judge, old: str, new: str, found: list[str]) -> None:
    """Frequencies, amplitudes and densities are judged at the limits that the rules name."""
    assert SERIES.count(old) == 1
    assert found == rules(judge, SERIES.replace(old, new))


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (AT.format("resistance", "2.03 kohm", "298 K") + AT.format("conductivity", "1.0e-4 S/cm", "298 K"), []),
        (AT.format("resistance", "2.0 kohm", "298 K") + AT.format("conductivity", "1.02e-4 S/cm", "298 K"), []),
        (AT.format("resistance", "2.03 kohm", "323 K") + AT.format("conductivity", "7e-5 S/cm", "298 K"), []),
        (AT.format("resistance", "> 2 kohm", "298 K") + AT.format("conductivity", "7e-5 S/cm", "298 K"), []),
        (
            AT.format("resistance", "2.03 kohm", "298 K") + AT.format("conductivity", "7.8e-5 S/cm", "298 K"),
            ["eis/conductivity"],
        ),
        (
            AT.format("resistance", "0.50 kohm", "298 K").replace("source", "called: bulk, source")
            + AT.format("resistance", "2.03 kohm", "298 K")
            + AT.format("conductivity", "1.0e-4 S/cm", "298 K"),
            [],
        ),
    ],
)
def test_conductivity(judge: Judge, stated: str, found: list[str]) -> None:
    """A conductivity is compared with a resistance at its temperature only, and within the figures of both."""
    text = SERIES.replace("frequency: 1..1000000 Hz\n", "")  # a limit of its own
    assert found == rules(judge, text + STATED + stated)


@pytest.mark.parametrize(
    ("stated", "found"), [("1.0 kohm", []), ("5.9 kohm", []), ("6.1 kohm", ["eis/resistance-in-file"])]
)
def test_resistance_in_file(judge: Judge, stated: str, found: list[str]) -> None:
    """A resistance may lie outside of the real parts by a factor of two: arcs are cut by the range."""
    text = SERIES + STATED + AT.format("resistance", stated, "298 K")
    assert found == rules(judge, text, {"data/a.txt": table()})


@pytest.mark.parametrize(
    ("sigma", "found"),
    [
        ("5.5e-6 S/cm", []),  # 0.99 MHz
        ("5.7e-6 S/cm", ["eis/relaxation"]),
        ("< 5.7e-6 S/cm", []),
    ],
)
def test_relaxation(judge: Judge, sigma: str, found: list[str]) -> None:
    """At the conductivity whose bulk relaxes at 1 MHz, 5.56e-6 S/cm, the sweep still reaches it."""
    assert found == rules(judge, SERIES + STATED + AT.format("conductivity", sigma, "298 K"))


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (ENERGY.format("0.05 eV"), []),
        (ENERGY.format("0.049 eV"), ["stated/activation-energy"]),
        (ENERGY.format("192 kJ/mol"), []),
        (ENERGY.format("194 kJ/mol"), ["stated/activation-energy"]),
        (ENERGY.format("> 2 eV"), []),
        (ENERGY.format("0.53 eV").replace("source", "constant: k_B, source"), []),
        (ENERGY.format("0.53 eV").replace("source", "constant: R, source"), ["stated/gas-constant"]),
        (ENERGY.format("51.1 kJ/mol").replace("source", "constant: R, source"), []),
        (ENERGY.format("51.1 kJ/mol").replace("source", "constant: k_B, source"), ["stated/gas-constant"]),
        (ENERGY.format("0.53 eV") + AT.format("conductivity", "1.0e-4 S/cm", "372 K"), ["stated/room-temperature"]),
        (ENERGY.format("0.53 eV") + AT.format("conductivity", "1.0e-4 S/cm", "308 K"), []),  # near enough
        (ENERGY.format("0.53 eV") + AT.format("conductivity", "1.0e-4 S/cm", "309 K"), ["stated/room-temperature"]),
        (
            ENERGY.format("0.53 eV")
            + AT.format("conductivity", "1.7e-6 S/cm", "298 K")
            + AT.format("conductivity", "1.0e-4 S/cm", "372 K"),
            [],
        ),
        (
            ENERGY.format("0.45 eV")
            + AT.format("conductivity", "1.70e-6 S/cm", "298 K")
            + AT.format("conductivity", "1.00e-4 S/cm", "372 K"),
            ["stated/energy-ends"],
        ),
        (
            ENERGY.format("0.45 eV")  # too near to each other to tell
            + AT.format("conductivity", "1.70e-6 S/cm", "298 K")
            + AT.format("conductivity", "1.00e-5 S/cm", "317 K"),
            [],
        ),
        (
            ENERGY.format("0.45 eV")  # of something else
            + AT.format("conductivity", "1.70e-6 S/cm", "298 K").replace("source", "called: bulk, source")
            + AT.format("conductivity", "1.00e-4 S/cm", "372 K").replace("source", "called: bulk, source"),
            [],
        ),
    ],
)
def test_energies(judge: Judge, stated: str, found: list[str]) -> None:
    """Activation energies are judged with their constant, their range and their end points, wherever they stand."""
    text = "kind: note\nid: x1\nabout: [{entry: p9}]\n" + STATED + stated
    assert found == rules(judge, text)


@pytest.mark.parametrize(("temperatures", "found"), [(4, ["stated/temperatures"]), (5, []), (0, [])])
def test_temperatures(judge: Judge, temperatures: int, found: list[str]) -> None:
    """Five temperatures make a line; where no spectrum is named a gap says so instead."""
    spectra = "".join(
        f"  - {{temperature: {300 + 10 * step} K, file: data/{step}.txt}}\n" for step in range(temperatures)
    )
    text = SERIES.partition("spectra:")[0] + (f"spectra:\n{spectra}" if spectra else "")
    told = rules(judge, text + STATED + ENERGY.format("0.53 eV"))
    assert found == [rule for rule in told if rule != "eis/spectra"]
    analysis = "kind: analysis\nid: x1\nmethod: arrhenius\ninputs: [{entry: e9}]\n"
    series = text.replace("id: x1", "id: e9")
    assert found == [finding.rule for finding in judge(analysis, series, PELLET) if finding.rule.startswith("stated/")]


def test_mixture(judge: Judge) -> None:
    """A conductivity is that of a mixture from 5 % of a second phase on, or where nobody states its share."""
    batch = "kind: synthesis\nid: s9\nproduct: Na3NH2B12H12\n"
    pellet = PELLET + "made_from: [{entry: s9}]\n"
    text = SERIES.replace("frequency: 1..1000000 Hz\n", "") + STATED + AT.format("conductivity", "1e-6 S/cm", "298 K")
    found = {}
    for share in ("", ", fraction: 5 wt%", ", fraction: 6 wt%", ", fraction: < 5 wt%"):
        pattern = (
            f"kind: xrd\nid: d9\nmeasured_on: {{entry: s9}}\n"
            f"phases: [{{formula: Na3NH2B12H12}}, {{formula: Na2B12H12{share}}}]\n"
        )
        found[share] = [item.rule for item in judge(text, pellet, batch, pattern) if item.rule.startswith("eis/")]
    assert list(found.values()) == [["eis/mixture"], [], ["eis/mixture"], []]


def test_transference(judge: Judge) -> None:
    """A DC polarisation of the same batch says which ion moves; one of another batch does not."""
    batch = "kind: synthesis\nid: s9\nproduct: Na3NH2B12H12\n"
    pellet = PELLET + "made_from: [{entry: s9}]\n"
    other = pellet.replace("p9", "p8")
    text = SERIES + STATED + AT.format("conductivity", "1e-6 S/cm", "298 K")
    held = "kind: dc_polarization\nid: d9\nmeasured_on: {entry: p8}\n"
    silent = judge(text, pellet, other, batch, held, profile="publish")
    spoken = judge(text, pellet, other.replace("s9", "s8"), batch, held, profile="publish")
    rule = "eis/moving-ion"
    assert ([item.rule for item in silent].count(rule), [item.rule for item in spoken].count(rule)) == (0, 1)


@pytest.mark.parametrize("temperature", ["0.001 K", "200 K", "5000 K"])
@pytest.mark.parametrize("sigma", ["0 S/cm", "1e-99 S/cm", "1e99 S/m"])
@pytest.mark.parametrize("energy", ["0 eV", "1e-9 eV", "51.1 eV", "1e99 eV"])
def test_absurd_numbers(judge: Judge, temperature: str, sigma: str, energy: str) -> None:
    """Numbers that nobody measured fail no rule and no derived value."""
    text = SERIES + STATED + ENERGY.format(energy)
    text += AT.format("conductivity", sigma, temperature) + AT.format("resistance", "0 ohm", temperature)
    assert [item.message for item in judge(text, PELLET, profile="publish") if "itself failed" in item.message] == []
    entry = parse(f'schema: "1.0"\n{text}').entry
    assert entry is not None
    assert [item for item in derive(Records(entry)) if not item.formula] == []


@pytest.mark.parametrize("column", [[0.0, 1.0], [np.nan, 1.0, 2.0], [np.inf, 1.0, 2.0], [-1.0, 5.0], [5.0, 5.0], [1.0]])
def test_absurd_files(judge: Judge, column: list[float]) -> None:
    """Columns of what no instrument writes fail no rule, and are compared with nothing."""
    numbers = np.array(column * 3)
    names = ("frequency_hertz", "real_impedance_ohm", "imaginary_impedance_ohm")
    spectrum = Table(dict.fromkeys(names, numbers), {}, {"temperature": "nan", "amplitude": "0 V", "area": "0 cm²"})
    run = Table(dict.fromkeys(("test_time_second", "voltage_volt", "current_ampere"), numbers), {})
    held = (
        "kind: dc_polarization\nid: x1\nmeasured_on: {entry: p9}\nelectrodes: blocking\nholds:\n  - {voltage: 50 mV, "
        "duration: 10 h, temperature: 298 K, initial_current: 1 µA, steady_current: 1 nA, file: data/a.csv}\n"
    )
    stated = SERIES + STATED + AT.format("resistance", "2 kohm", "298 K")
    for text, tables in ((stated, {"data/a.txt": spectrum}), (held, {"data/a.csv": run})):
        messages = [item.message for item in judge(text, PELLET, tables=tables)]
        assert [one for one in messages if "itself failed" in one or "nan" in one] == []
