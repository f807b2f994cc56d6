"""The unit table: equal to Pint, complete, and closed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from glovebook.schema.quantity import pint_bridge, unit_factors
from glovebook.schema.quantity.kinds import QUANTITY_KINDS, kinds_of
from glovebook.schema.quantity.text import fold
from glovebook.schema.quantity.unit_factors import FACTORS
from glovebook.schema.quantity.units import QUDT, UNITS, by_spelling, spellings

SAME_CEFACT = {"P1": {"%", "wt%"}}
"""Recommendation 20 knows percent, and no basis of it."""
SAME_QUDT = {"PERCENT": {"%", "wt%"}}
"""Nor does QUDT."""


def test_factors_are_those_of_pint() -> None:
    """Factors and offsets are exactly what Pint computes in decimals."""
    assert pint_bridge.factors() == FACTORS


def test_generated_file_is_current() -> None:
    """``unit_factors.py`` is, to the byte, what its generator writes."""
    assert pint_bridge.generated() == Path(unit_factors.__file__).read_text("utf-8")


@pytest.mark.parametrize("symbol", UNITS)
def test_si_unit_is_coherent(symbol: str) -> None:
    """The SI unit of every row is what Pint's base units spell, or an SI name of the same dimension with factor one."""
    unit = UNITS[symbol]
    base = pint_bridge.registry().Quantity(1.0, unit.si or "dimensionless")
    assert base.to_base_units().magnitude == pytest.approx(1.0)
    assert base.check(pint_bridge.registry().Quantity(1.0, unit.pint).dimensionality) or symbol == "rpm"


def test_ucum_codes_are_unique() -> None:
    """Every unit has a UCUM code, and no two units share one."""
    codes = Counter(unit.ucum for unit in UNITS.values())
    assert "" not in codes
    assert dict.fromkeys(codes, 1) == dict(codes)


@pytest.mark.parametrize(("name", "explained"), [("cefact", SAME_CEFACT), ("qudt", SAME_QUDT)])
def test_other_codes_are_unique_or_explained(name: str, explained: dict[str, set[str]]) -> None:
    """Two units share a code of UN/CEFACT or QUDT only where that list makes no difference between them."""
    shared: dict[str, set[str]] = {}
    for unit in UNITS.values():
        if code := getattr(unit, name).removeprefix(QUDT):
            shared.setdefault(code, set()).add(unit.symbol)
    assert explained == {code: symbols for code, symbols in shared.items() if len(symbols) > 1}


def test_spellings_are_unambiguous() -> None:
    """No spelling means two units, and every spelling is in the folded form in which it is looked up."""
    all_spellings = [(text, unit.symbol) for unit in UNITS.values() for text in spellings(unit)]
    assert len({text for text, _ in all_spellings}) == len(by_spelling())
    assert [pair for pair in all_spellings if by_spelling()[pair[0]].symbol != pair[1]] == []
    assert [text for text, _ in all_spellings if fold(f"1 {text}") != f"1 {text}"] == []


@pytest.mark.parametrize("kind", QUANTITY_KINDS)
def test_units_of_a_kind_measure_the_same(kind: str) -> None:
    """All units of a kind have the dimension of the first; only an energy may also be given per mole."""
    units = [UNITS[symbol] for symbol in QUANTITY_KINDS[kind].units]
    assert len({unit.si for unit in units} - {"J/mol"}) == 1
    assert kind == "activation_energy" or len({unit.si for unit in units}) == 1


def test_every_unit_belongs_to_a_kind() -> None:
    """No unit stands in the table that no kind accepts."""
    assert [symbol for symbol in UNITS if not kinds_of(symbol)] == []


def test_spellings_that_chemists_use() -> None:
    """A compound unit may be written with a stroke, a space, a middle dot, a star, and with or without a caret."""
    expected = {"S/cm", "S / cm", "S cm-1", "S cm^-1", "S·cm-1", "S·cm^-1", "S*cm-1", "S*cm^-1"}
    assert expected == set(spellings(UNITS["S/cm"]))


def test_generator_is_a_command(tmp_path: Path) -> None:
    """``python -m`` on the bridge writes the file beside it; here it is run on a copy and finds nothing to change."""
    folder = tmp_path / "quantity"
    folder.mkdir()
    source = Path(pint_bridge.__file__)
    (folder / source.name).write_text(source.read_text("utf-8"), encoding="utf-8")
    subprocess.run([sys.executable, "-P", str(folder / source.name)], check=True)
    assert (folder / "unit_factors.py").read_text("utf-8") == Path(unit_factors.__file__).read_text("utf-8")
