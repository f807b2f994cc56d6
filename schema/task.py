"""A task: everything that an analysis works from, gathered by the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from glovebook.schema.result import Result
from glovebook.schema.table import Table

if TYPE_CHECKING:  # kinds are loaded one by one, when an entry of the kind is met
    from glovebook.schema.entry import Entry


Progress = Callable[[int, int, str], None]
"""Called with the steps done, all steps, and what is done now."""


def silent(done: int, total: int, message: str) -> None:
    """A progress that nobody watches."""


@dataclass(frozen=True)
class Task:
    """The input of every analysis; workers see no notebook and open no files."""

    entry: Entry
    """The entry that will own the result."""
    linked: Mapping[str, Entry] = field(default_factory=dict)
    """Every entry that it links to, directly or through others, by id."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    """Raw tables by the ``file`` that the entry names."""
    results: Sequence[Result] = ()
    """Current results that a later analysis builds on (Arrhenius: impedance results)."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """What the person asked for: ``{"circuit": "..."}``; an unknown one is refused."""
    progress: Progress = silent
    """Told before each step of a long analysis."""
