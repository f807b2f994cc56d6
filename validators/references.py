"""What potentials refer to: two spellings of one couple are one reference."""

from __future__ import annotations

import re

from glovebook.schema.quantity import Quantity
from glovebook.schema.quantity.special import REFERENCES

_METAL = re.compile(r"(Li|Na|K|Mg)(?:2?\+)?(?:/\1(?:2?\+)?)?")


def couple(reference: str) -> str:
    """The metal of a couple (``Na`` for ``Na+/Na``, ``Na/Na+`` and ``Na``), or the reference as it is written."""
    text = reference.strip().replace("^", "").replace("–", "-")
    match = _METAL.fullmatch(text)
    return match[1] if match else text


def electrode_of(potential: Quantity | None) -> str:
    """The couple that a potential refers to; empty where it does not say."""
    return couple(potential.reference) if potential is not None else ""


def is_known(reference: str) -> bool:
    """Whether a text names a reference electrode that potentials may have."""
    return couple(reference) in {couple(name) for name in REFERENCES}
