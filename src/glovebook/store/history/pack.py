"""One change on disk: a zip file that says what became what, with the texts under their SHA-256.

A pack is written under a name of its own and never changed, so writers never meet, and any zip program gets a
text back. ``change.json`` says when, who, by which verb, and for every file which bytes became which; a text is a
member named by its SHA-256. Packs of one file lie in the folder of that file, packs of several, and of one that got
another name, beside these folders.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from glovebook.schema.parts import ID_PATTERN
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import SUFFIX

HISTORY = Path(".glovebook/history")
FORMAT = "1"
_CHANGE = "change.json"
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*\.")
"""Names that Windows gives to devices, or shortens."""
_UNREADABLE = (BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, OSError, EOFError)


@dataclass(frozen=True)
class FileChange:
    """What became of one file."""

    file: str
    """Its path in the notebook."""
    before: str | None
    """SHA-256 of what it held; None where there was no such file."""
    after: str | None
    """SHA-256 of what it holds since; None where it is gone."""
    was: str = ""
    """Its path before, where it was renamed."""


@dataclass(frozen=True)
class Change:
    """When files were changed, by whom and by which verb."""

    at: datetime
    author: str
    cause: str
    files: Sequence[FileChange]
    moves: Sequence[tuple[str, str]] = ()
    """Folders that moved along: from, to."""
    since: datetime | None = None
    """When the first of several saves was that this one stands for."""
    held: frozenset[str] = field(default=frozenset(), compare=False)
    """SHA-256 of the texts that the pack holds."""

    def file(self, name: str) -> FileChange | None:
        """What became of a file, by its present name; None where the change does not concern it."""
        wanted = key_of(name)
        return next((item for item in self.files if key_of(item.file) == wanted), None)

    def left(self, name: str) -> str:
        """The path to which a file was renamed away from this name; empty where none was."""
        key = key_of(name)
        return next((item.file for item in self.files if item.was and key_of(item.was) == key != key_of(item.file)), "")


def sha256(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def normal(name: str) -> str:
    """A path in the one of Unicode's spellings that paths are compared in: macOS may store another one."""
    return unicodedata.normalize("NFC", name)


def key_of(name: str) -> str:
    """What tells files apart: the id of an entry, which may move to another folder, or else the path."""
    if name.startswith("entries/") and name.endswith(SUFFIX):
        return f"entries/{normal(name.rpartition('/')[2])}"
    return normal(name)


def folder_of(root: Path, name: str) -> Path:
    """Where the packs of one file lie: under the id of an entry, or a code of the path."""
    key = key_of(name)
    entry_id = key.removeprefix("entries/").removesuffix(SUFFIX)
    if key != f"entries/{entry_id}{SUFFIX}" or not re.fullmatch(ID_PATTERN, entry_id) or _RESERVED.fullmatch(entry_id):
        return root / HISTORY / f"_{sha256(key.encode('utf-8', 'surrogateescape'))[:16]}"
    return root / HISTORY / entry_id


def place_of(root: Path, change: Change) -> Path:
    """A path for a new pack, used by nobody else."""
    last = (change.files[0].after or "gone")[:12]
    cause = re.sub("[^a-z]+", "_", change.cause.lower()) or "change"
    alone = len(change.files) == 1 and not change.files[0].was  # a renaming concerns two names
    folder = folder_of(root, change.files[0].file) if alone else root / HISTORY
    return folder / f"{change.at.astimezone(UTC):{_STAMP}}-{cause}-{last}-{secrets.token_hex(3)}.zip"


def stamp_of(pack: Path) -> datetime | None:
    """When a pack was made, by its name; None where the file is no pack."""
    try:
        return datetime.strptime(pack.name.partition("-")[0], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def next_stamp(after: Sequence[Path]) -> datetime:
    """Now, and later than every one of the packs, whatever the clocks of other machines say."""
    stamps = [stamp for pack in after if (stamp := stamp_of(pack))]
    return max([datetime.now(UTC), *(stamp + timedelta(microseconds=1) for stamp in stamps)])


def packed(change: Change, texts: Mapping[str, bytes]) -> bytes:
    """The bytes of a pack; ``texts``: SHA-256 -> text."""
    data: dict[str, Any] = {
        "glovebook_history": FORMAT,
        "at": change.at.isoformat(),
        "author": change.author,
        "cause": change.cause,
        "files": [
            {"file": item.file, "before": item.before, "after": item.after} | ({"was": item.was} if item.was else {})
            for item in change.files
        ],
    }
    if change.moves:
        data["moves"] = [list(move) for move in change.moves]
    if change.since:
        data["since"] = change.since.isoformat()
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        members = {_CHANGE: json.dumps(data, indent=1).encode(), **texts}
        for name, text in members.items():
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)  # ZipInfo: no clock before 1980 can stop it
    return content.getvalue()


@lru_cache(maxsize=4096)
def read_change(pack: Path) -> Change:
    """The change that a pack holds; raises `Refusal` where it is damaged. A pack never changes, so it is read once."""
    try:
        with ZipFile(pack) as archive:
            data = json.loads(archive.read(_CHANGE))
            held = frozenset(archive.namelist()) - {_CHANGE}
        return Change(
            datetime.fromisoformat(data["at"]),
            data["author"],
            data["cause"],
            [FileChange(item["file"], item["before"], item["after"], item.get("was", "")) for item in data["files"]],
            [(source, target) for source, target in data.get("moves", ())],
            datetime.fromisoformat(data["since"]) if "since" in data else None,
            held,
        )
    except _UNREADABLE:
        raise damaged(pack) from None


def text_in(pack: Path, digest: str) -> bytes:
    """The text with a SHA-256; raises `Refusal` where the pack does not hold it, byte for byte."""
    return texts_in(pack, [digest])[digest]


def texts_in(pack: Path, digests: Iterable[str]) -> dict[str, bytes]:
    """SHA-256 -> text, of several in a pack that is opened once; raises `Refusal` as `text_in` does."""
    try:
        with ZipFile(pack) as archive:
            texts = {digest: archive.read(digest) for digest in digests}
    except _UNREADABLE:
        raise damaged(pack) from None
    if any(sha256(text) != digest for digest, text in texts.items()):
        raise damaged(pack)
    return texts


def damaged(pack: Path) -> Refusal:
    """What is said of a pack that cannot be read."""
    return Refusal(f"{pack} is damaged", "bring it back from a backup, or move it away")
