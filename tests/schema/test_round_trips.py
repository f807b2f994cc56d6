"""A thousand round trips a type: texts are kept byte for byte, and another unit changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import gemmi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from glovebook.schema.atomic_weights import ATOMIC_WEIGHTS
from glovebook.schema.formula import Formula
from glovebook.schema.parts import Date
from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.field import Of
from glovebook.schema.quantity.kinds import QUANTITY_KINDS, units_of
from glovebook.schema.quantity.special import REFERENCES
from glovebook.schema.quantity.units import UNITS
from glovebook.schema.ratio import Ratio
from glovebook.schema.space_group import SpaceGroup

NUMBER = st.integers(1, 10**6).flatmap(lambda digits: st.sampled_from([f"{digits}", f"{digits / 1000:.3f}"]))
SMALL = st.integers(1, 50_000).map(lambda thousandths: f"{thousandths / 1000:.3f}")
"""Up to 50: half of the whole in percent."""
UNCERTAINTY = st.sampled_from(["", "(5)", "(12)", " ± 0.5", "±2", " +/- 0.25"])
POWER = st.sampled_from(["", "", "e3", "E-04", "×10^2", " × 10⁻⁴", "·10⁻⁶"])
SMALLER = st.sampled_from(["", "", "E-04", " × 10⁻⁴", "·10⁻⁶"])
COMPARATOR = st.sampled_from(["", "", "~", "ca. ", "about ", "≈ "])
BOUND = st.sampled_from(["<", "< ", "<= ", "≥", "> "])
TO = st.sampled_from(["..", " .. ", " to ", " – ", "…"])
SPACE = st.sampled_from(["", " ", "\u00a0", "\u2009"])


@st.composite
def quantities(draw: st.DrawFn, kind: str) -> str:
    """A text of a kind: with a sign, a bound, an uncertainty, a power of ten or a range, in any spelling of a unit."""
    spelling = draw(st.sampled_from(sorted(units_of(kind))))
    end = draw(SPACE) + spelling
    if kind == "potential":
        end += draw(st.sampled_from(["", *(f" vs {name}" for name in REFERENCES), " (vs. Na⁺/Na)"]))
    bounded = QUANTITY_KINDS[kind].maximum is not None
    number, power = (SMALL, SMALLER) if bounded else (NUMBER, POWER)
    one, other = draw(number), draw(number)
    sign = draw(st.sampled_from(["", "-", "−"])) if QUANTITY_KINDS[kind].minimum is None else ""
    form = draw(st.sampled_from(["plain", "uncertain", "shared", "bound", "range"]))
    if form == "bound":
        return f"{draw(BOUND)}{sign}{one}{draw(power)}{end}"
    if form == "range":
        lower, upper = sorted((one, other), key=float)
        return f"{lower}{draw(TO)}{upper}{end}"
    if form == "shared":
        return f"({sign}{one} ± {other}){draw(power)}{end}"
    uncertainty = draw(UNCERTAINTY) if form == "uncertain" else ""
    return f"{draw(COMPARATOR)}{sign}{one}{uncertainty}{draw(power) if '(' in uncertainty else ''}{end}"


def kept(adapter: TypeAdapter[Any], text: str) -> Any:
    """What a text means; its text is the one given, also through Python data and JSON and back."""
    value = adapter.validate_python(text)
    assert text == str(value) == adapter.dump_python(value, mode="json")
    again = adapter.validate_json(adapter.dump_json(value))
    assert text == str(again)
    return value


def round_trip(kind: str, text: str, unit: str) -> None:
    """A text is kept, and what it means is the same when its numbers are written in another unit of the kind."""
    adapter = TypeAdapter(Annotated[Quantity, Of(kind)])
    quantity, other = kept(adapter, text), UNITS[unit]
    if other.si != quantity.si_unit:  # an energy per mole is not one per particle
        return
    numbers = [quantity.si, *([] if quantity.si_upper is None else [quantity.si_upper])]
    written = "..".join(repr((number - other.offset) / other.factor) for number in numbers)
    if "e" in written and len(written.rpartition("e")[2]) > 3:  # three digits of exponent are refused
        return
    moved = adapter.validate_python(f"{written} {unit}")
    moved = adapter.validate_python(f"{written} {unit}")
    rounding = 1e-12 * other.offset  # a number in °C carries the rounding of 273.15
    assert moved.si == pytest.approx(quantity.si, rel=1e-12, abs=rounding)
    assert moved.si_upper == (quantity.si_upper and pytest.approx(quantity.si_upper, rel=1e-12, abs=rounding))


@st.composite
def ratios(draw: st.DrawFn) -> str:
    """A molar ratio, with or without names."""
    parts = draw(st.lists(NUMBER, min_size=2, max_size=4))
    colon = draw(st.sampled_from([":", " : ", "\u2236"]))
    names = draw(st.booleans())
    formulas = st.sampled_from(["NaNH2", "Na2B12H12", "TiS2", "Na₂(B₁₂H₁₂)", "C"])
    prefix = colon.join(draw(formulas) for _ in parts) + draw(st.sampled_from([" = ", "="])) if names else ""
    return prefix + colon.join(parts)


@st.composite
def formulas(draw: st.DrawFn) -> str:
    """A chemical formula of elements, brackets, decimals, subscripts and a hydrate's dot."""
    element = st.sampled_from(sorted(ATOMIC_WEIGHTS))
    count = st.sampled_from(["", "2", "12", "0.5", "₂", "₁₂"])
    atoms = st.lists(st.tuples(element, count).map("".join), min_size=1, max_size=4).map("".join)
    bracket = st.tuples(st.just("("), atoms, st.just(")"), st.sampled_from(["2", "₃", "0.5"])).map("".join)
    hydrate = st.sampled_from(["", "", "·5H2O", "⋅2H2O", " · 0.5 H2O"])
    return draw(atoms) + draw(st.one_of(st.just(""), bracket)) + draw(hydrate)


SYMBOLS = [name for row in gemmi.spacegroup_table() for name in (row.hm, row.short_name())]
TIMES = st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds"))
ZONES = st.sampled_from(["Z", "+08:00", "-03:30"])
DATES = st.one_of(st.dates().map(str), st.tuples(TIMES, ZONES).map("".join))
TEXTS: dict[str, tuple[Any, st.SearchStrategy[str]]] = {
    "ratio": (Ratio, ratios()),
    "formula": (Formula, formulas()),
    "space group": (SpaceGroup, st.sampled_from(SYMBOLS)),
    "date": (Date, DATES),
}


def run(test: Callable[..., None], count: int, *strategies: st.SearchStrategy[Any]) -> None:
    """Runs a test on so many examples."""
    settings(max_examples=count, deadline=None, database=None)(given(*strategies)(test))()


COUNTS = [25, pytest.param(1000, marks=pytest.mark.deep)]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", QUANTITY_KINDS)
def test_quantity(kind: str, count: int) -> None:
    """Quantities of every kind keep their text, and mean the same in every unit."""
    units = st.sampled_from(QUANTITY_KINDS[kind].units)
    run(lambda text, unit: round_trip(kind, text, unit), count, quantities(kind), units)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str, count: int) -> None:
    """Ratios, formulas, space groups and dates keep their text."""
    kind, strategy = TEXTS[name]

    def keep(text: str) -> None:
        kept(TypeAdapter(kind), text)

    run(keep, count, strategy)
