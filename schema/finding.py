"""A finding: one thing in an entry that is wrong, missing or worth saying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

Severity = Literal["error", "warning", "gap", "info"]
"""``gap`` is something expected that is missing."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "gap", "info")
"""Worst first: the order in which findings are listed."""

Profile = Literal["draft", "archive", "publish"]
PROFILES: tuple[Profile, ...] = ("draft", "archive", "publish")

Level = Literal["must", "should", "off"]
"""What a rule means in a profile; a finding of a ``must`` blocks."""


@dataclass(frozen=True)
class Place:
    """Where in a notebook: a file, a one-based line, and the path of a field."""

    file: str
    line: int | None = None
    path: str = ""


@dataclass(frozen=True)
class Fix:
    """A text edit that would settle the finding: put ``text`` at ``path``."""

    path: str
    text: str


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, missing or worth saying, with its place and its remedy."""

    rule: str
    """Identifier ``kind/what``, e.g. ``pellet/thickness``."""
    severity: Severity
    message: str
    """What is wrong with the value quoted, and what is expected."""
    file: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""
    """Path of the field, e.g. ``steps[1].temperature``."""
    hint: str = ""
    """What to do, with an example."""
    numbers: Mapping[str, Any] = field(default_factory=dict)
    formula: str = ""
    source: str = ""
    related: Sequence[Place] = ()
    fix: Fix | None = None
    blocking: bool = False
    """True where the rule is a must of the profile that was asked for."""

    def as_text(self) -> str:
        """The finding as one line: ``FILE:LINE:COL: PATH: MESSAGE; HINT [RULE]``."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part not in (None, ""))
        words = f"{self.message}; {self.hint}" if self.hint else self.message
        return ": ".join(part for part in (place, self.path, words) if part) + f" [{self.rule}]"

    def as_json(self) -> dict[str, Any]:
        """The finding as plain data, every key always present."""
        data = {name: getattr(self, name) for name in _FIELDS}  # `asdict` copies all: a quarter of a form's answer
        data["numbers"] = dict(self.numbers)
        data["related"] = [asdict(place) for place in self.related]
        data["fix"] = asdict(self.fix) if self.fix else None
        return data


_FIELDS = tuple(each.name for each in fields(Finding))
