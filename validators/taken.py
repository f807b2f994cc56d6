"""What was taken out of a batch, as those say who took it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from glovebook.schema.entry import Entry, walk
from glovebook.schema.parts import Part
from glovebook.schema.quantity import Quantity
from glovebook.validators.compare import known, like, spread
from glovebook.validators.rule import Hit, View

NEAR = 0.01
"""Share by which more than everything may be taken, for the balance's sake: a house rule."""


@dataclass(frozen=True)
class Taken:
    """A mass that was taken out of a batch."""

    by: str
    """Entry, person or place."""
    mass: float
    """In kg."""
    doubt: float
    """How far it may be off, in kg."""


def taken_by_users(view: View) -> tuple[dict[str, Taken], list[Entry]]:
    """What the entries that link to this one say that they took, by their ids, and those entries."""
    found: dict[str, Taken] = {}
    users = []
    for user in view.users():
        masses = [quantity for quantity in _masses(user, view.entry.id) if known(quantity) is not None]
        if masses:
            mass = sum(quantity.si for quantity in masses)
            found[user.id] = Taken(user.id, mass, sum(spread(quantity) * quantity.si for quantity in masses))
            users.append(user)
    return found, users


def _masses(user: Entry, batch: str) -> Iterator[Quantity]:
    for _, part in walk(user, Part):
        if part.__dict__.get("entry") == batch:
            mass = part.__dict__.get("amount") or part.__dict__.get("mass")
            if isinstance(mass, Quantity) and mass.kind == "mass":
                yield mass


def too_much(path: str, made: Quantity, said: str, taken: Mapping[str, Taken], users: list[Entry]) -> Iterator[Hit]:
    """A hit where more was taken out than there was."""
    total, there = sum(one.mass for one in taken.values()), known(made)
    if there is None or not taken:
        return
    if total <= there * (1 + NEAR + spread(made)) + sum(one.doubt for one in taken.values()):
        return
    parts = ", ".join(f"{like(one.mass, made)} by {one.by}" for one in taken.values())
    yield Hit(
        path,
        f"{like(total, made)} were taken out of {made} {said}: {parts}",
        "correct the mass that is wrong; check their units",
        {"taken_kg": total, "made_kg": there},
        entries=users,
    )
