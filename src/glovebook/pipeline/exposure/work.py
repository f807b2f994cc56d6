"""When a sample lay open under a gas that has a log: from the date of an entry and the durations of its steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isinf

from glovebook.pipeline.exposure.log import is_day, moment
from glovebook.schema.entry import Entry
from glovebook.schema.kinds.synthesis import Step, Synthesis
from glovebook.schema.parts import Atmosphere
from glovebook.schema.quantity import Quantity
from glovebook.store.index.facts import quantity_fact

_SEALED = re.compile(r"\b(?:air-?tight|closed|sealed)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stretch:
    """A piece of work with an open sample."""

    path: str
    """Of the step, or of the atmosphere of an entry without steps."""
    action: str
    """Of the step; empty where there is none."""
    log: str
    """Id of the environment entry."""
    start: datetime | None = None
    end: datetime | None = None
    """None where nothing says how long it took."""
    reason: str = ""
    """Why it cannot be judged, or not for how long."""


def stretches(entry: Entry) -> Iterator[Stretch]:
    """The pieces of work of an entry whose atmosphere names a log, or a glovebox without one; sealed ones are not."""
    gas: Atmosphere | None = entry.__dict__.get("atmosphere")
    steps = entry.steps if isinstance(entry, Synthesis) else []
    if steps:
        yield from _steps(entry, steps, gas)
    elif gas is not None and _is_in_a_box(gas):
        reason = _unnamed(gas) or _no_time(entry) or "nothing says how long the work took"
        begin = None if _unnamed(gas) or _no_time(entry) else _begin(entry)
        yield Stretch("atmosphere", "", gas.entry or "", begin, None, reason)


def _steps(entry: Entry, steps: list[Step], gas: Atmosphere | None) -> Iterator[Stretch]:
    """The steps follow each other without a pause, from the date of the entry on."""
    no_time = _no_time(entry)
    early = late = None if no_time else _begin(entry)
    missing, is_sealed = "", False
    for index, step in enumerate(steps):
        path, here = f"steps[{index}]", step.atmosphere or gas
        shortest, longest = _lasts(step.duration)
        end = late + longest if late and longest is not None else None
        if here is not None and _is_in_a_box(here) and not is_sealed and not _is_closed(step):
            reason = _unnamed(here) or no_time
            if not reason and early is None:
                reason = f"nobody knows how long {missing} took, so nor when this began"
            if not reason and end is None:
                reason = "it has no duration" if step.duration is None else f"{step.duration} has no end"
            start = None if _unnamed(here) else early
            yield Stretch(path, step.action, here.entry or "", start, end if start else None, reason)
        if end is None and not missing:
            missing = path
        early = early + shortest if early and end else None
        late = end
        is_sealed = is_sealed or step.action == "seal"


def _lasts(duration: Quantity | None) -> tuple[timedelta, timedelta | None]:
    """The shortest and the longest time that a duration leaves possible; None where there is no longest."""
    if duration is None:
        return timedelta(0), None
    fact = quantity_fact("", "", "", duration)
    longest = None if isinf(fact.high) else timedelta(seconds=duration.si if duration.comparator else fact.high)
    return timedelta(seconds=max(0.0, fact.low)), longest


def _is_in_a_box(gas: Atmosphere) -> bool:
    return bool(gas.entry or gas.glovebox)


def _is_closed(step: Step) -> bool:
    """Whether the vessel is said to be closed while it is heated or cooled."""
    return step.action in ("heat", "cool", "quench") and bool(_SEALED.search(step.vessel or ""))


def _unnamed(gas: Atmosphere) -> str:
    return "" if gas.entry else f"{gas.glovebox!r} has no log; link one under 'entry:'"


def _no_time(entry: Entry) -> str:
    if not entry.date:
        return "the entry has no date"
    return f"the date {entry.date} has no time" if is_day(entry.date) else ""


def _begin(entry: Entry) -> datetime:
    return moment(entry.date or "", UTC)
