"""Volumes that formula units take: of common reagents, and of what a synthesis puts together.

In a solid-state addition nothing leaves, and volumes are nearly additive: the product takes about as much room as its
reagents did. Source of the densities: CRC Handbook of Chemistry and Physics, "Physical Constants of Inorganic
Compounds", except Na2B12H12, about 261 cubic angstrom a formula unit in its monoclinic cell (house rule). A density
in the entry of the reagent comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glovebook.physics.chemistry.stoichiometry import balanced
from glovebook.physics.diffraction.crystal import molecular_volume
from glovebook.physics.diffraction.phase import theoretical_density
from glovebook.physics.records import Records, same_compound
from glovebook.schema.formula import Formula

if TYPE_CHECKING:  # kinds are loaded one by one, when an entry of the kind is met
    from glovebook.schema.entry import Entry
    from glovebook.schema.kinds.synthesis import Reagent, Synthesis

DENSITY = {
    "NaNH2": 1390.0,
    "LiNH2": 1180.0,
    "NaBH4": 1070.0,
    "LiBH4": 670.0,
    "NaH": 1390.0,
    "LiH": 780.0,
    "NaCl": 2170.0,
    "LiCl": 2070.0,
    "Na2B12H12": 1195.0,
}
"""Formula -> density in kg/m3, rounded."""


class Expected(NamedTuple):
    """The volume that a formula unit of a product would take if volumes were additive."""

    volume: float
    """In m3."""
    words: str
    """The sum in cubic angstrom: ``46.6 (NaNH2) + 261.0 (Na2B12H12)``."""
    entries: tuple[Entry, ...]
    """The entries that volumes of reagents come from."""


def additive_volume(records: Records, formula: Formula) -> Expected | None:
    """The sum over the reagents of the synthesis that an entry's stuff comes from; None where a volume is not known.

    Only for a reaction in which nothing leaves.
    """
    for entry in records.origins():
        if entry.kind == "synthesis":
            return _of_synthesis(records, entry, formula)  # type: ignore[arg-type]  # its kind says so
    return None


def _of_synthesis(records: Records, entry: Synthesis, formula: Formula) -> Expected | None:
    if entry.product is None or not entry.reagents or not same_compound(entry.product, formula):
        return None
    reaction = balanced([reagent.formula for reagent in entry.reagents], formula)
    known = [_volume(records, reagent) for reagent in entry.reagents]
    volumes = [each for each, _ in known]
    if reaction is None or reaction.by_products or None in volumes:
        return None
    counts = [float(count / reaction.product_count) for count in reaction.reagents]
    parts = [count * volume for count, volume in zip(counts, volumes, strict=True) if volume]
    names = zip(parts, entry.reagents, strict=True)
    words = " + ".join(f"{part * 1e30:.1f} ({reagent.formula})" for part, reagent in names)
    return Expected(sum(parts), words, tuple(source for _, source in known if source))


def _volume(records: Records, reagent: Reagent) -> tuple[float | None, Entry | None]:
    """Volume in m3 of one formula unit, from the entry of the reagent, else from the table; and the entry."""
    if reagent.formula.variables:
        return None, None
    molar_mass = reagent.formula.molar_mass * 1e-3
    entry = records.linked.get(reagent.entry or "")
    found = theoretical_density(records.about(entry)) if entry else None
    density = found.number.value if found else _tabulated(reagent.formula)
    return (molecular_volume(molar_mass, density) if density else None), found.entry if found else None


def _tabulated(formula: Formula) -> float | None:
    return next((value for text, value in DENSITY.items() if same_compound(Formula.parse(text), formula)), None)
