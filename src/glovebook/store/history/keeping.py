"""Keeping what files hold: before a change by Glovebook, and after one by anybody else."""

from __future__ import annotations

import contextlib
import getpass
import os
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from glovebook.schema.refusal import Refusal
from glovebook.store.changes.lock import writing
from glovebook.store.history.pack import (
    Change,
    FileChange,
    next_stamp,
    packed,
    place_of,
    sha256,
)
from glovebook.store.history.prune import attested, prune_now_and_then
from glovebook.store.history.versions import FOUND, Version, changes, newest, packs, text_of
from glovebook.store.write import write_atomically

SAVES = frozenset({"save"})
"""Causes of which several in a row become one version: a program saves by itself, nobody decided to."""
TOGETHER = timedelta(minutes=5)
"""From the first to the last of such saves."""
MANY = 50
"""Files from which on they are kept in one pack: each pack waits for the disk by itself."""


class InFolder(Protocol):
    """A notebook, or whatever else has its folder."""

    @property
    def root(self) -> Path:
        """The folder."""


Texts = Mapping[str, tuple[bytes | None, bytes | None]]
"""File in the notebook -> what it holds before and after; None: there is no such file."""


def author() -> str:
    """Who works here: what GLOVEBOOK_AUTHOR says, or else the account."""
    with contextlib.suppress(KeyError, OSError, ImportError):  # a container may have no name for its user
        return os.environ.get("GLOVEBOOK_AUTHOR") or getpass.getuser()
    return "unknown"


def keep(root: Path, cause: str, texts: Texts, who: str | None = None) -> Path:
    """The new pack that keeps what files held and will hold; a first text is kept with its base."""
    change, members = texts_of(root, cause, texts, who)
    target = place_of(root, change)
    write_atomically(target, packed(change, members))
    prune_now_and_then(root)
    return target


def texts_of(
    root: Path, cause: str, texts: Texts, who: str | None = None, was: Mapping[str, str] | None = None
) -> tuple[Change, dict[str, bytes]]:
    """A change, and the texts that its pack must hold: those that the history does not hold as the newest already.

    ``was``: new name of a file -> the name before.
    """
    earlier = was or {}
    single = len(texts) == 1
    files, members = [], {}
    for name, (before, after) in texts.items():
        old = sha256(before) if before is not None else None
        new = sha256(after) if after is not None else None
        files.append(FileChange(name, old, new, earlier.get(name, "")))
        last = newest(root, name) if single and before is not None else None
        if before is not None and old and not (last and last.sha256 == old):
            members[old] = before
        if after is not None and new:
            members[new] = after
    known = packs(root, next(iter(texts)))
    return Change(next_stamp(known[-1:]), author() if who is None else who, cause, files), members


def note(notebook: InFolder, path: Path, cause: str = "save", who: str = "") -> Version | None:
    """The version that was added because a file was written by somebody else than Glovebook; None where it is known.

    Several saves by the same author within minutes become one version: the last. What stood there before the first
    of them is kept. Texts that were reviewed are never replaced.
    """
    root = notebook.root
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path} could not be read: {error.strerror}", "check the path and its rights") from error
    return _noted(root, path.resolve().relative_to(root.resolve()).as_posix(), content, cause, who)


def look(notebook: InFolder, contents: Mapping[str, bytes] | Iterable[str]) -> list[str]:
    """The files that hold something else than the history knows, which is kept now.

    ``contents``: names of files in the notebook, with their bytes where they were read anyway. In a folder that
    takes no files nothing is kept.
    """
    root = notebook.root
    found = dict(contents) if isinstance(contents, Mapping) else {}
    if not isinstance(contents, Mapping):
        for name in contents:
            with contextlib.suppress(OSError):
                found[name] = (root / name).read_bytes()
    unseen = {name: text for name, text in found.items() if not _is_newest(root, name, text)}
    try:
        if len(unseen) < MANY:
            return [name for name, text in unseen.items() if _noted(root, name, text, FOUND, "")]
        with writing(root):
            change, members = texts_of(root, FOUND, {name: (None, text) for name, text in unseen.items()}, "")
            write_atomically(place_of(root, change), packed(change, members))
    except Refusal:
        return []
    return list(unseen)


def _is_newest(root: Path, name: str, content: bytes) -> bool:
    last = newest(root, name)
    return bool(last and last.sha256 == sha256(content))


def _noted(root: Path, name: str, content: bytes, cause: str, who: str) -> Version | None:
    digest = sha256(content)
    with writing(root):
        last = newest(root, name)
        if last and last.sha256 == digest:
            return None
        replaced = _replaceable(root, name, last, cause, who)
        if replaced:
            pack, change = replaced
            (old,) = change.files
            since, before = change.since or change.at, old.before
            base = {before: text_of(root, name, before)} if before and before in change.held else {}
        else:
            pack, since, before, base = None, None, last.sha256 if last else None, {}
        stamp = next_stamp(packs(root, name)[-1:])
        made = Change(stamp, who, cause, [FileChange(name, before, digest)], since=since)
        target = place_of(root, made)
        write_atomically(target, packed(made, {**base, digest: content}))
        if pack:
            with contextlib.suppress(OSError):
                pack.unlink()
    prune_now_and_then(root)
    return Version(digest, stamp, who, cause, name, target, since)


def _replaceable(root: Path, name: str, last: Version | None, cause: str, who: str) -> tuple[Path, Change] | None:
    """The pack of the last version, where the next save takes its place."""
    if not last or cause not in SAVES or (last.cause, last.author) != (cause, who) or not last.sha256:
        return None
    pack, change = next((found for found in reversed([*changes(root, name)]) if found[0] == last.pack), (None, None))
    if pack is None or change is None or len(change.files) > 1:
        return None
    if next_stamp(()) - (change.since or change.at) > TOGETHER or attested(text_of(root, name, last.sha256)):
        return None
    return pack, change
