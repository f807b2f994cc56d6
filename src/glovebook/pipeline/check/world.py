"""A notebook while many of its entries are checked: listed once, each text parsed once as far as memory allows."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from glovebook.schema.entry import Entry, links
from glovebook.schema.parse import Parsed
from glovebook.schema.refusal import Refusal
from glovebook.store.index.reading import Kinds
from glovebook.store.lab_kinds import LabKinds
from glovebook.store.notebook import Snapshot

DOCUMENTS = 500
"""Texts that are kept with the places of all their fields; of the others the entry alone is kept."""
_TOKEN = re.compile(rb"[A-Za-z0-9._-]+")
_SHORT = 6
"""Bytes of a word that is not worth looking up; file names with an ending are."""


@dataclass(frozen=True)
class World(Snapshot):
    """A notebook at one moment, for many entries; ids and files are those of one listing."""

    listing: Mapping[str, list[str]]
    """Id, from the file's name -> its files, relative to the notebook."""
    told: Callable[[str], Iterable[str]] | None = None
    """Id of an entry, or path or hash of a raw file -> ids of the entries that name it, where all that is known."""

    @cached_property
    def _paths(self) -> dict[str, list[Path]]:
        return {name: [self.root / file for file in files] for name, files in self.listing.items()}

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        return dict(self.listing)

    @cached_property
    def _names(self) -> dict[Path, str]:
        return {
            path: name
            for key, paths in self._paths.items()
            for path, name in zip(paths, self.listing[key], strict=True)
        }

    def relative(self, path: Path) -> str:
        """A path as it is written in entries; those of the listing need not be asked for links on their way."""
        return self._names.get(path) or super().relative(path)

    @cached_property
    def kinds(self) -> LabKinds:
        """The kinds of the lab, each defined once."""
        return Kinds(self.root)

    @cached_property
    def _recent(self) -> OrderedDict[Path, Parsed]:
        return OrderedDict()

    @cached_property
    def _slim(self) -> dict[Path, Parsed]:
        return {}

    @cached_property
    def _targets(self) -> dict[Path, list[str]]:
        return {}

    def parse(self, path: Path) -> Parsed:
        """The entry in a file and its hash, as of the first look; without its document where many were read since."""
        return self._slim.get(path) or self.whole(path)

    def whole(self, path: Path) -> Parsed:
        """The same, always with the document."""
        recent = self._recent
        if path not in recent:
            parsed = super(Snapshot, self).parse(path)
            recent[path] = parsed
            self._slim.setdefault(path, replace(parsed, document=None, findings=()))
            if len(recent) > DOCUMENTS:
                recent.popitem(last=False)
        return recent[path]

    def sha(self, name: str) -> str | None:
        """Hash of the text of an id, as it was read; None where there is no such entry."""
        paths = self._paths.get(name)
        try:
            return self.parse(paths[0]).sha256 if paths else None
        except Refusal:
            return None

    def linked(self, entry: Entry) -> dict[str, Entry]:
        """Every entry that an entry links to, directly or through others, by id; broken ones are left out."""
        return self.closure(entry)[0]

    def closure(self, entry: Entry) -> tuple[dict[str, Entry], dict[str, str | None]]:
        """The same, and every id that was looked at on the way -> hash of its text, None where it is not there."""
        found: dict[str, Entry] = {}
        seen: dict[str, str | None] = {}
        waiting = [list(links(entry).values())]
        while waiting:
            for target in waiting.pop():
                if target in seen or target == entry.id:
                    continue
                seen[target] = self.sha(target)
                linked = self.parse(self._paths[target][0]).entry if seen[target] else None
                if linked is not None:
                    found[target] = linked
                    waiting.append(self._links(self._paths[target][0], linked))
        return found, seen

    def _links(self, path: Path, entry: Entry) -> list[str]:
        if path not in self._targets:
            self._targets[path] = list(links(entry).values())
        return self._targets[path]

    def mentioning(self, text: str) -> Iterator[tuple[str, Path]]:
        """Id and file of the entries in whose bytes a text may stand: the others need not be parsed."""
        if self.told is not None:
            return ((name, self._paths[name][0]) for name in sorted(self.told(text)))
        wanted = text.encode()
        token = max(_TOKEN.findall(wanted), key=len, default=b"")
        if text in self.listing or not _is_short(token):
            names = sorted({*self._words.get(token, ()), *self._words.get(b"\\", ())})
            return ((name, self._paths[name][0]) for name in names)
        return ((name, files[0]) for name, files in self._paths.items())

    @cached_property
    def _words(self) -> dict[bytes, list[str]]:
        """Word -> ids of the entries in whose text it stands; a backslash, which may spell any word, is one, too."""
        found: dict[bytes, list[str]] = {}
        ids = {name.encode() for name in self.listing}
        for name, files in self._paths.items():
            try:
                content = files[0].read_bytes()
            except OSError:
                continue
            for token in set(_TOKEN.findall(content)):
                if token in ids or not _is_short(token):
                    found.setdefault(token, []).append(name)
            if b"\\" in content:
                found.setdefault(b"\\", []).append(name)
        return found


def _is_short(token: bytes) -> bool:
    return len(token) < _SHORT and b"." not in token
