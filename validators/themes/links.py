"""Rules for links: to entries of the right kind, in the right direction, to work that came to something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from glovebook.schema.entry import Entry, links
from glovebook.schema.finding import Place
from glovebook.validators.chain import built_on
from glovebook.validators.rule import Hit, View, rule

STUFF = ("material", "synthesis", "sample", "pellet")
MEASURED = (*STUFF, "cell")
RESULTS = ("analysis", "cv", "cycling", "dc_polarization", "eis", "other", "plating", "raman", "tga", "xrd")
KINDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("pellet", "made_from"): STUFF,
    ("sample", "made_from"): MEASURED,
    ("cell", "layers"): STUFF,
    ("synthesis", "reagents"): ("material", "synthesis", "sample"),
    ("cv", "measured_on"): ("cell", "pellet"),
    ("cycling", "measured_on"): ("cell",),
    ("plating", "measured_on"): ("cell",),
    ("dc_polarization", "measured_on"): ("cell", "pellet"),
    ("xrd", "measured_on"): MEASURED,
    ("raman", "measured_on"): MEASURED,
    ("tga", "measured_on"): MEASURED,
    ("other", "measured_on"): MEASURED,
    ("analysis", "inputs"): RESULTS,
}
"""Kind and field -> kinds of entries that it may link to; impedance has a rule of its own."""
ORIGINS = ("made_from", "measured_on", "layers", "reagents", "inputs")
"""Fields that say what an entry builds on."""
USELESS = ("planned", "discarded")
"""Statuses of work that nothing can be built on."""


def _field(path: str) -> str:
    """The field that a path begins with: ``made_from`` of ``made_from[0].entry``."""
    return path.partition(".")[0].partition("[")[0]


@rule("links/kind", "error", draft="should", archive="must")
def kind(view: View) -> Iterator[Hit]:
    """What is linked is of a kind that the field can mean: cycling is done on a cell, a pellet is made from powder."""
    for path, target in view.links.items():
        allowed = KINDS.get((view.entry.kind, _field(path)))
        found = view.linked.get(target)
        if allowed and found is not None and found.kind not in allowed:
            named = " or ".join(filter(None, (", ".join(allowed[:-1]), allowed[-1])))
            yield Hit(path, f"{target!r} is of the kind {found.kind}", f"link the {named} that was meant")


@rule("links/status", "warning", draft="should", archive="should", yields_to=("record/still-planned",))
def status(view: View) -> Iterator[Hit]:
    """Work that was done builds on nothing that is still planned or was discarded."""
    if view.entry.status in (None, *USELESS):
        return
    for path, target in view.links.items():
        found = view.linked.get(target)
        if _field(path) in ORIGINS and found is not None and found.status in USELESS:
            yield Hit(
                path,
                f"{target!r} is {found.status}, and this work is {view.entry.status}",
                "correct the status of one of the two, or the link",
                related=[Place(file, path="status") for file in view.files_of.get(target, ())[:1]],
            )


@rule("links/circle", "error", draft="should", archive="must")
def circle(view: View) -> Iterator[Hit]:
    """Nothing is made from itself through others; the first entry of a circle, by its id, says so."""
    way = _way(view)
    if way and view.entry.id == min(way):
        path = next((path for path, target in view.links.items() if target == way[0] and _field(path) in ORIGINS), "")
        yield Hit(
            path,
            f"the links run in a circle: {' -> '.join((view.entry.id, *way))}",
            "one of them points the wrong way",
        )


def _way(view: View) -> tuple[str, ...]:
    """Ids from what an entry builds on back to the entry; empty where there is no such way."""
    before: dict[str, str] = {name: "" for name in built_on(view.entry) if name != view.entry.id}
    waiting = list(before)
    for name in waiting:
        entry = view.linked.get(name)
        for target in built_on(entry) if entry is not None else ():
            if target == view.entry.id:
                way = [target, name]
                while before[way[-1]]:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if target not in before:
                before[target] = name
                waiting.append(target)
    return ()


@rule("links/replicates", "gap", draft="off", archive="off", publish="should")
def replicates(view: View) -> Iterator[Hit]:
    """What is published about a powder was measured on more than one pellet or cell of it."""
    entry: Any = view.entry
    if entry.kind not in ("eis", "cycling") or entry.measured_on is None or view.around is None:
        return
    batches = [name for name, found in view.linked.items() if found.kind in ("synthesis", "sample")]
    near = [name for name in batches if _is_batch_of(view, entry.measured_on.entry, name)]
    if near and sum(1 for _ in _measured(view, near, entry.kind)) < 2:
        yield Hit(
            "measured_on",
            f"{view.entry.kind} was done on one specimen of {near[0]} only",
            "measure a second one, and state the spread",
        )


def _is_batch_of(view: View, specimen: str, batch: str) -> bool:
    """Whether a pellet or cell was made from a batch directly, or a cell from a pellet of it."""
    found = view.linked.get(specimen)
    if found is None:
        return False
    direct = set(links(found).values())
    pellets = [view.linked[name] for name in direct if name in view.linked and view.linked[name].kind == "pellet"]
    return batch in direct or any(batch in links(pellet).values() for pellet in pellets)


def _measured(view: View, batches: list[str], kind_of: str) -> Iterator[Entry]:
    """Measurements of a kind on what was made from batches, one a specimen."""
    seen: set[str] = set()
    for name in batches:
        for specimen in view.users(name):
            for user in (
                *view.users(specimen.id),
                *(far for near in view.users(specimen.id) for far in view.users(near.id)),
            ):
                on: Any = getattr(user, "measured_on", None)
                if user.kind == kind_of and on is not None and on.entry not in seen:
                    seen.add(on.entry)
                    yield user
