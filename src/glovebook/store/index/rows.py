"""What the index answers with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One file of an entry, as it was when it was last looked at."""

    id: str
    """From the file's name."""
    path: str
    """In the notebook, with forward slashes."""
    sha256: str
    """Of the file's bytes; empty where it may not be read."""
    kind: str
    """Empty where the text does not say."""
    stated: str
    """The id in the text; another than ``id`` only by mistake."""
    uuid: str
    title: str
    date: str
    operator: str
    status: str
    synthetic: bool
    readable: bool
    """Whether the text is an entry of a known kind; what is not has no links, files or quantities here."""
    problems: int
    """How many findings the shape of the text has."""
    number: int
    """Of the row in the database; another after each change."""


ROW = "id, path, sha256, kind, stated, uuid, title, date, operator, status, synthetic, readable, problems, number"
"""The columns of `Row`."""


class Link(NamedTuple):
    """One link of an entry."""

    from_id: str
    path: str
    """Of the field, e.g. ``made_from[0].entry``."""
    to_id: str


class RawFileRow(NamedTuple):
    """One raw file that an entry names."""

    entry: str
    path: str
    """Of the field, e.g. ``spectra[0]``."""
    file: str
    """In the notebook."""
    sha256: str
    """As recorded; empty where it is not."""
    size: int | None
    """As recorded."""


def row_of(values: Sequence[Any]) -> Row:
    """The row of the columns `ROW`, of which two are yes or no."""
    before, both, behind = values[:_YES_NO], values[_YES_NO : _YES_NO + 2], values[_YES_NO + 2 :]
    return Row._make((*before, bool(both[0]), bool(both[1]), *behind))


_YES_NO = Row._fields.index("synthetic")
