"""Texts that say more, or less, than number and unit: ``C/10``, ``1.0..2.4 V vs Na+/Na``, ``ΔT = 5 K``, ``r.t.``."""

from __future__ import annotations

import re
from typing import NamedTuple

from glovebook.schema.quantity.text import Parts, QuantityError, fold, split


class Special(NamedTuple):
    """What such a text means."""

    kind: str
    parts: Parts
    reference: str
    """What a potential refers to, as written; empty for everything else."""


REFERENCES = (
    *("Li+/Li", "Li/Li+", "Na+/Na", "Na/Na+", "K+/K", "K/K+", "Mg2+/Mg", "Mg/Mg2+", "Li", "Na", "K", "Mg"),
    *("Li-In", "In/InLi", "Na-Sn", "Ag/AgCl", "Ag/Ag+", "Ag+/Ag", "Hg/HgO", "SCE", "SHE", "NHE", "RHE"),
)
"""Reference electrodes and couples that a potential may name."""

WORDS: dict[str, dict[str, tuple[float, float, str]]] = {
    "temperature": dict.fromkeys(("r.t.", "rt", "RT", "room temperature", "ambient"), (288.15, 303.15, "K")),
    "duration": {"overnight": (8.0, 16.0, "h")},
}
"""Kind -> word -> the range that it stands for: about 15 °C to 30 °C, about 8 h to 16 h (house rules)."""

REFERENCE = "|".join(re.escape(name) for name in sorted(REFERENCES, key=len, reverse=True))
_VERSUS = re.compile(rf"(.+?) ?(?:\bvs\.?|\bversus) ?({REFERENCE})")
_PER = re.compile(r"C ?/ ?(\d+(?:\.\d+)?)(?: ?h)?", re.ASCII)
_DELTA = re.compile(r"(?:ΔT|∆T|dT) ?= ?(.+)")


def special(text: str, kind: str | None) -> Special | None:
    """What a text means that is special for a kind (or for any, where none is asked for); None for all others."""
    folded = fold(text)
    for owner, words in WORDS.items():
        if kind in (None, owner) and folded in words:
            lower, upper, unit = words[folded]
            return Special(owner, Parts("~", lower, None, upper, unit), "")
    if kind in (None, "c_rate") and (match := _PER.fullmatch(folded)):
        if not float(match[1]):
            raise QuantityError(f"{text!r} divides by zero", "write e.g. 'C/10'")
        return Special("c_rate", Parts("", 1 / float(match[1]), None, None, "C"), "")
    if kind in (None, "temperature_difference") and (match := _DELTA.fullmatch(folded)):
        return Special("temperature_difference", split(match[1]), "")
    if kind in (None, "potential") and re.search(r"\bvs\b|\bversus\b", folded):
        match = _VERSUS.fullmatch(folded)
        if match is None:
            raise QuantityError(
                f"the reference in {text!r} is not known",
                f"write one of {', '.join(REFERENCES)}, e.g. '2.1 V vs Na+/Na'",
                "quantity/reference",
            )
        return Special("potential", split(match[1]), match[2])
    return None
