"""Quantities and dates as people read them."""

from __future__ import annotations

import re

from glovebook.schema.quantity import Quantity
from glovebook.schema.result import shown


def when(text: str | None) -> str:
    """A date for people: ``2018-01-15 14:30 +08:00``."""
    return re.sub(r"^(\S+)T(\d\d:\d\d)(:\d\d)?", r"\1 \2 ", text or "").strip()


def shown_si(quantity: Quantity) -> str:
    """The quantity in SI, e.g. ``0.0021 m``; empty where it is a plain number."""
    if not quantity.si_unit:
        return ""
    upper = quantity.si_upper
    if upper is not None:
        return f"{shown(quantity.si, '')} to {shown(upper, quantity.si_unit)}"
    words = shown(quantity.si, quantity.si_unit, quantity.si_uncertainty)
    return f"{quantity.comparator} {words}".strip()
