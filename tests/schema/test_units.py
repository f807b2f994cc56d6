"""The unit table: equal to Pint, complete, and closed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pint
import pytest
from ucumvert import PintUcumRegistry

from glovebook.schema.quantity import pint_bridge, unit_factors
from glovebook.schema.quantity.kinds import QUANTITY_KINDS, kinds_of
from glovebook.schema.quantity.text import fold
from glovebook.schema.quantity.unit_factors import FACTORS
from glovebook.schema.quantity.units import EMMO, QUDT, UNITS, by_spelling, spellings

OLD_PINT = tuple(int(part) for part in pint.__version__.split(".")[:2]) < (0, 26)
UCUM: Any = PintUcumRegistry() if OLD_PINT else None
"""Built before anything else: it adds its units to Pint's application registry, and ends where one is there already."""
SAME_CEFACT = {"P1": {"%", "wt%", "at%", "mol%", "vol%"}}
"""Recommendation 20 knows percent, and no basis of it."""
SAME_QUDT = {"PERCENT": {"%", "wt%", "at%", "mol%", "vol%"}}
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


@pytest.mark.parametrize("symbol", UNITS)
def test_factor_and_offset_by_pint(symbol: str) -> None:
    """Pint takes one and seven of the unit to the same SI value as the row does, in the same dimension."""
    unit, registry = UNITS[symbol], pint_bridge.registry()
    for value in (1.0, 7.0):
        actual = registry.Quantity(value, unit.pint).to(unit.si or "dimensionless").magnitude
        assert actual == pytest.approx(value * unit.factor + unit.offset, rel=1e-14, abs=0)


@pytest.mark.skipif(
    UCUM is None, reason="ucumvert 0.3.2 has the alias i.U., which Pint 0.26 refuses; no code depends on the Pint"
)
@pytest.mark.parametrize("symbol", UNITS)
def test_ucum_code_means_the_same(symbol: str) -> None:
    """ucumvert, an independent reader of UCUM, parses the code and comes to the same SI value and dimension."""
    unit = UNITS[symbol]
    by_ucum = UCUM.Quantity(7.0, UCUM.from_ucum(unit.ucum).units) if unit.offset else 7 * UCUM.from_ucum(unit.ucum)
    actual = by_ucum.to(unit.si or "dimensionless").magnitude
    assert actual == pytest.approx(7 * unit.factor + unit.offset, rel=1e-14, abs=0)


def test_codes_have_their_form() -> None:
    """Codes of UN/CEFACT are two or three capitals and digits; IRIs of EMMO end in a name."""
    assert [unit.cefact for unit in UNITS.values() if not re.fullmatch("[A-Z0-9]{2,3}|", unit.cefact)] == []
    assert [unit.emmo for unit in UNITS.values() if not re.fullmatch(f"{EMMO}[A-Z][A-Za-z]+|", unit.emmo)] == []
    assert (UNITS["K"].emmo, UNITS["eV"].emmo) == ("https://w3id.org/emmo#Kelvin", "")


@pytest.mark.parametrize(("name", "explained"), [("cefact", SAME_CEFACT), ("qudt", SAME_QUDT), ("emmo", {})])
def test_other_codes_are_unique_or_explained(name: str, explained: dict[str, set[str]]) -> None:
    """Two units share a code of UN/CEFACT or QUDT only where that list makes no difference between them."""
    shared: dict[str, set[str]] = {}
    for unit in UNITS.values():
        if code := getattr(unit, name).removeprefix(QUDT).removeprefix(EMMO):
            shared.setdefault(code, set()).add(unit.symbol)
    assert explained == {code: symbols for code, symbols in shared.items() if len(symbols) > 1}


def test_spellings_are_unambiguous() -> None:
    """No spelling means two units within a kind, or two dimensions anywhere; each is spelled as it is looked up."""
    everywhere = [(text, unit.symbol) for unit in UNITS.values() for text in spellings(unit)]
    assert {(text, symbol) for text, symbol in everywhere if text not in by_spelling()} == {("C", "C")}
    elsewhere = {(text, symbol) for text, symbol in everywhere if text != "C" and by_spelling()[text].symbol != symbol}
    assert elsewhere == {("°C", "Δ°C"), ("degC", "Δ°C")}  # a temperature, where no field says that it is a difference
    assert [text for text, _ in everywhere if fold(f"1 {text}") != f"1 {text}"] == []
    for kind in QUANTITY_KINDS.values():
        texts = Counter(text for symbol in kind.units for text in spellings(UNITS[symbol]))
        assert [text for text, count in texts.items() if count > 1] == []


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
    expected = {"S/cm", "S / cm", *(f"S{dot}cm{power}" for dot in " ·*." for power in ("-1", "^-1"))}
    assert expected == set(spellings(UNITS["S/cm"]))


def test_generator_is_a_command(tmp_path: Path) -> None:
    """``python -m`` on the bridge writes the file beside it; here it is run on a copy and finds nothing to change."""
    folder = tmp_path / "quantity"
    folder.mkdir()
    source = Path(pint_bridge.__file__)
    (folder / source.name).write_text(source.read_text("utf-8"), encoding="utf-8")
    subprocess.run([sys.executable, "-P", str(folder / source.name)], check=True)
    assert (folder / "unit_factors.py").read_text("utf-8") == Path(unit_factors.__file__).read_text("utf-8")
