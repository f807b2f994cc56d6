"""Bodies of cells: what fits into them, and how hard they press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.cell import Cell
from glovebook.validators.chain import diameter, thickness
from glovebook.validators.compare import known, value_path
from glovebook.validators.kinds.cell.coin import coin
from glovebook.validators.kinds.cell.geometry import contradicted
from glovebook.validators.rule import Hit, View, rule

PRESSURE = (0.01e6, 100e6)
"""Plausible pressure on a stack in Pa while it is measured: it is far below that of pressing."""


@rule(
    "cell/fits",
    "error",
    draft="should",
    archive="must",
    yields_to=(
        "cell/layer-geometry",
        "pellet/thickness",
    ),
)
def fits(view: View) -> Iterator[Hit]:
    """The layers fit into a coin cell, whose code gives its diameter in mm and its height in tenths of a millimetre."""
    cell = cast(Cell, view.entry)
    size = coin(cell.body)
    if size is None:
        return
    code, wide, high = size
    for index, layer in enumerate(cell.layers):
        across = diameter(view, layer)
        found = known(across)
        if layer.diameter is not None and found and found >= wide and not contradicted(view, layer):
            path = f"layers[{index}].diameter"
            yield Hit(
                path,
                f"{across} does not fit into a {code} cell, {wide * 1e3:g} mm wide outside",
                "check the unit of the diameter, and the code of the body",
                {"diameter_m": found, "body_m": wide},
            )
            return
    heights = [known(thickness(view, layer)) for layer in cell.layers]
    total = sum(height for height in heights if height)
    if total >= high:
        yield Hit(
            "body",
            f"the layers are {total * 1e3:.3g} mm thick, a {code} cell is {high * 1e3:g} mm high outside",
            "check the thicknesses, and the code of the body",
            {"stack_m": total, "body_m": high},
        )


@rule("cell/stack-pressure", "warning", draft="should", archive="must")
def stack_pressure(view: View) -> Iterator[Hit]:
    """The pressure on a stack while it is measured is between 0.01 MPa and 100 MPa."""
    part = cast(Cell, view.entry).stack_pressure
    if part is None or part.basis == "gauge" or PRESSURE[0] <= part.value.si <= PRESSURE[1]:
        return
    value, path = part.value, value_path("stack_pressure", part)
    text = value.text.replace("mPa", "MPa").replace("GPa", "MPa") if value.unit in ("mPa", "GPa") else ""
    hint = "0.1 MPa to 100 MPa is usual; is it the pressure of pressing, or was it read on the gauge (basis: gauge)?"
    yield Hit.asking(
        path,
        f"{value} is an unusual pressure on a stack",
        text,
        hint,
        {"pressure_pa": value.si},
    )
