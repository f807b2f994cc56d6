"""Settings of voltammetry: rates, references, turning potentials."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.finding import Fix
from glovebook.schema.kinds.cv import Cv
from glovebook.schema.quantity import Quantity
from glovebook.validators.chain import cell_of, formula_in
from glovebook.validators.references import couple, is_known
from glovebook.validators.rule import Hit, View, rule

RATES = (1e-6, 1.0)
"""Plausible scan rates on solid cells in V/s."""
METALS = ("Li", "Na", "K", "Mg")


def windows(entry: Cv) -> Iterator[tuple[str, Quantity]]:
    """Path and value of every window."""
    if entry.window is not None:
        yield "window", entry.window
    for index, sweep in enumerate(entry.sweeps):
        if sweep.window is not None:
            yield f"sweeps[{index}].window", sweep.window


@rule("cv/plausible-rate", "warning", draft="should", archive="must")
def plausible_rate(view: View) -> Iterator[Hit]:
    """Solid cells are swept at 1 µV/s to 1 V/s."""
    entry = cast(Cv, view.entry)
    named = [("scan_rate", entry.scan_rate)]
    named += [(f"sweeps[{index}].scan_rate", sweep.scan_rate) for index, sweep in enumerate(entry.sweeps)]
    for path, rate in named:
        if rate is None or RATES[0] <= rate.si <= RATES[1]:
            continue
        slipped = rate.unit == "V/s" and rate.si > RATES[1]
        fix = Fix(path, f"{rate.text.removesuffix('V/s')}mV/s") if slipped and rate.text.endswith("V/s") else None
        yield Hit(
            path,
            f"{rate} is an unusual scan rate on a solid cell",
            f"was it {fix.text}?" if fix else "check the unit, e.g. '10 mV/s'",
            {"scan_rate_v_per_s": rate.si},
            fix=fix,
        )


@rule("cv/window-range", "error", draft="should", archive="must")
def window_range(view: View) -> Iterator[Hit]:
    """A sweep runs between two potentials."""
    for path, potential in windows(cast(Cv, view.entry)):
        if potential.upper is None:
            yield Hit(
                path,
                f"{potential.text!r} is one potential, no window",
                "write both turning potentials, e.g. '-0.5..10 V vs Na+/Na'",
            )


@rule("cv/one-reference", "error", draft="should", archive="must")
def one_reference(view: View) -> Iterator[Hit]:
    """The potentials of an entry refer to what it names as the reference."""
    entry = cast(Cv, view.entry)
    if not entry.reference or not is_known(entry.reference):
        return
    for path, potential in windows(entry):
        if potential.reference and couple(potential.reference) != couple(entry.reference):
            yield Hit(
                path,
                f"{potential} is not against the reference of the entry, {entry.reference}",
                "correct one of the two, or convert the potentials",
            )


@rule("cv/two-electrodes", "warning", draft="should", archive="must", yields_to=("cv/one-reference",))
def two_electrodes(view: View) -> Iterator[Hit]:
    """With two electrodes the counter electrode is the reference, so the metal of the couple is in the cell."""
    entry, cell = cast(Cv, view.entry), cell_of(view)
    if entry.electrodes != "two" or cell is None:
        return
    named = entry.reference or next((p.reference for _, p in windows(entry) if p.reference), "")
    metal = couple(named) if named else ""
    formulas = [
        formula for layer in cell.layers if layer.role != "electrolyte" and (formula := formula_in(view, layer))
    ]
    if metal not in METALS or not formulas or any(metal in formula.composition for formula in formulas):
        return
    yield Hit(
        "electrodes",
        f"potentials refer to {named}, and the two electrodes of {cell.id} are "
        f"{' and '.join(formula.text for formula in formulas)}",
        f"was there a third electrode ('electrodes: three'), or which one is the {metal}?",
    )


@rule("cv/reference-electrode", "gap", draft="off", archive="must")
def reference_electrode(view: View) -> Iterator[Hit]:
    """With three electrodes the reference electrode is named: it is an object in the cell, not only a couple."""
    entry = cast(Cv, view.entry)
    if entry.electrodes == "three" and not entry.reference:
        yield Hit("reference", "the third electrode is not named", "add it, e.g. 'reference: Na+/Na'")
