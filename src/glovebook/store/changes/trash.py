"""Deleted entries: ``.glovebook/trash/<id>-<time>/`` holds the text, the results, and the links that were taken out."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from glovebook.schema.refusal import Refusal
from glovebook.store.changes.journal import Write
from glovebook.store.changes.lock import writing
from glovebook.store.history.pack import Change, FileChange, packed, read_change, sha256
from glovebook.store.notebook import SUFFIX

TRASH = Path(".glovebook/trash")
CHANGE = "change.zip"
RESULTS = "results"


@dataclass(frozen=True)
class Deleted:
    """One entry in the trash."""

    folder: Path
    change: Change
    """What was deleted: the entry first, then the files from which links were taken."""

    @property
    def file(self) -> str:
        """Where the entry lay."""
        return self.change.files[0].file

    @property
    def id(self) -> str:
        """Its id."""
        return self.file.rpartition("/")[2].removesuffix(SUFFIX)

    def as_json(self) -> dict[str, Any]:
        """The deletion as plain data."""
        return {
            "id": self.id,
            "file": self.file,
            "at": self.change.at.isoformat(),
            "author": self.change.author,
            "unlinked": [item.file for item in self.change.files[1:]],
            "results": (self.folder / RESULTS).is_dir(),
            "folder": self.folder.as_posix(),
        }


def place(entry_id: str) -> str:
    """The folder in the trash for an entry that is deleted now."""
    return f"{TRASH.as_posix()}/{entry_id}-{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"


def thrown(folder: str, writes: Sequence[Write], who: str) -> list[Write]:
    """What the trash gets: the entry as a file, and a pack with everything that is needed to put it back.

    ``writes``: the entry first, then the files from which links go.
    """
    texts = {sha256(text): text for write in writes for text in (write.before, write.after) if text is not None}
    files = [
        FileChange(
            write.file,
            None if write.before is None else sha256(write.before),
            None if write.after is None else sha256(write.after),
        )
        for write in writes
    ]
    pack = packed(Change(datetime.now(UTC), who, "delete", files), texts)
    name = writes[0].file.rpartition("/")[2]
    return [Write(f"{folder}/{name}", None, writes[0].before), Write(f"{folder}/{CHANGE}", None, pack)]


def deleted(root: Path) -> list[Deleted]:
    """What lies in the trash, the last one first."""
    found = []
    for pack in (root / TRASH).glob(f"*/{CHANGE}"):
        try:
            found.append(Deleted(pack.parent, read_change(pack)))
        except Refusal:
            continue  # cannot be put back; the entry's text lies beside it all the same
    return sorted(found, key=lambda item: item.change.at, reverse=True)


def empty(root: Path) -> int:
    """How many entries went for good. Their last texts are still in the history."""
    with writing(root):
        items = deleted(root)
        for item in items:
            shutil.rmtree(item.folder)
        with contextlib.suppress(OSError):
            (root / TRASH).rmdir()
    return len(items)
