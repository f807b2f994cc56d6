"""The versions of a file, read from the packs of its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from glovebook.schema.refusal import Refusal
from glovebook.store.history.pack import (
    HISTORY,
    Change,
    FileChange,
    folder_of,
    key_of,
    read_change,
    sha256,
    stamp_of,
    text_in,
    texts_in,
)

FOUND = "found"
"""Cause of a version that another program wrote, and that was seen later."""
ASIDE = "conflict"
"""Cause of a text that clashed with another: it never was what the file held."""
SHORTEST = 4
"""Digits of a SHA-256 that name a version at the least."""


@dataclass(frozen=True)
class Version:
    """What a file held from a time on."""

    sha256: str | None
    """None where the file was deleted, or renamed away."""
    at: datetime
    author: str
    cause: str
    file: str
    """Its path at the time."""
    pack: Path
    since: datetime | None = None
    """When the first of several saves was that this version stands for."""
    to: str = ""
    """The path to which it was renamed away."""

    @property
    def name(self) -> str:
        """The short name, with which the command line restores it."""
        return self.sha256[:8] if self.sha256 else ""

    def as_json(self) -> dict[str, str | None]:
        """The version as plain data."""
        return {
            "sha256": self.sha256,
            "at": self.at.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "author": self.author,
            "cause": self.cause,
            "file": self.file,
            "to": self.to or None,
        }


def packs(root: Path, name: str) -> list[Path]:
    """The packs that may concern a file, in the order in which they were made."""
    found = [*folder_of(root, name).glob("*.zip"), *(root / HISTORY).glob("*.zip")]
    return sorted((pack for pack in found if stamp_of(pack)), key=lambda pack: pack.name)


def changes(root: Path, name: str) -> Iterator[tuple[Path, Change]]:
    """The changes of a file, oldest first; a pack that cannot be read, or was thinned out meanwhile, is passed over."""
    for pack in packs(root, name):
        try:
            change = read_change(pack)
        except Refusal:
            continue
        if change.file(name) or change.left(name):
            yield pack, change


def versions(root: Path, name: str, until: datetime | None = None) -> list[Version]:
    """What a file held, oldest first, under its earlier names, too; equal ones in a row count once."""
    found: list[Version] = []
    aside: list[Version] = []
    for pack, change in changes(root, name):
        if until and change.at >= until:
            break
        item = change.file(name)
        if item is None:
            found.append(Version(None, change.at, change.author, change.cause, name, pack, to=change.left(name)))
        elif change.cause == ASIDE:
            aside.append(Version(item.after, change.at, change.author, ASIDE, item.file, pack))
        else:
            if item.was and key_of(item.was) != key_of(name):
                found = [version for version in versions(root, item.was, change.at) if version.sha256]
            found += _of_change(pack, change, item, found[-1].sha256 if found else None)
    return sorted([*found, *aside], key=lambda version: version.at)


def _of_change(pack: Path, change: Change, item: FileChange, last: str | None) -> Iterator[Version]:
    """What a file was found to hold before a change, where that is news, and what it held after."""
    if item.before and item.before != last and item.before in change.held:
        yield Version(item.before, change.since or change.at, "", FOUND, item.was or item.file, pack)
    if item.after != (item.before or last):
        yield Version(item.after, change.at, change.author, change.cause, item.file, pack, change.since)


def called(root: Path, name: str) -> str:
    """The path that a file has by now, after all renamings; its own where it has had none."""
    seen = {name}
    while (known := versions(root, name)) and known[-1].to and known[-1].to not in seen:
        name = known[-1].to
        seen.add(name)
    return name


def newest(root: Path, name: str) -> Version | None:
    """The last version that the history knows; None where it knows none."""
    for pack in reversed(packs(root, name)):
        try:
            change = read_change(pack)
        except Refusal:
            continue
        if (item := change.file(name)) and change.cause != ASIDE:
            return Version(item.after, change.at, change.author, change.cause, item.file, pack, change.since)
    return None


def find(root: Path, name: str, wanted: str) -> Version:
    """The version whose SHA-256 begins with some digits; raises `Refusal` where there is none, or more than one."""
    known = {version.sha256: version for version in versions(root, name) if version.sha256}
    fitting = [digest for digest in known if digest.startswith(wanted.lower())] if len(wanted) >= SHORTEST else []
    if len(fitting) == 1:
        return known[fitting[0]]
    shown = ", ".join(digest[:8] for digest in [*known][-5:]) or "none"
    if fitting:
        raise Refusal(f"{wanted!r} names {len(fitting)} versions", f"write more digits, e.g. {fitting[0][:16]}")
    raise Refusal(f"{name} has no version {wanted!r}", f"the last ones are {shown}; see: glovebook history")


def text_of(root: Path, name: str, digest: str) -> bytes:
    """The bytes of a version, proved by their SHA-256; raises `Refusal` where no pack holds them undamaged."""
    failed: Refusal | None = None
    for pack, change in _all_changes(root, name):
        if digest not in change.held:
            continue
        try:
            return text_in(pack, digest)
        except Refusal as refusal:
            failed = refusal
    raise failed or Refusal(f"the text {digest[:8]} of {name} is not kept any more", "see: glovebook history")


def _all_changes(root: Path, name: str, until: datetime | None = None) -> Iterator[tuple[Path, Change]]:
    """Changes of a file under all its names."""
    for pack, change in changes(root, name):
        if until and change.at >= until:
            break
        yield pack, change
        item = change.file(name)
        if item and item.was and key_of(item.was) != key_of(name):
            yield from _all_changes(root, item.was, change.at)


def texts_before(root: Path, cause: str) -> dict[str, bytes]:
    """SHA-256 of what a file held after a change by a verb -> what it held before; the newest change counts."""
    found: dict[str, bytes] = {}
    for pack in sorted((root / HISTORY).rglob(f"*-{cause}-*.zip"), key=lambda pack: pack.name):
        change = read_change(pack)
        rewritten = [
            (item.was or item.file, item.before, item.after) for item in change.files if item.before and item.after
        ]
        held = texts_in(pack, {before for _, before, _ in rewritten} & change.held)
        for name, before, after in rewritten:
            found[after] = held[before] if before in held else text_of(root, name, before)
    return found


def holds(path: Path) -> str | None:
    """SHA-256 of what a file holds; None where there is none."""
    try:
        return sha256(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
