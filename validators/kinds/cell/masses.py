"""Masses in a cell: active and whole, per area, and anode against cathode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.physics.electrochemistry.active_materials import ELECTRONS
from glovebook.physics.electrochemistry.electrode import capacity, per_area, theoretical_capacity
from glovebook.schema.formula import Formula
from glovebook.schema.kinds.cell import Cell, Layer
from glovebook.validators.chain import active_mass as active_mass_of
from glovebook.validators.chain import area, is_same, layers
from glovebook.validators.compare import (
    UNIT_SLIP,
    bare,
    differs,
    in_other_unit,
    known,
    like,
    said,
    slip,
    spread,
)
from glovebook.validators.kinds.cell.coin import coin
from glovebook.validators.kinds.cell.geometry import contradicted
from glovebook.validators.rule import Hit, View, rule

LOADING = (0.02e-2, 200e-2)
"""Plausible areal loading of active material in kg/m2: 0.02 mg/cm2 to 200 mg/cm2."""

DENSITY = (200.0, 23000.0)
"""Densities of layers in kg/m3: a loose powder, and the heaviest metal."""


@rule("cell/active-mass", "error", draft="should", archive="must", source="definition", formula="m_AM = m w")
def active_mass(view: View) -> Iterator[Hit]:
    """The active mass of a layer is its mass times the fraction of active material, m_AM = m w."""
    for index, layer in enumerate(cast(Cell, view.entry).layers):
        found, mass, fraction = known(layer.active_mass), known(layer.mass), known(layer.active)
        if layer.active_mass is None or not found or not mass or not fraction:
            continue
        expected = mass * fraction
        if not differs(found, expected, spread(layer.active_mass) + spread(layer.mass) + spread(layer.active)):
            continue
        ratio, path = found / expected, f"layers[{index}].active_mass"
        factors = {
            **UNIT_SLIP,
            1 / fraction: "the mass of the whole layer",
            1 / fraction**2: "the two masses, swapped",
        }
        words, text = slip(ratio, factors), in_other_unit(layer.active_mass, ratio)
        yield Hit.asking(
            path,
            f"{layer.active_mass} is not {layer.active} of {layer.mass} = {like(expected, layer.active_mass)}",
            text,
            "check both masses and the fraction",
            {"mass_kg": mass, "fraction": fraction, "active_kg": found, "expected_kg": expected},
            words=words,
        )


@rule(
    "cell/loading",
    "warning",
    draft="should",
    archive="must",
    source="definition; the limits are a house rule",
    formula="m_AM / A",
    yields_to=("cell/active-mass",),
)
def loading(view: View) -> Iterator[Hit]:
    """The areal loading of active material is between 0.02 mg/cm² and 200 mg/cm².

    It says nothing where the diameter is wrong already: not that of the linked pellet, or too wide for the body.
    """
    cell = cast(Cell, view.entry)
    for index, layer in layers(cell, "cathode"):
        mass, face = active_mass_of(layer), area(view, layer)
        if not mass or not face:
            continue
        found, written = per_area(mass, face), layer.active_mass or layer.mass
        size = coin(cell.body)
        misfit = contradicted(view, layer) or (size is not None and (known(layer.diameter) or 0.0) >= size.diameter)
        if LOADING[0] <= found <= LOADING[1] or written is None or misfit:
            continue
        path = f"layers[{index}].{'active_mass' if layer.active_mass else 'mass'}"
        text = in_other_unit(written, 1e3 if found > LOADING[1] else 1e-3)
        yield Hit.asking(
            path,
            f"{written} on {said(face, 'cm²')} is a loading of {said(found, 'mg/cm²')}",
            text,
            "check the mass and the diameter",
            {"mass_kg": mass, "area_m2": face, "loading_kg_per_m2": found},
        )


@rule(
    "cell/anode-capacity",
    "warning",
    draft="should",
    archive="should",
    source="definition",
    formula="N/P = q_N m_N / (q_P m_P)",
    yields_to=(
        "cell/active-mass",
        "cell/layer-density",
        "cell/loading",
    ),
)
def anode_capacity(view: View) -> Iterator[Hit]:
    """The anode can take up or give off what the cathode does: N/P is not below 1.

    From theoretical capacities, with the usual numbers of electrons.
    """
    cell = cast(Cell, view.entry)
    cathodes, anodes = layers(cell, "cathode"), layers(cell, "anode")
    if len(cathodes) != 1 or len(anodes) != 1:
        return
    (_, cathode), (index, anode) = cathodes[0], anodes[0]
    positive, negative = _capacity(cathode), _capacity(anode)
    if positive is None or negative is None:
        return
    ratio = negative / positive
    if ratio < 1 - spread(anode.mass) - spread(cathode.active_mass):
        yield Hit(
            f"layers[{index}].mass",
            f"the anode holds {said(negative, 'mAh')}, the cathode {said(positive, 'mAh')}: N/P = {ratio:.3g}",
            "check both masses and their units",
            {"anode_c": negative, "cathode_c": positive},
        )


def _capacity(layer: Layer) -> float | None:
    """Charge in C that a layer holds at most; None where its material or mass is not known."""
    formula = layer.formula
    mass = active_mass_of(layer)
    if mass is None and layer.role == "anode":
        mass = known(layer.mass)
    if formula is None or formula.variables or not mass:
        return None
    count = next((number for text, number in ELECTRONS.items() if is_same(Formula.parse(text), formula)), None)
    return capacity(theoretical_capacity(count, formula.molar_mass * 1e-3), mass) if count else None


@rule(
    "cell/layer-density",
    "warning",
    draft="should",
    archive="must",
    source="definition; the limits are a house rule",
    formula="rho = m / (A t)",
    yields_to=(
        "cell/layer-geometry",
        "cell/layer-area",
        "cell/fits",
        "cell/active-mass",
        "pellet/thickness",
        "pellet/diameter",
    ),
)
def layer_density(view: View) -> Iterator[Hit]:
    """A layer has a density between 0.2 and 23 g/cm³, by its mass, area and thickness."""
    for index, layer in enumerate(cast(Cell, view.entry).layers):
        mass, thick = known(layer.mass), known(bare(layer.thickness))
        face = area(view, layer) if mass and thick else None
        if layer.mass is None or not mass or not thick or not face:
            continue
        found = mass / (face * thick)
        if DENSITY[0] <= found <= DENSITY[1]:
            continue
        path, text = f"layers[{index}].mass", in_other_unit(layer.mass, 1e3 if found > DENSITY[1] else 1e-3)
        yield Hit.asking(
            path,
            f"{layer.mass} on {said(face, 'cm²')}, {bare(layer.thickness)} thick, is {said(found, 'g/cm³')}",
            text,
            "check mass, thickness and diameter",
            {"mass_kg": mass, "area_m2": face, "thickness_m": thick, "density_kg_per_m3": found},
        )
