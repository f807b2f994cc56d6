"""Rules for materials: what is on the label, and properties that a substance can have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.chemistry.compounds import CAS, FORMULA_OF, MELTING_POINT, air_attacks
from glovebook.physics.constants import AVOGADRO, ICE_POINT
from glovebook.physics.electrochemistry.metals import MELTING_POINT as METALS
from glovebook.schema.finding import Fix
from glovebook.schema.kinds.material import Material
from glovebook.schema.quantity import Quantity
from glovebook.validators.compare import in_other_unit, known, said
from glovebook.validators.rule import Hit, View, rule
from glovebook.validators.when import earlier

VOLUME = (4e-30, 130e-30)
"""Volume of an atom in a solid in m3, from diamond to caesium with something to spare: a house rule."""
FOIL = (1e-6, 2e-3)
"""Thickness of a foil in m: a house rule."""
WIDE = (1e-3, 60e-3)
"""Plausible diameter of a disc or of the bore of a die in m: house rule."""
APART = 30.0
"""Difference in K between melting points of one substance that is more than its purity: a house rule."""
SUBSTANCES = (None, "reagent", "electrode", "foil")
"""Uses of what is bought as a substance; a die has no lot."""


@rule("material/label", "gap", draft="off", archive="off", publish="should")
def label(view: View) -> Iterator[Hit]:
    """A substance has its supplier, its lot and its purity, as they stand on the label."""
    entry = cast(Material, view.entry)
    if entry.formula is None or entry.use not in SUBSTANCES:
        return
    missing = [name for name in ("supplier", "lot", "purity") if getattr(entry, name) is None]
    if missing:
        yield Hit("formula", f"the label's {', '.join(missing)} is missing", "copy it, e.g. 'lot: A0382'")


@rule("material/bottle", "gap", draft="off", archive="off", publish="should")
def bottle(view: View) -> Iterator[Hit]:
    """A reagent says when its bottle was opened, or when it expires."""
    entry = cast(Material, view.entry)
    if entry.formula is not None and entry.use in (None, "reagent") and not entry.opened and not entry.expires:
        yield Hit("formula", "it is not said when the bottle was opened", "write it, e.g. 'opened: 2018-01-02'")


@rule("material/opened-late", "warning", draft="should", archive="should")
def opened_late(view: View) -> Iterator[Hit]:
    """A bottle was opened before its date of expiry."""
    entry = cast(Material, view.entry)
    if earlier(entry.expires, entry.opened):
        message = f"the bottle was opened on {entry.opened}, after it had expired on {entry.expires}"
        yield Hit("opened", message, "were the two dates exchanged?")


@rule("material/cas", "error", draft="should", archive="must", source="CAS Registry")
def cas(view: View) -> Iterator[Hit]:
    """The CAS number is not that of another substance than the formula (house list of common reagents).

    One substance may have several numbers, by its form or its isotopes, so a number that is not in the list is left
    alone.
    """
    entry = cast(Material, view.entry)
    if entry.cas is None or entry.formula is None:
        return
    other, expected = FORMULA_OF.get(entry.cas), CAS.get(entry.formula.text)
    if other is not None and other != entry.formula.text:
        hint = f"that of {entry.formula} is {expected}" if expected else "compare both with the label"
        fix = Fix("cas", expected) if expected else None
        yield Hit("cas", f"{entry.cas} is {other}, not {entry.formula}", hint, fix=fix)


@rule("material/density", "warning", draft="should", archive="should", formula="v = M / (rho N_A n)")
def density(view: View) -> Iterator[Hit]:
    """An atom takes up 4 to 130 Å³ of a solid, by its density and formula."""
    entry = cast(Material, view.entry)
    value, formula = known(entry.density), entry.formula
    if not value or entry.density is None or formula is None or formula.variables:
        return
    atoms = sum(number for number in formula.composition.values() if isinstance(number, float))
    volume = formula.molar_mass * 1e-3 / (value * AVOGADRO * atoms)
    if VOLUME[0] <= volume <= VOLUME[1]:
        return
    swap = {"kg/m³": "g/cm³", "g/cm³": "kg/m³"}[entry.density.unit]
    likely = VOLUME[0] <= volume / (1000 if swap == "g/cm³" else 1e-3) <= VOLUME[1]
    meant = f"{entry.density.value:g} {swap}" if likely else ""
    yield Hit.asking(
        "density",
        f"{entry.density} gives each atom of {formula} {volume * 1e30:.3g} Å³",
        meant,
        "check the number and the unit, e.g. '1.39 g/cm³'",
        {"volume_per_atom_m3": volume},
    )


@rule("material/foil-thickness", "warning", draft="should", archive="should")
def foil_thickness(view: View) -> Iterator[Hit]:
    """A foil is 1 µm to 2 mm thick."""
    entry = cast(Material, view.entry)
    value = known(entry.thickness)
    if entry.use != "foil" or value is None or entry.thickness is None or FOIL[0] <= value <= FOIL[1]:
        return
    meant = in_other_unit(entry.thickness, 1e3 if value > FOIL[1] else 1e-3)
    yield Hit.asking(
        "thickness",
        f"{entry.thickness} is too {'thick' if value > FOIL[1] else 'thin'} for a foil",
        meant,
        "check the number and the unit, e.g. '9 µm'",
        {"thickness_m": value},
    )


@rule("material/decomposition", "warning", draft="should", archive="should", yields_to=("material/melting",))
def decomposition(view: View) -> Iterator[Hit]:
    """What has a melting point melts before it decomposes."""
    entry = cast(Material, view.entry)
    melts, decomposes = known(entry.melting_temperature), known(entry.decomposition_temperature)
    if melts is None or decomposes is None or decomposes >= melts - 1:
        return
    message = (
        f"it decomposes at {entry.decomposition_temperature}, below its melting point of {entry.melting_temperature}"
    )
    numbers = {"melting_K": melts, "decomposition_K": decomposes}
    hint = "were the two exchanged, or one of them in °C? Leave out the melting point of what does not melt"
    yield Hit("decomposition_temperature", message, hint, numbers)


@rule(
    "material/melting",
    "warning",
    draft="should",
    archive="should",
    yields_to=("temperature/celsius",),
    source="CRC Handbook of Chemistry and Physics; ITS-90 for metals that define it",
)
def melting(view: View) -> Iterator[Hit]:
    """The melting point of a common substance is the known one within 30 K."""
    entry = cast(Material, view.entry)
    value, stated = known(entry.melting_temperature), entry.melting_temperature
    if value is None or stated is None or entry.formula is None:
        return
    expected = MELTING_POINT.get(entry.formula.text) or METALS.get(entry.formula.text)
    if expected is None or abs(value - expected) <= APART:
        return
    meant = _other_scale(stated, expected)
    yield Hit.asking(
        "melting_temperature",
        f"{stated} is not where {entry.formula} melts",
        meant,
        f"expected is about {said(expected, stated.unit)}",
        {"melting_K": value, "expected_K": expected},
    )


def _other_scale(stated: Quantity, expected: float) -> str:
    """The text in the other scale of temperature, where that is the value expected; else empty."""
    if stated.unit == "K" and abs(stated.value + ICE_POINT - expected) <= APART:
        return re.sub(r"K\s*$", "°C", stated.text)
    if stated.unit == "°C" and abs(stated.value - expected) <= APART:
        return re.sub(r"°\s*C\s*$", "K", stated.text)
    return ""


@rule("material/property-source", "gap", draft="off", archive="off", publish="should")
def property_source(view: View) -> Iterator[Hit]:
    """Properties of a material say where they come from."""
    entry = cast(Material, view.entry)
    if entry.property_source:
        return
    for name in ("melting_temperature", "decomposition_temperature", "density"):
        if getattr(entry, name) is not None:
            hint = "write it under 'property_source:': label, handbook or DOI"
            yield Hit(name, f"it is not said where {getattr(entry, name)} comes from", hint)
            return


@rule("material/air-sensitive", "warning", draft="should", archive="should")
def air_sensitive(view: View) -> Iterator[Hit]:
    """What air attacks is not called stable in it (house list)."""
    entry = cast(Material, view.entry)
    if entry.formula is not None and entry.air_sensitive is False and (why := air_attacks(entry.formula)):
        fix = Fix("air_sensitive", "yes")
        yield Hit("air_sensitive", f"{why}, and it is said to bear air", "was it yes?", fix=fix)


@rule("material/handling", "gap", draft="off", archive="off", publish="should")
def handling(view: View) -> Iterator[Hit]:
    """Of what air attacks it is said that it is handled under inert gas."""
    entry = cast(Material, view.entry)
    if entry.formula is not None and entry.air_sensitive is None and (why := air_attacks(entry.formula)):
        yield Hit("formula", why, "write 'air_sensitive: yes'", fix=Fix("air_sensitive", "yes"))


@rule("material/diameter", "warning", draft="should", archive="should")
def diameter(view: View) -> Iterator[Hit]:
    """A disc or a die of a battery laboratory is 1 mm to 60 mm wide."""
    own = cast(Material, view.entry).diameter
    found = known(own)
    if own is None or found is None or WIDE[0] <= found <= WIDE[1]:
        return
    texts = (in_other_unit(own, ratio) for ratio in (1e3, 1e-3, 10.0) if WIDE[0] <= found / ratio <= WIDE[1])
    meant = next((text for text in texts if text), "")
    yield Hit.asking(
        "diameter",
        f"{own} is no diameter of a disc or a die",
        meant,
        "check the number and the unit, e.g. '8 mm'",
        {"diameter_m": found},
    )
