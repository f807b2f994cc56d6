"""Every unit of the good notebook slipped, one at a time, by the machine: no slip is told twice, most are told at all.

A slip is another unit of the same kind that differs by ten or more, or °C for K. Some cannot be told from what might
have been meant (30 h at a temperature, a film heated in the diffractometer), so that not all of them are found.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from glovebook.pipeline.check import check
from glovebook.schema.finding import Finding

LAB = Path(__file__).parent / "lab"
OTHERS = {
    "mg": ("g", "µg"),
    "g": ("mg", "kg"),
    "mm": ("µm", "cm", "m"),
    "µm": ("mm", "nm"),
    "nm": ("µm",),
    "Å": ("nm",),
    "MPa": ("GPa", "kPa", "mPa"),
    "mbar": ("bar",),
    "kN": ("N",),
    "V": ("mV",),
    "mV": ("V", "µV"),
    "kV": ("V",),
    "mA": ("µA", "A"),
    "µA": ("mA", "nA"),
    "nA": ("µA",),
    "mV/s": ("V/s",),
    "µA/cm²": ("mA/cm²",),
    "mA/cm²": ("µA/cm²",),
    "Hz": ("kHz", "MHz"),
    "kohm": ("ohm", "Mohm"),
    "ohm": ("kohm",),
    "S/cm": ("mS/cm",),
    "eV": ("meV",),
    "kJ/mol": ("J/mol", "eV"),
    "h": ("min", "d"),
    "min": ("h", "s"),
    "s": ("min", "h"),
    "K": ("°C",),
    "K/min": ("K/s", "K/h"),
    "mW": ("W",),
    "mL/min": ("L/min",),
    "cm²": ("mm²", "m²"),
    "cm³": ("mm³", "L"),
    "ppm": ("%",),
    "g/cm³": ("kg/m³",),
}
"""Unit -> what a tired person writes in its place."""
QUANTITY = re.compile(rf"(?<=\d|\)) ({'|'.join(sorted(map(re.escape, OTHERS), key=len, reverse=True))})(?=[\s,}}\]])")
PROSE = re.compile(r"\s*(?:title|notes|spacers|springs|die|electrodes|abstract)\b")
EVERY = 7
"""One slip of so many is made by default: enough for each kind of entry."""


@dataclass(frozen=True)
class Slip:
    """A unit in the place of another one."""

    entry: str
    start: int
    end: int
    unit: str
    line: int

    @property
    def name(self) -> str:
        """The place and the unit."""
        return f"{self.entry}:{self.line} {self.unit}"


def slips() -> Iterator[Slip]:
    """All slips of the notebook, in the order of the entries; prose is left out."""
    for path in sorted((LAB / "entries").glob("*.gb.yaml")):
        text = path.read_text("utf-8")
        lines = text.splitlines()
        for match in QUANTITY.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            if not PROSE.match(lines[line - 1]):
                for unit in OTHERS[match[1]]:
                    yield Slip(path.name, match.start(1), match.end(1), unit, line)


SLIPS = list(slips())


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the good notebook for all the slips, each of which is taken back."""
    folder = tmp_path_factory.mktemp("slips") / "lab"
    shutil.copytree(LAB, folder)
    return folder


def found(lab: Path, slip: Slip) -> list[Finding]:
    """Errors and warnings of the whole notebook for the archive, with a slip in it."""
    path = lab / "entries" / slip.entry
    text = path.read_text("utf-8")
    path.write_text(text[: slip.start] + slip.unit + text[slip.end :], encoding="utf-8")
    try:
        findings = [finding for report in check([lab], "archive") for finding in report.findings]
    finally:
        path.write_text(text, encoding="utf-8")
    return [finding for finding in findings if finding.severity in ("error", "warning")]


def judged(lab: Path, some: list[Slip]) -> Counter[int]:
    """How often a slip gives so many findings; none may give more than one."""
    counted: Counter[int] = Counter()
    for slip in some:
        findings = found(lab, slip)
        assert len(findings) <= 1, (slip.name, [finding.as_text() for finding in findings])
        counted[len(findings)] += 1
    return counted


def test_slips_are_many() -> None:
    """Hundreds of them, in nearly every entry."""
    assert len(SLIPS) > 450
    assert len({slip.entry for slip in SLIPS}) > 30


def test_some_slips_are_told_once(lab: Path) -> None:
    """Of every seventh slip none is told twice, and three of four are told."""
    counted = judged(lab, SLIPS[::EVERY])
    assert counted[1] / counted.total() > 0.75


@pytest.mark.deep
def test_all_slips_are_told_once(lab: Path) -> None:
    """Of all slips none is told twice, and three of four are told."""
    counted = judged(lab, SLIPS)
    assert counted[1] / counted.total() > 0.75
