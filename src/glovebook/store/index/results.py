"""Results in the index: the values and series of every ``result.json``, newest and older ones."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from glovebook.schema.quantity.kinds import kinds_of
from glovebook.schema.quantity.units import by_spelling
from glovebook.schema.result import Result, Value
from glovebook.store.index.facts import QuantityFact, field_of
from glovebook.store.index.put import Names
from glovebook.store.results import RESULT_FILE
from glovebook.store.stamp import GRANULARITY, Stamp

_LARGEST = 50_000_000
"""Bytes of a ``result.json``; curves stand in its table."""
_TOP = "results"


class Folder(NamedTuple):
    """A folder as it was listed: with the same time it holds the same folders."""

    mtime_ns: int
    settled: int
    children: tuple[str, ...]


@dataclass(frozen=True)
class ResultLook:
    """What a look at the folder of results found."""

    files: dict[str, Stamp] = field(default_factory=dict)
    """Path of each ``result.json`` in the notebook -> its stamp."""
    folders: dict[str, Folder] = field(default_factory=dict)


def refreshed_results(connection: sqlite3.Connection, root: Path) -> list[str]:
    """The ids of results that are new, changed or gone; now taken up."""
    rows = connection.execute("SELECT path, mtime_ns, settled, children FROM folder")
    known_folders = {row[0]: Folder(row[1], row[2], tuple(filter(None, row[3].split("/")))) for row in rows}
    known = {path: Stamp(*stamp) for path, *stamp in connection.execute(f"SELECT {_STAMPED} FROM result")}  # noqa: S608 - ours
    seen = _look(root, known_folders)
    gone = [path for path in known if path not in seen.files]
    open_ = [path for path, stamp in seen.files.items() if known.get(path) != stamp]
    if not gone and not open_ and seen.folders == known_folders:
        return []
    connection.execute("BEGIN IMMEDIATE")
    try:
        names = Names(connection)
        for path in (*gone, *open_):
            _take_out(connection, path)
        taken = [path for path in open_ if _put(connection, names, root, path, seen.files[path])]
        for owner, method in {tuple(path.split("/")[1:3]) for path in (*gone, *open_)}:
            _mark(connection, owner, method)
        _put_folders(connection, seen.folders, known_folders)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return sorted({_id_of(path) for path in (*gone, *taken)})


_STAMPED = "path, size, mtime_ns, ctime_ns, inode"


def _look(root: Path, known: Mapping[str, Folder]) -> ResultLook:
    """Walks ``results/<entry>/<method>/<NNN>``; folders whose time has not changed are not listed again."""
    found = ResultLook()
    now = time.time_ns()
    for owner in _listed(root, _TOP, known, found, now):
        for method in _listed(root, f"{_TOP}/{owner}", known, found, now):
            folder = f"{_TOP}/{owner}/{method}"
            for number in _listed(root, folder, known, found, now):
                path = f"{folder}/{number}/{RESULT_FILE}"
                try:
                    status = os.lstat(root / path)
                except OSError:
                    continue  # not complete yet, or gone
                if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST:
                    found.files[path] = Stamp.of(status)
    return found


def _listed(root: Path, folder: str, known: Mapping[str, Folder], found: ResultLook, now: int) -> tuple[str, ...]:
    """The names of the folders in a folder; symbolic links are not followed."""
    place = root / folder
    try:
        status = os.lstat(place)
        if not stat.S_ISDIR(status.st_mode):
            return ()
        had = known.get(folder)
        if had is None or had.mtime_ns != status.st_mtime_ns or not had.settled:
            with os.scandir(place) as items:
                names = sorted(item.name for item in items if item.is_dir(follow_symlinks=False))
            names = [name for name in names if not name.startswith(".") and name.isprintable()]
            had = Folder(status.st_mtime_ns, int(status.st_mtime_ns < now - GRANULARITY), tuple(names))
    except OSError:
        return ()
    found.folders[folder] = had
    return had.children


def _put_folders(connection: sqlite3.Connection, folders: Mapping[str, Folder], known: Mapping[str, Folder]) -> None:
    gone = [(path,) for path in known if path not in folders]
    connection.executemany("DELETE FROM folder WHERE path = ?", gone)
    changed = {path: had for path, had in folders.items() if known.get(path) != had}
    new = [(path, had.mtime_ns, had.settled, "/".join(had.children)) for path, had in changed.items()]
    connection.executemany("INSERT OR REPLACE INTO folder VALUES (?, ?, ?, ?)", new)


def _take_out(connection: sqlite3.Connection, path: str) -> None:
    row = connection.execute("SELECT number FROM result WHERE path = ?", (path,)).fetchone()
    if row:
        connection.execute("DELETE FROM value WHERE result = ?", row)
        connection.execute("DELETE FROM input WHERE result = ?", row)
        connection.execute("DELETE FROM result WHERE number = ?", row)


def _put(connection: sqlite3.Connection, names: Names, root: Path, path: str, stamp: Stamp) -> bool:
    """Whether a file is a result; if so, it is in the tables now. What is none is looked at again when it changes."""
    try:
        content = (root / path).read_bytes()
        result = Result.from_json(json.loads(content))
        facts = list(_facts(result))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        result, facts, content = Result(""), [], b""
    _, owner, method, number, _ = path.split("/")
    cursor = connection.execute(
        "INSERT INTO result VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            path,
            *stamp,
            f"{owner}/{method}/{number}",
            owner,
            method,
            int(number) if number.isascii() and number.isdigit() else 0,
            hashlib.sha256(content).hexdigest() if content else "",
            str(result.created),
            bool(result.synthetic),
        ),
    )
    rows = [(cursor.lastrowid, names.number(*fact[:4]), *fact[4:]) for fact in facts]
    connection.executemany("INSERT INTO value VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    inputs = [(cursor.lastrowid, str(item.path), str(item.sha256)) for item in result.inputs]
    connection.executemany("INSERT INTO input VALUES (?, ?, ?)", inputs)
    return bool(content)


def _facts(result: Result) -> Iterator[QuantityFact]:
    """The numbers of a result: its values, and those of each row of its series."""
    for name, value in result.values.items():
        yield _fact(name, f"values.{name}", "", value)
    for index, row in enumerate(result.series):
        for name, item in row.items():
            if isinstance(item, Value):
                yield _fact(name, f"series[{index}].{name}", f"series[{index}]", item)


def _fact(name: str, path: str, group: str, value: Value) -> QuantityFact:
    unit = by_spelling().get(value.unit)
    factor, offset, symbol = (unit.factor, unit.offset, unit.si) if unit else (1.0, 0.0, value.unit)
    si = float(f"{value.value * factor + offset:.15g}")
    spread = None if value.uncertainty is None else value.uncertainty * factor
    kind = kinds_of(unit.symbol)[0] if unit else ""
    return QuantityFact(name, field_of(path), kind, symbol, path, group, si, si, si, None, spread, "", str(value))


def count_again(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Finds out anew which results answer, where files that they rest on have changed."""
    if connection.execute("SELECT 1 FROM input LIMIT 1").fetchone() is None:
        return
    for path in paths:
        rows = connection.execute(
            "SELECT DISTINCT owner, method FROM input JOIN result ON result = number WHERE input.path = ?", (path,)
        )
        for owner, method in rows.fetchall():
            _mark(connection, owner, method)


def _mark(connection: sqlite3.Connection, owner: str, method: str) -> None:
    """Of a method's results, the newest that rests on the entries as they are answers; failing that, the newest."""
    connection.execute(
        "UPDATE result SET counts = (number IS (SELECT other.number FROM result AS other"
        " WHERE other.owner = result.owner AND other.method = result.method AND other.sha256 != ''"
        " ORDER BY EXISTS (SELECT 1 FROM input LEFT JOIN entry ON entry.path = input.path"
        " WHERE input.result = other.number AND input.path LIKE 'entries/%' AND entry.sha256 IS NOT input.sha256),"
        " other.count DESC LIMIT 1)) WHERE owner = ? AND method = ?",
        (owner, method),
    )


def _id_of(path: str) -> str:
    return "/".join(path.split("/")[1:4])
