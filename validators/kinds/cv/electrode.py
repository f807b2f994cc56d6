"""The working electrode of voltammetry against the cell it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from glovebook.schema.kinds.cv import Cv
from glovebook.validators.chain import cell_of, electrode_area
from glovebook.validators.compare import (
    SETTING,
    UNIT_SLIP,
    differs,
    in_other_unit,
    known,
    like,
    slip,
    spread,
    times,
)
from glovebook.validators.rule import Hit, View, rule

LARGER = 1.0 + SETTING
"""Above this ratio to the area in the cell an electrode is larger than what it touches."""
SLIPS = {**UNIT_SLIP, 4.0: "the diameter in place of the radius", 100.0: "mm² for cm²", 0.01: "mm² for cm²"}


@rule(
    "cv/area",
    "error",
    draft="should",
    archive="must",
    yields_to=("cell/layer-geometry", "cell/layer-area", "pellet/diameter"),
)
def electrode(view: View) -> Iterator[Hit]:
    """The area of the working electrode is that of the electrode in the cell, or of the electrolyte it touches.

    A smaller one is possible, where only a part is contacted, unless the difference looks like a slip.
    """
    written = cast(Cv, view.entry).area
    found, expected = known(written), electrode_area(view, cell_of(view))
    if written is None or not found or not expected:
        return
    ratio = found / expected
    words = slip(ratio, SLIPS)
    if not differs(found, expected, SETTING + spread(written)) or (ratio < LARGER and not words):
        return
    text = in_other_unit(written, ratio)
    yield Hit.asking(
        "area",
        f"{written} is {times(ratio)} the area in the cell, {like(expected, written)}",
        text,
        "measure one of the two again",
        {"area_m2": found, "cell_m2": expected},
        words=words,
    )
