"""What a query means: a tree of conditions on entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from glovebook.schema.refusal import Refusal

ABOUT = 0.1
"""What ``~`` leaves open: a tenth of the number (house rule)."""
ABOUT_KELVIN = 5.0
"""The same for temperatures, of which a tenth would be too much (house rule)."""


class QueryError(Refusal):
    """A query that cannot be understood: what is wrong at which place, and the nearest that can."""

    def __init__(self, query: str, start: int, end: int, message: str, hint: str = "") -> None:
        super().__init__(f"column {start + 1}: {message}", hint)
        self.query = query
        self.start = start
        """Offset of the first character that is wrong."""
        self.end = max(end, start + 1)

    @property
    def caret(self) -> str:
        """A line that marks the place, to be shown below the query."""
        return " " * self.start + "^" * (self.end - self.start)


@dataclass(frozen=True)
class Words:
    """Texts that hold a word or a phrase."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True)
class Field:
    """Entries, or items in them, with a text in a field; a star stands for any characters."""

    name: str
    value: str


@dataclass(frozen=True)
class Days:
    """Entries with a date between two days, both included; an empty one is no limit."""

    name: str
    first: str
    last: str


@dataclass(frozen=True)
class Span:
    """An interval in one SI unit, and the numbers of the names of quantities that it is about."""

    names: tuple[int, ...]
    kind: str
    """Of quantity."""
    low: float
    high: float
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True)
class Compare:
    """Quantities that lie in an interval: surely, or as far as is known."""

    name: str
    spans: tuple[Span, ...]
    """One for each kind of quantity that the name stands for."""
    maybe: bool = False
    at: tuple[Compare, ...] = ()
    """Conditions that hold for the same row of a series, or the same item of a list."""


@dataclass(frozen=True)
class Using:
    """Entries that something was used for, directly or through others; ``by`` turns the direction round."""

    what: Node
    direction: Literal["using", "by"] = "using"


@dataclass(frozen=True)
class And:
    """All of several conditions."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least one of several conditions."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """Every entry that a condition does not find."""

    item: Node


Node = Words | Field | Days | Compare | Using | And | Or | Not


def comparisons(node: Node) -> list[Compare]:
    """Every comparison that an entry may have been found by, in the order of the query."""
    match node:
        case Compare():
            return [node]
        case And(items) | Or(items):
            return [found for item in items for found in comparisons(item)]
    return []
