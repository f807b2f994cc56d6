"""Chemical formulas: composition, molar mass, and what is refused rather than guessed."""

from __future__ import annotations

import re
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from glovebook.schema.atomic_weights import ATOMIC_WEIGHTS
from glovebook.schema.formula import Amount, Formula, FormulaError
from glovebook.schema.formula.isotopes import ISOTOPES
from glovebook.schema.formula.text import PATTERN

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
    ("CuSO4", 159.61),  # CAS 7758-98-7
    ("Na2CO3·10H2O", 286.14),  # CAS 6132-02-1
    ("D2O", 20.027),  # CAS 7789-20-0
    ("[NH4]+", 18.039),
    ("SO4^2-", 96.06),
    ("Na+", 22.990),
    ("[B12H12]2-", 141.82),
]
"""Published molar masses in g/mol, to the digits given."""

COMPOSITIONS = [
    ("Na2(B12H12)0.5(B10H10)0.5", {"Na": 2.0, "B": 11.0, "H": 11.0}),
    ("Na2[B12H12]", {"Na": 2.0, "B": 12.0, "H": 12.0}),
    ("(((Na)2)2)2", {"Na": 8.0}),
    ("Li₆PS₅Cl", {"Li": 6.0, "P": 1.0, "S": 5.0, "Cl": 1.0}),
    ("75Li2S·25P2S5", {"Li": 150.0, "S": 200.0, "P": 50.0}),
    ("0.75Li2S·0.25P2S5", {"Li": 1.5, "S": 2.0, "P": 0.5}),
    ("Na2B10H10-3Na2B12H12", {"Na": 8.0, "B": 46.0, "H": 46.0}),
    ("Li3PS4–0.5LiI", {"Li": 3.5, "P": 1.0, "S": 4.0, "I": 0.5}),
    ("CuSO4 · 5 H2O", {"Cu": 1.0, "S": 1.0, "O": 9.0, "H": 10.0}),
    ("CuSO4⋅5H2O", {"Cu": 1.0, "S": 1.0, "O": 9.0, "H": 10.0}),
    ("^7Li", {"7Li": 1.0}),
    ("⁷Li", {"7Li": 1.0}),
    ("7Li", {"Li": 7.0}),
    ("[7Li]3PS4", {"7Li": 3.0, "P": 1.0, "S": 4.0}),
    ("[7Li2]S", {"7Li": 2.0, "S": 1.0}),
    ("Na2^10B12H12", {"Na": 2.0, "10B": 12.0, "H": 12.0}),
    ("Na2¹⁰B₁₂D₁₂", {"Na": 2.0, "10B": 12.0, "2H": 12.0}),
    ("DyCl3", {"Dy": 1.0, "Cl": 3.0}),
    ("NaxNa1-xCl", {"Na": 1.0, "Cl": 1.0}),
    ("CO", {"C": 1.0, "O": 1.0}),
    ("Co", {"Co": 1.0}),
    ("Li6.5La3Zr1.5Ta0.5O12", {"Li": 6.5, "La": 3.0, "Zr": 1.5, "Ta": 0.5, "O": 12.0}),
]

FAMILIES = [
    ("Na3-xNH2B12H12", ("x",), {"Na": "3 - x", "N": "1.0", "H": "14.0", "B": "12.0"}),
    ("Na₃₋ₓNH₂B₁₂H₁₂", ("x",), {"Na": "3 - x", "N": "1.0", "H": "14.0", "B": "12.0"}),
    ("Na3−xPS4−xClx", ("x",), {"Na": "3 - x", "P": "1.0", "S": "4 - x", "Cl": "x"}),
    ("LixNa1-xB12H12", ("x",), {"Li": "x", "Na": "1 - x", "B": "12.0", "H": "12.0"}),
    ("Na1+xZr2SixP3-xO12", ("x",), {"Na": "1 + x", "Zr": "2.0", "Si": "x", "P": "3 - x", "O": "12.0"}),
    ("Li7-3xAlxLa3Zr2O12", ("x",), {"Li": "7 - 3x", "Al": "x", "La": "3.0", "Zr": "2.0", "O": "12.0"}),
    ("Na2(B12H12)1-x(B10H10)x", ("x",), {"Na": "2.0", "B": "12 - 2x", "H": "12 - 2x"}),
    ("(Na1-xLix)2-yCl", ("x", "y"), {"Na": "2 - 2x - y + xy", "Li": "2x - xy", "Cl": "1.0"}),
    ("(100-x)Li2S·xP2S5", ("x",), {"Li": "200 - 2x", "S": "100 + 4x", "P": "2x"}),
    ("xLi2S·(1-x)P2S5", ("x",), {"Li": "2x", "S": "5 - 4x", "P": "2 - 2x"}),
    ("CuSO4·nH2O", ("n",), {"Cu": "1.0", "S": "1.0", "O": "4 + n", "H": "2n"}),
    ("LaMnO3-δ", ("δ",), {"La": "1.0", "Mn": "1.0", "O": "3 - δ"}),
    ("Na1-x-yLixKyCl", ("x", "y"), {"Na": "1 - x - y", "Li": "x", "K": "y", "Cl": "1.0"}),
    ("Li3-x/2Cl", ("x",), {"Li": "3 - 0.5x", "Cl": "1.0"}),
    ("Li3PS(4-x)LiI", ("x",), {"Li": "4.0", "P": "1.0", "S": "4 - x", "I": "1.0"}),
]

CHARGES = [
    ("[B12H12]2-", -2),
    ("[B12H12]^2-", -2),
    ("[B12H12]²⁻", -2),
    ("(SO4)2-", -2),
    ("SO4^2-", -2),
    ("SO₄²⁻", -2),
    ("NH2-", -1),
    ("NH2⁻", -1),
    ("NH2−", -1),
    ("Al(OH)4-", -1),
    ("Na[B12H12]-", -1),
    ("Na+", 1),
    ("Ca^2+", 2),
    ("[NH4]+", 1),
    ("H3O+", 1),
    ("2Na+", 2),
    ("2Na+·[B12H12]2-", 0),
    ("Na2B12H12", 0),
]

HTML = [
    ("Na2(B12H12)0.5", "Na<sub>2</sub>(B<sub>12</sub>H<sub>12</sub>)<sub>0.5</sub>"),
    ("[B12H12]2-", "[B<sub>12</sub>H<sub>12</sub>]<sup>2−</sup>"),
    ("NH2-", "NH<sub>2</sub><sup>−</sup>"),
    ("[7Li]3PS4", "[<sup>7</sup>Li]<sub>3</sub>PS<sub>4</sub>"),
    ("⁷Li", "<sup>7</sup>Li"),
    ("CuSO4 · 5 H2O", "CuSO<sub>4</sub>·5H<sub>2</sub>O"),
    ("Na₃₋ₓPS₄", "Na<sub>3−x</sub>PS<sub>4</sub>"),
    ("(1-x)Li2S·xP2S5", "(1−x)Li<sub>2</sub>S·xP<sub>2</sub>S<sub>5</sub>"),
]

EXAMPLE = "e.g. 'Na3NH2B12H12' or 'Na2(B12H12)'"
ELEMENT = "check its spelling"
POINT = "write a middle dot, e.g. 'CuSO4·5H2O'"
CARET = "write the charge behind '^', e.g. "
REFUSED = [
    ("CuSO4.5H2O", "the point in 'CuSO4.5H2O' may join two parts or be a decimal", POINT),
    ("CuSO4.H2O", "the point in 'CuSO4.H2O' may join two parts or be a decimal", POINT),
    ("MgCl2.6NH3", "the point in 'MgCl2.6NH3' may join two parts or be a decimal", POINT),
    ("Na2B12H12.0.5H2O", "the point in 'Na2B12H12.0.5H2O' may join two parts or be a decimal", POINT),
    ("NA", "'A' in 'NA' is no element with an atomic weight", ELEMENT),
    ("NaXx2", "'Xx' in 'NaXx2' is no element with an atomic weight", ELEMENT),
    ("Tc", "'Tc' in 'Tc' is no element with an atomic weight", ELEMENT),
    ("CuSO4.5H₂O", "the point in 'CuSO4.5H₂O' may join two parts or be a decimal", POINT),
    ("CuSO4.xH2O", "the point in 'CuSO4.xH2O' may join two parts or be a decimal", POINT),
    (
        "Li₂SO₄2H₂O",
        "'Li₂SO₄2H₂O' has lowered digits beside plain ones",
        "separate them with a bracket or a dot",
    ),
    ("Xx2", "'Xx' in 'Xx2' is no element with an atomic weight", ELEMENT),
    ("nacl", "'nacl' is no formula from 'nacl' on", EXAMPLE),
    ("Na3PS4-P2S5", "'Na3PS4-P2S5' is no formula from '-P2S5' on", EXAMPLE),
    ("Li1-0.5Na0.5Cl", "'Li1-0.5Na0.5Cl' is no formula from '-0.5Na0.5Cl' on", EXAMPLE),
    ("SO42-", "the digits before the charge in 'SO42-' may count atoms or charges", f"{CARET}'SO4^2-'"),
    ("Fe(CN)63-", "the digits before the charge in 'Fe(CN)63-' may count atoms or charges", f"{CARET}'Fe(CN)6^3-'"),
    ("Ca2+", "the digits before the charge in 'Ca2+' may count atoms or charges", f"{CARET}'Ca^2+'"),
    ("O2-", "the digits before the charge in 'O2-' may count atoms or charges", f"{CARET}'O^2-'"),
    ("0.5Na+", "the charge of '0.5Na+' is no whole number", "write the charge of one formula unit"),
    ("xNa+", "the charge of 'xNa+' is no whole number", "write the charge of one formula unit"),
    ("Na+Cl-", "'Na+Cl-' is no formula from '+Cl' on", EXAMPLE),
    ("Na²", "what is raised in 'Na²' is neither an isotope nor a charge", "e.g. '^7Li' or 'SO4^2-'"),
    ("[7Li2S]", "the number '7' in '[7Li2S]' follows no element", "e.g. 'Na2B12H12'"),
    ("[2H2O]", "the number '2' in '[2H2O]' follows no element", "e.g. 'Na2B12H12'"),
    ("^8Li", "'8Li' in '^8Li' is no isotope with a mass known here", f"there are {', '.join(ISOTOPES)}"),
    ("Hyx", "'Hyx' is no formula from 'x' on", EXAMPLE),
    ("Nax/0Cl", "'Nax/0Cl' divides by zero", "write e.g. 'x/2'"),
    (
        "Li3PS4-xLiI",
        "'4-x' in 'Li3PS4-xLiI' may be a number of atoms, or join two compounds",
        "write 'Li3PS4·xLiI' or 'Li3PS(4-x)LiI'",
    ),
    (
        "Na3PS4–xLiCl",
        "'4-x' in 'Na3PS4–xLiCl' may be a number of atoms, or join two compounds",
        "write 'Na3PS4·xLiCl' or 'Na3PS(4-x)LiCl'",
    ),
    (
        "Na3(PO4)2+xNaF",
        "'2+x' in 'Na3(PO4)2+xNaF' may be a number of atoms, or join two compounds",
        "write 'Na3(PO4)2·xNaF' or 'Na3(PO4)(2+x)NaF'",
    ),
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


@pytest.mark.parametrize(("text", "variables", "composition"), FAMILIES)
def test_families(text: str, variables: tuple[str, ...], composition: dict[str, str]) -> None:
    """Variables stay in the numbers of atoms; the molar mass is refused with the reason."""
    formula = Formula.parse(text)
    assert variables == formula.variables
    assert composition == {name: str(amount) for name, amount in formula.composition.items()}
    with pytest.raises(FormulaError) as caught:
        _ = formula.molar_mass
    depends = " and ".join(variables)
    assert (f"the molar mass of {text!r} depends on {depends}", f"write a number for {depends}") == (
        caught.value.message,
        caught.value.hint,
    )


def test_amounts_are_compared_by_value() -> None:
    """Two ways to the same number of atoms are equal; order and brackets do not matter."""
    first, second = (Formula.parse(text).composition["Na"] for text in ("Na2-2xCl", "(Na1-x)2Cl"))
    assert first == second == Amount({(): 2.0, ("x",): -2.0})
    assert (hash(first), repr(first)) == (hash(second), "Amount('2 - 2x')")


@pytest.mark.parametrize(("text", "charge"), CHARGES)
def test_charge(text: str, charge: int) -> None:
    """The charge of one formula unit; atoms are counted as without it."""
    formula = Formula.parse(text)
    assert charge == formula.charge
    assert formula.variables == ()


@pytest.mark.parametrize(("text", "html"), HTML)
def test_html(text: str, html: str) -> None:
    """Numbers of atoms stand low, charges and mass numbers high, multipliers on the line."""
    assert html == Formula.parse(text)._repr_html_()


def test_repr() -> None:
    """In Python a formula shows the text that makes it."""
    assert repr(Formula.parse("NaCl")) == "Formula('NaCl')"


@pytest.mark.parametrize("text", [text for text, _ in MASSES if not set(text) & set("[^·")])
def test_masses_against_periodictable(text: str) -> None:
    """periodictable, a peer with weights of its own, agrees; it has other syntax for hydrates, isotopes and ions."""
    peer = pytest.importorskip("periodictable", reason="needs periodictable, of the extra 'test'")
    formula = Formula.parse(text)
    bare = text.rstrip("+-")
    assert formula.molar_mass == pytest.approx(peer.formula(bare).mass, rel=6e-5)


@pytest.mark.parametrize("name", ISOTOPES)
def test_isotopes_against_periodictable(name: str) -> None:
    """Each mass is that of the peer's table, to its seven decimals."""
    peer = pytest.importorskip("periodictable", reason="needs periodictable, of the extra 'test'")
    number, symbol = name.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), name.lstrip("0123456789")
    assert ISOTOPES[name] == pytest.approx(getattr(peer, symbol)[int(number)].mass, abs=6e-8)


def test_isotopes_have_their_own_mass() -> None:
    """An isotope weighs what it weighs; the rest of the formula has standard atomic weights."""
    assert Formula.parse("[7Li]Cl").molar_mass == ISOTOPES["7Li"] + ATOMIC_WEIGHTS["Cl"]


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


@pytest.mark.parametrize("text", [row[0] for row in (*MASSES, *COMPOSITIONS, *FAMILIES, *CHARGES, *HTML)])
def test_pattern_accepts(text: str) -> None:
    """JSON Schema's pattern lets every formula through."""
    assert jsonschema.Draft202012Validator(TypeAdapter(Formula).json_schema()).is_valid(text)


@pytest.mark.parametrize("text", ["nacl", "Na3PS4-P2S5", "Na+Cl-", "", "(" * 300, "{Na}", "Na=Cl", "Na²", "12"])
def test_pattern_refuses(text: str) -> None:
    """It stops what cannot be a formula; elements and brackets are left to the parser."""
    assert not jsonschema.Draft202012Validator(TypeAdapter(Formula).json_schema()).is_valid(text)


def test_atomic_weights() -> None:
    """The table holds the 84 elements with a standard atomic weight, in order of mass but for the known three pairs."""
    weights = list(ATOMIC_WEIGHTS.items())
    falls = [(a, b) for (a, first), (b, second) in pairwise(weights) if second < first]
    assert (len(weights), falls) == (84, [("Ar", "K"), ("Co", "Ni"), ("Te", "I"), ("Th", "Pa")])


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


@given(st.one_of(st.text(), st.text(alphabet="NaBHLiDy()[]0123.·5 -+^²⁷₂xnδ−/", max_size=20)))
@settings(UNHURRIED)
def test_any_text(text: str) -> None:
    """Any text is refused, or a formula that JSON Schema lets through and that prints, with a mass or variables."""
    try:
        formula = Formula.parse(text)
    except FormulaError:
        return
    assert re.search(PATTERN, text)
    assert re.sub("<[^>]*>", "", formula._repr_html_())
    assert formula.variables or formula.molar_mass > 0


@pytest.mark.parametrize("text", ["Nx" * 99 + "!", "-x" * 99 + "!", "(1-x" * 50, "N" + " " * 198 + "!", "⁰" * 200])
def test_pattern_is_quick(text: str) -> None:
    """No text makes the pattern try ways without end: there is one way to read each character."""
    assert re.search(PATTERN, text) is None
