"""Texts that say more, or less, than number and unit: ``C/10``, ``1.0..2.4 V vs Na+/Na``, ``ΔT = 5 K``, ``r.t.``."""

from __future__ import annotations

import re
from typing import NamedTuple

from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.quantity.text import Parts, QuantityError, fold, split


class Special(NamedTuple):
    """What such a text means."""

    kind: str
    parts: Parts
    reference: str
    """What a potential refers to: one of `REFERENCES`; empty for everything else."""


REFERENCES = (
    *("Li+/Li", "Li/Li+", "Na+/Na", "Na/Na+", "K+/K", "K/K+", "Mg2+/Mg", "Mg/Mg2+", "Li", "Na", "K", "Mg"),
    *("Li-In", "In/InLi", "Na-Sn", "Na15Sn4", "Ag/AgCl", "Ag/Ag+", "Ag+/Ag", "Hg/HgO", "SCE", "SHE", "NHE", "RHE"),
)
"""Reference electrodes and couples that a potential may name."""

_ROOM = (288.15, 303.15, "K")
WORDS: dict[str, dict[str, tuple[float, float, str]]] = {
    "temperature": dict.fromkeys(
        ("r.t.", "r. t.", "R.T.", "rt", "RT", "room temperature", "Room temperature", "ambient", "ambient temperature"),
        _ROOM,
    ),
    "duration": dict.fromkeys(("overnight", "Overnight", "over night"), (8.0, 16.0, "h")),
}
"""Kind -> word -> the range that it stands for: about 15 °C to 30 °C, about 8 h to 16 h (house rules)."""

_VERSUS = re.compile(
    r"(?P<number>.+?)(?: (?:vs\.?|versus) ?(?P<bare>[^ ()]+)| ?\((?:vs\.?|versus) (?P<inside>[^ ()]+)\))"
)
_MENTIONS = re.compile(r"\b(?:vs|versus)\b")
_PER = re.compile(r"C ?/ ?(\d+(?:\.\d+)?)(?: ?h)?", re.ASCII)
_DELTA = re.compile(r"(?:Δ|∆|d)T ?= ?(.+)")


def special(text: str, kind: str | None) -> Special | None:
    """What a text means that is special for a kind; None for all others, `QuantityError` in a field of another kind."""
    folded = fold(text)
    found = _word(folded) or _fraction(text, folded) or _difference(folded) or _potential(text, folded)
    if found and kind not in (None, found.kind):
        meant, wanted = QUANTITY_KINDS[found.kind], QUANTITY_KINDS[str(kind)]
        raise QuantityError(
            f"{text!r} is {meant.phrase}, not {wanted.phrase}",
            f"write one of {', '.join(wanted.units)}, e.g. {wanted.example!r}",
            "quantity/dimension",
        )
    return found


def _word(folded: str) -> Special | None:
    for owner, words in WORDS.items():
        if folded in words:
            lower, upper, unit = words[folded]
            return Special(owner, Parts("~", lower, None, upper, unit), "")
    return None


def _fraction(text: str, folded: str) -> Special | None:
    match = _PER.fullmatch(folded)
    if match is None:
        return None
    if not float(match[1]):
        raise QuantityError(f"{text!r} divides by zero", "write e.g. 'C/10'")
    return Special("c_rate", Parts("", 1 / float(match[1]), None, None, "C"), "")


def _difference(folded: str) -> Special | None:
    match = _DELTA.fullmatch(folded)
    return Special("temperature_difference", split(match[1]), "") if match else None


def _potential(text: str, folded: str) -> Special | None:
    if not _MENTIONS.search(folded):
        return None
    match = _VERSUS.fullmatch(folded)
    written = (match["bare"] or match["inside"]) if match else ""
    reference = written.replace("^", "").replace("–", "-")
    if match is None or reference not in REFERENCES:
        raise QuantityError(
            f"the reference in {text!r} is not known",
            f"write one of {', '.join(REFERENCES)}, e.g. '2.1 V vs Na+/Na'",
            "quantity/reference",
        )
    return Special("potential", split(match["number"]), reference)
