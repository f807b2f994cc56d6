"""Rules for samples: no more is taken out than there was, and what is left agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from glovebook.schema.kinds.sample import Movement, Sample
from glovebook.validators.compare import in_other_unit, known, like, spread
from glovebook.validators.rule import Hit, View, rule
from glovebook.validators.taken import NEAR, Taken, taken_by_users, too_much
from glovebook.validators.when import earlier

_BACK = re.compile(r"\b(back|return\w*|refill\w*|added)\b", re.IGNORECASE)
FORMULA = "sum m_out <= m"


def _out(entry: Sample) -> list[tuple[int, Movement]]:
    """Movements that took something out, as far as their words tell."""
    words = [(index, move, f"{move.to or ''} {move.remark or ''}") for index, move in enumerate(entry.movements)]
    return [(index, move) for index, move, text in words if not _BACK.search(text)]


def _came_back(entry: Sample) -> bool:
    return len(_out(entry)) < len(entry.movements)


@rule("sample/origin", "gap", draft="off", archive="must")
def origin(view: View) -> Iterator[Hit]:
    """A sample says what it was taken from, or what it is."""
    entry = cast(Sample, view.entry)
    if not entry.made_from and entry.formula is None:
        yield Hit("made_from", "its origin is not named", "link the batch, e.g. 'made_from: [{entry: s3}]'")


@rule("sample/sources", "error", draft="should", archive="must", source="conservation of mass", formula="m <= sum m_i")
def sources(view: View) -> Iterator[Hit]:
    """A sample weighs no more than what it was taken or pooled from."""
    entry = cast(Sample, view.entry)
    amount, taken = known(entry.amount), [known(source.amount) for source in entry.made_from]
    masses = [mass for mass in taken if mass is not None]
    if amount is None or entry.amount is None or not masses or len(masses) < len(taken):
        return
    doubt = sum(spread(source.amount) * mass for source, mass in zip(entry.made_from, masses, strict=True))
    if amount > sum(masses) * (1 + NEAR) + doubt + spread(entry.amount) * amount:
        yield Hit(
            "amount",
            f"{entry.amount} is more than the {like(sum(masses), entry.amount)} that it was taken from",
            "correct the mass that is wrong; check their units",
            {"amount_kg": amount, "sources_kg": sum(masses)},
        )


@rule(
    "sample/left",
    "error",
    draft="should",
    archive="must",
    source="conservation of mass",
    formula="m_left = m - sum m_out",
)
def left(view: View) -> Iterator[Hit]:
    """What is left is what was there less what was taken out, where nothing came back."""
    entry = cast(Sample, view.entry)
    amount, rest = known(entry.amount), known(entry.left)
    if amount is None or rest is None or entry.left is None or entry.amount is None:
        return
    doubt = spread(entry.amount) * amount + spread(entry.left) * rest + NEAR * amount
    if rest > amount + doubt and not _came_back(entry):
        message = f"{entry.left} is left of {entry.amount}"
        numbers = {"left_kg": rest, "amount_kg": amount}
        yield Hit("left", message, "were the two exchanged, or is a unit wrong?", numbers)
        return
    moved = [(known(move.amount), move) for _, move in _out(entry)]
    if _came_back(entry) or not moved or any(mass is None for mass, _ in moved):
        return
    total = sum(mass for mass, _ in moved if mass is not None)
    doubt += sum(spread(move.amount) * mass for mass, move in moved if mass is not None)
    if total > amount + doubt:
        return  # `sample/movements` speaks
    if rest > amount - total + doubt:
        yield Hit(
            "left",
            f"{entry.left} is left, and {entry.amount} less the {like(total, entry.amount)} taken out is "
            f"{like(amount - total, entry.amount)}",
            "weigh it again, or correct the movement that is wrong",
            {"left_kg": rest, "amount_kg": amount, "taken_kg": total},
        )


@rule(
    "sample/movements",
    "error",
    draft="should",
    archive="must",
    source="conservation of mass",
    formula=FORMULA,
    yields_to=("sample/left",),
)
def movements(view: View) -> Iterator[Hit]:
    """What the movements took out is no more than there was."""
    yield from _overdrawn(cast(Sample, view.entry))


def _overdrawn(entry: Sample) -> Iterator[Hit]:
    amount = known(entry.amount)
    if amount is None or entry.amount is None or _came_back(entry):
        return
    there = amount * (1 + NEAR + spread(entry.amount))
    out = 0.0
    for index, move in _out(entry):
        mass = known(move.amount)
        if mass is None or move.amount is None:
            continue
        out += mass
        if out <= there + spread(move.amount) * mass:
            continue
        path, meant = f"movements[{index}].amount", in_other_unit(move.amount, 1e3)
        likely = meant if mass / 1e3 <= there < mass else ""
        yield Hit.asking(
            path,
            f"with {move.amount} about {like(out, entry.amount)} were taken out of {entry.amount}",
            likely,
            "correct the mass that is wrong; check their units",
            {"taken_kg": out, "amount_kg": amount},
        )
        return


@rule("sample/used-up", "error", draft="should", archive="must")
def used_up(view: View) -> Iterator[Hit]:
    """Of what is used up nothing is left."""
    entry = cast(Sample, view.entry)
    if entry.used_up and entry.left is not None and entry.left.si > 0 and entry.left.comparator not in ("<", "<="):
        message = f"it is used up, and {entry.left} is left"
        yield Hit("used_up", message, "write 'left: 0 mg', or take 'used_up: yes' out")


@rule(
    "sample/taken",
    "error",
    draft="off",
    archive="must",
    source="conservation of mass",
    formula=FORMULA,
    yields_to=("pellet/amount-taken", "sample/sources", "synthesis/weighed-ratio"),
)
def taken(view: View) -> Iterator[Hit]:
    """No more is taken out of a sample, over all who use it, than there was.

    What an entry says that it took counts once, whether or not it stands among the movements, too. Where the
    movements alone are too much, it is `sample/movements` that speaks.
    """
    entry = cast(Sample, view.entry)
    if entry.amount is None or _came_back(entry) or any(_overdrawn(entry)):
        return
    found, users = taken_by_users(view)
    for index, move in _out(entry):
        mass = known(move.amount)
        if mass is not None and move.to not in found:
            found[f"movements[{index}]"] = Taken(move.to or move.at, mass, spread(move.amount) * mass)
    yield from too_much("amount", entry.amount, "that there were", found, users)


@rule("sample/movement-order", "error", draft="should", archive="must")
def movement_order(view: View) -> Iterator[Hit]:
    """Movements stand in the order of time, and begin when the sample is there."""
    entry = cast(Sample, view.entry)
    if entry.movements and entry.date and earlier(entry.movements[0].at, entry.date):
        message = f"something was taken out at {entry.movements[0].at}, before the sample was made on {entry.date}"
        yield Hit("movements[0].at", message, "correct one of the dates")
    for index, (before, after) in enumerate(pairwise(entry.movements), 1):
        if earlier(after.at, before.at):
            hint = "correct the date, or put the lines in the order of time"
            yield Hit(f"movements[{index}].at", f"{after.at} stands behind {before.at}", hint)


@rule("sample/handed-over", "warning", draft="off", archive="should")
def handed_over(view: View) -> Iterator[Hit]:
    """Who got something out of a sample says so: an entry that is named as a goal links back."""
    entry = cast(Sample, view.entry)
    named = [(index, move.to) for index, move in enumerate(entry.movements) if move.to in view.files_of]
    if not named or view.around is None:
        return
    users = {user.id for user in view.users()}
    for index, target in named:
        if target not in users and target != entry.id:
            message = f"{target!r} does not say that it was made from {entry.id!r}"
            hint = f"write 'made_from: [{{entry: {entry.id}}}]' there, or correct the goal"
            yield Hit(f"movements[{index}].to", message, hint)
