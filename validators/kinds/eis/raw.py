"""Impedance against the columns of its files: which frequencies, how many, and whether a resistance is in them."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any, cast

from glovebook.schema.finding import Fix
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.quantity import Quantity
from glovebook.schema.table import Table
from glovebook.validators.compare import UNIT_SLIP, asks, differs, in_other_unit, known, like, said, slip
from glovebook.validators.rule import Hit, View, rule

BEYOND = 1.05
"""Factor by which frequencies may lie outside of the stated range: instruments round them."""
SHORT = 1.5
"""Factor by which the spectra of a series may fall short of the stated range at either end."""
SAME = 1.0
"""Difference in K below which two temperatures are the same."""
APART = 2.0
"""Factor by which a resistance may lie outside of the real parts it was fitted to: an arc may be cut."""


def tables(view: View) -> Iterator[tuple[int, Table]]:
    """The tables of the spectra that can be read, with the place of each."""
    for index, spectrum in enumerate(cast(Eis, view.entry).spectra):
        table = view.table(spectrum.file)
        if table is not None and len(table) and "frequency_hertz" in table.columns:
            yield index, table


def _frequencies(table: Table) -> Any:
    """The frequencies of a table that are numbers above zero."""
    import numpy as np

    column = table.columns["frequency_hertz"]
    return column[np.isfinite(column) & (column > 0)]


@rule(
    "eis/frequency-in-file",
    "error",
    draft="off",
    archive="must",
    yields_to=("eis/frequency", "eis/same-file", "files/shared"),
)
def frequency_in_file(view: View) -> Iterator[Hit]:
    """The frequencies in the files are those of the entry: none outside of its range, and both ends reached.

    A single spectrum may be shorter; one within a factor of 1.5 of an end counts as reaching it (house rule).
    """
    own = cast(Eis, view.entry).frequency
    if own is None or own.si_upper is None or own.si <= 0:
        return
    swept = [column for _, table in tables(view) if len(column := _frequencies(table))]
    ends = [(float(column.min()), float(column.max())) for column in swept]
    if not ends:
        return
    low, high = min(end[0] for end in ends), max(end[1] for end in ends)
    beyond = low < own.si / BEYOND or high > own.si_upper * BEYOND
    short = low > own.si * SHORT or high < own.si_upper / SHORT
    if not beyond and not short:
        return
    ratio = own.si / low
    text = in_other_unit(own, ratio) if not differs(own.si_upper / high, ratio, SHORT - 1) else ""
    yield Hit(
        "frequency",
        f"the files hold {said(low, 'Hz')} to {said(high, 'Hz')}, the entry says {own}",
        asks(text or f"{_plain(low)}..{_plain(high)} Hz", "", ""),
        {"file_lower_hz": low, "file_upper_hz": high, "lower_hz": own.si, "upper_hz": own.si_upper},
        fix=Fix("frequency", text) if text else None,
    )


def _plain(number: float) -> str:
    """A number with three figures and no exponent."""
    return f"{float(f'{number:.3g}'):f}".rstrip("0").rstrip(".")


@rule("eis/points-in-file", "warning", draft="off", archive="should", publish="should")
def points_in_file(view: View) -> Iterator[Hit]:
    """A decade of frequency holds as many points as the entry says, give or take one."""
    import numpy as np

    written = cast(Eis, view.entry).points_per_decade
    for index, table in tables(view) if written else ():
        steps = np.abs(np.diff(np.log10(_frequencies(table))))
        steps = steps[steps > 0]
        if not len(steps):
            continue
        least, most = 1 / float(steps.max()), 1 / float(steps.min())
        if written is not None and not least - 1 <= written <= most + 1:
            whole = " (that is the number of points in the whole sweep)" if written == len(table) else ""
            yield Hit(
                "points_per_decade",
                f"{cast(Eis, view.entry).spectra[index].file} holds {float(np.median(1 / steps)):.0f} points in a "
                f"decade, the entry says {written}{whole}",
                "correct the number",
                {"stated": written, "file": float(np.median(1 / steps))},
            )
            return


@rule("eis/resistance-in-file", "error", draft="off", archive="must", yields_to=("eis/same-file", "files/shared"))
def resistance_in_file(view: View) -> Iterator[Hit]:
    """A stated resistance lies among the real parts of the spectrum at its temperature, within a factor of two."""
    entry = cast(Eis, view.entry)
    wanted = [(index, item) for index, item in enumerate(entry.reported) if item.quantity == "resistance"]
    for index, item in wanted:
        stated, at = known(item.parsed), known(item.at.temperature) if item.at else None
        table = _at(view, at) if stated and at else None
        if stated is None or table is None or "real_impedance_ohm" not in table.columns:
            continue
        real = table.columns["real_impedance_ohm"]
        low, high = float(real.min()), float(real.max())
        if not 0 < low <= high < inf or low / APART <= stated <= high * APART:
            continue
        ratio = stated / (high if stated > high else low)
        text = _likely(item.parsed, low, high)
        yield Hit.asking(
            f"reported[{index}].value",
            f"check: {item.value} is not in the spectrum at {item.at.temperature if item.at else ''}, whose real part "
            f"runs from {like(low, item.parsed)} to {like(high, item.parsed)}",
            text,
            "check the number, its unit and its temperature",
            {"stated_ohm": stated, "lowest_ohm": low, "highest_ohm": high},
            words=slip(ratio, UNIT_SLIP),
        )


def _at(view: View, temperature: float | None) -> Table | None:
    """The table of the spectrum at a temperature."""
    for index, table in tables(view):
        at = known(cast(Eis, view.entry).spectra[index].temperature)
        if at is not None and temperature is not None and abs(at - temperature) <= SAME:
            return table
    return None


def _likely(written: Quantity, low: float, high: float) -> str:
    """The text with the unit that brings the number between two limits; empty where none does."""
    for ratio in (1e-3, 1e3, 1e-6, 1e6):
        text = in_other_unit(written, ratio)
        if text and low <= written.si / ratio <= high:
            return text
    return ""
