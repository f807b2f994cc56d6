"""A notebook in memory: its texts are read once and searched there, and between two checks only changed files again.

An editor asks at each keystroke, and an answer may need the entries that link to this one: in a notebook of 10,000
they cannot all be read each time.
"""

from __future__ import annotations

import os
import re
import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from glovebook.schema.parse import Parsed
from glovebook.store.listing import Listing
from glovebook.store.notebook import Notebook, Snapshot
from glovebook.store.stamp import Stamp

PATIENCE = 2.0
"""Seconds for which a notebook that is kept is not asked for entries that have newly come to mention something."""
KEPT = 4
"""Notebooks that are kept: more than one person edits at once."""
ENTRIES = 2_000
"""Parsed entries that are kept of each."""
TOKEN = re.compile(rb"[A-Za-z0-9._-]+")
_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


class _Text(NamedTuple):
    """The bytes of a file."""

    stamp: Stamp | None
    """None where a later change might not show in it."""
    content: bytes


class Desk:
    """What is in memory of a notebook; threads take turns."""

    def __init__(self, root: Path, patience: float) -> None:
        self._root = root
        self._patience = patience
        self._looked = -inf
        self._listing = Listing(root)
        self._listed: Mapping[str, Sequence[str]] = {}
        self._texts: dict[str, _Text] = {}
        self._all = b""
        self._names: list[str] = []
        self._starts: list[int] = []
        self._escaped: list[str] = []
        self._found: dict[bytes, list[str]] = {}
        self._kinds: tuple[object, ...] = ()
        self._entries: OrderedDict[Path, tuple[Stamp, Parsed]] = OrderedDict()
        self._lock = RLock()

    def files(self) -> dict[str, list[str]]:
        """Entry id -> its files, as of now."""
        with self._lock:
            return self._listing.files()

    def parse(self, notebook: Notebook, path: Path) -> Parsed:
        """The entry in a file, as of now."""
        with self._lock:
            stamp = _stamp(path)
            known = self._entries.get(path)
            if known is None or known[0] != stamp:
                known = stamp or Stamp(0, 0, 0, 0), notebook.parse(path)
                if stamp and stamp.is_settled(time.time_ns()):
                    self._entries[path] = known
                    if len(self._entries) > ENTRIES:
                        self._entries.popitem(last=False)
            return known[1]

    def begin(self, notebook: Notebook) -> None:
        """Forgets what was parsed with kinds of the lab that have changed since."""
        kinds = tuple((str(path), _stamp(path)) for path in sorted(notebook.kinds.folder.glob("*")))
        with self._lock:
            if kinds != self._kinds:
                self._entries.clear()
                self._kinds = kinds

    def mentioning(self, text: str, files: Mapping[str, Sequence[str]]) -> list[str]:
        """The files, each the first of its id, in whose bytes a text may stand; the others need not be parsed."""
        token = max(TOKEN.findall(text.encode("utf-8", "surrogateescape")), key=len, default=b"")
        with self._lock:
            self._refresh(files)
            if token not in self._found:
                self._found[token] = sorted({*self._holding(token), *self._escaped})
            return self._found[token]

    def _refresh(self, files: Mapping[str, Sequence[str]]) -> None:
        if files is self._listed and time.monotonic() < self._looked + self._patience:
            return
        before, self._texts = self._texts, {}
        for names in files.values():
            known = before.get(names[0])
            place = f"{self._root}/{names[0]}"
            if known is None or known.stamp is None or known.stamp != _stamp(place):
                known = _read(place)
            self._texts[names[0]] = known
        if before != self._texts:
            self._join()
        self._listed, self._looked = files, time.monotonic()

    def _join(self) -> None:
        """One text of all: that is searched a hundred times faster than thousands."""
        self._found.clear()
        self._names = list(self._texts)
        self._all = b"\n".join(item.content for item in self._texts.values())
        self._starts, start = [], 0
        for item in self._texts.values():
            self._starts.append(start)
            start += len(item.content) + 1
        # a quoted text may spell its letters \x61
        self._escaped = [name for name, item in self._texts.items() if b"\\" in item.content]

    def _holding(self, token: bytes) -> Iterator[str]:
        if not token:
            yield from self._names
            return
        found = self._all.find(token)
        while found >= 0:
            behind = found + len(token)
            if not _LETTERS.intersection(self._all[max(found - 1, 0) : found] + self._all[behind : behind + 1]):
                number = bisect_right(self._starts, found)
                yield self._names[number - 1]
                if number == len(self._starts):
                    return
                behind = self._starts[number]
            found = self._all.find(token, behind)


@dataclass(frozen=True)
class Standing(Snapshot):
    """A notebook at the moment of one check, out of what is in memory."""

    desk: Desk

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        return self.desk.files()

    def parse(self, path: Path) -> Parsed:
        """As of the first look at the file in this check."""
        if path not in self._parsed:
            self._parsed[path] = self.desk.parse(Notebook(self.root, self.settings), path)
        return self._parsed[path]

    def mentioning(self, text: str) -> Iterator[tuple[str, Path]]:
        """Id and file of the entries in whose bytes a text may stand."""
        for file in self.desk.mentioning(text, self._files):
            path = self.root / file
            yield path.name.removesuffix(".gb.yaml"), path


def standing(notebook: Notebook, *, keep: bool = False) -> Standing:
    """The notebook for one check; ``keep``: what is read of it stays in memory for the next one."""
    desk = _desk(notebook.root) if keep else Desk(notebook.root, inf)
    desk.begin(notebook)
    return Standing(notebook.root, notebook.settings, desk)


_DESKS: OrderedDict[Path, Desk] = OrderedDict()
_DESKS_LOCK = RLock()


def _desk(root: Path) -> Desk:
    with _DESKS_LOCK:
        desk = _DESKS.pop(root, None) or Desk(root, PATIENCE)
        _DESKS[root] = desk
        if len(_DESKS) > KEPT:
            _DESKS.popitem(last=False)
        return desk


def _read(place: str) -> _Text:
    stamp, now = _stamp(place), time.time_ns()
    try:
        content = Path(place).read_bytes()
    except OSError:
        return _Text(None, b"")
    return _Text(stamp if stamp and stamp.is_settled(now) else None, content)


def _stamp(path: str | Path) -> Stamp | None:
    try:
        return Stamp.of(os.stat(path))  # noqa: PTH116 - of thousands
    except (OSError, ValueError):
        return None
