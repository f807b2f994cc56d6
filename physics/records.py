"""An entry with the entries around it: what laws need that speak of several of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from glovebook.schema.entry import Entry
from glovebook.schema.formula import Formula


def _nobody(entry_id: str) -> Sequence[Entry]:  # noqa: ARG001 - outside of a notebook nobody uses an entry
    return ()


@dataclass(frozen=True)
class Records:
    """An entry, what it links to, and who links to what."""

    entry: Entry
    linked: Mapping[str, Entry] = field(default_factory=dict)
    """Entries it links to, directly or through others, by id."""
    users: Callable[[str], Sequence[Entry]] = _nobody
    """Entry id -> the entries that link directly to it."""

    def about(self, other: Entry) -> Records:
        """The same notebook around one of the linked entries."""
        return Records(other, self.linked, self.users)

    def origins(self) -> Iterator[Entry]:
        """The entry itself and what it was made from, step by step, back to syntheses and materials."""
        waiting, seen = [self.entry], {self.entry.id}
        while waiting:
            entry = waiting.pop(0)
            yield entry
            for source in getattr(entry, "made_from", ()):
                found = self.linked.get(source.entry)
                if found is not None and found.id not in seen:
                    seen.add(found.id)
                    waiting.append(found)

    def of_kind(self, kind: str) -> list[Any]:
        """The entries of a kind that are about the same stuff: they link to it or to what it was made from."""
        found = {
            user.id: user
            for origin in self.origins()
            for user in self.users(origin.id)
            if user.kind == kind and user.id != self.entry.id
        }
        return [found[name] for name in sorted(found)]


def formula_of(entry: Entry) -> Formula | None:
    """The formula that an entry states for its stuff: a pellet's or sample's, or the product of a synthesis."""
    found = getattr(entry, "formula", None) or getattr(entry, "product", None)
    return found if isinstance(found, Formula) else None


def formula_behind(records: Records) -> Formula | None:
    """The formula of what an entry is made of: its own, or the next one on the way back to the synthesis."""
    return next((formula for origin in records.origins() if (formula := formula_of(origin))), None)


def same_compound(first: Formula, second: Formula) -> bool:
    """Whether two formulas stand for the same composition, in whatever order their elements are written."""
    return first.composition == second.composition
