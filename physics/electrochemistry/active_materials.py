"""Electrons that common active materials exchange, a formula unit.

The number is a convention: it says which capacity people call theoretical. TiS2 takes up one alkali ion (M. S.
Whittingham, Science 192 (1976) 1126, 10.1126/science.192.4244.1126); the others follow from the same count, the ions
that the formula gives up or takes up (house rule).
"""

from __future__ import annotations

from collections.abc import Mapping

ELECTRONS: Mapping[str, int] = {
    "TiS2": 1,
    "S": 2,
    "Li2S": 2,
    "Na2S": 2,
    "FeS2": 4,
    "LiCoO2": 1,
    "LiMn2O4": 1,
    "LiFePO4": 1,
    "LiNiO2": 1,
    "LiNi0.5Mn1.5O4": 1,
    "LiNi0.33Mn0.33Co0.33O2": 1,
    "LiNi0.6Mn0.2Co0.2O2": 1,
    "LiNi0.8Mn0.1Co0.1O2": 1,
    "LiNi0.8Co0.15Al0.05O2": 1,
    "NaCrO2": 1,
    "NaCoO2": 1,
    "NaFePO4": 1,
    "Na3V2(PO4)3": 2,
    "Li4Ti5O12": 3,
    "Li": 1,
    "Na": 1,
    "K": 1,
}
"""Formula -> electrons a formula unit."""
