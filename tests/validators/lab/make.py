"""The raw files of the good notebook, generated: run ``python tests/validators/lab/make.py`` after a change here.

Nothing was measured. The numbers follow from what the entries say, so that rules find the two in agreement: a
conductivity that obeys the stated activation energy, capacities that fade as stated, a window that is kept. The
checksums and sizes in the entries are written anew with the files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import exp, pi
from pathlib import Path

LAB = Path(__file__).resolve().parent
SYNTHETIC = "SYNTHETIC DATA: generated for a test, not measured"
BOLTZMANN = 8.617333e-5
"""In eV/K."""
START = datetime.fromisoformat("2018-01-16T10:00+08:00")


def spectrum(temperature: float, conductivity: float, diameter: float, thickness: float, at: datetime) -> str:
    """A spectrum as delimited text: one arc and blocking electrodes; lengths in mm, conductivity in S/cm."""
    area = pi / 4 * (diameter / 10) ** 2
    resistance = thickness / 10 / area / conductivity
    lines = [
        SYNTHETIC,
        f"date: {at.isoformat()}",
        f"temperature: {temperature:g} K",
        "amplitude: 10 mV",
        f"diameter: {diameter:.2f} mm",
        f"thickness: {thickness:.2f} mm",
        f"area: {area:.3f} cm²",
        "Frequency/Hz\tZ'/Ohm\tZ''/Ohm",
    ]
    for step in range(43):
        frequency = 10 ** (6 - step / 7)
        omega = 2j * pi * frequency
        z = 1 / (1 / resistance + 1.2e-10 * omega**0.95) + 1 / (2e-6 * omega**0.88)
        lines.append(f"{frequency:.6e}\t{z.real:.6e}\t{z.imag:.6e}")
    return "\n".join(lines) + "\n"


def series(
    name: str, temperatures: list[int], last: float, energy: float, pellet: tuple[float, float]
) -> dict[str, str]:
    """File name -> spectrum, from the conductivity at the last temperature and the activation energy of ln sigma."""
    files = {}
    for number, temperature in enumerate(temperatures):
        sigma = last * exp(-energy / BOLTZMANN * (1 / temperature - 1 / temperatures[-1]))
        start = START if name == "e1" else START - timedelta(days=1)
        files[f"{name}_{temperature}K.txt"] = spectrum(temperature, sigma, *pellet, start + timedelta(hours=number))
    return files


def cycler(half_cycles: Iterator[tuple[int, float, float, float, float]]) -> str:
    """A cycler's table; of each half-cycle: number, current in A, hours, first and last voltage in V."""
    rows = ["test_time_second,voltage_volt,current_ampere,cycle_count,step_count"]
    clock = 0.0
    for step, (cycle, current, hours, first, last) in enumerate(half_cycles, 1):
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            time, voltage = clock + share * hours * 3600, first + share * (last - first)
            rows.append(f"{time:.1f},{voltage:.4f},{current:.4e},{cycle},{step}")
        clock += hours * 3600 + 600
    return "\n".join(rows) + "\n"


def cycling() -> Iterator[tuple[int, float, float, float, float]]:
    """Fifty cycles of 1.20 mg TiS2 at 28.7 uA: 190 mAh/g in the second one, 175 mAh/g in the last."""
    for cycle in range(1, 51):
        discharge = 192 if cycle == 1 else 190 - 15 * (cycle - 2) / 48
        charge = discharge - 0.5
        yield cycle, -28.7e-6, discharge * 1.2e-6 / 28.7e-6, 2.4, 1.0
        yield cycle, 28.7e-6, charge * 1.2e-6 / 28.7e-6, 1.0, 2.4


def plating(density: float) -> Iterator[tuple[int, float, float, float, float]]:
    """Ten cycles of one hour a half-cycle at a current density in A/cm2; 5 kohm between the electrodes."""
    current = density * pi / 4 * 0.8**2
    for cycle in range(1, 11):
        yield cycle, current, 1.0, current * 5000, current * 5000
        yield cycle, -current, 1.0, -current * 5000, -current * 5000


def polarization() -> str:
    """Ten hours at 50 mV, on which the current falls to that of the electrons."""
    rows = (f"{time},0.0500,{2.5e-9 + 9.8e-6 * exp(-time / 90):.4e}" for time in range(0, 36001, 600))
    return "\n".join(["test_time_second,voltage_volt,current_ampere", *rows]) + "\n"


def voltammogram(upper: float, rate: float) -> str:
    """Three cycles from -0.5 V up at a rate in V/s, with plating and stripping of sodium around 0 V."""
    rows = ["test_time_second,voltage_volt,current_ampere,cycle_count"]
    half = round((upper + 0.5) / 0.1)
    for step in range(6 * half + 1):
        cycle, at = divmod(step, 2 * half)
        potential = -0.5 + 0.1 * min(at, 2 * half - at)
        rising = at <= half
        current = (4e-6 if rising else -4e-6) * exp(-(((potential - (0.1 if rising else -0.3)) / 0.2) ** 2))
        rows.append(f"{step * 0.1 / rate:g},{potential:.4f},{current:.4e},{min(cycle, 2) + 1}")
    return "\n".join(rows) + "\n"


def columns(head: str, rows: Iterator[tuple[float, ...]]) -> str:
    """Plain columns with a head."""
    body = "\n".join("\t".join(f"{cell:.6g}" for cell in row) for row in rows)
    return f"# {SYNTHETIC}\n{head}\n{body}\n"


def raw_files() -> dict[str, str]:
    """File name -> text of every raw file that the entries name."""
    return {
        **series("e1", [298, 313, 328, 343, 358, 372], 1.0e-4, 0.53, (8.0, 1.02)),
        **series("e2", [263, 273, 283, 293, 303], 3.638e-4, 0.36, (10.0, 0.70)),
        "cy1_synthetic.csv": cycler(cycling()),
        "pl1_a_synthetic.csv": cycler(plating(0.05e-3)),
        "pl1_b_synthetic.csv": cycler(plating(0.10e-3)),
        "dc1_synthetic.csv": polarization(),
        "cv1_synthetic.csv": voltammogram(4.5, 1e-4),
        "cv2_synthetic.csv": voltammogram(3.0, 1e-2),
        "x1.txt": columns("2theta_degree\tcounts", ((a / 10, 100 + a % 17) for a in range(50, 801, 5))),
        "x2.txt": columns("2theta_degree\tcounts", ((a / 10, 90 + a % 13) for a in range(50, 801, 5))),
        "sem1.txt": columns("shot\tmagnification", ((shot, 1000 * shot) for shot in (1, 2, 5))),
        "tg2.txt": columns(
            "temperature_kelvin\tmass_milligram", ((t, 8.15 + 1.2e-3 * max(0, t - 573)) for t in range(298, 1074, 5))
        ),
        "r1.txt": columns("shift_per_centimetre\tcounts", ((s, 500 + s % 29) for s in range(100, 3001, 25))),
        "tg1.txt": columns(
            "temperature_kelvin\tmass_milligram", ((t, 5.32 - 1e-5 * (t - 298)) for t in range(298, 874, 5))
        ),
    }


def main() -> None:
    """Writes the files, and their checksums and sizes into the entries."""
    facts = {}
    for name, text in raw_files().items():
        content = text.encode()
        (LAB / "data" / name).write_bytes(content)
        facts[f"data/{name}"] = (hashlib.sha256(content).hexdigest(), len(content))
    for path in sorted((LAB / "entries").glob("*.gb.yaml")):
        text = path.read_text("utf-8")
        for name, (digest, size) in facts.items():
            text = re.sub(rf"(file: {name}, sha256: )\w+(, size: )\w+", rf"\g<1>{digest}\g<2>{size}", text)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
