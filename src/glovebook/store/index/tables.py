"""The tables of the index. All of it can be made anew from the files, so an old format is never migrated."""

from __future__ import annotations

APPLICATION = 0x676C6F76
"""Marks a file as ours: ``glov``."""
FORMAT = 3
"""Counted up with every change of the tables, or of what is put into them."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL, id TEXT NOT NULL,
    size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER, settled INTEGER,
    sha256 TEXT, kind TEXT, stated TEXT, uuid TEXT, title TEXT, date TEXT, operator TEXT, status TEXT,
    synthetic INTEGER, readable INTEGER, problems INTEGER
);
CREATE TABLE link (entry INTEGER, path TEXT, target TEXT);
CREATE TABLE file (entry INTEGER, path TEXT, file TEXT, sha256 TEXT, size INTEGER);
CREATE TABLE name (
    number INTEGER PRIMARY KEY, name TEXT, field TEXT, kind TEXT, si_unit TEXT, UNIQUE (name, field, kind, si_unit)
);
CREATE TABLE quantity (
    entry INTEGER, name INTEGER, path TEXT, place TEXT,
    low REAL, high REAL, si REAL, upper REAL, uncertainty REAL, comparator TEXT, text TEXT
);
CREATE TABLE result (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL,
    size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER,
    id TEXT, owner TEXT, method TEXT, count INTEGER, sha256 TEXT, created TEXT, synthetic INTEGER, counts INTEGER
);
CREATE TABLE value (
    result INTEGER, name INTEGER, path TEXT, place TEXT,
    low REAL, high REAL, si REAL, upper REAL, uncertainty REAL, comparator TEXT, text TEXT
);
CREATE TABLE input (result INTEGER, path TEXT, sha256 TEXT);
CREATE TABLE folder (path TEXT PRIMARY KEY, mtime_ns INTEGER, settled INTEGER, children TEXT) WITHOUT ROWID;
CREATE TABLE word (entry INTEGER, name TEXT, path TEXT, place TEXT, value TEXT, folded TEXT);
CREATE VIRTUAL TABLE prose USING fts5 (body, tokenize = "unicode61 remove_diacritics 2");
"""
"""``place`` is the list item that holds a value. ``value`` is to a result what ``quantity`` is to an entry."""

INDICES = """
CREATE UNIQUE INDEX entry_path ON entry (path);
CREATE INDEX entry_id ON entry (id);
CREATE INDEX entry_kind ON entry (readable, kind);
CREATE INDEX link_entry ON link (entry);
CREATE INDEX link_target ON link (target);
CREATE INDEX file_entry ON file (entry);
CREATE INDEX quantity_entry ON quantity (entry);
CREATE INDEX quantity_low ON quantity (name, low, high, entry);
CREATE UNIQUE INDEX result_path ON result (path);
CREATE INDEX result_owner ON result (owner, method);
CREATE INDEX value_result ON value (result);
CREATE INDEX value_low ON value (name, low, high, result);
CREATE INDEX input_result ON input (result);
CREATE INDEX input_path ON input (path);
CREATE INDEX word_entry ON word (entry);
CREATE INDEX word_value ON word (name, folded, entry);
"""
"""Made after all entries were put in, which is several times faster."""
