"""Which samples lay open while the log of their glovebox was above a limit, and for how long.

Cautious where nobody knows (docs/exposure.md): between two readings the higher one counts, and what cannot be excluded
is told apart from what is sure. What cannot be judged is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from pathlib import Path

from glovebook.pipeline.exposure.found import GASES, Exposures, Open
from glovebook.pipeline.exposure.log import WORST, Series, series
from glovebook.pipeline.exposure.work import Stretch, stretches
from glovebook.pipeline.opened import OpenNotebook, opened
from glovebook.schema.entry import Entry
from glovebook.schema.kinds.environment import Environment
from glovebook.schema.quantity import Quantity
from glovebook.schema.refusal import Refusal
from glovebook.schema.task import Progress, silent
from glovebook.store.notebook import Notebook

__all__ = ["Exposures", "Open", "exposed", "exposure"]

_ENTRIES = """
SELECT entry.path, entry.date FROM entry JOIN link ON link.entry = number WHERE link.path LIKE '%atmosphere.entry'
UNION SELECT entry.path, entry.date FROM entry JOIN word ON word.entry = number WHERE word.name = 'glovebox'
ORDER BY 2, 1
"""


def exposure(
    h2o: str = "", o2: str = "", notebook: Notebook | str | Path = ".", progress: Progress = silent
) -> Exposures:
    """The samples that lay open under more water (``h2o="1 ppm"``) or oxygen than a limit, by date.

    Raises `Refusal` where there is no limit, or one that is no plain number of a volume fraction.
    """
    with opened(notebook) as book:
        return exposed(book, h2o, o2, progress)


def exposed(book: OpenNotebook, h2o: str = "", o2: str = "", progress: Progress = silent) -> Exposures:
    """The same in a notebook that is open."""
    limits = {name: _limit(name, text) for name, text in (("h2o", h2o), ("o2", o2)) if text}
    if not limits:
        raise Refusal("there is no limit to hold the logs against", "name one, e.g. --h2o '1 ppm'")
    logs = _Logs(book, limits)
    index = book.look(progress)
    rows = index.ask(_ENTRIES)
    found = []
    for done, (path, _) in enumerate(rows, 1):
        entry = book.parse(book.root / path).entry
        found += [_judged(entry, work, logs) for work in stretches(entry)] if entry else []
        progress(done, len(rows), "looking through logs")
    broken = index.ask("SELECT id, path FROM entry WHERE NOT readable ORDER BY path")
    return Exposures(limits, found, {**logs.files, **{name: [path] for name, path in broken}})


class _Logs:
    """The logs of a notebook, each read once."""

    def __init__(self, book: OpenNotebook, limits: Mapping[str, Quantity]) -> None:
        self.book = book
        self.limits = limits
        self.known: dict[str, dict[str, Series] | None] = {}
        self.files: dict[str, list[str]] = {}
        """Id of a log -> files of a logger, which are not looked into."""

    def of(self, name: str) -> dict[str, Series] | None:
        """Limit -> the readings that it is held against; None where there is no such log."""
        if name not in self.known:
            self.known[name] = self._read(name)
        return self.known[name]

    def _read(self, name: str) -> dict[str, Series] | None:
        rows = self.book.look().ask("SELECT path FROM entry WHERE id = ? ORDER BY path LIMIT 1", (name,))
        log = self.book.parse(self.book.root / rows[0][0]).entry if rows else None
        if not isinstance(log, Environment):
            return None
        if log.loggers:
            self.files[name] = [file.file for file in log.loggers]
        zone = _zone(self.book)
        return {gas: series(log, GASES[gas], limit.si, zone) for gas, limit in self.limits.items()}


def _judged(entry: Entry, work: Stretch, logs: _Logs) -> Open:
    """What a piece of work had to do with a log."""
    named = logs.of(work.log) if work.log else {}
    if named is None:
        return Open(entry.id, entry.kind, entry.title or "", work, f"{work.log!r} is no environment of this notebook")
    if work.start is None:
        return Open(entry.id, entry.kind, entry.title or "", work, work.reason)
    seconds = dict.fromkeys(WORST, 0.0)
    worst: dict[str, tuple[int, float, str]] = {}
    for start, end in _pieces(named, work.start, work.end or work.start):
        states = []
        for gas, readings in named.items():
            state, value = readings.state(start, end)
            states.append(state)
            if value is not None:
                worst[gas] = max(worst.get(gas, (0, -1.0, "")), (WORST.index(state), value.si, value.text))
        state = max(states, key=WORST.index)
        seconds[state] += (end - start).total_seconds()
        if work.end is None:
            return Open(entry.id, entry.kind, entry.title or "", work, work.reason, state, {}, _texts(worst))
    lasted: dict[str, float] = {state: round(time, 3) for state, time in seconds.items()}
    reason = "" if not lasted["unknown"] else "the log has no readings around all of it"
    return Open(entry.id, entry.kind, entry.title or "", work, reason, "", lasted, _texts(worst))


def _pieces(named: Mapping[str, Series], start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The time cut at every reading; of a moment, the moment."""
    inside = {point.at for readings in named.values() for point in readings.points if start < point.at < end}
    return list(pairwise([start, *sorted(inside), end]))


def _texts(worst: Mapping[str, tuple[int, float, str]]) -> dict[str, str]:
    return {gas: text for gas, (_, _, text) in worst.items()}


def _limit(name: str, text: str) -> Quantity:
    found = Quantity.parse(text, "volume_fraction")
    if found.comparator or found.upper is not None or found.si <= 0:
        raise Refusal(f"--{name} {text!r} is no limit", "write a number with its unit, e.g. '1 ppm'")
    return found


def _zone(book: OpenNotebook) -> tzinfo:
    """Where readings without a time belong: the notebook's default time zone, else UTC."""
    offset = str(book.settings.defaults.get("timezone", "+00:00"))
    try:
        return datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo or UTC
    except ValueError:
        return UTC
