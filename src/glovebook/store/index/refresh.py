"""Bringing the index up to the files: what has changed is read, hashed, and put in; the rest is left alone."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from glovebook.schema import kinds
from glovebook.schema.task import Progress
from glovebook.store.index.facts import Facts
from glovebook.store.index.look import Look, same_name, stamp_of
from glovebook.store.index.put import Names, id_of, put, restamp, take_out
from glovebook.store.index.reading import read
from glovebook.store.index.results import count_again, refreshed_results
from glovebook.store.index.tables import INDICES
from glovebook.store.notebook import SUFFIX, sha256_of
from glovebook.store.stamp import Stamp

_STEP = 1000
"""Entries between two words on the progress."""
_NONE = Stamp(-1, 0, 0, 0)
"""Of a file that is not there."""


@dataclass(frozen=True)
class Changes:
    """What a look found to be different from the one before; paths in the notebook."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    """Ids of results that are new, changed or gone."""
    unreadable: tuple[str, ...] = ()
    """Folders and files that could not be looked at; what was known of them is gone."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.results)


class _Known(NamedTuple):
    """What the index has of a file."""

    stamp: Stamp
    settled: int
    sha256: str
    kind: str
    readable: int


@dataclass
class _Work:
    """What has to be done."""

    gone: list[str] = field(default_factory=list)
    restamped: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


def named(root: Path, paths: Iterable[str | Path]) -> Look:
    """A look at some files alone; what is no file of an entry in the notebook is passed over."""
    found = Look({})
    for path in paths:
        place = root / path
        folder = place.parent.resolve()
        if place.name.endswith(SUFFIX) and folder.is_relative_to(root / "entries"):
            inside = (folder / place.name).relative_to(root).as_posix()
            found.stamps[inside] = stamp_of(root, inside) or _NONE
    return found


def filled(connection: sqlite3.Connection, root: Path, seen: Look, progress: Progress) -> Changes:
    """Puts everything into an empty database."""
    _note_kinds(connection, kinds_digest(root))
    changes = _carried_out(connection, root, seen, _Work(read=list(seen.stamps)), {}, progress)
    connection.executescript(INDICES)
    return replace(changes, results=tuple(refreshed_results(connection, root)))


def refreshed(connection: sqlite3.Connection, root: Path, seen: Look, *, whole: bool, progress: Progress) -> Changes:
    """Takes up what a look found; ``whole`` where what it did not see is no longer there."""
    known = _known(connection) if whole else _known_of(connection, root, seen.stamps)
    digest = kinds_digest(root)
    again = _of_other_kinds(known, root) if digest != _noted_kinds(connection) else set()
    work = _work(root, seen.stamps, known, again)
    if whole:
        work.gone += [path for path in known if path not in seen.stamps]
    changes = Changes(unreadable=tuple(seen.unreadable))
    if work.gone or work.restamped or work.read or (whole and again):
        if whole:
            _note_kinds(connection, digest)
        changes = _carried_out(connection, root, seen, work, known, progress)
    return replace(changes, results=tuple(refreshed_results(connection, root))) if whole else changes


def _work(root: Path, stamps: Mapping[str, Stamp], known: Mapping[str, _Known], again: Collection[str]) -> _Work:
    work = _Work()
    for path, stamp in stamps.items():
        had = known.get(path)
        if stamp.size < 0:
            work.gone += [path] if had else []
        elif had is None or path in again:
            work.read.append(path)
        elif had.stamp != stamp or not had.settled:
            same = had.sha256 == _digest(root / path)
            if not same:
                work.read.append(path)
            elif had.stamp != stamp or stamp.is_settled(time.time_ns()):
                work.restamped.append(path)
    return work


def _carried_out(
    connection: sqlite3.Connection,
    root: Path,
    seen: Look,
    work: _Work,
    known: Mapping[str, _Known],
    progress: Progress,
) -> Changes:
    """Does the work in one transaction: others see the index before it or after it."""
    is_empty = not known
    connection.execute("BEGIN IMMEDIATE")
    try:
        now = _now(connection)
        names = Names(connection)
        for path in work.gone:
            take_out(connection, path)
        for path in work.restamped:
            restamp(connection, path, seen.stamps[path], settled=seen.stamps[path].is_settled(now))
        removed, read_now = list(work.gone), set()
        for path, facts in _told(read(root, work.read), len(work.read), progress):
            if not is_empty:
                take_out(connection, path)
            if facts is None:
                removed += [path] if path in known else []
                continue
            put(connection, names, path, seen.stamps[path], facts, settled=seen.stamps[path].is_settled(now))
            read_now.add(path)
        count_again(connection, [*removed, *read_now])
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    added, changed = sorted(read_now - known.keys()), sorted(read_now & known.keys())
    return Changes(tuple(added), tuple(changed), tuple(sorted(removed)), unreadable=tuple(seen.unreadable))


def _told(
    items: Iterator[tuple[str, Facts | None]], total: int, progress: Progress
) -> Iterator[tuple[str, Facts | None]]:
    """The same, with a word on the progress now and then; none for the few of an ordinary look."""
    for done, item in enumerate(items, 1):
        if done % _STEP == 0 or (done == total and total > _STEP):
            progress(done, total, "reading entries")
        yield item


_KNOWN = "SELECT path, size, mtime_ns, ctime_ns, inode, settled, sha256, kind, readable FROM entry"


def _known(connection: sqlite3.Connection) -> dict[str, _Known]:
    return dict(map(_as_known, connection.execute(_KNOWN)))


def _known_of(connection: sqlite3.Connection, root: Path, stamps: dict[str, Stamp]) -> dict[str, _Known]:
    """What is known of some files, whose paths in ``stamps`` become those that the index has for the same file."""
    found: dict[str, _Known] = {}
    for path in list(stamps):
        row = connection.execute(f"{_KNOWN} WHERE path = ?", (path,)).fetchone()
        if row is None and (other := _spelled_otherwise(connection, root, path)):
            stamps[other] = stamps.pop(path)
            row = connection.execute(f"{_KNOWN} WHERE path = ?", (other,)).fetchone()
        if row:
            found.update([_as_known(row)])
    return found


def _as_known(row: tuple[str, int, int, int, int, int, str, str, int]) -> tuple[str, _Known]:
    return row[0], _Known(Stamp(*row[1:5]), *row[5:])


def _spelled_otherwise(connection: sqlite3.Connection, root: Path, path: str) -> str | None:
    """The path by which the index has the same file; a disk may fold case, or compose letters."""
    for (other,) in connection.execute("SELECT path FROM entry WHERE lower(id) = lower(?)", (id_of(path),)):
        if same_name(other) == same_name(path):
            try:
                if (root / other).samefile(root / path):
                    return str(other)
            except OSError:
                continue
    return None


def _now(connection: sqlite3.Connection) -> int:
    """The time by the clock that stamps files: on a share, that of the server."""
    file = connection.execute("PRAGMA database_list").fetchone()[2]
    if not file:
        return time.time_ns()
    os.utime(file)
    return Path(file).stat().st_mtime_ns


def _digest(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""


def kinds_digest(root: Path) -> str:
    """A checksum of the kinds that the lab defines: with another one, entries of these kinds read otherwise."""
    try:
        files = sorted((root / "kinds").glob("*.yaml"))
        return hashlib.sha256(repr([(file.name, file.read_bytes()) for file in files]).encode()).hexdigest()
    except OSError:
        return ""


def _of_other_kinds(known: Mapping[str, _Known], root: Path) -> set[str]:
    """Entries of kinds that are not shipped, or that the lab defines in place of those."""
    own = {file.stem for file in (root / "kinds").glob("*.yaml")}
    shipped = set(kinds.names()) - own
    return {path for path, row in known.items() if row.kind not in shipped}


def _noted_kinds(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE name = 'kinds'").fetchone()
    return row[0] if row else ""


def _note_kinds(connection: sqlite3.Connection, digest: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('kinds', ?)", (digest,))
