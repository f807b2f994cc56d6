"""A quantity that a person stated, as the one number that an analysis needs."""

from __future__ import annotations

from glovebook.schema.quantity import Quantity
from glovebook.schema.refusal import Refusal


def one_value(quantity: Quantity, what: str, needed_for: str, remedy: str) -> float:
    """The value in SI of what is no range and no bound, and above zero; an approximate one counts.

    Raises `Refusal` for anything else, saying ``what`` the quantity is of, with the text as written.
    """
    if quantity.upper is not None or quantity.comparator not in ("", "~"):
        raise Refusal(f"{what}: {quantity.text!r} is a range or a bound; {needed_for} needs one value", remedy)
    if quantity.si <= 0:
        raise Refusal(f"{what}: {quantity.text!r} is not above zero", remedy)
    return quantity.si
