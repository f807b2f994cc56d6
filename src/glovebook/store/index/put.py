"""Putting entries into the index, and taking them out."""

from __future__ import annotations

import sqlite3

from glovebook.store.index.facts import Facts
from glovebook.store.notebook import SUFFIX
from glovebook.store.stamp import Stamp

_OF_ENTRY = ("link", "file", "quantity", "word")
_NAMED = ", ".join("?" * 19)
PUT_ENTRY = f"INSERT INTO entry VALUES ({_NAMED})"  # noqa: S608 - nothing but question marks
PUT_QUANTITY = "INSERT INTO quantity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Names:
    """The numbers of quantities' names; the same name in another kind of quantity is another."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        rows = connection.execute("SELECT name, field, kind, si_unit, number FROM name")
        self.numbers: dict[tuple[str, ...], int] = {tuple(key): number for *key, number in rows}

    def number(self, *key: str) -> int:
        """The number of a name with its field, kind and unit in SI, made where there is none."""
        if key not in self.numbers:
            cursor = self.connection.execute("INSERT INTO name VALUES (NULL, ?, ?, ?, ?)", key)
            self.numbers[key] = int(cursor.lastrowid or 0)
        return self.numbers[key]


def take_out(connection: sqlite3.Connection, path: str) -> bool:
    """Whether a file was in the index; it no longer is."""
    row = connection.execute("SELECT number FROM entry WHERE path = ?", (path,)).fetchone()
    if row is None:
        return False
    for table in _OF_ENTRY:
        connection.execute(f"DELETE FROM {table} WHERE entry = ?", row)  # noqa: S608 - one of four words of ours
    connection.execute("DELETE FROM prose WHERE rowid = ?", row)
    connection.execute("DELETE FROM entry WHERE number = ?", row)
    return True


def put(connection: sqlite3.Connection, names: Names, path: str, stamp: Stamp, facts: Facts, *, settled: bool) -> None:
    """Puts what is known of a file into the tables; it is not there yet."""
    cursor = connection.execute(
        PUT_ENTRY,
        (
            None,
            path,
            id_of(path),
            *stamp,
            settled,
            *facts[: Facts._fields.index("links")],
        ),
    )
    number = cursor.lastrowid
    many = connection.executemany
    many("INSERT INTO link VALUES (?, ?, ?)", [(number, *link) for link in facts.links])
    many("INSERT INTO file VALUES (?, ?, ?, ?, ?)", [(number, *file) for file in facts.files])
    quantities = [(number, names.number(*fact[:4]), *fact[4:]) for fact in facts.quantities]
    many(PUT_QUANTITY, quantities)
    many("INSERT INTO word VALUES (?, ?, ?, ?, ?, ?)", [(number, *word) for word in facts.words])
    connection.execute("INSERT INTO prose (rowid, body) VALUES (?, ?)", (number, facts.body))


def restamp(connection: sqlite3.Connection, path: str, stamp: Stamp, *, settled: bool) -> None:
    """Notes a new stamp of a file whose bytes are the same."""
    connection.execute(
        "UPDATE entry SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, settled = ? WHERE path = ?",
        (*stamp, settled, path),
    )


def id_of(path: str) -> str:
    """The id that the name of an entry's file says."""
    return path.rpartition("/")[2].removesuffix(SUFFIX)
