"""Three-way merge of an entry's text: right as data, with the comments and the layout of both sides.

Lines that only one side changed are taken as they are. Where both changed a line, the fields decide: what one side
changed is put into the text of the other by the smallest edits. Either way the outcome is read back and compared
with the merged data, and every comment that a side added must stand in it. A text that cannot be had in this way
is not guessed: then the whole texts clash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from glovebook.schema.document import Document, DocumentError, Path, read_document
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import put
from glovebook.store.merge.comments import comments
from glovebook.store.merge.lines import merged_lines
from glovebook.store.merge.tree import ABSENT, Clash, merged_data, same


@dataclass(frozen=True)
class Merged:
    """What two changes of one text come to."""

    content: bytes
    """The merged text; where the sides clash it holds theirs."""
    clashes: tuple[Clash, ...] = ()
    whole: bool = False
    """True where the texts could only be kept side by side as wholes: ``content`` is theirs."""

    @property
    def clean(self) -> bool:
        """Whether everything of both sides is in the merged text."""
        return not (self.clashes or self.whole)


def merge(base: bytes | None, mine: bytes, theirs: bytes) -> Merged:
    """The merge of two texts that were made from ``base``; None: it is not known from what.

    ``theirs`` is what stands in the file, ``mine`` what somebody wants to save over it.
    """
    if mine in (theirs, base):
        return Merged(theirs)
    if theirs == base:
        return Merged(mine)
    try:
        documents = [read_document(text) for text in (base or b"", mine, theirs)]
    except DocumentError:
        return Merged(theirs, whole=True)
    data, clashes = merged_data(documents[0].data, documents[1].data, documents[2].data)
    for text in _candidates(documents, data):
        if _holds_all(text, documents, data):
            return Merged(text.encode("utf-8"), tuple(clashes))
    return Merged(theirs, whole=True)


def _candidates(documents: list[Document], data: Any) -> Iterator[str]:
    """Texts that may be the merge, those first that change least."""
    texts = [document.text for document in documents]
    crlf = "\r\n" in texts[2]
    begun = [text.replace("\r\n", "\n") for text in texts]
    tried = []
    for text in merged_lines(*begun):
        tried.append(text.replace("\n", "\r\n") if crlf else text)
        yield tried[-1]
    for text in [*tried, texts[2], texts[1]]:
        try:
            yield led_to(read_document(text), data).text
        except Refusal:
            continue  # this text cannot be led there by edits of single fields


def _holds_all(text: str, documents: list[Document], data: Any) -> bool:
    """Whether a text says what it should, with every comment that either side added."""
    try:
        document = read_document(text)
    except DocumentError:
        return False
    if not same(document.data, data):
        return False
    before, *sides = [comments(side) for side in documents]
    needed: Counter[str] = Counter()
    for side in sides:
        needed |= side - before
    return not needed - comments(document)


def led_to(document: Document, data: Any) -> Document:
    """The document after the smallest edits that make it say what ``data`` say; raises `Refusal` where none do."""
    for _ in range(_ROUNDS):
        if same(document.data, data):
            return document
        for path, value in _edits(document.data, data, ()):
            document = put(document, path, value)
    raise Refusal("the text could not be led to the data", "edit it by hand")


_ROUNDS = 3
"""A field that changes from one text to several goes in the first round and comes back in the second."""


def _edits(now: Any, wanted: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Paths and texts that lead from one to the other, items that go last first."""
    if same(now, wanted):
        return
    if isinstance(now, dict) and isinstance(wanted, dict):
        for key in dict.fromkeys([*now, *wanted]):
            yield from _edits(now.get(key, ABSENT), wanted.get(key, ABSENT), (*path, key))
    elif isinstance(now, list) and isinstance(wanted, list) and wanted:
        for index, item in enumerate(wanted):
            yield from _edits(now[index] if index < len(now) else ABSENT, item, (*path, index))
        for index in range(len(now) - 1, len(wanted) - 1, -1):
            yield (*path, index), ""
    elif now is not ABSENT and now is not None and not (isinstance(now, str) and isinstance(wanted, str)):
        yield path, ""
    elif isinstance(wanted, (dict, list)):
        items = wanted.items() if isinstance(wanted, dict) else enumerate(wanted)
        for key, item in items:
            yield from _edits(ABSENT, item, (*path, key))
    elif isinstance(wanted, str):
        yield path, wanted
    else:
        yield path, ""
