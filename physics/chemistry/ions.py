"""Charges of ions and elements: what formulas are neutral by.

Ions are given as they are written in formulas, with round brackets and no charge. The charges are the formal ones of
inorganic chemistry; where an element has several, the table gives the range of the common ones, so that a formula is
called charged only where no choice among them makes it neutral.
"""

from __future__ import annotations

IONS: dict[str, tuple[float, float]] = {
    name: (charge, charge)
    for charge, names in {
        0: "H2O NH3 BH3 NH3BH3 CH3OH C4H8O",
        1: "NH4 H3O PH4",
        -1: "NH2 OH SH HS CN OCN NCO SCN NCS NO3 NO2 BH4 B3H8 B11H14 CB9H10 CB11H12 C2B9H12 AlH4 AlCl4 GaCl4 "
        "FeCl4 BF4 PF6 AsF6 SbF6 TaF6 NbF6 ClO4 ClO3 BrO3 IO3 PO3 SO3F FSO3 CF3SO3 SO3CF3 N(SO2F)2 N(FSO2)2 N(SO2CF3)2 "
        "N(CF3SO2)2 B(C2O4)2 CH3COO CH3CO2 HCOO HCO2 OCH3 OC2H5 B(OH)4 TaCl6 NbCl6 NbOCl4 TaOCl4",
        -2: "NH NCN CO3 C2O4 SO4 SO3 S2O3 S2O8 Cr2O7 MoO4 WO4 B4O7 B6H6 B9H9 B10H10 B11H11 B12H12 B12F12 B12Cl12 "
        "B12Br12 B12I12 B10Cl10 SiF6 TiF6 ZrF6 ZrCl6 HfCl6 C2B10H10",
        -3: "PO4 PS4 PSe4 AsS4 SbS4 SbS3 SbSe4 BO3 BS3 AlH6 AlF6 YCl6 InCl6 ErCl6 ScCl6",
        -4: "P2O7 P2S7 P2S6 P2Se6 SiO4 GeO4 GeS4 SnS4 SiS4 GeSe4 SnSe4",
    }.items()
    for name in names.split()
}
"""Group of atoms as it is written -> its lowest and highest charge."""
IONS |= {"MnO4": (-3.0, -1.0), "CrO4": (-3.0, -2.0), "N3": (-9.0, -1.0)}  # the last: an azide, or three nitride ions

FIXED: dict[str, float] = {
    **dict.fromkeys(("Li", "Na", "K", "Rb", "Cs"), 1.0),
    **dict.fromkeys(("Be", "Mg", "Ca", "Sr", "Ba", "Zn", "Cd"), 2.0),
    **dict.fromkeys(("Al", "Sc", "Y", "La", "Nd", "Gd", "Dy", "Ho", "Er", "Lu"), 3.0),
    **dict.fromkeys(("Zr", "Hf"), 4.0),
    "F": -1.0,
    "Br": -1.0,
    "Se": -2.0,
    "Te": -2.0,
}
"""Element -> its charge wherever it stands in a salt by itself."""

RANGES: dict[str, tuple[float, float]] = {
    "Ti": (2, 4),
    "V": (2, 5),
    "Cr": (2, 6),
    "Mn": (2, 7),
    "Fe": (2, 6),
    "Co": (2, 4),
    "Ni": (2, 4),
    "Cu": (1, 3),
    "Nb": (2, 5),
    "Mo": (2, 6),
    "Ta": (2, 5),
    "W": (2, 6),
    "Ru": (2, 8),
    "Re": (2, 7),
    "Ag": (1, 3),
    "Hg": (1, 2),
    "Ga": (1, 3),
    "In": (1, 3),
    "Tl": (1, 3),
    "Ge": (2, 4),
    "Sn": (2, 4),
    "Pb": (2, 4),
    "As": (3, 5),
    "Sb": (3, 5),
    "Bi": (3, 5),
    "Ce": (3, 4),
    "Pr": (3, 4),
    "Tb": (3, 4),
    "Sm": (2, 3),
    "Eu": (2, 3),
    "Yb": (2, 3),
}
"""Element -> the range of its common charges beside an anion."""

ANIONS = frozenset({"O", "S", "Se", "Te", "F", "Cl", "Br", "I", "N"})
"""Elements that make a salt of what they stand with."""
ALKALI = frozenset({"Li", "Na", "K", "Rb", "Cs"})
ALKALINE_EARTH = frozenset({"Be", "Mg", "Ca", "Sr", "Ba"})
POLYSULFIDES = frozenset({"Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Mo", "Nb", "Ta", "W", "Ru", "Re"})
"""Metals that also form disulfides with S-S bonds, as in pyrite."""
