"""Purities as they stand on labels: a number, a range, or a bound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from glovebook.schema.quantity import Quantity

if TYPE_CHECKING:  # kinds are loaded one by one, when an entry of the kind is met
    from glovebook.schema.entry import Entry
    from glovebook.schema.kinds.synthesis import Reagent


def purity_of(reagent: Reagent, linked: Mapping[str, Entry]) -> Quantity | None:
    """The purity of a reagent: its own, or that of the material it is linked to."""
    if reagent.purity is not None:
        return reagent.purity
    bottle = linked.get(reagent.entry or "")
    found = getattr(bottle, "purity", None) if bottle and bottle.kind == "material" else None
    return found if isinstance(found, Quantity) else None


def purity_share(purity: Quantity | None) -> tuple[float, float]:
    """Share of the substance by mass, and how far it may be from that, relative to it.

    1 where no purity is stated; the middle of a range or of what a lower bound (``> 99 %``) leaves, with half its
    width; of a number, twice its standard uncertainty.
    """
    if purity is None or purity.si <= 0:
        return 1.0, 0.0
    if purity.si_upper is not None:
        lower, upper = purity.si, purity.si_upper
    elif purity.comparator in (">", ">="):
        lower, upper = purity.si, 1.0
    else:
        return purity.si, 2 * (purity.si_uncertainty or 0.0) / purity.si
    middle = (lower + upper) / 2
    return middle, (upper - lower) / 2 / middle
