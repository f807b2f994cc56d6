"""The index of one notebook in one process: opening, refreshing, and plain questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from glovebook.schema.task import Progress, silent
from glovebook.store.index import place
from glovebook.store.index.look import Look, look
from glovebook.store.index.refresh import Changes, filled, named, refreshed
from glovebook.store.index.rows import ROW, Link, RawFileRow, Row, row_of
from glovebook.store.notebook import Notebook

__all__ = ["Changes", "Index"]


@dataclass
class _Home:
    """Where the database is that a connection leads to."""

    connection: sqlite3.Connection
    file: Path | None
    """None where the database is of this process alone."""
    inode: int = 0


class Index:
    """The index of a notebook; safe to use from several threads, and while other processes use theirs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = RLock()
        self._home: _Home | None = None

    @classmethod
    def open(cls, notebook: Notebook) -> Index:
        """The index of a notebook, as it was left; `refresh` brings it up to the files."""
        return cls(notebook.root)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        """An index that nobody holds any more lets go of its database: Python 3.13 warns of what is left open."""
        home = getattr(self, "_home", None)
        if home:
            home.connection.close()

    def close(self) -> None:
        """Lets go of the database; the next question opens it again."""
        with self._lock:
            if self._home:
                self._home.connection.close()
            self._home = None

    def refresh(self, paths: Iterable[str | Path] | None = None, progress: Progress = silent) -> Changes:
        """What has changed since the last look, now taken up.

        With ``paths``, files or paths in the notebook, only these are looked at, which takes milliseconds in a
        notebook of any size.
        """
        with self._lock:
            seen = look(self.root) if paths is None else named(self.root, paths)
            return self._refreshed(seen, whole=paths is None, progress=progress)

    def entries(self) -> dict[str, Row]:
        """Id -> row, in the order of the paths; of several files with one id the first counts, see `files`."""
        found: dict[str, Row] = {}
        for row in self.rows():
            found.setdefault(row.id, row)
        return found

    def rows(self) -> list[Row]:
        """One row a file, in the order of the paths."""
        return [row_of(values) for values in self.ask(f"SELECT {ROW} FROM entry ORDER BY path")]  # noqa: S608 - ours

    def files(self) -> dict[str, list[str]]:
        """Id -> its files, more than one only by mistake."""
        found: dict[str, list[str]] = {}
        for name, path in self.ask("SELECT id, path FROM entry ORDER BY path"):
            found.setdefault(name, []).append(path)
        return found

    def links(self) -> list[Link]:
        """Every link, in the order of the entries' files and their fields; broken ones, too."""
        rows = self.ask(
            "SELECT id, link.path, target FROM link JOIN entry ON entry = number ORDER BY entry.path, link.rowid"
        )
        return [Link(*row) for row in rows]

    def raw_files(self) -> list[RawFileRow]:
        """Every raw file that an entry names, in the order of the entries' files and their fields."""
        rows = self.ask(
            "SELECT id, file.path, file, file.sha256, file.size FROM file JOIN entry ON entry = number"
            " ORDER BY entry.path, file.rowid"
        )
        return [RawFileRow(*row) for row in rows]

    def ask(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a query of ours, whose question marks stand for ``values``; a broken database is made anew."""
        with self._lock:
            try:
                return self._connection().execute(query, values).fetchall()
            except sqlite3.DatabaseError:
                self._make_anew()
                return self._connection().execute(query, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        if self._home is None:
            self._open()
        assert self._home is not None  # noqa: S101 - `_open` sets it or raises
        return self._home.connection

    def _open(self) -> None:
        file = place.file_of(self.root)
        connection = place.opened(file) if file else None
        if connection and file:
            self._home = _Home(connection, file, file.stat().st_ino)
        else:
            self._build(look(self.root), file, silent)

    def _make_anew(self) -> None:
        """Replaces a database that is broken, or that waits for a process that never ends."""
        file = self._home.file if self._home else None
        self.close()
        self._build(look(self.root), file, silent)

    def _refreshed(self, seen: Look, *, whole: bool, progress: Progress) -> Changes:
        if self._home and self._home.file and _inode(self._home.file) != self._home.inode:
            self.close()  # another process has made it anew
        if self._home is None:
            file = place.file_of(self.root)
            connection = place.opened(file) if file else None
            if connection is None or file is None:
                seen = seen if whole else look(self.root)
                return self._build(seen, file, progress)
            self._home = _Home(connection, file, _inode(file))
        try:
            return refreshed(self._home.connection, self.root, seen, whole=whole, progress=progress)
        except sqlite3.OperationalError:  # read-only, full, or locked for too long
            return self._refreshed_alone(seen, whole=whole, progress=progress)
        except sqlite3.DatabaseError:
            file = self._home.file
            self.close()
            return self._build(seen if whole else look(self.root), file, progress)

    def _refreshed_alone(self, seen: Look, *, whole: bool, progress: Progress) -> Changes:
        """The same in a private copy, where the shared database cannot be written."""
        shared = self._connection()
        try:
            copy = place.private_copy(shared)
        except sqlite3.Error:
            self.close()
            return self._build(seen if whole else look(self.root), None, progress)
        shared.close()
        self._home = _Home(copy, None)
        return refreshed(copy, self.root, seen, whole=whole, progress=progress)

    def _build(self, seen: Look, file: Path | None, progress: Progress) -> Changes:
        """Makes the database from all files, and publishes it where it can be written."""
        begun = place.begun(file.parent) if file else None
        connection = begun[1] if begun else place.private()
        try:
            changes = filled(connection, self.root, seen, progress)
            place.finish(connection)
        except BaseException as error:
            connection.close()
            if begun:
                begun[0].unlink(missing_ok=True)
            if begun is None or not isinstance(error, sqlite3.Error):
                raise
            return self._build(seen, None, progress)  # the disk is full
        if begun and file:
            connection = place.published(begun[0], connection, file)
        is_shared = begun is not None and _is_at(connection, file)
        self._home = _Home(connection, file if is_shared else None, _inode(file) if is_shared and file else 0)
        return changes


def _is_at(connection: sqlite3.Connection, file: Path | None) -> bool:
    row = connection.execute("PRAGMA database_list").fetchone()
    return bool(file and row[2] and Path(row[2]).name == file.name)


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except OSError:
        return 0
