"""What was found about samples that lay open, and the ways to show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any, overload

from glovebook.pipeline.exposure.work import Stretch
from glovebook.schema.quantity import Quantity

GASES = {"h2o": "water", "o2": "oxygen"}
"""What a limit is called -> the field of a reading."""
_SYMBOLS = {"h2o": "H2O", "o2": "O2"}
_STATES = {"above": "above", "perhaps": "perhaps above", "unknown": "unknown"}


@dataclass(frozen=True)
class Open:
    """A piece of work with an open sample, held against the log of its glovebox."""

    entry: str
    kind: str
    title: str
    work: Stretch
    reason: str = ""
    """Why it cannot be judged, or not all of it; empty where it can."""
    began: str = ""
    """Where nothing says how long it took, the state at its beginning: above, perhaps, below or unknown."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """State -> how long it lasted."""
    highest: Mapping[str, str] = field(default_factory=dict)
    """Limit -> the worst reading that counts for this work, as written."""

    @property
    def above(self) -> float:
        """Seconds above a limit."""
        return self.seconds.get("above", 0.0)

    @property
    def perhaps(self) -> float:
        """Seconds of which nobody can exclude that they were above."""
        return self.seconds.get("perhaps", 0.0)

    @property
    def is_exposed(self) -> bool:
        """Whether the sample lay open above a limit, or perhaps did."""
        return bool(self.above or self.perhaps or self.began in ("above", "perhaps"))

    def as_json(self) -> dict[str, Any]:
        """Plain data; times in seconds, null where nothing says how long it took."""
        work = self.work
        known = {f"{state}_s": self.seconds.get(state) for state in ("above", "perhaps", "below", "unknown")}
        plain = {key: getattr(self, key) for key in ("entry", "kind", "title", "reason", "began")}
        when = {"start": _iso(work.start), "end": _iso(work.end)}
        return {
            **plain,
            "path": work.path,
            "action": work.action,
            "log": work.log,
            **when,
            **known,
            "highest": dict(self.highest),
        }

    def __str__(self) -> str:
        """The work in words: ``steps[0] mill from 2018-01-14 09:10 on: 30 min above; highest 2 ppm H2O``."""
        head = f"{self.work.path} {self.work.action}".rstrip()
        parts = []
        if self.work.start and (self.began or self.seconds):
            head += f" from {self.work.start:%Y-%m-%d %H:%M} on"
        if self.began:
            parts.append(f"{_STATES.get(self.began, self.began)} at the beginning")
        parts += [f"{span(time)} {words}" for state, words in _STATES.items() if (time := self.seconds.get(state))]
        if self.is_exposed and self.highest:
            parts.append("highest " + ", ".join(f"{text} {_SYMBOLS[gas]}" for gas, text in self.highest.items()))
        return f"{head}: " + "; ".join([*parts, *([self.reason] if self.reason else [])])


class Exposures(Sequence[Open]):
    """The work with open samples above the limits, by date; a notebook shows it as a table."""

    def __init__(self, limits: Mapping[str, Quantity], work: Sequence[Open], unread: Mapping[str, list[str]]) -> None:
        self.limits = dict(limits)
        self.work = list(work)
        """All that was looked at, also what lay below the limits."""
        self.unread = dict(unread)
        """Id of a log -> files of its logger, which nothing reads yet; of an entry that is broken -> its own."""

    @property
    def exposed(self) -> list[Open]:
        """The work above the limits, or perhaps above."""
        return [one for one in self.work if one.is_exposed]

    @property
    def unjudged(self) -> list[Open]:
        """The work of which nobody can say, or not of all of it, with the reason."""
        return [one for one in self.work if one.reason]

    @property
    def ids(self) -> list[str]:
        """The ids of the entries whose samples lay open, each once."""
        return list(dict.fromkeys(one.entry for one in self.exposed))

    @property
    def limit(self) -> str:
        """The limits in words: ``1 ppm H2O or 1 ppm O2``."""
        return " or ".join(f"{limit.text} {_SYMBOLS[gas]}" for gas, limit in self.limits.items())

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "limits": {gas: limit.as_json() for gas, limit in self.limits.items()},
            "exposed": [one.as_json() for one in self.exposed],
            "unjudged": [one.as_json() for one in self.unjudged],
            "looked_at": len(self.work),
            "unread": self.unread,
        }

    def __len__(self) -> int:
        return len(self.exposed)

    def __iter__(self) -> Iterator[Open]:
        return iter(self.exposed)

    @overload
    def __getitem__(self, index: int) -> Open: ...
    @overload
    def __getitem__(self, index: slice) -> list[Open]: ...
    def __getitem__(self, index: int | slice) -> Open | list[Open]:
        return self.exposed[index]

    def __repr__(self) -> str:
        return f"<{len(self)} open above {self.limit}, {len(self.unjudged)} cannot be judged>"

    def _repr_html_(self) -> str:
        """A table of the work above the limits, and below it what cannot be judged."""
        shown = [*self.exposed, *(one for one in self.unjudged if not one.is_exposed)]
        cells = ((one.entry, one.kind, one.title, str(one)) for one in shown)
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
        head = "".join(f"<th>{name}</th>" for name in ("id", "kind", "title", f"above {escape(self.limit)}"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def span(seconds: float) -> str:
    """A time as people say it: ``45 s``, ``30 min``, ``12.5 h``."""
    for unit, size in (("h", 3600.0), ("min", 60.0)):
        if seconds >= 2 * size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.3g} s"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
