"""Rules for cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.cell import Cell
from glovebook.validators.rule import Hit, View, rule


@rule("cell/layers", "gap", draft="off", archive="must")
def layers(view: View) -> Iterator[Hit]:
    """A cell names the layers of its stack."""
    if not cast(Cell, view.entry).layers:
        yield Hit("layers", "the stack has no layers", "add them, e.g. '- {role: electrolyte, entry: p7}'")
