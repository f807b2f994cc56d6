"""Conductivity from impedance spectra: Kramers-Kronig test, equivalent-circuit fit, geometry.

sigma = t / (A R), with the thickness t, the electrode area A and the resistance R of the electrolyte. R is the sum of
the resistances of all arcs that are not an electrode's (and of a series resistance), with the covariance of the fit.
The uncertainty of sigma follows from those of R, thickness and diameter to first order. The circuit is the one asked
for, or chosen (`glovebook.analyses.choice`); no start values are needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any

import numpy as np

from glovebook.analyses import choice, fit
from glovebook.analyses.assignment import Assignment, assign
from glovebook.analyses.choice import Choice
from glovebook.analyses.circuits import Circuit, parse
from glovebook.analyses.fit import Fit
from glovebook.analyses.geometry import Geometry, geometry, number
from glovebook.analyses.impedance_figure import draw
from glovebook.analyses.kramers_kronig import PASS, Chain, kramers_kronig
from glovebook.analyses.spectrum import Remark, Remarks, Spectrum, spectrum
from glovebook.analyses.starts import SEED
from glovebook.analyses.stated import one_value
from glovebook.physics.geometry import conductivity
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.kinds.eis import Spectrum as Measured
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result, Row, Value
from glovebook.schema.table import Table
from glovebook.schema.task import Task

__all__ = ["draw", "impedance"]

SOURCES = (
    "sigma = t / (A R)",
    "Kramers-Kronig test: Boukamp, J. Electrochem. Soc. 142 (1995) 1885",
    "length of its chain: Schoenleber, Klotz & Ivers-Tiffee, Electrochim. Acta 131 (2014) 20",
    "fit: Boukamp, Solid State Ionics 20 (1986) 31, with modulus weighting and many starts",
    "choice of circuit: AICc, Hurvich & Tsai, Biometrika 76 (1989) 297",
    "arcs: Irvine, Sinclair & West, Adv. Mater. 2 (1990) 132",
)
OPTIONS = ("circuit",)
"""What may be asked for."""
POOR_FIT = 0.03
"""Relative rms deviation of the fit above which the numbers are warned about."""
CANDIDATES_SHOWN = 6
"""How many of the circuits tried are listed for each spectrum, lowest AICc first."""
UNITS = {"r": "ohm", "c": "F", "l": "H", "q": "S s^n", "n": ""}
"""By the first letter of a parameter's name."""


@dataclass(frozen=True)
class _Analysed:
    """One spectrum with all that was found in it."""

    label: str
    measured: Measured
    kelvin: float | None
    """The temperature, None where none is stated."""
    data: Spectrum
    test: Chain | None
    fit: Fit
    choice: Choice | None
    """None where the circuit was named."""
    assignment: Assignment


def impedance(task: Task) -> Result:
    """The resistances and conductivities of every spectrum of an eis entry.

    Takes the option ``circuit``. One spectrum fills ``values``; ``series`` has a row for each in any case.
    """
    entry = task.entry
    circuit = _circuit(task.options)
    if not isinstance(entry, Eis) or not entry.spectra:
        raise Refusal(f"{entry.id} has no spectra", "add one, e.g. '- {temperature: 298 K, file: data/p7.ism}'")
    sample = geometry(entry, task.linked)
    kelvins = [_kelvin(measured) for measured in entry.spectra]  # before the fits, which take long
    done: list[_Analysed] = []
    for index, measured in enumerate(entry.spectra):
        task.progress(index, len(entry.spectra), f"fitting {measured.file}")
        done.append(_analyse(task, measured, kelvins[index], circuit, sample))
    rows = [_row(one, sample) for one in done]
    remarks = Remarks()
    for one in done:
        _remark(remarks, one)
    return Result(
        method="impedance",
        values=_values(rows[0]) if len(rows) == 1 else {},
        series=rows,
        parameters=_parameters(done, circuit),
        source=SOURCES,
        assumptions=[*sample.assumptions, *_assumptions(done)],
        warnings=[*sample.warnings, *remarks.lines()],
        synthetic=bool(entry.synthetic),
        table=_table(done),
        entries=(entry.id, *sample.entries),
    )


def _circuit(options: Mapping[str, Any]) -> Circuit | None:
    unknown = sorted(options.keys() - {"circuit"})
    if unknown:
        raise Refusal(f"impedance has no option {unknown[0]!r}", "it takes circuit, e.g. '(R|Q)-(R|Q)-Q'")
    return parse(str(options["circuit"])) if options.get("circuit") else None


def _kelvin(measured: Measured) -> float | None:
    if measured.temperature is None:
        return None
    remedy = "write the temperature of the sample, e.g. 372 K"
    return one_value(measured.temperature, f"{measured.file}: temperature", "a spectrum", remedy)


def _analyse(
    task: Task, measured: Measured, kelvin: float | None, circuit: Circuit | None, sample: Geometry
) -> _Analysed:
    table = task.tables.get(measured.file)
    if table is None:
        raise Refusal(f"{measured.file} was not read", "check that the file is in the notebook")
    data = spectrum(table, measured.file)
    frequency, z = data.frequency[data.passive], data.impedance[data.passive]
    try:
        chosen = None if circuit else choice.choose(frequency, z)
        fitted = chosen.fit if chosen else fit.fit(frequency, z, circuit or parse("R"))
    except Refusal as refusal:
        raise Refusal(f"{measured.file}: {refusal.message}", refusal.hint) from refusal
    return _Analysed(
        label=measured.temperature.text if measured.temperature else measured.file,
        measured=measured,
        kelvin=kelvin,
        data=data,
        test=kramers_kronig(data.frequency, data.impedance),
        fit=fitted,
        choice=chosen,
        assignment=assign(fitted, sample.nominal, float(frequency.max())),
    )


def _row(one: _Analysed, sample: Geometry) -> Row:
    row: dict[str, Value | str | float | None] = {}
    if one.measured.temperature and one.kelvin:
        row["temperature"] = Value(one.kelvin, "K", one.measured.temperature.si_uncertainty)
    row["file"] = one.measured.file
    if one.measured.leg:
        row["leg"] = one.measured.leg
    row["circuit"] = one.fit.circuit.name
    row |= _conductivities(one, sample)
    for name, value, error in zip(one.fit.circuit.parameters, one.fit.values, one.fit.errors, strict=True):
        row[name] = _value(value, UNITS[name[0]], error)
    for index, origin in enumerate(one.assignment.origins, start=1):
        arc = one.fit.arc(index)
        row[f"c_{index}"] = _value(arc.capacitance, "F", arc.capacitance_error)
        if origin:
            row[f"origin_{index}"] = origin
    row |= {"chi2": one.fit.chi2, "aicc": one.fit.aicc, "agreeing_starts": one.fit.agreeing}
    if one.test:
        real, imaginary = one.test.structure(one.data.frequency)
        row |= {
            "kramers_kronig": one.test.verdict,
            "kk_largest_real_percent": 100 * one.test.largest_real,
            "kk_largest_imaginary_percent": 100 * one.test.largest_imaginary,
            "kk_rms_percent": 100 * one.test.rms,
            "kk_runs_probability_real": real,
            "kk_runs_probability_imaginary": imaginary,
            "kk_elements": one.test.length,
            "kk_mu": one.test.mu,
        }
    return row


def _conductivities(one: _Analysed, sample: Geometry) -> dict[str, Value]:
    """``r_total`` in ohm and, where the geometry is known, ``sigma_total`` and ``sigma_bulk`` in S/cm."""
    from uncertainties import nominal_value, std_dev

    if not one.assignment.total:
        return {}
    total, error = one.fit.sum_of(one.assignment.total)
    found = {"r_total": _value(total, "ohm", error)}
    resistances = {"sigma_total": (total, error)}
    if one.assignment.bulk:
        resistances["sigma_bulk"] = one.fit.sum_of([one.assignment.bulk])
    if sample.cell_constant is None:
        return found
    for name, (resistance, spread) in resistances.items():
        sigma = conductivity(number(resistance, spread), sample.cell_constant) / 100
        found[name] = _value(nominal_value(sigma), "S/cm", std_dev(sigma) if isfinite(spread) else np.inf)
    return found


def _value(value: float, unit: str, error: float) -> Value:
    return Value(float(value), unit, float(error) if isfinite(error) else None)


def _values(row: Row) -> dict[str, Value]:
    """What a single spectrum has to say: conductivities first, then resistances, capacitances and exponents."""
    named = {name: item for name, item in row.items() if isinstance(item, Value) and name != "temperature"}
    first = [name for name in ("sigma_total", "sigma_bulk", "r_total") if name in named]
    return {name: named[name] for name in [*first, *named] if not name.startswith("q_")}


def _parameters(done: list[_Analysed], circuit: Circuit | None) -> dict[str, Any]:
    candidates = {
        one.measured.file: [
            {"circuit": tried.fit.circuit.name, "aicc": round(tried.fit.aicc, 2), "objection": tried.objection}
            for tried in one.choice.candidates[:CANDIDATES_SHOWN]
        ]
        for one in done
        if one.choice
    }
    return {
        "circuit": circuit.name if circuit else "chosen by AICc among circuits whose parameters are determined",
        "weighting": "modulus: chi2 = sum |Z_fit - Z|^2 / |Z|^2",
        "starts_per_arc": fit.STARTS,
        "seed": SEED,
        "exponent_bounds": list(fit.EXPONENT_BOUNDS),
        "largest_relative_error": choice.LARGEST_ERROR,
        **({"candidates": candidates} if candidates else {}),
    }


def _assumptions(done: list[_Analysed]) -> list[str]:
    said = ["every point has the same relative uncertainty; standard errors follow from the scatter about the fit"]
    if any("r_0" in one.assignment.total for one in done):
        said.append("the series resistance r_0 belongs to the sample: leads and contacts are not subtracted")
    three = [one for one in done if one.choice and one.choice.three_arcs]
    if three:
        names = ", ".join(one.label for one in three)
        said.append(
            f"two arcs, although a third would lower AICc ({names}): name a circuit with three to see it; "
            "slightly distorted arcs always ask for one more"
        )
    return said


def _remark(remarks: Remarks, one: _Analysed) -> None:
    if one.measured.temperature and one.measured.temperature.comparator == "~":
        text = "the temperature is approximate, and so is every activation energy"
        remarks.add(Remark(text), one.label)
    for remark in (*one.data.remarks, *one.assignment.remarks):
        remarks.add(remark, one.label)
    problem = choice.objection(one.fit)
    if problem:
        remarks.add(
            Remark(f"a parameter of {one.fit.circuit.name} is not determined by the spectrum", problem), one.label
        )
    deviation = sqrt(2 * one.fit.chi2 / one.fit.observations)
    if deviation > POOR_FIT:
        text = f"the circuit does not describe the spectrum: the fit is off by more than {100 * POOR_FIT:.0f} % (rms)"
        remarks.add(Remark(text, f"{one.fit.circuit.name}, {100 * deviation:.2g} %"), one.label)
    if one.test is None:
        remarks.add(Remark("too few frequencies for a Kramers-Kronig test"), one.label)
    elif one.test.verdict != "pass":
        worst = 100 * max(one.test.largest_real, one.test.largest_imaginary)
        remarks.add(Remark(f"Kramers-Kronig residuals exceed {100 * PASS:.0f} %", f"{worst:.4g} %"), one.label)


def _table(done: list[_Analysed]) -> Table:
    """Measured and fitted impedance and Kramers-Kronig residuals of all spectra, one below the other."""
    columns: dict[str, list[Any]] = {name: [] for name in TABLE_UNITS}
    for index, one in enumerate(done, start=1):
        data, fitted = one.data, one.fit.impedance(one.data.frequency)
        count = len(data.frequency)
        residuals = 100 * one.test.residuals if one.test else np.full(count, np.nan + 0j)
        parts = (
            np.full(count, index),
            np.full(count, one.kelvin or np.nan),
            data.frequency,
            data.impedance.real,
            data.impedance.imag,
            fitted.real,
            fitted.imag,
            residuals.real,
            residuals.imag,
            data.passive.astype(int),
        )
        for name, part in zip(columns, parts, strict=True):
            columns[name].append(part)
    return Table({name: np.concatenate(parts) for name, parts in columns.items()}, TABLE_UNITS)


TABLE_UNITS = {
    "spectrum": "",
    "temperature_kelvin": "K",
    "frequency_hertz": "Hz",
    "real_impedance_ohm": "ohm",
    "imaginary_impedance_ohm": "ohm",
    "fitted_real_impedance_ohm": "ohm",
    "fitted_imaginary_impedance_ohm": "ohm",
    "kk_real_residual_percent": "%",
    "kk_imaginary_residual_percent": "%",
    "used_in_fit": "",
}
"""Columns of the table; ``spectrum`` counts from 1 in the order of the series."""
