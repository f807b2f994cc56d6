"""Readers: the bytes of an instrument's file in, a table with units out.

One verb, ``read``. Which module reads which file is data in this registry; a module is imported when a file of
its format is met. A reader module has one function, ``read_bytes(content, name) -> Table``, and a docstring under the
headings Written by, Layout, Columns (unit), Uncertainty, Not read, Checked against.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table

__all__ = ["FORMATS", "Format", "read"]

LARGEST_FILE = 200_000_000
"""Bytes beyond which a file is not opened: no spectrum is that long, a video or an archive is."""


@dataclass(frozen=True)
class Format:
    """A file format: how it is recognised, and the module that reads it."""

    title: str
    module: str
    extensions: tuple[str, ...]
    signature: bytes = b""
    """First bytes of every such file, where there are any; they outrank the extension."""


FORMATS = (
    Format("Zahner .ism", "glovebook.readers.electrochemistry.zahner_ism", (".ism",), b"\x00\x00\xff\xff"),
    Format(
        "Battery Data Format as text",
        "glovebook.readers.electrochemistry.battery_data",
        (".bdf",),
        b"test_time_second",
    ),
    Format(
        "text with named columns",
        "glovebook.readers.electrochemistry.delimited",
        (".txt", ".csv", ".tsv", ".dat", ".asc", ".mpt"),
    ),
)
"""Every format that can be read; the last one is tried on text with any other extension."""


def read(source: str | Path | bytes, name: str = "") -> Table:
    """The table of a raw file, given by path, or as bytes with the ``name`` it goes by.

    Raises `Refusal`, with place and remedy, for a file that is missing, empty, too large, damaged or unknown.
    """
    if isinstance(source, bytes):
        content, name = source, name or "the file"
    else:
        content, name = _content(Path(source)), name or str(source)
    if not content:
        raise Refusal(f"{name} is empty", "copy it again from the instrument")
    table: Table = import_module(_format(content, name).module).read_bytes(content, name)
    return replace(table, source=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Refusal(
                f"{path} holds {size / 1e6:.0f} MB; files above {LARGEST_FILE / 1e6:.0f} MB are not read",
                "name the raw file of one measurement",
            )
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}", "check the path") from error


def _format(content: bytes, name: str) -> Format:
    for known in FORMATS:
        if known.signature and content.startswith(known.signature):
            return known
    extension = Path(name).suffix.lower()
    return next((known for known in FORMATS if extension in known.extensions), FORMATS[-1])
