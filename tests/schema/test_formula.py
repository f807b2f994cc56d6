"""Chemical formulas: composition, molar mass, and what is refused rather than guessed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from glovebook.schema.atomic_weights import ATOMIC_WEIGHTS
from glovebook.schema.formula import Formula, FormulaError

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other things, too, is no defect."""

MASSES = [
    ("NaNH2", 39.013),  # sodium amide, as on its label
    ("Na2B12H12", 187.80),
    ("Na3NH2B12H12", 226.81),
    ("Na2B10H10", 164.16),
    ("CuSO4·5H2O", 249.68),  # CAS 7758-99-8
    ("Al2(SO4)3", 342.15),  # CAS 10043-01-3
    ("Li6PS5Cl", 268.36),
    ("Li10GeP2S12", 588.70),
    ("Li7La3Zr2O12", 839.73),
    ("Na3Zr2Si2PO12", 530.55),
    ("TiS2", 111.99),  # CAS 12039-13-3
    ("C60", 720.66),
]
"""Published molar masses in g/mol, to the digits given."""

COMPOSITIONS = [
    ("Na2(B12H12)0.5(B10H10)0.5", {"Na": 2.0, "B": 11.0, "H": 11.0}),
    ("Na2[B12H12]", {"Na": 2.0, "B": 12.0, "H": 12.0}),
    ("(((Na)2)2)2", {"Na": 8.0}),
    ("Li₆PS₅Cl", {"Li": 6.0, "P": 1.0, "S": 5.0, "Cl": 1.0}),
    ("75Li2S·25P2S5", {"Li": 150.0, "S": 200.0, "P": 50.0}),
    ("0.75Li2S·0.25P2S5", {"Li": 1.5, "S": 2.0, "P": 0.5}),
    ("CuSO4 · 5 H2O", {"Cu": 1.0, "S": 1.0, "O": 9.0, "H": 10.0}),
    ("CuSO4⋅5H2O", {"Cu": 1.0, "S": 1.0, "O": 9.0, "H": 10.0}),
    ("CO", {"C": 1.0, "O": 1.0}),
    ("Co", {"Co": 1.0}),
    ("Li6.5La3Zr1.5Ta0.5O12", {"Li": 6.5, "La": 3.0, "Zr": 1.5, "Ta": 0.5, "O": 12.0}),
]

EXAMPLE = "e.g. 'Na3NH2B12H12' or 'Na2(B12H12)'"
ELEMENT = "check its spelling"
POINT = "write a middle dot, e.g. 'CuSO4·5H2O'"
REFUSED = [
    ("CuSO4.5H2O", "the point in 'CuSO4.5H2O' may join two parts or be a decimal", POINT),
    ("CuSO4.H2O", "the point in 'CuSO4.H2O' may join two parts or be a decimal", POINT),
    ("MgCl2.6NH3", "the point in 'MgCl2.6NH3' may join two parts or be a decimal", POINT),
    ("Na2B12H12.0.5H2O", "the point in 'Na2B12H12.0.5H2O' may join two parts or be a decimal", POINT),
    ("NA", "'A' in 'NA' is no element with an atomic weight", ELEMENT),
    ("NaXx2", "'Xx' in 'NaXx2' is no element with an atomic weight", ELEMENT),
    ("Tc", "'Tc' in 'Tc' is no element with an atomic weight", ELEMENT),
    ("D2O", "'D' in 'D2O' is no element with an atomic weight", ELEMENT),
    ("nacl", "'nacl' is no formula from 'nacl' on", EXAMPLE),
    ("Na3PS4-Na2S", "'Na3PS4-Na2S' is no formula from '-Na2S' on", EXAMPLE),
    ("[B12H12]2-", "'[B12H12]2-' is no formula from '-' on", EXAMPLE),
    ("NaxCoO2", "'NaxCoO2' is no formula from 'xCoO2' on", EXAMPLE),
    ("Na1.", "'Na1.' is no formula from '.' on", EXAMPLE),
    ("Na.5", "'Na.5' is no formula from '.5' on", EXAMPLE),
    ("Na2(B12H12", "'Na2(B12H12' leaves a bracket open", "close it with ')'"),
    ("Na2[B12H12", "'Na2[B12H12' leaves a bracket open", "close it with ']'"),
    ("NaCl)2", "'NaCl)2' closes a bracket that was not opened", "count the brackets"),
    ("Na(Cl]", "'Na(Cl]' closes a bracket that was not opened", "count the brackets"),
    ("Na()2", "'Na()2' has an empty bracket", "write what is in it, or leave it out"),
    ("Na(2Cl)", "the number '2' in 'Na(2Cl)' follows no element", "e.g. 'Na2B12H12'"),
    ("NaCl··H2O", "'NaCl··H2O' has an empty part", "write elements and numbers, e.g. 'CuSO4·5H2O'"),
    ("2", "'2' has an empty part", "write elements and numbers, e.g. 'CuSO4·5H2O'"),
    ("Na0Cl", "'Na0Cl' holds no Na: its number is zero", "leave the element out"),
    ("0NaCl", "'0NaCl' holds no Na: its number is zero", "leave the element out"),
    ("", "a formula has 1 to 200 characters, this one 0", "e.g. 'Na2B12H12'"),
    ("(" * 300, "a formula has 1 to 200 characters, this one 300", "e.g. 'Na2B12H12'"),
]


@pytest.mark.parametrize(("text", "mass"), MASSES)
def test_molar_mass(text: str, mass: float) -> None:
    """Molar masses agree with published ones, whose atomic weights are of other years, within 0.006 %."""
    assert mass == pytest.approx(Formula.parse(text).molar_mass, rel=6e-5)


@pytest.mark.parametrize(("text", "composition"), COMPOSITIONS)
def test_composition(text: str, composition: dict[str, float]) -> None:
    """Brackets, subscripts, decimals and parts joined by a middle dot are counted; the text is kept."""
    formula = Formula.parse(text)
    assert (text, composition) == (str(formula), formula.composition)


@pytest.mark.parametrize(("text", "message", "hint"), REFUSED)
def test_refused(text: str, message: str, hint: str) -> None:
    """What is no formula, or might be two, is refused with the place where it stops being one."""
    with pytest.raises(FormulaError) as caught:
        Formula.parse(text)
    assert (message, hint) == (caught.value.message, caught.value.hint)


def test_longest() -> None:
    """Two hundred characters are a formula still."""
    assert Formula.parse("Na" * 100).composition == {"Na": 100.0}


def test_as_field() -> None:
    """As the type of a field a formula is one text; Pydantic's error carries message and hint."""
    field = TypeAdapter(Formula)
    assert field.validate_python("NaNH2") == Formula.parse("NaNH2")
    for value, message in (
        ("Xx", "'Xx' in 'Xx' is no element with an atomic weight"),
        (5, "a chemical formula is one text"),
    ):
        with pytest.raises(ValidationError) as caught:
            field.validate_python(value)
        assert [("chemistry/formula", message)] == [(detail["type"], detail["msg"]) for detail in caught.value.errors()]


@pytest.mark.parametrize("text", [text for text, _ in (*MASSES, *COMPOSITIONS)])
def test_pattern_accepts(text: str) -> None:
    """JSON Schema's pattern lets every formula through."""
    assert jsonschema.Draft202012Validator(TypeAdapter(Formula).json_schema()).is_valid(text)


@pytest.mark.parametrize("text", ["nacl", "Na3PS4-Na2S", "[B12H12]2-", "", "(" * 300, "{Na}", "Na=Cl"])
def test_pattern_refuses(text: str) -> None:
    """It stops what cannot be a formula; elements and brackets are left to the parser."""
    assert not jsonschema.Draft202012Validator(TypeAdapter(Formula).json_schema()).is_valid(text)


def test_atomic_weights() -> None:
    """The table holds the 84 elements with a standard atomic weight, in order of mass but for the known three pairs."""
    weights = list(ATOMIC_WEIGHTS.items())
    falls = [(a, b) for (a, first), (b, second) in pairwise(weights) if second < first]
    assert (len(weights), falls) == (84, [("Ar", "K"), ("Co", "Ni"), ("Te", "I"), ("Th", "Pa")])


def test_html() -> None:
    """Subscripts in the form for notebooks, and no markup of the text's own."""
    assert Formula.parse("Na2(B12H12)0.5")._repr_html_() == "Na<sub>2</sub>(B<sub>12</sub>H<sub>12</sub>)<sub>0.5</sub>"
    assert repr(Formula.parse("NaCl")) == "Formula('NaCl')"


def test_equality_is_of_texts() -> None:
    """Two spellings of one composition are two formulas."""
    one = Formula.parse("NaCl")
    assert len({one, Formula.parse("NaCl"), Formula.parse("ClNa")}) == 2
    assert (one == Formula.parse("NaCl"), one == Formula.parse("ClNa"), one == "NaCl") == (True, False, False)


@given(st.dictionaries(st.sampled_from(sorted(ATOMIC_WEIGHTS)), st.integers(1, 99), min_size=1, max_size=6))
@settings(UNHURRIED)
def test_written_and_read_back(counts: dict[str, int]) -> None:
    """Elements with numbers behind them are counted as written, and brackets multiply."""
    text = "".join(f"{element}{count}" for element, count in counts.items())
    assert counts == Formula.parse(text).composition
    assert {element: 3 * count for element, count in counts.items()} == Formula.parse(f"({text})3").composition


@given(st.one_of(st.text(), st.text(alphabet="NaBHLi()[]0123.·5 -+x", max_size=20)))
@settings(UNHURRIED)
def test_any_text(text: str) -> None:
    """Any text is a formula with a mass above zero, or refused."""
    try:
        mass: Any = Formula.parse(text).molar_mass
    except FormulaError:
        return
    assert mass > 0
