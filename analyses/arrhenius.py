"""Activation energies from conductivities at several temperatures, in both conventions.

``ln_sigma``: ln sigma = ln A - E_a / (k_B T), with A in S/cm. ``ln_sigma_t``: ln(sigma T) = ln A - E_a / (k_B T), with
A in S K/cm, the form that follows from hopping. The two energies differ by about k_B T, so each value names its
convention. Temperatures are in K, k_B is CODATA 2022.

The headline is the unweighted line: the scatter of such a series comes from temperature and contacts rather than from
the fits of the spectra, whose errors would give one or two points all the weight. The line weighted by them
stands beside it. Standard errors follow from the scatter about the line, intervals from Student's t.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glovebook.analyses.arrhenius_figure import draw, draw_together
from glovebook.analyses.line import Line, curvature_probability, line
from glovebook.physics.constants import AVOGADRO, BOLTZMANN_IN_EV, ELEMENTARY_CHARGE
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Row, Value
from glovebook.schema.table import Table
from glovebook.schema.task import Task

__all__ = ["arrhenius", "draw", "draw_together"]

Real = NDArray[np.float64]

OPTIONS = ()
"""What may be asked for: nothing."""
FEWEST, GOOD = 3, 5
"""Temperatures below which a line is refused, and below which it is warned about."""
ROOM = 298.15
"""Temperature in K of ``sigma_298``."""
KILOJOULE_PER_MOLE = ELEMENTARY_CHARGE * AVOGADRO / 1000
"""kJ/mol in one electronvolt a particle."""
SIGNIFICANT = 0.05
"""Probability below which a curvature is reported."""
CONVENTIONS = {"ln_sigma_t": "S K/cm", "ln_sigma": "S/cm"}
"""Convention -> unit of the prefactor; the headline's first."""
CONDUCTIVITIES = {"total": "", "bulk": "bulk_"}
"""Conductivity -> what it adds to the names of values."""


@dataclass(frozen=True)
class _Point:
    """One conductivity in S/cm at a temperature in K."""

    entry: str
    leg: str
    kelvin: float
    sigma: dict[str, float]
    relative_error: float | None
    """Of the resistance behind the total, from the fit of the spectrum alone."""


def arrhenius(task: Task) -> Result:
    """The activation energies of the conductivities in ``task.results``; takes no options.

    ``values`` holds the lines through all points, ``series`` every line: of each leg and of each entry as well.
    """
    if task.options:
        raise Refusal(f"arrhenius has no option {min(task.options)!r}", "it takes none")
    points, warnings = _points(task)
    groups = _groups(points)
    rows = [row for label, members in groups.items() for row in _rows(label, members)]
    warnings += _warnings(points, groups)
    sigma_room, extrapolated = _at_room(points)
    lowest, highest = min(p.kelvin for p in points), max(p.kelvin for p in points)
    if extrapolated:
        warnings.append(f"sigma_298 is extrapolated: measured from {lowest:.2f} K to {highest:.2f} K")
    return Result(
        method="arrhenius",
        values=_values(rows, sigma_room),
        series=rows,
        parameters={
            "headline": "unweighted least squares through all points",
            "interval": "95 %, Student t",
            "sigma_298": f"from the ln_sigma_t line at {ROOM} K",
            "sigma_298_extrapolated": extrapolated,
            "boltzmann_ev_per_kelvin": BOLTZMANN_IN_EV,
            "legs": [leg for leg in ("heating", "cooling") if any(p.leg == leg for p in points)],
            "entries": sorted({p.entry for p in points}),
        },
        source=("ln sigma = ln A - E_a / (k_B T); ln(sigma T) = ln A - E_a / (k_B T)", "k_B: CODATA 2022"),
        assumptions=(
            "temperatures are exact; an uncertainty of the geometry cancels in E_a as long as it is one sample",
            f"the conventions differ by about k_B T = {BOLTZMANN_IN_EV * (lowest + highest) / 2:.3f} eV",
        ),
        warnings=warnings,
        synthetic=bool(task.entry.synthetic) or any(result.synthetic for result in task.results),
        table=_table(points),
        entries=tuple(dict.fromkeys([task.entry.id, *(name for result in task.results for name in result.entries)])),
    )


def _points(task: Task) -> tuple[list[_Point], list[str]]:
    """Every usable row of the impedance results; what is left out is a warning, too little left is refused."""
    points: list[_Point] = []
    lost: dict[str, list[str]] = {"temperature": [], "conductivity (geometry missing, or no arc)": []}
    for result in task.results:
        owner = result.entries[0] if result.entries else task.entry.id
        for row in result.series:
            kelvin, total = row.get("temperature"), row.get("sigma_total")
            if not isinstance(kelvin, Value):
                lost["temperature"].append(f"{owner}: {row.get('file')}")
            elif kelvin.value <= 0:
                raise Refusal(
                    f"{owner}: {row.get('file')}: {kelvin.value:g} K is no temperature of a sample",
                    "correct the temperature of the spectrum and analyse it again",
                )
            elif not isinstance(total, Value):
                lost["conductivity (geometry missing, or no arc)"].append(f"{owner}: {row.get('file')}")
            else:
                points.append(_point(owner, row, kelvin.value, total.value))
    missing = [f"left out for want of a {what}: {', '.join(names)}" for what, names in lost.items() if names]
    temperatures = sorted({point.kelvin for point in points})
    if len(temperatures) < FEWEST:
        found = ", ".join(f"{kelvin:.2f} K" for kelvin in temperatures) or "none"
        raise Refusal(
            "; ".join(
                [f"an Arrhenius line needs {FEWEST} temperatures, here are {len(temperatures)}: {found}", *missing]
            ),
            "give each spectrum its temperature and the sample its geometry, or measure at more temperatures",
        )
    return sorted(points, key=lambda point: point.kelvin), missing


def _point(owner: str, row: Row, kelvin: float, total: float) -> _Point:
    bulk, resistance = row.get("sigma_bulk"), row.get("r_total")
    sigma = {"total": total} | ({"bulk": bulk.value} if isinstance(bulk, Value) else {})
    error = None
    if isinstance(resistance, Value) and resistance.uncertainty:
        error = resistance.uncertainty / resistance.value
    return _Point(owner, str(row.get("leg") or ""), kelvin, sigma, error)


def _groups(points: list[_Point]) -> dict[str, list[_Point]]:
    """All points, then each leg and each entry on its own, where two or more of them have enough points."""
    groups = {"all": points}
    for split in (("heating", "cooling"), sorted({point.entry for point in points})):
        parts = {name: [point for point in points if name in (point.leg, point.entry)] for name in split}
        long_enough = {name: part for name, part in parts.items() if len({p.kelvin for p in part}) >= FEWEST}
        if len(long_enough) > 1:
            groups |= long_enough
    return groups


def _rows(label: str, points: list[_Point]) -> Iterator[Row]:
    """A row for every line through a group: total and bulk, both conventions, unweighted and weighted."""
    for conductivity, convention in product(CONDUCTIVITIES, CONVENTIONS):
        chosen = [point for point in points if conductivity in point.sigma]
        if len({point.kelvin for point in chosen}) < FEWEST:
            continue
        x, y = _coordinates(chosen, conductivity, convention)
        errors = [point.relative_error for point in chosen]
        fits = {"none": line(x, y)}
        if conductivity == "total" and (known := [error for error in errors if error]) and len(known) == len(errors):
            fits["fit errors"] = line(x, y, np.array(known) ** -2.0)
        for weighting, fitted in fits.items():
            yield _row((label, conductivity, convention, weighting), fitted, curvature_probability(x, y))


def _coordinates(points: Sequence[_Point], conductivity: str, convention: str) -> tuple[Real, Real]:
    """-1 / (k_B T) in 1/eV and the logarithm of sigma in S/cm, or of sigma T in S K/cm: the slope is E_a in eV."""
    kelvin = np.array([point.kelvin for point in points])
    sigma = np.array([point.sigma[conductivity] for point in points])
    return -1 / (BOLTZMANN_IN_EV * kelvin), np.log(sigma * kelvin if convention == "ln_sigma_t" else sigma)


def _row(names: tuple[str, str, str, str], fitted: Line, curvature: float | None) -> Row:
    group, conductivity, convention, weighting = names
    prefactor = exp(fitted.intercept)
    return {
        "group": group,
        "conductivity": conductivity,
        "convention": convention,
        "weighting": weighting,
        "ea": Value(fitted.slope, "eV", fitted.slope_error),
        "ea_molar": Value(fitted.slope * KILOJOULE_PER_MOLE, "kJ/mol", fitted.slope_error * KILOJOULE_PER_MOLE),
        "ea_ci95_low": Value(fitted.slope - fitted.half_width, "eV"),
        "ea_ci95_high": Value(fitted.slope + fitted.half_width, "eV"),
        "prefactor": Value(prefactor, CONVENTIONS[convention], prefactor * fitted.intercept_error),
        "ln_prefactor": Value(fitted.intercept, "", fitted.intercept_error),
        "r_squared": fitted.r_squared,
        "points": fitted.points,
        "curvature_probability": curvature,
    }


def _values(rows: list[Row], sigma_room: Value) -> dict[str, Value]:
    """Of the unweighted lines through all points; ``_molar`` is kJ/mol."""
    values: dict[str, Value] = {}
    for row in rows:
        if row["group"] == "all" and row["weighting"] == "none":
            name = f"{CONDUCTIVITIES[str(row['conductivity'])]}{row['convention']}"
            values |= {
                f"{prefix}_{name}{suffix}": item
                for prefix, suffix, key in (
                    ("ea", "", "ea"),
                    ("ea", "_molar", "ea_molar"),
                    ("prefactor", "", "prefactor"),
                )
                if isinstance(item := row[key], Value)
            }
    ordered = sorted(values, key=lambda name: (not name.startswith("ea"), name.endswith("_molar"), "bulk" in name))
    return {name: values[name] for name in ordered} | {"sigma_298": sigma_room}


def _at_room(points: list[_Point]) -> tuple[Value, bool]:
    """The conductivity at 298.15 K in S/cm, and whether that lies outside of the measured temperatures."""
    ln_sigma_t, error = line(*_coordinates(points, "total", "ln_sigma_t")).at(-1 / (BOLTZMANN_IN_EV * ROOM))
    sigma = exp(ln_sigma_t) / ROOM
    return Value(sigma, "S/cm", sigma * error), not points[0].kelvin <= ROOM <= points[-1].kelvin


def _warnings(points: list[_Point], groups: dict[str, list[_Point]]) -> list[str]:
    said = []
    temperatures = len({point.kelvin for point in points})
    if temperatures < GOOD:
        said.append(f"{temperatures} temperatures are few for an activation energy; {GOOD} or more are expected")
    # Precise points that are straight in one convention bend in the other; a transition bends them in both.
    curvatures = [curvature_probability(*_coordinates(points, "total", convention)) for convention in CONVENTIONS]
    likelier = max((probability for probability in curvatures if probability is not None), default=1.0)
    if likelier < SIGNIFICANT:
        said.append(
            f"the points bend in both conventions (quadratic term, p = {likelier:.2g}): a phase transition, a change "
            "of mechanism, or an error in temperature; one activation energy may not describe them"
        )
    if {"heating", "cooling"} <= groups.keys():
        up, down = (line(*_coordinates(groups[leg], "total", "ln_sigma_t")) for leg in ("heating", "cooling"))
        if abs(up.slope - down.slope) > 2 * sqrt(up.slope_error**2 + down.slope_error**2):
            said.append(f"heating ({up.slope:.3f} eV) and cooling ({down.slope:.3f} eV) differ")
    return said


def _table(points: list[_Point]) -> Table:
    """The points with the headline's lines; numbers only, ``leg`` is 1 for heating and -1 for cooling."""
    kelvin = np.array([point.kelvin for point in points])
    entries = sorted({point.entry for point in points})
    columns: dict[str, Any] = {
        "temperature_kelvin": kelvin,
        "reciprocal_temperature_per_kilokelvin": 1000 / kelvin,
        "entry_number": np.array([entries.index(point.entry) + 1 for point in points]),
        "leg": np.array([{"heating": 1, "cooling": -1}.get(point.leg, 0) for point in points]),
    }
    for conductivity in CONDUCTIVITIES:
        sigma = np.array([point.sigma.get(conductivity, np.nan) for point in points])
        if np.isfinite(sigma).any():
            columns[f"sigma_{conductivity}_siemens_per_centimeter"] = sigma
    fitted = line(*_coordinates(points, "total", "ln_sigma_t"))
    y = fitted.intercept - fitted.slope / (BOLTZMANN_IN_EV * kelvin)
    columns["fitted_sigma_total_siemens_per_centimeter"] = np.exp(y) / kelvin
    units = {name: "S/cm" for name in columns if name.endswith("centimeter")}
    return Table(columns, {"temperature_kelvin": "K", **dict.fromkeys(list(columns)[1:4], ""), **units})
