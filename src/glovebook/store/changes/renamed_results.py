"""Results after their entries got other names, which changes no number: they fit as well as they did before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glovebook.store.changes.journal import Write
from glovebook.store.history.pack import sha256
from glovebook.store.results import RESULT_FILE


@dataclass(frozen=True)
class Renaming:
    """One entry's new name, and what became of files on the way."""

    old: str
    new: str
    files: Mapping[str, tuple[str, str, str]]
    """File before -> file after, SHA-256 before and after."""


def rewritten(root: Path, renaming: Renaming) -> list[Write]:
    """The ``result.json`` files that name the entry or one of the files, with new names and checksums.

    A checksum changes only where it was that of the file until now: a result that was stale stays stale. Results that
    rest on other results follow, because their bytes change, too.
    """
    contents = {
        file.relative_to(root).as_posix(): file.read_bytes() for file in root.glob(f"results/*/*/*/{RESULT_FILE}")
    }
    files = dict(renaming.files)
    after: dict[str, bytes] = {}
    changed = True
    while changed:
        changed = False
        for name, content in contents.items():
            new = _rewritten(content, renaming, files)
            place = _renamed(name, renaming)
            if new != after.get(name, content) or (place != name and name not in files):
                after[name] = new
                files[name] = (place, sha256(content), sha256(new))
                changed = True
    return [Write(files[name][0], contents[name], new) for name, new in after.items() if new != contents[name]]


def _rewritten(content: bytes, renaming: Renaming, files: Mapping[str, tuple[str, str, str]]) -> bytes:
    try:
        data: dict[str, Any] = json.loads(content)
        before = json.dumps(data)
        owner, slash, rest = data["id"].partition("/")
        data["id"] = (renaming.new if owner == renaming.old else owner) + slash + rest
        data["entries"] = [renaming.new if name == renaming.old else name for name in data["entries"]]
        for item in data["inputs"]:
            if item["path"] in files:
                path, old, new = files[item["path"]]
                item["path"] = path
                item["sha256"] = new if item["sha256"] == old else item["sha256"]
        data["command"] = " ".join(files[word][0] if word in files else word for word in data["command"].split(" "))
    except (ValueError, KeyError, TypeError, AttributeError):
        return content  # no result of ours
    if json.dumps(data) == before:
        return content
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def _renamed(name: str, renaming: Renaming) -> str:
    prefix = f"results/{renaming.old}/"
    return f"results/{renaming.new}/{name.removeprefix(prefix)}" if name.startswith(prefix) else name
