"""What is known of common compounds: melting points, CAS numbers, and what air does to them.

Melting points: CRC Handbook of Chemistry and Physics, section "Physical Constants of Inorganic Compounds", rounded to
the kelvin; those of metals that batteries are made with are in `glovebook.physics.electrochemistry.metals`.
"""

from __future__ import annotations

from glovebook.schema.formula import Formula

MELTING_POINT = {
    "NaNH2": 483.0,
    "LiNH2": 653.0,
    "NaCl": 1074.0,
    "NaBr": 1020.0,
    "NaI": 934.0,
    "NaF": 1269.0,
    "LiCl": 883.0,
    "LiBr": 823.0,
    "LiI": 742.0,
    "LiF": 1121.0,
    "KCl": 1044.0,
    "NaOH": 596.0,
    "LiOH": 746.0,
    "Na2CO3": 1129.0,
    "Li2CO3": 1005.0,
    "LiH": 965.0,
    "S": 388.0,
}
"""Formula -> melting point in K."""

CAS = {
    "Na": "7440-23-5",
    "Li": "7439-93-2",
    "K": "7440-09-7",
    "In": "7440-74-6",
    "Cu": "7440-50-8",
    "Al": "7429-90-5",
    "Pt": "7440-06-4",
    "Au": "7440-57-5",
    "S": "7704-34-9",
    "NaNH2": "7782-92-5",
    "LiNH2": "7782-89-0",
    "NaBH4": "16940-66-2",
    "LiBH4": "16949-15-8",
    "B10H14": "17702-41-9",
    "NaH": "7646-69-7",
    "LiH": "7580-67-8",
    "NaAlH4": "13770-96-2",
    "LiAlH4": "16853-85-3",
    "Li2S": "12136-58-2",
    "Na2S": "1313-82-2",
    "P2S5": "1314-80-3",
    "TiS2": "12039-13-3",
    "NaCl": "7647-14-5",
    "NaBr": "7647-15-6",
    "NaI": "7681-82-5",
    "LiCl": "7447-41-8",
    "LiBr": "7550-35-8",
    "LiI": "10377-51-2",
    "KCl": "7447-40-7",
    "Li2CO3": "554-13-2",
    "Na2CO3": "497-19-8",
    "ZrO2": "1314-23-4",
    "La2O3": "1312-81-8",
    "Al2O3": "1344-28-1",
}
"""Formula -> CAS registry number."""

FORMULA_OF = {number: formula for formula, number in CAS.items()}
"""CAS registry number -> formula."""

_ALKALI = frozenset({"Li", "Na", "K", "Rb", "Cs"})
_REACTIVE = ("NH2", "BH4", "AlH4", "AlH6")
"""Groups whose alkali salts water vapour or oxygen attacks within minutes."""
_DRY = ("B10H14", "P2S5", "P4S10")


def air_attacks(formula: Formula) -> str:
    """Why a substance must be kept from air, in words; empty where nothing is known (house list).

    Alkali metals, their hydrides, amides, borohydrides and sulfides, and phosphorus sulfides.
    """
    elements = {name.lstrip("0123456789") for name in formula.composition}
    alkali = elements & _ALKALI
    if alkali and len(elements) == 1:
        return f"{formula} is an alkali metal"
    if alkali and elements - alkali == {"H"}:
        return f"{formula} is a hydride"
    if alkali and elements - alkali <= {"S", "P", "Cl", "Br", "I", "Ge", "Sn", "Si"} and "S" in elements:
        return f"{formula} gives off H2S in moist air"
    if formula.text in _DRY:
        return f"{formula} reacts with moisture"
    if alkali and any(group in formula.text for group in _REACTIVE):
        return f"{formula} reacts with moisture"
    return ""
