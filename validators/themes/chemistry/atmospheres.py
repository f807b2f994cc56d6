"""Rules for the gas around the work: plausible readings, and no worse than the log says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glovebook.schema.finding import Fix
from glovebook.schema.kinds.environment import Environment, Reading
from glovebook.schema.parts import Atmosphere
from glovebook.schema.quantity import Quantity
from glovebook.validators.rule import Hit, Place, View, rule

INERT = re.compile(r"\b(Ar|argon|He|helium|N2|nitrogen|vacuum|Kr|Ne)\b|N₂", re.IGNORECASE)
"""Gases that people call inert; nitrogen is, for all but lithium."""
HIGHEST = 100e-6
"""Volume fraction of O2 or H2O above which no glovebox works as one: a house rule, a hundred times the usual alarm."""
LOWEST = 1e-9
"""Volume fraction below which no analyser of a glovebox reads: a house rule."""
GASES = (("oxygen", "O₂"), ("water", "H₂O"))


def is_inert(gas: str | None) -> bool:
    """Whether a gas is one that protects from air."""
    return bool(gas and INERT.search(gas))


@rule("chemistry/inert-gas", "warning", draft="should", archive="should")
def inert_gas(view: View) -> Iterator[Hit]:
    """O2 and H2O in an inert gas lie between 1 ppb and 100 ppm.

    A reading of a log that has a remark is left alone: during a regeneration, or with a glove changed, anything may be.
    """
    for path, part in view.every(Atmosphere):
        if part.glovebox or is_inert(part.gas):
            yield from _levels(f"{path}.", part)
    if isinstance(view.entry, Environment) and is_inert(view.entry.gas):
        for index, reading in enumerate(view.entry.readings):
            if not reading.remark:
                yield from _levels(f"readings[{index}].", reading)


def _levels(prefix: str, part: Atmosphere | Reading) -> Iterator[Hit]:
    for name, symbol in GASES:
        value: Quantity | None = getattr(part, name)
        if value is None:
            continue
        if value.si > HIGHEST:
            likely = value.unit in ("%", "vol%") and value.value <= HIGHEST * 1e6
            meant = value.text.replace("vol%", "ppm").replace("%", "ppm")
            hint = f"was it {meant}?" if likely else "a glovebox holds less than 1 ppm; check the number and the unit"
            fix = Fix(prefix + name, meant) if likely else None
            message = f"{value.text} {symbol} is no inert gas"
            yield Hit(prefix + name, message, hint, {f"{name}_fraction": value.si}, fix=fix)
        elif 0 < value.si < LOWEST:
            meant = value.text.replace("ppb", "ppm")
            hint = f"was it {meant}?" if meant != value.text else "check the number and the unit"
            fix = Fix(prefix + name, meant) if meant != value.text else None
            message = f"{value.text} {symbol} is less than an analyser of a glovebox reads"
            yield Hit(prefix + name, message, hint, {f"{name}_fraction": value.si}, fix=fix)


@rule("chemistry/log", "warning", draft="off", archive="should", yields_to=("chemistry/inert-gas",))
def log(view: View) -> Iterator[Hit]:
    """The gas was as good as stated when the work was done: the readings of its log on that day say nothing worse."""
    date = view.entry.date
    if not date:
        return
    for path, part in view.every(Atmosphere):
        box = view.of(part.entry, Environment)
        readings = [reading for reading in box.readings if reading.at[:10] == date[:10]] if box else []
        for name, symbol in GASES:
            stated: Quantity | None = getattr(part, name)
            worst = max((value for one in readings if (value := getattr(one, name))), key=_floor, default=None)
            if stated is None or worst is None or _floor(worst) <= (stated.si_upper or stated.si) * (1 + 1e-9):
                continue
            at = next(one.at for one in readings if getattr(one, name) is worst)
            files = view.files_of.get(part.entry or "", ())
            yield Hit(
                f"{path}.{name}",
                f"{stated.text} {symbol} is stated, and {part.entry!r} has {worst.text} at {at}",
                "write what was read on that day, or say in the notes why it does not matter",
                {"stated_fraction": stated.si, "read_fraction": worst.si},
                related=[Place(files[0], path="readings")] if files else (),
            )


def _floor(value: Quantity) -> float:
    """The least that a reading can mean: of ``< 0.1 ppm``, nothing."""
    return 0.0 if value.comparator in ("<", "<=") else value.si
