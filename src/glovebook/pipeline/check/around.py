"""The notebook around an entry, looked up where a rule asks: its users, holders of a file, tables and results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from glovebook.pipeline.named import raw_file
from glovebook.schema.entry import Entry, links, raw_files
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result
from glovebook.schema.table import Table
from glovebook.store.notebook import Notebook

TABLES = 16
"""Tables kept in memory: a rule asks for those of one entry after the other."""


class Surroundings:
    """What rules may ask of a notebook beyond an entry and what it links to."""

    def __init__(self, notebook: Notebook, entry: Entry) -> None:
        self._notebook = notebook
        self._entry = entry
        """The entry that is checked: its text may be newer than its file."""

    def users(self, entry_id: str) -> Sequence[Entry]:
        """The other entries that link directly to an entry, in the order of their ids."""
        found = {entry.id: entry for entry in self.linking(entry_id).values()}
        return [found[name] for name in sorted(found)]

    def holders(self, key: str) -> Sequence[str]:
        """Ids of the entries that name a raw file by this path or this SHA-256, in alphabetical order."""
        return sorted({entry.id for entry in self.holding(key).values()})

    def linking(self, entry_id: str) -> dict[str, Entry]:
        """Name of a file -> entry, of those that link to an entry."""
        return {
            name: entry
            for name, entry in self._mentioning(entry_id)
            if entry.id != entry_id and entry_id in links(entry).values()
        }

    def holding(self, key: str) -> dict[str, Entry]:
        """Name of a file -> entry, of those that name a raw file."""
        return {
            name: entry
            for name, entry in self._mentioning(key)
            if any(key in (part.file, part.sha256) for part in raw_files(entry).values())
        }

    def table(self, file: str) -> Table | None:
        """The table of a raw file; None where it is not there or no reader knows it."""
        place = raw_file(self._notebook, file)
        if place is None:
            return None
        stat = place.stat()
        return _table(place, stat.st_size, stat.st_mtime_ns)

    def results(self, entry_id: str) -> Sequence[Result]:
        """The current result of each method of an entry; a folder that holds no result of Glovebook counts as none."""
        from glovebook.store.results import newest  # only rules for results need it

        try:
            found = newest(self._notebook, entry_id)
        except (Refusal, OSError):
            return ()
        return [item.result for item in found if not item.stale]

    def _mentioning(self, text: str) -> Iterator[tuple[str, Entry]]:
        """The entries that may hold a text, and the one that is checked."""
        yield self._entry.id, self._entry
        for name, path in self._notebook.mentioning(text):
            if name != self._entry.id and (entry := self._notebook.parse(path).entry) is not None:
                yield name, entry


@lru_cache(TABLES)
def _table(place: Path, size: int, modified: int) -> Table | None:  # noqa: ARG001 - what makes it another file
    from glovebook.readers import read  # brings NumPy

    try:
        return read(place)
    except Refusal:
        return None
