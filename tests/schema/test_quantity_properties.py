"""What holds for every text: kept byte for byte, refused or understood, and the same number in every unit."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.schema.quantity.kinds import QUANTITY_KINDS, units_of
from glovebook.schema.quantity.pattern import pattern
from glovebook.schema.quantity.units import UNITS

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other things, too, is no defect."""

KINDS = st.sampled_from(sorted(QUANTITY_KINDS))
SIGNS = [*"<≤~≈-−–—+±(),^·*/²⁻⁴⁺…x×eE", "+/-", "..", "to", "ca.", "about", " ", "\u00a0", "\t", "\n"]
NUMBERS = ["0", "1", "10", "25", "2.5", "(5)", "e-4", "-4", "×10", "·10", "*10", "10^", "⁻⁴"]
WORDS = ["ΔT = ", "vs Na", " vs. ", "Na⁺/Na", "(vs Li)", "C/", " h", "r.t.", "overnight", "A\u030a", "\u200b"]
PIECES = st.sampled_from([*SIGNS, *NUMBERS, *WORDS, "K", "C", "°C", "\u2103", "\u212b", "%", "m"])
"""What quantities are written with; joined at random it is mostly nonsense that looks like one."""
UNSEEN = ("runs downwards", "is below ", "is more than the whole")
"""Mistakes that no pattern can see."""


@cache
def compiled(kind: str) -> re.Pattern[str]:
    """The pattern of a kind, compiled once."""
    return re.compile(pattern(kind))


def spelled(kind: str) -> st.SearchStrategy[str]:
    """Any spelling of any unit of a kind."""
    return st.sampled_from(sorted(units_of(kind)))


@st.composite
def nearly(draw: st.DrawFn) -> tuple[str, str]:
    """A kind, and a text made of the pieces of quantities, mostly ending in a unit of the kind."""
    kind = draw(KINDS)
    return kind, "".join(draw(st.lists(PIECES, max_size=6))) + draw(st.one_of(st.just(""), spelled(kind)))


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str, float, str]:
    """A kind, a text that is one, its number and its unit."""
    kind = draw(KINDS)
    symbol = draw(st.sampled_from(QUANTITY_KINDS[kind].units))
    largest = 1e9 if QUANTITY_KINDS[kind].maximum is None else 100.0  # per cent at most
    number = draw(st.floats(0, largest, allow_subnormal=False).filter(lambda value: value == 0 or value > 1e-9))
    return kind, f"{number!r} {symbol}", number, symbol


def verdict(text: str, kind: str | None) -> str:
    """Empty where the text is understood, else why not; anything but a `QuantityError` fails the test."""
    try:
        quantity = Quantity.parse(text, kind)
    except QuantityError as error:
        return f"{error.message}; {error.hint}"
    assert text == quantity.text
    assert kind in {None, quantity.kind}
    return ""


@given(st.text(), st.one_of(st.none(), KINDS))
@settings(UNHURRIED)
def test_any_text(text: str, kind: str | None) -> None:
    """Whatever is typed is kept byte for byte, or refused with a reason and a remedy."""
    verdict(text, kind)


@given(nearly())
@settings(UNHURRIED, max_examples=500)
def test_parser_and_pattern_agree(case: tuple[str, str]) -> None:
    """Of texts that nearly are quantities the pattern accepts those that the parser accepts."""
    kind, text = case
    reason = verdict(text, kind)
    if not any(words in reason for words in UNSEEN):
        assert bool(compiled(kind).search(text)) is (reason == "")


@pytest.mark.deep
@given(nearly())
@settings(UNHURRIED, max_examples=5_000)
def test_parser_and_pattern_agree_at_length(case: tuple[str, str]) -> None:
    """The same over many more texts."""
    kind, text = case
    reason = verdict(text, kind)
    if not any(words in reason for words in UNSEEN):
        assert bool(compiled(kind).search(text)) is (reason == "")


@given(written())
@settings(UNHURRIED)
def test_number_and_unit_are_read_back(case: tuple[str, str, float, str]) -> None:
    """A number that Python writes is the number that is understood, in the unit that was written."""
    kind, text, number, symbol = case
    quantity = Quantity.parse(text, kind)
    assert (number, symbol) == (quantity.value, quantity.unit)


@given(written(), st.data())
@settings(UNHURRIED, max_examples=60)
def test_conversion_agrees_with_pint(case: tuple[str, str, float, str], data: st.DataObject) -> None:
    """Our factors take a value to SI and back into any unit of the kind as Pint does."""
    kind, text, _, symbol = case
    same = [other for other in QUANTITY_KINDS[kind].units if UNITS[other].si == UNITS[symbol].si]
    other = UNITS[data.draw(st.sampled_from(same))]
    quantity = Quantity.parse(text, kind)
    by_pint = quantity.to(other.symbol).magnitude
    assert by_pint == pytest.approx((quantity.si - other.offset) / other.factor, rel=1e-12, abs=1e-9)


@given(st.integers(1, 10**6), st.integers(0, 3), st.integers(1, 99))
@settings(UNHURRIED)
def test_concise_uncertainty(digits: int, decimals: int, error: int) -> None:
    """The digits in brackets count in the last place: ``1.02(2)`` is 1.02 ± 0.02."""
    number = f"{digits / 10**decimals:.{decimals}f}"
    concise = Quantity.parse(f"{number}({error}) mm")
    spelled_out = Quantity.parse(f"{number} ± {error / 10**decimals:.{decimals}f} mm")
    assert concise.value == spelled_out.value
    assert concise.uncertainty == pytest.approx(spelled_out.uncertainty)
