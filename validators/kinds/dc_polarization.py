"""Rules for DC polarisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf
from typing import cast

from glovebook.physics.geometry import conductivity as conductivity_of
from glovebook.physics.sample import sample_of
from glovebook.schema.kinds.dc_polarization import DcPolarization
from glovebook.schema.quantity import Quantity
from glovebook.validators.chain import DIMENSIONS
from glovebook.validators.compare import (
    SETTING,
    UNIT_SLIP,
    asks,
    differs,
    in_other_unit,
    known,
    like,
    said,
    slip,
    spread,
    times,
)
from glovebook.validators.rule import Hit, View, rule

METALS = re.compile(r"\b(Li|Na|K|lithium|sodium|potassium|In|Li-In|LiIn)\b")
BLOCKING = re.compile(r"\b(steel|SUS|SS|Au|gold|Pt|platinum|Cu|copper|C|carbon|graphite|Ti|Ni|Mo|W)\b", re.IGNORECASE)
SMALL = 0.1
"""Voltage in V up to which the response of reversible electrodes is taken as linear."""
TIME = 0.1
"""Share by which the length of a file may differ from the time that a voltage was held."""
TWICE = 2.0
"""Factor by which a current that was read off may differ from one in the file."""
LAST = 5
"""Points at the end of a file that its steady current is taken from."""
STABLE = 5.0
"""Voltage in V beyond which hardly any electrolyte stays what it is."""


@rule("dc_polarization/sample", "gap", draft="off", archive="must")
def sample(view: View) -> Iterator[Hit]:
    """DC polarisation says what it was measured on."""
    if cast(DcPolarization, view.entry).measured_on is None:
        yield Hit("measured_on", "the sample is not named", "link the pellet or cell, e.g. 'measured_on: {entry: p7}'")


@rule("dc_polarization/holds", "gap", draft="off", archive="must")
def holds(view: View) -> Iterator[Hit]:
    """DC polarisation has its voltages, each with its temperature."""
    entry = cast(DcPolarization, view.entry)
    if not entry.holds:
        yield Hit(
            "holds", "no voltage is named", "add them, e.g. '- {voltage: 50 mV, duration: 10 h, file: data/p7.csv}'"
        )
    for index, hold in enumerate(entry.holds):
        absent = [name for name in ("voltage", "temperature") if getattr(hold, name) is None]
        if absent:
            yield Hit(
                f"holds[{index}]",
                f"{' and '.join(absent)} {'are' if len(absent) > 1 else 'is'} missing",
                "add what was set, e.g. '50 mV', '298 K'",
            )


@rule("dc_polarization/electrodes", "gap", draft="off", archive="must")
def electrodes(view: View) -> Iterator[Hit]:
    """DC polarisation says whether its electrodes block ions: that decides what the current means."""
    if cast(DcPolarization, view.entry).electrodes is None:
        yield Hit(
            "electrodes",
            "it is not said whether the electrodes are blocking",
            "write 'electrodes: blocking' (electronic conductivity) or 'reversible' (transference number)",
        )


@rule("dc_polarization/duration", "gap", draft="off", archive="off", publish="must")
def duration(view: View) -> Iterator[Hit]:
    """Published polarisation says how long the voltage was held: a steady state takes hours."""
    for index, hold in enumerate(cast(DcPolarization, view.entry).holds):
        if hold.duration is None:
            yield Hit(f"holds[{index}]", "the duration is missing", "add it, e.g. 'duration: 10 h'")


@rule("dc_polarization/decay", "error", draft="should", archive="must")
def decay(view: View) -> Iterator[Hit]:
    """At constant voltage the current falls: the steady current is below the initial one."""
    for index, hold in enumerate(cast(DcPolarization, view.entry).holds):
        first, last = known(hold.initial_current), known(hold.steady_current)
        if first is not None and last is not None and abs(last) > abs(first) * (1 + spread(hold.initial_current)):
            yield Hit(
                f"holds[{index}].steady_current",
                f"the steady current, {hold.steady_current}, is larger than the initial one, {hold.initial_current}",
                "were the two swapped? A current that grows means a short circuit or a decomposition",
                {"initial_a": first, "steady_a": last},
            )


@rule("dc_polarization/electrode-material", "error", draft="should", archive="must")
def electrode_material(view: View) -> Iterator[Hit]:
    """Electrodes of the mobile metal are reversible, those of steel, gold, platinum, copper or carbon block it."""
    entry = cast(DcPolarization, view.entry)
    text = entry.electrode_material or ""
    if entry.electrodes == "blocking" and METALS.search(text) and not BLOCKING.search(text):
        yield Hit("electrodes", f"electrodes of {text} exchange ions, and block nothing", "was it 'reversible'?")
    elif entry.electrodes == "reversible" and BLOCKING.search(text) and not METALS.search(text):
        yield Hit("electrodes", f"electrodes of {text} take up no ions", "was it 'blocking'?")


@rule("dc_polarization/voltage", "warning", draft="should", archive="must")
def voltage(view: View) -> Iterator[Hit]:
    """The voltage is small: at most 100 mV with reversible electrodes, and nowhere above 5 V."""
    entry = cast(DcPolarization, view.entry)
    limit = SMALL if entry.electrodes == "reversible" else STABLE
    for index, hold in enumerate(entry.holds):
        found = known(hold.voltage)
        if found is not None and hold.voltage is not None and abs(found) > limit * (1 + SETTING):
            text = hold.voltage.text.replace("V", "mV") if hold.voltage.unit == "V" else ""
            yield Hit(
                f"holds[{index}].voltage",
                f"{hold.voltage} is above {said(limit, 'mV')}",
                asks(text, "", "a larger voltage decomposes the electrolyte, or leaves the linear response"),
                {"voltage_v": found, "limit_v": limit},
            )


@rule(
    "dc_polarization/conductivity",
    "error",
    draft="should",
    archive="must",
    source="definition",
    formula="sigma = I t / (U A)",
    yields_to=(
        *DIMENSIONS,
        "dc_polarization/voltage",
        "dc_polarization/voltage-in-file",
        "dc_polarization/current-in-file",
        "dc_polarization/decay",
    ),
)
def conductivity(view: View) -> Iterator[Hit]:
    """A stated electronic conductivity is that of the steady current, sigma = I t / (U A), with blocking electrodes."""
    entry = cast(DcPolarization, view.entry)
    constant = sample_of(entry, view.linked).cell_constant()
    currents = [hold for hold in entry.holds if known(hold.steady_current) and known(hold.voltage)]
    if constant is None or not currents or entry.electrodes != "blocking":
        return
    factors = {**UNIT_SLIP, 4.0: "the diameter in place of the radius", 0.25: "the radius in place of the diameter"}
    for index, item in enumerate(entry.reported):
        stated = known(item.parsed) if item.quantity == "conductivity" else None
        if not stated:
            continue
        computed = [
            conductivity_of(abs(hold.voltage.si / hold.steady_current.si), constant.value)
            for hold in currents
            if hold.voltage is not None and hold.steady_current is not None
        ]
        allowed = 0.05 + spread(item.parsed) + max(spread(hold.steady_current) for hold in currents)
        nearest = min(computed, key=lambda value: abs(value - stated))
        if differs(stated, nearest, allowed):
            ratio = stated / nearest
            yield Hit(
                f"reported[{index}].value",
                f"check: {item.value} is {times(ratio)} what the steady current gives, {like(nearest, item.parsed)}",
                asks("", slip(ratio, factors), "check the current, the voltage and the geometry"),
                {"stated_s_per_m": stated, "computed_s_per_m": nearest, "cell_constant_per_m": constant.value},
            )


@rule("dc_polarization/voltage-in-file", "error", draft="off", archive="must", yields_to=("dc_polarization/voltage",))
def voltage_in_file(view: View) -> Iterator[Hit]:
    """The voltage in a file is the one that was held, within 5 %."""
    import numpy as np

    for index, hold in enumerate(cast(DcPolarization, view.entry).holds):
        table, set_to = view.table(hold.file), known(hold.voltage)
        column = (
            table.columns.get("voltage_volt") if table is not None and "frequency_hertz" not in table.columns else None
        )
        if column is None or not set_to or not len(column):
            continue
        found = float(np.median(column))
        if abs(found / set_to - 1) > 0.05:
            yield Hit(
                f"holds[{index}].voltage",
                f"{hold.file} was held at {said(found, 'mV')}, the entry says {hold.voltage}",
                asks("", slip(set_to / found, UNIT_SLIP), "check the voltage, and whether this is the file"),
                {"entry_v": set_to, "file_v": found},
            )


@rule("dc_polarization/duration-in-file", "error", draft="off", archive="must")
def duration_in_file(view: View) -> Iterator[Hit]:
    """A file is as long as the voltage was held, within a tenth."""
    for index, hold in enumerate(cast(DcPolarization, view.entry).holds):
        table, held = view.table(hold.file), known(hold.duration)
        time = table.columns.get("test_time_second") if table is not None else None
        if time is None or not held or len(time) < 2:
            continue
        found = float(time.max() - time.min())
        if 0 < found < inf and abs(held / found - 1) > TIME:
            text = in_other_unit(hold.duration, held / found) if hold.duration is not None else ""
            yield Hit.asking(
                f"holds[{index}].duration",
                f"{hold.file} is {said(found, 'h')} long, the entry says {hold.duration}",
                text,
                "check the duration, and whether this is the file",
                {"entry_s": held, "file_s": found},
            )


@rule("dc_polarization/current-in-file", "error", draft="off", archive="must", yields_to=("dc_polarization/decay",))
def current_in_file(view: View) -> Iterator[Hit]:
    """The initial and the steady current are the largest and the last one of the file, within a factor of two."""
    import numpy as np

    for index, hold in enumerate(cast(DcPolarization, view.entry).holds):
        table = view.table(hold.file)
        column = table.columns.get("current_ampere") if table is not None else None
        if column is None or len(column) < LAST:
            continue
        ends = {
            "initial_current": float(np.abs(column).max()),
            "steady_current": float(np.median(np.abs(column[-LAST:]))),
        }
        for name, found in ends.items():
            written: Quantity | None = getattr(hold, name)
            own = abs(known(written) or 0.0)
            if written is None or not own or not 0 < found < inf or 1 / TWICE <= own / found <= TWICE:
                continue
            path, text = f"holds[{index}].{name}", in_other_unit(written, own / found)
            yield Hit.asking(
                path,
                f"{written} is {times(own / found)} the current in {hold.file}, {like(found, written)}",
                text,
                "check the current, and whether this is the file",
                {"entry_a": own, "file_a": found},
                words=slip(own / found, UNIT_SLIP),
            )
