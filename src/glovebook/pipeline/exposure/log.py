"""What a log says of a moment: above a limit, perhaps above it, not above it, or nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

from glovebook.schema.kinds.environment import Environment
from glovebook.schema.quantity import Quantity
from glovebook.store.index.facts import quantity_fact
from glovebook.store.index.query.sql import COVERAGE, ROUNDING
from glovebook.store.index.query.tree import ABOUT

State = Literal["above", "perhaps", "below", "unknown"]
WORST: tuple[State, ...] = ("below", "unknown", "perhaps", "above")
"""From the best to the worst: of two gases, or of two readings, the worse one counts."""
LONGEST = timedelta(days=7)
"""Time between two readings beyond which nobody knows what was between: the pause of rule ``environment/pause``."""
DAY = timedelta(days=1, microseconds=-1)
"""Up to the next day, whose own readings count from its first moment on."""


class Point(NamedTuple):
    """A reading of one gas."""

    at: datetime
    value: Quantity


@dataclass(frozen=True)
class Series:
    """The readings of one gas in the order of time, and the limit that they are held against."""

    points: Sequence[Point]
    limit: float
    """In SI."""

    def state(self, start: datetime, end: datetime) -> tuple[State, Quantity | None]:
        """The state between two times with no reading between them, and the reading that it comes from.

        It is the worse of the readings on either side; of a moment (start is end) that was read, what was read then.
        """
        times = [point.at for point in self.points]
        first, behind = bisect_left(times, start), bisect_right(times, start)
        if start == end and first < behind:
            around = self.points[first:behind]
        elif not 0 < behind < len(times) or times[behind] - times[behind - 1] > LONGEST:
            return "unknown", None
        else:
            around = self.points[bisect_left(times, times[behind - 1]) : bisect_right(times, times[behind])]
        worst = max((point.value for point in around), key=lambda value: (WORST.index(self.of(value)), value.si))
        return self.of(worst), worst

    def of(self, value: Quantity) -> State:
        """Whether a reading lies above the limit: surely, or as far as is known (docs/find.md, on ``maybe``)."""
        fact = quantity_fact("", "", "", value)
        spread = ABOUT * abs(fact.si) if value.comparator == "~" else COVERAGE * (fact.uncertainty or 0.0)
        limit = self.limit * (1 + ROUNDING)
        if fact.low > limit:
            return "above"
        return "perhaps" if fact.high + spread > limit else "below"


def series(log: Environment, gas: str, limit: float, zone: tzinfo) -> Series:
    """The readings of a gas; one with a day and no time counts for the whole of that day."""
    points = []
    for reading in log.readings:
        value: Quantity | None = getattr(reading, gas)
        if value is None:
            continue
        first = moment(reading.at, zone)
        points.append(Point(first, value))
        if is_day(reading.at):
            points.append(Point(first + DAY, value))
    return Series(sorted(points, key=lambda point: point.at), limit)


def is_day(text: str) -> bool:
    """Whether a date has no time."""
    return len(text) == len("2018-01-15")


def moment(text: str, zone: tzinfo) -> datetime:
    """A date as it is written in entries; of a day alone its beginning, in a time zone."""
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=zone) if is_day(text) else found
