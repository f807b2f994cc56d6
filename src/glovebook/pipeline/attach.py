"""What a raw file says about the entry that names it: its checksum, and settings for fields that are still empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from glovebook.pipeline.raw.look import COLUMNS, ends, look
from glovebook.schema.document import DocumentError, parse_path, read_document
from glovebook.schema.parse import parse
from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook, sha256_of


@dataclass(frozen=True)
class Attached:
    """What a raw file brings along."""

    values: Mapping[str, str]
    """Path in the entry -> text: the file itself, and what it says for fields that are empty."""
    said: str
    """What was read, in a sentence; why nothing could be, otherwise."""


def attach(notebook: Notebook, text: str, file: str, item: str) -> Attached:
    """What is to be written when a file of the notebook is put at ``item`` of an entry, e.g. ``spectra[2]``.

    Nothing that the person wrote is changed: only fields that are empty get a value, and only one that they accept.
    """
    place = notebook.file(file)
    if not place.is_file():
        raise Refusal(f"there is no file {file!r} in the notebook", "put it under data/ first")
    values = {
        f"{item}.file": notebook.relative(place),
        f"{item}.sha256": sha256_of(place),
        f"{item}.size": str(place.stat().st_size),
    }
    named = edit(text, values)
    if _wrong(named, notebook) > _wrong(text, notebook):
        raise Refusal(f"{item} is no place for a file", "add a line to the entry's list of files first")
    found = look(place, notebook.kinds)
    if found.table is None:
        said = "is attached" if found.is_page else f"is kept as it is: {found.said}"
        return Attached(values, f"{place.name} {said}")
    values.update(settings(notebook, named, item, found.table))
    return Attached(values, f"{place.name}: {found.said}")


def settings(notebook: Notebook, text: str, item: str, table: Table) -> dict[str, str]:
    """What a file at ``item`` says for empty fields, as far as the entry's kind takes it."""
    try:
        document = read_document(text)
    except DocumentError:
        return {}
    wrong = _wrong(text, notebook)
    taken: dict[str, str] = {}
    for name, value in _said(table):
        for path in (name, f"{item}.{name}"):
            if document.data.get(name) if path == name else document.values.get(parse_path(path)):
                continue
            try:
                is_taken = _wrong(edit(text, {path: value}), notebook) <= wrong
            except (Refusal, DocumentError):
                continue
            if is_taken:
                taken[path] = value
                break
    return taken


def _wrong(text: str, notebook: Notebook) -> int:
    """How many findings the shape of a text has."""
    return len(parse(text, extra=notebook.kinds).findings)


def _said(table: Table) -> Iterator[tuple[str, str]]:
    """Names that may be fields, and what the file says of them."""
    for name, (column, unit) in COLUMNS.items():
        low, high = ends(table, column)
        if low < high:
            yield name, f"{low:.6g}..{high:.6g} {unit}"
    for name, value in table.metadata.items():
        if re.fullmatch("[a-z][a-z_]{2,30}", name) and name not in ("date", "notes", "title") and len(value) < 80:
            yield name, value
