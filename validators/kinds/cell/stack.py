"""The stack of a cell: its order, its chemistry, and what it was assembled under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from glovebook.physics.electrochemistry.metals import ALKALI
from glovebook.schema.formula import Formula
from glovebook.schema.kinds.cell import Cell
from glovebook.validators.chain import formula_in, layers
from glovebook.validators.rule import Hit, View, rule

_AIR = re.compile(r"air|dry air|ambient( air)?|lab(oratory)? air|O2|oxygen|dry room", re.IGNORECASE)
_NITROGEN = re.compile(r"N2|nitrogen", re.IGNORECASE)


@rule("cell/layer-order", "error", draft="should", archive="must")
def layer_order(view: View) -> Iterator[Hit]:
    """The electrolyte lies between cathode and anode, and current collectors lie outside of them."""
    cell = cast(Cell, view.entry)
    electrodes = [index for role in ("cathode", "anode") for index, _ in layers(cell, role)]
    inner = [index for index, _ in layers(cell, "electrolyte")]
    if len(electrodes) < 2 or not inner:
        return
    low, high = min(electrodes), max(electrodes)
    outside = [index for index in inner if not low < index < high]
    within = [index for index, _ in layers(cell, "current collector") if low < index < high]
    for index in outside or within:
        role = cell.layers[index].role
        order = " | ".join(layer.role for layer in cell.layers)
        where = "not between the electrodes" if outside else "between the electrodes"
        yield Hit(
            f"layers[{index}].role",
            f"the {role} is {where}: {order}",
            "list the layers from one end to the other, e.g. anode | electrolyte | cathode",
        )
        return


def _metals(view: View, cell: Cell) -> Iterator[tuple[int, str]]:
    """Places and symbols of the layers that are pure alkali metals."""
    for index, layer in enumerate(cell.layers):
        formula = formula_in(view, layer)
        if formula is not None and len(formula.composition) == 1 and next(iter(formula.composition)) in ALKALI:
            yield index, next(iter(formula.composition))


@rule("cell/atmosphere", "error", draft="should", archive="must")
def atmosphere(view: View) -> Iterator[Hit]:
    """Alkali metals are not handled in air, nor lithium in nitrogen, which it reacts with to Li3N."""
    cell = cast(Cell, view.entry)
    gas = (cell.atmosphere.gas or "").strip() if cell.atmosphere else ""
    for _, metal in _metals(view, cell):
        attacked = _AIR.fullmatch(gas) or (metal == "Li" and _NITROGEN.fullmatch(gas))
        if attacked:
            yield Hit("atmosphere.gas", f"{gas} attacks the {metal} of the cell", "was it Ar?")
            return


@rule("cell/assembled", "error", draft="should", archive="must")
def assembled(view: View) -> Iterator[Hit]:
    """A cathode without the alkali of the anode makes a cell that is assembled charged; with it, discharged.

    Only where the anode is an alkali metal: a cathode that holds the same alkali may then be a half-filled one, so
    nothing is said unless it is full, as in the oxides A M O2 with one alkali ion.
    """
    cell = cast(Cell, view.entry)
    metal = next((metal for index, metal in _metals(view, cell) if cell.layers[index].role == "anode"), None)
    cathodes = [(index, formula) for index, layer in layers(cell, "cathode") if (formula := layer.formula)]
    if cell.assembled is None or metal is None or len(cathodes) != 1:
        return
    formula = cathodes[0][1]
    if formula.variables or len(formula.composition) < 2:
        return
    expected = "charged" if metal not in formula.composition else "discharged" if _is_full(formula, metal) else ""
    if expected and cell.assembled != expected:
        held = "no" if expected == "charged" else "all its"
        yield Hit(
            "assembled",
            f"the cell is said to be assembled {cell.assembled}, and {formula} holds {held} {metal} yet",
            f"was it '{expected}'?",
        )


def _is_full(formula: Formula, metal: str) -> bool:
    """Whether a formula is an oxide with one alkali ion to two oxygens."""
    atoms = formula.composition
    return atoms.get("O") == 2 and atoms.get(metal) == 1
