"""What files held before Glovebook changed them: one zip file a run under ``.glovebook/history/``.

It holds each text under its SHA-256, and ``changes.json``, which says which bytes became which. It is written before
the files themselves are, so that an interrupted run can be taken back, too. One file, because a notebook of thousands
of entries would otherwise get thousands of little ones, each with its own wait for the disk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from glovebook.schema.refusal import Refusal
from glovebook.store.write import write_atomically

HISTORY = Path(".glovebook/history")
_CHANGES = "changes.json"


def keep(root: Path, verb: str, changes: Mapping[str, tuple[bytes, bytes]]) -> Path:
    """The file that now keeps what files held; ``changes``: file in the notebook -> its bytes before and after."""
    now = datetime.now(UTC)
    hashed = {name: (sha256(before), sha256(after)) for name, (before, after) in changes.items()}
    texts = {hashed[name][0]: before for name, (before, _) in changes.items()}
    files = [{"file": name, "before": before, "after": after} for name, (before, after) in hashed.items()]
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_CHANGES, json.dumps({"verb": verb, "at": now.isoformat(), "files": files}, indent=1))
        for digest, text in texts.items():
            archive.writestr(digest, text)
    target = root / HISTORY / f"{now:%Y%m%dT%H%M%S.%fZ}-{verb}.zip"
    write_atomically(target, content.getvalue())
    return target


def texts_before(root: Path, verb: str) -> dict[str, bytes]:
    """SHA-256 of what a file holds after a change by a verb -> what it held before; the newest change counts."""
    found: dict[str, bytes] = {}
    for file in sorted((root / HISTORY).glob(f"*-{verb}.zip")):
        try:
            with ZipFile(file) as archive:
                for change in json.loads(archive.read(_CHANGES))["files"]:
                    before = archive.read(change["before"])
                    if sha256(before) != change["before"]:
                        raise BadZipFile(change["file"])
                    found[change["after"]] = before
        except (BadZipFile, KeyError, ValueError, TypeError):
            raise Refusal(f"{file} is damaged", "bring it back from a backup, or move it away") from None
    return found


def sha256(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
