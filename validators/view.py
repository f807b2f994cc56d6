"""What a rule may look at: the entry, what it is linked to, and the notebook around it. A rule opens no files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, Literal, Protocol, TypeVar

from glovebook.physics.records import Records
from glovebook.schema.entry import Entry, walk
from glovebook.schema.parts import Part, RawFile
from glovebook.schema.quantity import Quantity
from glovebook.schema.result import Result
from glovebook.schema.settings import Settings
from glovebook.schema.table import Table

Kind = TypeVar("Kind", bound=Entry)
Value = TypeVar("Value")


@dataclass(frozen=True)
class FileFact:
    """What is on disk where an entry names a file."""

    exists: bool
    size: int = 0
    sha256: str = ""
    """Empty where it was not computed."""


@dataclass(frozen=True)
class Plan:
    """What the template of an entry gives."""

    entry: Entry | None
    """The template as an entry; None where there is no such template any more."""
    version: str = ""


@dataclass(frozen=True)
class WaiverFact:
    """What a waiver of the entry does."""

    does: Literal["silences", "nothing", "unknown", "refused"]
    """``refused``: what the rule finds cannot be waived."""
    nearest: str = ""
    """Id of the rule that may have been meant."""


class Around(Protocol):
    """The notebook around an entry, asked only when a rule needs it, because an answer may cost a look at the disk."""

    def users(self, entry_id: str) -> Sequence[Entry]:
        """The entries that link directly to an entry, in the order of their ids."""

    def holders(self, key: str) -> Sequence[str]:
        """Ids of the entries that name a raw file by this path or this SHA-256, in alphabetical order."""

    def table(self, file: str) -> Table | None:
        """The table of a raw file; None where it is not there or no reader knows it."""

    def results(self, entry_id: str) -> Sequence[Result]:
        """The current result of each method of an entry."""


@dataclass(frozen=True)
class View:
    """All that a rule may look at."""

    entry: Entry
    settings: Settings | None = None
    linked: Mapping[str, Entry] = field(default_factory=dict)
    """Entries it links to, directly or through others, by id."""
    files_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Entry id -> its files, over the whole notebook; empty outside of one."""
    files: Mapping[str, FileFact] = field(default_factory=dict)
    """File as the entry names it -> what is on disk."""
    plan: Plan | None = None
    """What the template gives that the entry names under ``procedure:``."""
    digest: str = ""
    """SHA-256 of the text that a review would attest; empty where the entry has not been reviewed."""
    name: str = ""
    """File name of the entry without ``.gb.yaml``; empty for a text without a file."""
    around: Around | None = None
    """None for a text outside of any notebook."""
    waivers: Sequence[WaiverFact] = ()
    """What each waiver of the entry does; known to the rule on waivers alone, which runs last."""

    @cached_property
    def _values(self) -> list[tuple[str, Any]]:
        return walk(self.entry, object)

    @cached_property
    def _numbers(self) -> dict[type, list[int]]:
        """Class -> which of the values are of it."""
        found: dict[type, list[int]] = {}
        for number, (_, value) in enumerate(self._values):
            found.setdefault(value.__class__, []).append(number)
        return found

    @cached_property
    def _every(self) -> dict[type, list[tuple[str, Any]]]:
        return {}

    def every(self, wanted: type[Value]) -> list[tuple[str, Value]]:
        """Path and value of every field and item of a type, in the order of the fields; gathered once for all rules."""
        if wanted not in self._every:
            fitting = [numbers for kind, numbers in self._numbers.items() if issubclass(kind, wanted)]
            self._every[wanted] = [self._values[number] for number in sorted(chain.from_iterable(fitting))]
        return self._every[wanted]

    @cached_property
    def links(self) -> Mapping[str, str]:
        """Path of every link of the entry -> id of the entry it names."""
        named = ((path, part.__dict__.get("entry")) for path, part in self.every(Part))
        return {f"{path}.entry": target for path, target in named if isinstance(target, str)}

    @property
    def raw_files(self) -> Mapping[str, RawFile]:
        """Path of every raw file part of the entry -> the part."""
        return dict(self.every(RawFile))

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """Path of every quantity of the entry -> the quantity."""
        return dict(self.every(Quantity))

    @property
    def records(self) -> Records:
        """The entry with what it links to and who links to what, as laws of physics take it."""
        return Records(self.entry, self.linked, self.users)

    def of(self, entry_id: str | None, kind: type[Kind]) -> Kind | None:
        """The linked entry of an id where it is of a kind; None where it is not, or is not there."""
        found = self.linked.get(entry_id) if entry_id else None
        return found if isinstance(found, kind) else None

    def users(self, entry_id: str = "") -> Sequence[Entry]:
        """The entries that link directly to this one, or to another one."""
        return self.around.users(entry_id or self.entry.id) if self.around else ()

    def holders(self, key: str | None) -> Sequence[str]:
        """Ids of the entries that name a raw file by this path or this SHA-256."""
        return self.around.holders(key) if self.around and key else ()

    def table(self, file: str) -> Table | None:
        """The table of a raw file of the entry; rules that ask for one are off in drafts, which must be quick."""
        return self.around.table(file) if self.around else None

    def results(self, entry_id: str = "") -> Sequence[Result]:
        """The current result of each method of this entry, or of another one."""
        return self.around.results(entry_id or self.entry.id) if self.around else ()
