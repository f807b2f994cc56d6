"""What has to be there before a voltammogram means anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.cv import Cv
from glovebook.validators.rule import Hit, View, rule


@rule("cv/cell", "gap", draft="off", archive="must")
def cell(view: View) -> Iterator[Hit]:
    """Voltammetry says which cell it was measured on."""
    if cast(Cv, view.entry).measured_on is None:
        yield Hit("measured_on", "the cell is not named", "link it, e.g. 'measured_on: {entry: c2}'")


@rule("cv/sweeps", "gap", draft="off", archive="must")
def sweeps(view: View) -> Iterator[Hit]:
    """Voltammetry has the files of its sweeps."""
    if not cast(Cv, view.entry).sweeps:
        yield Hit("sweeps", "there is no file", "add it, e.g. '- {file: data/cv/c2.csv, cycles: 10}'")


@rule("cv/scan-rate", "gap", draft="off", archive="must")
def scan_rate(view: View) -> Iterator[Hit]:
    """Every sweep has its scan rate, its own or that of the entry."""
    entry = cast(Cv, view.entry)
    if entry.scan_rate is not None or (entry.sweeps and all(sweep.scan_rate is not None for sweep in entry.sweeps)):
        return
    yield Hit("scan_rate", "the scan rate is missing", "add it, e.g. 'scan_rate: 10 mV/s'")


@rule("cv/window", "gap", draft="off", archive="must")
def window(view: View) -> Iterator[Hit]:
    """Every sweep has its turning potentials, its own or those of the entry."""
    entry = cast(Cv, view.entry)
    if entry.window is not None or (entry.sweeps and all(sweep.window is not None for sweep in entry.sweeps)):
        return
    yield Hit("window", "the turning potentials are missing", "add them, e.g. 'window: -0.5..10 V vs Na+/Na'")


@rule("cv/reference", "gap", draft="off", archive="must")
def reference(view: View) -> Iterator[Hit]:
    """Every potential says what it refers to, by itself or through the reference of the entry."""
    entry = cast(Cv, view.entry)
    if entry.reference:
        return
    named = [("window", entry.window)]
    named += [(f"sweeps[{index}].window", sweep.window) for index, sweep in enumerate(entry.sweeps)]
    for path, potential in named:
        if potential is not None and not potential.reference:
            yield Hit(
                path,
                f"{potential} does not say against what",
                f"add the reference, e.g. '{potential} vs Na+/Na'",
            )
            return


@rule("cv/temperature", "gap", draft="off", archive="off", publish="must")
def temperature(view: View) -> Iterator[Hit]:
    """Published voltammetry has the temperature of the cell: decomposition is slow where it is cold."""
    if cast(Cv, view.entry).temperature is None:
        yield Hit("temperature", "the temperature is missing", "add it, e.g. 'temperature: 298 K'")


@rule("cv/electrodes", "gap", draft="off", archive="off", publish="must")
def electrodes(view: View) -> Iterator[Hit]:
    """Published voltammetry says whether two or three electrodes were used, and what the working electrode is."""
    entry = cast(Cv, view.entry)
    if entry.electrodes is None:
        yield Hit("electrodes", "the number of electrodes is missing", "add it, e.g. 'electrodes: two'")
    if not entry.working_electrode:
        yield Hit(
            "working_electrode",
            "the working electrode is not named",
            "add it, e.g. 'working_electrode: Pt foil', and say where it holds carbon",
        )


@rule("cv/electrode-area", "gap", draft="off", archive="off", publish="should")
def electrode_area(view: View) -> Iterator[Hit]:
    """Published voltammetry has the area of its working electrode, so that currents can be compared."""
    if cast(Cv, view.entry).area is None:
        yield Hit("area", "the area of the working electrode is missing", "add it, e.g. 'area: 0.503 cm²'")
