"""Rules for bottles: purity, and whether they were open, and still good, when something was taken out of them."""

from __future__ import annotations

from collections.abc import Iterator

from glovebook.schema.finding import Fix
from glovebook.schema.kinds.material import Material
from glovebook.schema.parts import Part
from glovebook.schema.quantity import Quantity
from glovebook.validators.rule import Hit, Place, View, rule
from glovebook.validators.when import earlier

LEAST = 0.5
"""Purity by mass below which a label is doubted: a house rule."""


@rule("chemistry/purity", "warning", draft="should", archive="should")
def purity(view: View) -> Iterator[Hit]:
    """A reagent is at least half what its label says: 0.99 % was meant to be 99 %."""
    own = [("", view.entry), *((f"{path}.", part) for path, part in view.every(Part))]
    for prefix, part in own:
        value = part.__dict__.get("purity")
        if not isinstance(value, Quantity) or value.si >= LEAST or value.comparator[:1] == "<":
            continue
        likely = 0.5 <= value.value <= 1 and value.upper is None and not value.uncertainty
        meant = f"{value.comparator}{' ' if value.comparator else ''}{value.value * 100:.6g} %"
        yield Hit(
            f"{prefix}purity",
            f"{value.text} is a strange purity",
            f"was it {meant}?" if likely else "write the share of the substance itself, e.g. '99 %'",
            {"purity": value.si},
            fix=Fix(f"{prefix}purity", meant) if likely else None,
        )


@rule("chemistry/opened", "error", draft="should", archive="must")
def opened(view: View) -> Iterator[Hit]:
    """A bottle was opened before something was taken out of it.

    Where that is so of several bottles, it is the date of the work that is in doubt.
    """
    late = [(path, bottle) for path, bottle in _bottles(view) if earlier(view.entry.date, bottle.opened)]
    if len(late) > 1:
        names = " and ".join(repr(bottle.id) for _, bottle in late)
        message = f"{names} were opened after the work of {view.entry.date}"
        related = [place for _, bottle in late for place in _place(view, bottle, "opened")]
        yield Hit("date", message, "correct the date, or those of the bottles", related=related)
    else:
        for path, bottle in late:
            yield Hit(
                path,
                f"{bottle.id!r} was opened on {bottle.opened}, after the work of {view.entry.date}",
                "correct one of the dates, or link the bottle that was used",
                related=_place(view, bottle, "opened"),
            )


@rule("chemistry/expired", "warning", draft="off", archive="should", yields_to=("material/opened-late",))
def expired(view: View) -> Iterator[Hit]:
    """Nothing is used after the date of expiry on its bottle."""
    for path, bottle in _bottles(view):
        if earlier(bottle.expires, view.entry.date):
            yield Hit(
                path,
                f"{bottle.id!r} expired on {bottle.expires}, and was used on {view.entry.date}",
                "say in the notes how it was found to be good still, or correct one of the dates",
                related=_place(view, bottle, "expires"),
            )


def _bottles(view: View) -> Iterator[tuple[str, Material]]:
    """The materials that an entry used, each once; an entry about materials, such as a note, uses none."""
    if view.entry.kind in ("note", "dataset", "analysis", "other") or not view.entry.date:
        return
    seen: set[str] = set()
    for path, target in view.links.items():
        found = view.of(target, Material)
        if found is not None and target not in seen:
            seen.add(target)
            yield path, found


def _place(view: View, bottle: Material, name: str) -> list[Place]:
    files = view.files_of.get(bottle.id, ())
    return [Place(files[0], path=name)] if files else []
