"""Electrons that common electrode materials exchange a formula unit.

Source: the stoichiometry of the reaction named beside each number, nothing measured. Practical capacities may be
lower; where another reaction is meant, the number stated in the entry counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from glovebook.schema.formula import Formula


@dataclass(frozen=True)
class Exchange:
    """Electrons a formula unit, and the reaction that exchanges them; M stands for Li, Na or K."""

    electrons: float
    reaction: str


_KNOWN = {
    "TiS2": Exchange(1, "TiS2 + M+ + e- -> MTiS2"),
    "LiCoO2": Exchange(1, "LiCoO2 -> CoO2 + Li+ + e-"),
    "LiFePO4": Exchange(1, "LiFePO4 -> FePO4 + Li+ + e-"),
    "NaFePO4": Exchange(1, "NaFePO4 -> FePO4 + Na+ + e-"),
    "NaCrO2": Exchange(1, "NaCrO2 -> CrO2 + Na+ + e-"),
    "NaCoO2": Exchange(1, "NaCoO2 -> CoO2 + Na+ + e-"),
    "LiMn2O4": Exchange(1, "LiMn2O4 -> 2 MnO2 + Li+ + e-"),
    "LiNi0.8Mn0.1Co0.1O2": Exchange(1, "all Li leaves"),
    "LiNi0.6Mn0.2Co0.2O2": Exchange(1, "all Li leaves"),
    "Na3V2(PO4)3": Exchange(2, "Na3V2(PO4)3 -> NaV2(PO4)3 + 2 Na+ + 2 e-"),
    "Li4Ti5O12": Exchange(3, "Li4Ti5O12 + 3 Li+ + 3 e- -> Li7Ti5O12"),
    "S": Exchange(2, "S + 2 M+ + 2 e- -> M2S"),
    "Li2S": Exchange(2, "Li2S -> S + 2 Li+ + 2 e-"),
    "Li": Exchange(1, "Li -> Li+ + e-"),
    "Na": Exchange(1, "Na -> Na+ + e-"),
    "K": Exchange(1, "K -> K+ + e-"),
    "C6": Exchange(1, "C6 + Li+ + e- -> LiC6"),
}


def exchange_of(formula: Formula) -> Exchange | None:
    """What is known of an electrode material; None for all others, and for families with variables."""
    return None if formula.variables else _by_composition().get(frozenset(formula.composition.items()))


@cache
def _by_composition() -> dict[frozenset[object], Exchange]:
    return {frozenset(Formula.parse(text).composition.items()): exchange for text, exchange in _KNOWN.items()}
