"""What the index keeps of one entry: plain values, so that another process can hand them over as JSON."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from math import inf
from typing import Any, NamedTuple

from glovebook.schema.document import MAX_BYTES
from glovebook.schema.formula import Formula
from glovebook.schema.kinds import Extra
from glovebook.schema.parse import Parsed, parse
from glovebook.schema.parts import Part, RawFile
from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.store.index.words import composition_key, folded

OPEN = 2e-9
"""Relative step by which an open end lies inside of its bound: more than twice what comparisons allow for rounding."""
_ITEM = re.compile(r"\[\d+\]")
_LONGEST = 200
"""Characters of a text that is looked up as a whole; longer ones are prose."""
_HIDDEN = frozenset({"sha256", "size", "kind", "schema_version", "id", "uuid", "synthetic"})


class QuantityFact(NamedTuple):
    """One quantity in SI. What was recorded lies between ``low`` and ``high``."""

    name: str
    field: str
    """The path without the numbers of items."""
    kind: str
    si_unit: str
    path: str
    group: str
    """Path of the list item that holds it; empty at the top."""
    low: float
    high: float
    si: float
    upper: float | None
    uncertainty: float | None
    comparator: str
    text: str


class WordFact(NamedTuple):
    """One short text, by the name of its field."""

    name: str
    path: str
    group: str
    value: str
    folded: str


class Facts(NamedTuple):
    """All that is kept of an entry."""

    sha256: str
    kind: str = ""
    stated: str = ""
    """The id in the text; that in the file's name may be another."""
    uuid: str = ""
    title: str = ""
    date: str = ""
    operator: str = ""
    status: str = ""
    synthetic: bool = False
    readable: bool = False
    """Whether the text is an entry of a known kind."""
    problems: int = 0
    """How many findings its shape has."""
    links: Sequence[tuple[str, str]] = ()
    """Path and the id linked to."""
    files: Sequence[tuple[str, str, str, int | None]] = ()
    """Path, file, SHA-256 and size of every raw file."""
    quantities: Sequence[QuantityFact] = ()
    words: Sequence[WordFact] = ()
    body: str = ""
    """Every text of the entry, for the search by words."""


def facts_of(content: bytes, path: str, kinds: Extra | None) -> Facts:
    """What a file's bytes say; never raises for what a person wrote."""
    digest = hashlib.sha256(content).hexdigest()
    parsed = parse(content, path, kinds)
    return gathered(parsed, digest)


def unread(digest: str) -> Facts:
    """What is kept of a file too large, or not allowed, to be read."""
    return Facts(digest, problems=1)


def is_too_large(size: int) -> bool:
    """Whether a file cannot be an entry for its size alone."""
    return size > MAX_BYTES


def gathered(parsed: Parsed, digest: str) -> Facts:
    """The facts of what a text was parsed to."""
    data = parsed.document.data if parsed.document else {}
    body = folded("\n".join(_texts(data)))
    entry = parsed.entry
    if entry is None:
        kind, stated = (value if isinstance(value := data.get(name), str) else "" for name in ("kind", "id"))
        return Facts(digest, kind, stated, problems=len(parsed.findings), body=body)
    collected = _Collected([], [], [], [])
    collected.part(entry, "", "")
    return Facts(
        digest,
        entry.kind,
        entry.id,
        entry.uuid or "",
        entry.title or "",
        entry.date or "",
        entry.operator or "",
        entry.status or "",
        bool(entry.synthetic),
        True,  # noqa: FBT003 - `readable`, in the order of the fields
        len(parsed.findings),
        collected.links,
        collected.files,
        collected.quantities,
        collected.words,
        body,
    )


def _texts(value: Any) -> list[str]:
    """Every text in a tree of data."""
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in _texts(item)]


class _Collected(NamedTuple):
    """Facts while they are gathered."""

    links: list[tuple[str, str]]
    files: list[tuple[str, str, str, int | None]]
    quantities: list[QuantityFact]
    words: list[WordFact]

    def part(self, part: Part, path: str, group: str) -> None:
        """Adds what a part holds."""
        if isinstance(part, RawFile):
            self.files.append((path, part.file, part.sha256 or "", part.size))
        named = part.__dict__.get("quantity") if "convention" in part.__dict__ else None
        for name, value in part.__dict__.items():
            if value is None:
                continue
            here = f"{path}.{name}" if path else name
            if named and name == "value":
                self.stated(named, value, here, group)
            else:
                self.value(name, value, here, group)

    def value(self, name: str, value: Any, path: str, group: str) -> None:
        """Adds the value of one field, or one item of a list."""
        if isinstance(value, str):
            self.text(name, value, path, group)
        elif isinstance(value, Quantity):
            self.quantities.append(quantity_fact(_named(path), path, group, value))
        elif isinstance(value, Part):
            self.part(value, path, group)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                here = f"{path}[{index}]"
                self.value(name, item, here, here if isinstance(item, Part) else group)
        elif isinstance(value, dict):
            self.free(value, path, group)
        elif isinstance(value, bool):
            self.text(name, "yes" if value else "no", path, group)
        elif isinstance(value, Formula):
            self.words.append(WordFact(name, path, group, value.text, composition_key(value)))
        else:  # ratios, space groups, counts
            self.text(name, str(value), path, group)

    def text(self, name: str, value: str, path: str, group: str) -> None:
        """Adds a short text; a link besides."""
        if name == "entry":
            self.links.append((path, value))
            name = _named(path.removesuffix(".entry"))  # made_from, measured_on: what the link means
        if name not in _HIDDEN and len(value) <= _LONGEST:
            self.words.append(WordFact(name, path, group, value, folded(value)))

    def stated(self, kind: str, value: str, path: str, group: str) -> None:
        """Adds a stated number under the name of what it is."""
        self.quantities.append(quantity_fact(kind, path, group, Quantity.parse(value, kind)))

    def free(self, value: Any, path: str, group: str) -> None:
        """Adds what stands under ``custom``: quantities where a text is one, texts otherwise."""
        if isinstance(value, dict):
            for name, item in value.items():
                self.free(item, f"{path}.{name}", group)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.free(item, f"{path}[{index}]", f"{path}[{index}]")
        elif isinstance(value, str):
            try:
                self.quantities.append(quantity_fact(_named(path), path, group, Quantity.parse(value)))
            except QuantityError:
                self.text(_named(path), value, path, group)


def _named(path: str) -> str:
    """What a field is called: the last name of its path, before ``value`` where a part has more to say."""
    names = [name.partition("[")[0] for name in path.split(".")]
    return names[-2] if names[-1] == "value" and len(names) > 1 else names[-1]


def field_of(path: str) -> str:
    """The field that a path leads to, whichever item of a list it is in: ``steps.temperature``."""
    return _ITEM.sub("", path).removesuffix(".value")


def quantity_fact(name: str, path: str, group: str, quantity: Quantity) -> QuantityFact:
    """The fact of a quantity; of a bound or a range, ``low`` and ``high`` say what it leaves possible."""
    si, upper = quantity.si, quantity.si_upper
    low, high = si, si if upper is None else upper
    match quantity.comparator:
        case "<" | "<=":
            low, high = -inf, si - (OPEN * abs(si) if quantity.comparator == "<" else 0.0)
        case ">" | ">=":
            low, high = si + (OPEN * abs(si) if quantity.comparator == ">" else 0.0), inf
    return QuantityFact(
        name,
        field_of(path),
        quantity.kind,
        quantity.si_unit,
        path,
        group,
        low,
        high,
        si,
        upper,
        quantity.si_uncertainty,
        quantity.comparator,
        quantity.text,
    )
