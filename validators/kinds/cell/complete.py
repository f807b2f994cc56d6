"""What a cell has to say of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.cell import Cell
from glovebook.validators.chain import layers as of_role
from glovebook.validators.chain import thickness as thickness_of
from glovebook.validators.rule import Hit, View, rule


@rule("cell/layers", "gap", draft="off", archive="must")
def layers(view: View) -> Iterator[Hit]:
    """A cell names the layers of its stack."""
    if not cast(Cell, view.entry).layers:
        yield Hit("layers", "the stack has no layers", "add them, e.g. '- {role: electrolyte, entry: p7}'")


@rule("cell/electrolyte", "gap", draft="off", archive="must")
def electrolyte(view: View) -> Iterator[Hit]:
    """A cell has an electrolyte among its layers."""
    cell = cast(Cell, view.entry)
    if cell.layers and not of_role(cell, "electrolyte"):
        yield Hit("layers", "no layer is the electrolyte", "add it, e.g. '- {role: electrolyte, entry: p7}'")


@rule("cell/body", "gap", draft="off", archive="off", publish="must")
def body(view: View) -> Iterator[Hit]:
    """A published cell says what body it was built into."""
    if not cast(Cell, view.entry).body:
        yield Hit("body", "the cell body is missing", "add it, e.g. 'body: 2025 coin cell'")


@rule("cell/pressure", "gap", draft="off", archive="off", publish="must")
def pressure(view: View) -> Iterator[Hit]:
    """A published cell has its stack pressure: contacts in solid cells hang on it."""
    if cast(Cell, view.entry).stack_pressure is None:
        yield Hit(
            "stack_pressure",
            "the pressure on the stack is missing",
            "measure it, e.g. 'stack_pressure: 2 MPa', or say in the notes that it was not controlled",
        )


@rule("cell/separator", "gap", draft="off", archive="off", publish="must")
def separator(view: View) -> Iterator[Hit]:
    """A published cell has the thickness of its electrolyte."""
    for index, layer in of_role(cast(Cell, view.entry), "electrolyte"):
        if thickness_of(view, layer) is None:
            yield Hit(
                f"layers[{index}]", "the thickness of the electrolyte is missing", "add it, e.g. 'thickness: 1.0 mm'"
            )


@rule("cell/anode", "gap", draft="off", archive="off", publish="must")
def anode(view: View) -> Iterator[Hit]:
    """A published cell has the mass or the thickness of its anode: the ratio N/P follows from it."""
    for index, layer in of_role(cast(Cell, view.entry), "anode"):
        if layer.mass is None and thickness_of(view, layer) is None:
            yield Hit(
                f"layers[{index}]", "the amount of anode is missing", "add it, e.g. 'mass: 5.1 mg' or its thickness"
            )


@rule("cell/assembled-state", "gap", draft="off", archive="off", publish="must")
def assembled(view: View) -> Iterator[Hit]:
    """A published cell with two electrodes says whether it was assembled charged or discharged."""
    cell = cast(Cell, view.entry)
    if cell.assembled is None and of_role(cell, "cathode") and of_role(cell, "anode"):
        yield Hit("assembled", "the state of charge at assembly is missing", "add it, e.g. 'assembled: charged'")


@rule("cell/assembly-gas", "gap", draft="off", archive="off", publish="must")
def assembly_gas(view: View) -> Iterator[Hit]:
    """A published cell says under which gas it was assembled."""
    atmosphere = cast(Cell, view.entry).atmosphere
    if atmosphere is None or not atmosphere.gas:
        yield Hit("atmosphere", "the gas during assembly is missing", "add it, e.g. 'atmosphere: {gas: Ar}'")
