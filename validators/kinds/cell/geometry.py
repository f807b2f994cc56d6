"""Areas and thicknesses of layers: among each other, and against what they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from glovebook.physics.geometry import disc_area
from glovebook.schema.finding import Fix
from glovebook.schema.kinds.cell import Cell, Layer
from glovebook.schema.quantity import Quantity
from glovebook.validators.chain import diameter, layers
from glovebook.validators.compare import (
    SAME,
    SETTING,
    UNIT_SLIP,
    asks,
    bare,
    differs,
    in_other_unit,
    known,
    like,
    slip,
    spread,
    times,
    value_path,
)
from glovebook.validators.kinds.cell.coin import coin
from glovebook.validators.rule import Hit, View, rule

HALF = "the radius in place of the diameter"


def contradicted(view: View, layer: Layer) -> bool:
    """Whether the diameter of a layer is not that of what it is made of, which `layer_geometry` says."""
    found, right = known(layer.diameter), known(getattr(view.linked.get(layer.entry or ""), "diameter", None))
    return bool(found and right and differs(found, right, SETTING))


@rule(
    "cell/layer-geometry",
    "error",
    draft="should",
    archive="must",
    yields_to=(
        "material/foil-thickness",
        "material/diameter",
        "pellet/diameter",
        "pellet/thickness",
        "pellet/aspect",
        "pellet/readings",
        "pellet/relative-density",
        "pellet/density",
        "chemistry/same-formula",
        "pellet/die",
    ),
)
def layer_geometry(view: View) -> Iterator[Hit]:
    """Diameter and thickness of a layer are those of the pellet or disc that it is made of."""
    for index, layer in enumerate(cast(Cell, view.entry).layers):
        owner: Any = view.linked.get(layer.entry or "")
        if (
            owner is None
            or owner.kind not in ("pellet", "material")
            or (owner.kind == "material" and owner.use == "die")
        ):
            continue
        pairs: list[tuple[str, Quantity | None, Any]] = [(f"layers[{index}].diameter", layer.diameter, owner.diameter)]
        if layer.thickness is not None:
            path = value_path(f"layers[{index}].thickness", layer.thickness)
            pairs.append((path, layer.thickness.value, owner.thickness))
        for path, own, other in pairs:
            yield from _compared(path, own, bare(other), f"{owner.kind} {owner.id}")


def _compared(path: str, own: Quantity | None, expected: Quantity | None, owner: str) -> Iterator[Hit]:
    found, right = known(own), known(expected)
    if own is None or expected is None or not found or not right:
        return
    approximate = sum(spread(one) for one in (own, expected) if one.comparator == "~" or one.si_uncertainty)
    if not differs(found, right, SETTING + approximate):
        return
    name = path.removesuffix(".value").rpartition(".")[2]
    words = slip(found / right, {**UNIT_SLIP, **({0.5: HALF} if name == "diameter" else {})})
    yield Hit(
        path,
        f"the layer has a {name} of {own}, {owner} of {expected}",
        asks("", words, "take what was measured, or link the pellet that was used"),
        {"layer_m": found, "linked_m": right},
        fix=Fix(path, expected.text),
    )


@rule(
    "cell/layer-area",
    "error",
    draft="should",
    archive="must",
    source="definition",
    formula="A = pi d^2 / 4",
    yields_to=("cell/layer-geometry", "cell/fits"),
)
def layer_area(view: View) -> Iterator[Hit]:
    """The area of a round layer is that of its diameter, A = pi d^2 / 4."""
    factors = {
        **UNIT_SLIP,
        4.0: "the diameter in place of the radius",
        0.25: HALF,
        100.0: "mm² for cm²",
        0.01: "cm² for mm²",
    }
    for index, layer in enumerate(cast(Cell, view.entry).layers):
        across = diameter(view, layer)
        found, wide = known(layer.area), known(across)
        if layer.area is None or across is None or not found or not wide:
            continue
        expected = disc_area(wide)
        about = 2 * spread(across) if across.comparator == "~" or across.si_uncertainty else 0.0
        if differs(found, expected, SETTING + spread(layer.area) + about):
            ratio, path = found / expected, f"layers[{index}].area"
            words, text = slip(ratio, factors), in_other_unit(layer.area, ratio)
            yield Hit.asking(
                path,
                f"{layer.area} is {times(ratio)} a disc of {across}, {like(expected, layer.area)}",
                text,
                "measure one of the two again",
                {"area_m2": found, "disc_m2": expected},
                words=words,
            )


@rule(
    "cell/overhang",
    "warning",
    draft="should",
    archive="must",
    yields_to=(
        "cell/layer-geometry",
        "pellet/diameter",
    ),
)
def overhang(view: View) -> Iterator[Hit]:
    """No electrode is wider than the electrolyte: it would touch the other one around the edge.

    It says nothing where a diameter is not that of the linked pellet, or is too wide for the body.
    """
    cell = cast(Cell, view.entry)
    size = coin(cell.body)
    if any(contradicted(view, layer) for layer in cell.layers):
        return
    separators = [diameter(view, layer) for _, layer in layers(cell, "electrolyte")]
    wide = max((separator for separator in separators if separator and known(separator)), key=_si, default=None)
    if wide is None:
        return
    for role in ("cathode", "anode"):
        for index, layer in layers(cell, role):
            across = diameter(view, layer)
            found = known(across)
            if across is None or not found or found <= wide.si * (1 + SETTING) or (size and found >= size.diameter):
                continue
            halved = abs(found / wide.si / 2 - 1) < SAME
            yield Hit(
                f"layers[{index}].diameter" if layer.diameter else f"layers[{index}]",
                f"the {role} of {across} overhangs the electrolyte of {wide}",
                f"was one of them {HALF}?" if halved else "check both diameters: such a cell is short-circuited",
                {"electrode_m": found, "electrolyte_m": wide.si},
            )


def _si(quantity: Quantity) -> float:
    return quantity.si
