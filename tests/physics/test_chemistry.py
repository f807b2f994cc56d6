"""Charges, reactions, gases and batches against numbers known from the literature or worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from glovebook.physics.chemistry.batch import batch_masses, deviations, extents, swapped
from glovebook.physics.chemistry.compounds import CAS, MELTING_POINT, air_attacks
from glovebook.physics.chemistry.gas import heated, pressure, sealed_pressure
from glovebook.physics.chemistry.ions import IONS
from glovebook.physics.chemistry.neutrality import neutrality
from glovebook.physics.chemistry.stoichiometry import BY_PRODUCTS, balanced, composition, from_ratio, impossible
from glovebook.schema.formula import Formula
from glovebook.schema.parts import CasNumber

NEUTRAL = """
NaNH2 Na2B12H12 Na3NH2B12H12 Na4(NH2)2B12H12 NaBH4 NaCB11H12 NaCB9H10 Na3BH4B12H12 Na2(B12H12)0.5(B10H10)0.5
Na2NH2CB9H10 Na3NH2B10H10 Li6PS5Cl Li10GeP2S12 Li7La3Zr2O12 Li6.4La3Zr1.4Ta0.6O12 Na3Zr2Si2PO12 Na1+xZr2SixP3-xO12
Na3-xPS4-xClx Na11Sn2PS12 Na10SnP2S12 Na3PS4 Na3SbS4 Na3V2(PO4)3 NaCrO2 TiS2 FeS2 MoS2 LiCoO2 LiNi0.8Mn0.1Co0.1O2
LiFePO4 Li4Ti5O12 Li0.33La0.557TiO3 Li2.88PO3.73N0.14 Li2S P2S5 75Li2S·25P2S5 Li7P3S11 Li4P2S6 Li3YCl6 Li3InCl6 Li3N
NaN3 Na2O2 NaO2 KO2 Li2S8 Na3OCl Na3OBr Li2.99Ba0.005OCl1-x(OH)x NaHCO3 H3BO3 NaPF6 LiN(SO2CF3)2 NaAlH4 LiH MgH2
CuSO4·5H2O [B12H12]2- NH2- SO4^2- NaSH Li1.3Al0.3Ti1.7(PO4)3 [7Li]3PS4 CsI3 NH4Cl LiBH4·NH3 Li2NH Na3AlF6 Na2B4O7
LiNbOCl4 BN Si3N4 NaClO4 Na3ClO VS4 TiS3 Li2OHCl P4S10 K2MnO4 NaxCoO2 LixTiS2 Li6-xPS5-xCl1+x Na2S2O3 CO2 H2S Na Cu
"""
CHARGED = [
    ("LixNa1-xB12H12", "-1", "x Li+ + (1 - x) Na+ + B12H12 2-"),
    ("Na3-xB12H12", "1 - x", "(3 - x) Na+ + B12H12 2-"),
    ("NaB12H12", "-1", "Na+ + B12H12 2-"),
    ("Na3B12H12", "1", "3 Na+ + B12H12 2-"),
    ("Na2NH2", "1", "2 Na+ + NH2-"),
    ("Na3PS5", "-2", "3 Na+ + P 5+ + 5 S 2-"),
    ("LiCl2", "-1", "Li+ + 2 Cl-"),
    ("Na3Zr2Si3PO12", "4", "3 Na+ + 2 Zr 4+ + 3 Si 4+ + P 5+ + 12 O 2-"),
    ("Na10SnP2S9", "4", "10 Na+ + Sn +2..+4 + 2 P 5+ + 9 S 2-"),
    ("[B12H12]^3-", "1", "B12H12 2-"),
]
UNTOLD = "LiC6 Na15Sn4 B10H14 LaNi5H6 LiIn Li0.5In Na2B12H11 Mg2Si LaB6 CH4 NaK LiBH4-xFx Li3P NaxC6 PtO2 Na+"


@pytest.mark.parametrize("text", NEUTRAL.split())
def test_neutral(text: str) -> None:
    """Electrolytes, electrodes and reagents of the field are neutral, or have the charge that they state."""
    assert neutrality(Formula.parse(text)).verdict == "neutral"


@pytest.mark.parametrize(("text", "charge", "ions"), CHARGED)
def test_charged(text: str, charge: str, ions: str) -> None:
    """A formula that no choice of charges makes neutral says what is left over, and from which ions."""
    found = neutrality(Formula.parse(text))
    left = f"{found.charge:g}" if isinstance(found.charge, float) else str(found.charge)
    assert ("charged", charge, ions) == (found.verdict, left, " + ".join(map(str, found.ions)))


@pytest.mark.parametrize("text", UNTOLD.split())
def test_cannot_tell(text: str) -> None:
    """Alloys, molecules, intercalates and unknown clusters have no charges in the tables: nothing is guessed."""
    assert neutrality(Formula.parse(text)).verdict == "cannot tell"


def test_ions_are_formulas() -> None:
    """Every group of the table is a formula that Glovebook reads."""
    assert [name for name in IONS if Formula.parse(name).text != name] == []


REACTIONS = [
    ("NaBH4 B10H14", "Na2B12H12", "2 NaBH4 + B10H14 -> Na2B12H12 + 5 H2"),
    ("NaNH2 Na2B12H12", "Na3NH2B12H12", "NaNH2 + Na2B12H12 -> Na3NH2B12H12"),
    ("NaNH2 Na2B12H12", "Na4(NH2)2B12H12", "2 NaNH2 + Na2B12H12 -> Na4(NH2)2B12H12"),
    ("Li2S P2S5", "75Li2S·25P2S5", "75 Li2S + 25 P2S5 -> 75Li2S·25P2S5"),
    ("Li2S P2S5 LiCl", "Li6PS5Cl", "5 Li2S + P2S5 + 2 LiCl -> 2 Li6PS5Cl"),
    ("Li2CO3 La2O3 ZrO2", "Li7La3Zr2O12", "7 Li2CO3 + 3 La2O3 + 4 ZrO2 -> 2 Li7La3Zr2O12 + 7 CO2"),
    ("Na2S SbCl3 S", "Na3SbS4", "3 Na2S + SbCl3 + S -> Na3SbS4 + 3 NaCl"),
    ("[7Li]2S P2S5", "[7Li]3PS4", "3 [7Li]2S + P2S5 -> 2 [7Li]3PS4"),
    ("Na2B10H10 Na2B12H12", "Na2(B12H12)0.5(B10H10)0.5",
     "Na2B10H10 + Na2B12H12 -> 2 Na2(B12H12)0.5(B10H10)0.5"),
    (
        "Na2CO3 ZrO2 SiO2 NH4H2PO4",
        "Na3Zr2Si2PO12",
        "3 Na2CO3 + 4 ZrO2 + 4 SiO2 + 2 NH4H2PO4 -> 2 Na3Zr2Si2PO12 + 2 NH3 + 3 H2O + 3 CO2",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("reagents", "product", "equation"), REACTIONS)
def test_balanced(reagents: str, product: str, equation: str) -> None:
    """Reactions balance in whole numbers, element by element, and name what leaves."""
    names = reagents.split()
    found = balanced([Formula.parse(name) for name in names], Formula.parse(product))
    assert equation == (found.equation(names, product) if found else "")


@pytest.mark.parametrize(
    ("reagents", "product"),
    [
        ("NaNH2 Na2B12H12", "Na3PS4"),  # an element that nobody brought
        ("NaNH2 Na3-xPS4-xClx", "Na3NH2B12H12"),  # a family
        ("Li2S LiH LiCl Li", "Li2S"),  # reagents that need not take part
        ("", "Li2S"),
    ],
)
def test_not_balanced(reagents: str, product: str) -> None:
    """Where nothing, or more than one thing, would do there is no reaction."""
    assert balanced([Formula.parse(name) for name in reagents.split()], Formula.parse(product)) is None


def test_from_ratio() -> None:
    """A ratio uses its reagents up, with by-products where need be, or it does not."""
    amide, borate = Formula.parse("NaNH2"), Formula.parse("Na2B12H12")
    product = Formula.parse("Na3NH2B12H12")
    addition = from_ratio([amide, borate], (2, 2), product)
    assert addition is not None
    assert (Fraction(2), ()) == (addition.product_count, addition.by_products)
    assert from_ratio([amide, borate], (2, 1), product) is None
    releasing = from_ratio([Formula.parse("NaBH4"), Formula.parse("B10H14")], (2, 1), borate)
    assert (("H2", Fraction(5)),) == (releasing.by_products if releasing else None)


@pytest.mark.parametrize(
    ("reagents", "product", "expected"),
    [
        ("Na2B12H12", "Na2B10H10", True),
        ("NaNH2 Na2B12H12", "Na3PS4", True),
        ("NaNH2 Na2B12H12", "Na3NH2B12H12", False),
        ("NaNH2 Na2B12H12 C4H8O", "Na3NH2B12H12", False),  # a solvent
        ("Li2S Li P2S5 S", "Li3PS4", False),  # more than one way
        ("Li3-xPS4", "Li3PS4", False),
    ],
)
def test_impossible(reagents: str, product: str, expected: bool) -> None:
    """A reaction is called impossible only where nothing adds up and nothing is left to choose."""
    assert expected == impossible([Formula.parse(name) for name in reagents.split()], Formula.parse(product))


def test_by_products_are_known() -> None:
    """Every by-product that is thought of is a formula with numbers alone."""
    assert all(composition(Formula.parse(name)) for name in BY_PRODUCTS)


def test_sealed_vessel() -> None:
    """5 H2 from 100 mg Na2B12H12 in 0.7 cm3 at 473 K give about 150 bar; argon closed in at 298 K gains 1.76 to 523 K."""
    hydrogen = 5 * 100e-6 / Formula.parse("Na2B12H12").molar_mass * 1e3
    assert pressure(hydrogen, 473, 0.7e-6) == pytest.approx(149.6e5, rel=1e-3)
    assert heated(1.0, 298, 523) == pytest.approx(1.755, abs=0.001)
    assert sealed_pressure(hydrogen, 473, 0.7e-6) == pytest.approx(149.6e5 + 1e5 * 473 / 298.15, rel=1e-3)


def test_batch() -> None:
    """Masses for 1 g of Na3NH2B12H12 make up for the purities, and the ratio comes back out of them."""
    molar = [Formula.parse(name).molar_mass * 1e-3 for name in ("NaNH2", "Na2B12H12")]
    masses = batch_masses(1e-3 / 226.809e-3, (1, 1), molar, (0.99, 1.0))
    assert masses == pytest.approx([0.17375e-3, 0.82799e-3], rel=1e-4)
    assert deviations(extents(masses, (1, 1), molar, (0.99, 1.0))) == pytest.approx([0.0, 0.0])
    assert swapped(masses, (1, 1), molar, (0.99, 1.0)) is None
    assert swapped(masses[::-1], (1, 1), molar, (0.99, 1.0)) == (0, 1)


def test_deviations_of_three() -> None:
    """Of three members the one that was weighed wrong stands out."""
    assert deviations([1.0, 2.0, 1.0]) == pytest.approx([0.0, 1.0, 0.0])


def test_compounds() -> None:
    """The table's formulas are read, its CAS numbers have the right check digits."""
    from pydantic import TypeAdapter

    check = TypeAdapter(CasNumber).validate_python
    assert [number for number in CAS.values() if check(number) != number] == []
    assert [name for name in (*CAS, *MELTING_POINT) if Formula.parse(name).text != name] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Na", "Na is an alkali metal"),
        ("NaH", "NaH is a hydride"),
        ("Li6PS5Cl", "Li6PS5Cl gives off H2S in moist air"),
        ("NaNH2", "NaNH2 reacts with moisture"),
        ("P2S5", "P2S5 reacts with moisture"),
        ("Na2B12H12", ""),
        ("Na2SO4", ""),
        ("TiS2", ""),
    ],
)
def test_air(text: str, why: str) -> None:
    """What air attacks is said with its reason; of the rest nothing is known."""
    assert why == air_attacks(Formula.parse(text))
