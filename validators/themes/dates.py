"""Rules for dates: none before there were such notebooks, and none before that of what an entry builds on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from glovebook.schema.entry import Entry
from glovebook.schema.finding import Fix, Place
from glovebook.schema.parts import Link, LogLine
from glovebook.validators.chain import built_on
from glovebook.validators.rule import Hit, View, rule
from glovebook.validators.when import days_between, earlier

FIRST = "1990"
"""Year before which hardly any record of a solid-state battery was kept as a file."""
MATERIALS = ("material", "environment")
"""Kinds whose entry may be written long after the thing was there."""


@rule("dates/early", "warning", draft="should", archive="must")
def early(view: View) -> Iterator[Hit]:
    """Work was done after 1990: an earlier year is a slip, such as 0018 or 1918 for 2018."""
    date = view.entry.date
    if not date or date[:4] >= FIRST:
        return
    text = f"20{date[2:]}"
    likely = text[:10] <= (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    yield Hit(
        "date",
        f"{date} is long past",
        f"was it {text}?" if likely else "write the year with four digits, e.g. '2018-01-15'",
        fix=Fix("date", text) if likely else None,
    )


def _is_sound(date: str | None) -> bool:
    """Whether a date may be compared: what is wrong with it by itself is said where it stands."""
    return bool(date and date[:4] >= FIRST and date[:10] <= (datetime.now(UTC) + timedelta(days=1)).date().isoformat())


def _included(entry: Entry) -> Sequence[Link]:
    """What is in a dataset."""
    found: Sequence[Link] = getattr(entry, "includes", ())
    return found


@rule("dates/order", "error", draft="should", archive="must", yields_to=("files/date", "eis/geometry-in-file"))
def order(view: View) -> Iterator[Hit]:
    """Nothing is dated before what it was made from, assembled of or measured on.

    Entries of materials may be written later than the bottle was there, and are left out.
    """
    own = view.entry.date
    if own is None or not _is_sound(own):
        return
    names = [*built_on(view.entry), *(link.entry for link in _included(view.entry))]
    found = {name: view.linked[name] for name in names if name in view.linked}
    later = [
        (entry.date, name)
        for name, entry in found.items()
        if entry.kind not in MATERIALS and _is_sound(entry.date) and earlier(own, entry.date) and entry.date
    ]
    if later:
        date, name = max(later)
        files = view.files_of.get(name, ())
        yield Hit(
            "date",
            f"{own} is before {name} was there, on {date}",
            "correct the date of one of the two, or the link",
            {"days": days_between(own, date)},
            related=[Place(files[0], path="date")] if files else (),
        )


@rule("dates/review", "error", draft="should", archive="must")
def review(view: View) -> Iterator[Hit]:
    """Work is reviewed after it was done, and amended after it was reviewed."""
    done = view.entry.date if _is_sound(view.entry.date) else None
    for index, item in enumerate(view.entry.reviews):
        if earlier(item.date, done):
            yield Hit(
                f"reviews[{index}].date", f"{item.date} is before the work, on {done}", "correct one of the dates"
            )
            return
    reviewed = min((item.date for item in view.entry.reviews), default=None)
    for index, change in enumerate(view.entry.amendments):
        if earlier(change.date, reviewed):
            yield Hit(
                f"amendments[{index}].date",
                f"{change.date} is before the first review, on {reviewed}",
                "what was changed before a review needs no amendment; correct the date",
            )
            return


@rule("dates/log", "warning", draft="should", archive="should")
def log(view: View) -> Iterator[Hit]:
    """Remarks are made from the day of the work on, and stand in the order of time."""
    last = view.entry.date if _is_sound(view.entry.date) else None
    for path, line in view.every(LogLine):
        if last and earlier(line.at[:10], last[:10]):
            yield Hit(f"{path}.at", f"{line.at} is before {last}", "correct the date, or put the lines in order")
            return
        last = line.at
