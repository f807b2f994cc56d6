"""Rules for measurements that have no kind of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from glovebook.schema.kinds.other import Other
from glovebook.validators.rule import Hit, View, rule

OWN: Mapping[str, str] = {
    r"X?RD|PXRD|powder (X-ray )?diffraction": "xrd",
    r"(P?EIS|impedance.*)": "eis",
    r"raman.*": "raman",
    r"(TGA?|TG-?D[TS][AC]|thermogravimetr.*|DSC|DTA)": "tga",
    r"(CV|LSV|cyclic voltammetry|voltammetry)": "cv",
    r"(GCPL|cycling|galvanostatic cycling)": "cycling",
}
"""Names of techniques -> the kind that there is for them."""


@rule("other/technique", "gap", draft="off", archive="must")
def technique(view: View) -> Iterator[Hit]:
    """A measurement without a kind of its own says which technique it is."""
    if not cast(Other, view.entry).technique:
        yield Hit("technique", "the technique is not named", "add it, e.g. 'technique: SEM'")


@rule("other/kind", "warning", draft="should", archive="should")
def own_kind(view: View) -> Iterator[Hit]:
    """What has a kind of its own is recorded as that kind: then it is checked and analysed."""
    text = (cast(Other, view.entry).technique or "").strip()
    for pattern, kind in OWN.items():
        if re.fullmatch(pattern, text, re.IGNORECASE):
            yield Hit("technique", f"there is a kind of entry for {text}: {kind}", f"write 'kind: {kind}'")
            return


@rule("other/files", "gap", draft="off", archive="must")
def files(view: View) -> Iterator[Hit]:
    """A measurement without a kind of its own has files: there are no fields for its results."""
    if not cast(Other, view.entry).files:
        yield Hit("files", "there is no file", "add it, e.g. '- {file: data/sem/p7_01.tif}'")
