"""Melting points of metals that cells are made with, in K.

Sources: indium, tin, zinc and aluminium are defining fixed points of the International Temperature Scale of 1990
(H. Preston-Thomas, Metrologia 27 (1990) 3, 10.1088/0026-1394/27/1/002); lithium, sodium, potassium and magnesium
from the CRC Handbook of Chemistry and Physics, melting points of the elements.
"""

from __future__ import annotations

MELTING_POINT = {
    "Li": 453.65,
    "Na": 370.944,
    "K": 336.65,
    "Mg": 923.15,
    "In": 429.7485,
    "Sn": 505.078,
    "Zn": 692.677,
    "Al": 933.473,
}
"""Symbol of the element -> melting point in K at normal pressure; alloys melt elsewhere."""

ALKALI = ("Li", "Na", "K")
"""Metals that air attacks at once; their ions are what most solid electrolytes conduct."""
