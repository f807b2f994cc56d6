"""Rules for stated numbers (``reported:``): what they are called, what they hold for, and what the results say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from glovebook.physics.records import formula_of, same_compound
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Reported
from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.quantity.units import UNITS
from glovebook.schema.result import Result, Row, Value
from glovebook.validators.compare import known, spread
from glovebook.validators.rule import Hit, Place, View, rule

CONDITIONS: Mapping[str, tuple[str, str]] = {
    "conductivity": ("temperature", "at: {temperature: 372 K}"),
    "specific_capacity": ("cycle", "at: {cycle: 2}"),
    "areal_capacity": ("cycle", "at: {cycle: 2}"),
    "coulombic_efficiency": ("cycle", "at: {cycle: 2}"),
}
"""Quantity -> the condition without which it says little, and how to write it."""
VALUES: Mapping[str, tuple[str, ...]] = {
    "conductivity": ("sigma_total", "sigma_bulk"),
    "specific_capacity": ("specific_capacity_discharge", "specific_capacity_charge"),
    "areal_capacity": ("areal_capacity_discharge", "areal_capacity_charge"),
    "coulombic_efficiency": ("ce",),
    "capacity_retention": ("capacity_retention",),
}
"""Quantity -> names that results have for it."""
NEAR = 1.0
"""Difference in K below which two temperatures are the same."""


@rule("stated/called", "error", draft="should", archive="must")
def called(view: View) -> Iterator[Hit]:
    """A number is called what it is: 0.1 C is a C-rate, and no current density."""
    titles = {kind.title.casefold(): kind for kind in QUANTITY_KINDS.values()}
    for index, item in enumerate(view.entry.reported):
        other = titles.get((item.called or "").strip().casefold())
        own = QUANTITY_KINDS[item.quantity]
        if other is not None and other.si != own.si:
            yield Hit(
                f"reported[{index}].called",
                f"check: {item.value} is {own.phrase}, and is called {other.phrase}",
                f"{other.phrase} is given in {', '.join(other.units)}; name it by what it is",
            )


@rule("stated/compound", "error", draft="should", archive="must")
def compound(view: View) -> Iterator[Hit]:
    """A number is stated for a compound that the entry is about: its own, or one of those it links to."""
    if not any(item.of for item in view.entry.reported):
        return
    about = [formula for entry in view.linked.values() if (formula := formula_of(entry)) is not None]
    if not about:  # its own formula may be that of an electrode only
        return
    about += [formula for _, formula in view.every(Formula) if not _is_stated(view, formula)]
    for index, item in enumerate(view.entry.reported):
        if item.of is not None and not any(same_compound(item.of, formula) for formula in about):
            names = list(dict.fromkeys(formula.text for formula in about))
            yield Hit(
                f"reported[{index}].of",
                f"check: {item.value} is stated for {item.of}, and the entry is about {', '.join(names)}",
                "was the wrong compound named?",
            )


def _is_stated(view: View, formula: Formula) -> bool:
    return any(item.of is formula for item in view.entry.reported)


@rule("stated/condition", "gap", draft="off", archive="must")
def condition(view: View) -> Iterator[Hit]:
    """A stated number says under which condition it holds: a conductivity its temperature, a capacity its cycle."""
    for index, item in enumerate(view.entry.reported):
        name, example = CONDITIONS.get(item.quantity, ("", ""))
        if name and (item.at is None or getattr(item.at, name) is None):
            yield Hit(f"reported[{index}]", f"{item.value} has no {name}", f"add it, e.g. '{example}'")


@rule("stated/source", "gap", draft="off", archive="off", publish="must")
def source(view: View) -> Iterator[Hit]:
    """A stated number says where it is stated."""
    for index, item in enumerate(view.entry.reported):
        if not item.source:
            yield Hit(f"reported[{index}]", f"{item.value} has no source", "add it, e.g. 'source: abstract'")


@rule("stated/uncertainty", "gap", draft="off", archive="off", publish="should")
def uncertainty(view: View) -> Iterator[Hit]:
    """A published conductivity, activation energy or capacity has its uncertainty."""
    for index, item in enumerate(view.entry.reported):
        number = item.parsed
        wanted = item.quantity in ("conductivity", "activation_energy", "specific_capacity")
        if wanted and known(number) is not None and number.uncertainty is None:
            yield Hit(
                f"reported[{index}].value",
                f"{item.value} has no uncertainty",
                "state it with what it covers: the fit, replicates, or mass and geometry",
            )


@rule("stated/twice", "warning", draft="should", archive="must")
def twice(view: View) -> Iterator[Hit]:
    """One number is not stated twice with different values, for the same thing under the same condition."""
    seen: dict[tuple[object, ...], tuple[Reported, Quantity]] = {}
    for index, item in enumerate(view.entry.reported):
        at = item.at
        given = (at.temperature.si if at.temperature else None, at.cycle, at.reference_cycle) if at else ()
        rate = at.rate.si if at and at.rate else None
        key = (item.quantity, given, rate, item.convention, item.called, item.of.text if item.of else "")
        number = item.parsed
        if known(number) is None or not (at or item.quantity == "activation_energy"):
            continue
        first, other = seen.setdefault(key, (item, number))
        allowed = abs(other.si) * (spread(other) + spread(number))
        if abs(number.si - other.si) > allowed:
            yield Hit(
                f"reported[{index}].value",
                f"check: {item.value} is stated here, and {first.value} above for the same",
                "say what differs, under 'at:' or 'called:', or correct one of them",
                {"first": other.si, "second": number.si},
            )


@rule("stated/result", "warning", draft="off", archive="should", publish="must")
def result(view: View) -> Iterator[Hit]:
    """A stated number is what the results of the entry say, within its last digit and twice their uncertainty."""
    if not view.entry.reported:
        return
    results = view.results()
    for index, item in enumerate(view.entry.reported):
        number = item.parsed
        stated = known(number)
        found = [value for one in results for value in _values(one, item)] if stated is not None else []
        if stated is None or not found or any(_agree(number, value) for value in found):
            continue
        nearest = min(found, key=lambda value: abs(_si(value) - number.si))
        yield Hit(
            f"reported[{index}].value",
            f"check: {item.value} is stated, and the result is {nearest}",
            "find out which data, geometry and convention the stated number comes from",
            {"stated": stated, "result": _si(nearest)},
            related=[Place(f"results/{one.id}/result.json") for one in results if one.id][:1],
        )


def _values(found: Result, item: Reported) -> Iterator[Value]:
    """The values of a result that a stated number speaks of."""
    names: Sequence[str] = VALUES.get(item.quantity, ())
    if item.quantity == "activation_energy":
        names = (f"ea_{item.convention}",) if item.convention else ("ea_ln_sigma", "ea_ln_sigma_t")
    if item.at and item.at.reference_cycle not in (None, found.parameters.get("reference_cycle")):
        return
    rows: list[Row] = [row for row in found.series if _fits(row, item)]
    of_no_row = not rows and (item.at is None or item.at.cycle is None)
    for name in names:
        for held in (*rows, *([found.values] if of_no_row else [])):
            value = held.get(name)
            if isinstance(value, Value) and value.unit in UNITS:
                yield value


def _fits(row: Row, item: Reported) -> bool:
    """Whether a row of a series is under the condition of a stated number, which must name one."""
    if item.at is None or (item.at.temperature is None and item.at.cycle is None):
        return False
    at, wanted = row.get("temperature"), known(item.at.temperature)
    if wanted is not None and not (isinstance(at, Value) and abs(_si(at) - wanted) <= NEAR):
        return False
    cycle = row.get("cycle")
    number = cycle.value if isinstance(cycle, Value) else cycle
    return item.at.cycle is None or number == item.at.cycle


def _si(value: Value) -> float:
    unit = UNITS[value.unit]
    return value.value * unit.factor + unit.offset


def _agree(number: Quantity, value: Value) -> bool:
    allowed = abs(number.si) * spread(number) + 2 * (value.uncertainty or 0.0) * UNITS[value.unit].factor
    return abs(_si(value) - number.si) <= allowed
