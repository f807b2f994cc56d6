"""Where the index lies, and who may write it.

A database that several machines write through a network share is lost: file locks, shared memory (SQLite's WAL) and
caches cannot be relied on there. So each machine has a database of its own, marked with whose it is:
``.glovebook/index.sqlite`` belongs to the machine that came first, the others have ``index-<machine>.sqlite``. The
processes of one machine share it under its kernel's locks, with a rollback journal. Whoever cannot write there keeps
a private database, in memory as far as it fits, which goes with the process.
"""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
import sqlite3
from contextlib import suppress
from functools import cache
from pathlib import Path

import glovebook.schema
from glovebook.store.index.tables import APPLICATION, FORMAT, TABLES

FOLDER = ".glovebook"
NAME = "index.sqlite"
PATIENCE = 10.0
"""Seconds that a process waits for another that is writing."""
MODES = ("rw", "ro")
"""How a database is opened, if possible."""
_CACHE = 64_000
"""KiB of pages that SQLite keeps."""


@cache
def machine() -> str:
    """A name of this machine that no other has, as far as can be known; it stays the same over restarts."""
    with suppress(OSError):
        if known := Path("/etc/machine-id").read_text("ascii").strip():
            return hashlib.sha256(known.encode()).hexdigest()[:12]
    import uuid

    node = uuid.getnode()
    is_random = node >> 40 & 1  # RFC 9562, section 6.10: a number that stands for no network card
    return hashlib.sha256(f"{platform.node()} {0 if is_random else node}".encode()).hexdigest()[:12]


@cache
def contents() -> str:
    """What the content of a database depends on besides the files: the code that read them, by names and sizes."""
    folders = (Path(glovebook.schema.__file__).parent, Path(__file__).parent)
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    sizes = [(file.name, file.stat().st_size) for file in files]
    return hashlib.sha256(repr(sizes).encode()).hexdigest()


def file_of(root: Path) -> Path | None:
    """The file of this machine's database, which may not be there yet; None where none may be written there."""
    folder = root / FOLDER
    if folder.is_symlink() and not folder.resolve().is_relative_to(root):
        return None
    first = folder / NAME
    owner = _owner(first)
    return first if owner in (None, machine()) else folder / f"index-{machine()}.sqlite"


def opened(file: Path) -> sqlite3.Connection | None:
    """A connection to a database that can be used as it is; None where it is missing, old, broken or another's."""
    if not file.is_file():
        return None
    connection = None
    for mode in MODES:
        try:
            connection = _connected(f"{file.as_uri()}?mode={mode}")
            if _is_ours(connection):
                return connection
        except sqlite3.Error:
            pass
        if connection:
            connection.close()
    return None


def private() -> sqlite3.Connection:
    """An empty database of this process alone; SQLite keeps it in memory, and on its temporary disk beyond that."""
    connection = _connected("")
    connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;" + TABLES)
    _sign(connection)
    return connection


def begun(folder: Path) -> tuple[Path, sqlite3.Connection] | None:
    """An empty database in a new file that nobody else knows yet; None where none can be made."""
    file = folder / f".{NAME}.{secrets.token_hex(4)}.tmp"
    try:
        folder.mkdir(exist_ok=True)
        connection = _connected(f"{file.as_uri()}?mode=rwc")
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        _sign(connection)
    except (OSError, sqlite3.Error):
        return None
    return file, connection


def finish(connection: sqlite3.Connection) -> None:
    """Makes lookups fast, when everything is in."""
    connection.execute("INSERT INTO prose (prose) VALUES ('optimize')")
    connection.execute("ANALYZE")
    connection.commit()


def published(temporary: Path, connection: sqlite3.Connection, file: Path) -> sqlite3.Connection:
    """A connection to the database under its name, where others find it; the temporary one where that fails."""
    connection.close()
    try:
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        Path(f"{file}-journal").unlink(missing_ok=True)  # of a database that is no more
        temporary.replace(file)
    except OSError:  # on Windows, where another process has the old one open: it will be replaced next time
        taken = opened(temporary)
        private_one = private_copy(taken) if taken else None
        if taken:
            taken.close()
        temporary.unlink(missing_ok=True)
        return private_one or private()
    return opened(file) or private()


def private_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A private database with the content of another."""
    copy = _connected("")
    connection.backup(copy)
    copy.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
    return copy


def _connected(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=bool(uri))
    # a database may come with a notebook from elsewhere: nothing in it is to run
    try:
        _prepare(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -{_CACHE};"
        "PRAGMA temp_store = MEMORY; PRAGMA synchronous = NORMAL;"
    )


def _sign(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    rows = {"contents": contents(), "machine": machine()}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", rows.items())


def _is_ours(connection: sqlite3.Connection) -> bool:
    marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    meta = dict(connection.execute("SELECT name, value FROM meta"))
    signed = {"contents": contents(), "machine": machine()}
    return marks == [APPLICATION, FORMAT] and signed.items() <= meta.items()


def _owner(file: Path) -> str | None:
    """Whose a database is; None where it is nobody's, so that it may be replaced."""
    if not file.is_file():
        return None
    connection = None
    try:
        connection = _connected(f"{file.as_uri()}?mode=ro")
        row = connection.execute("SELECT value FROM meta WHERE name = 'machine'").fetchone()
    except sqlite3.Error:
        return None
    finally:
        if connection is not None:
            connection.close()
    return row[0] if row else None
