"""A look at the folder of entries: which files are there, and how to tell cheaply whether one has changed."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from glovebook.store.notebook import SUFFIX

GRANULARITY = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT). A younger file may change and keep its times."""
_POSITIVE = (1 << 63) - 1


class Stamp(NamedTuple):
    """What the file system says about a file; where it says the same again, the file is taken for unchanged."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file's status; an inode of more than 63 bits is cut to fit the database."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _POSITIVE)

    def is_settled(self, now_ns: int) -> bool:
        """Whether a change after ``now_ns`` would show: no clock is so coarse that it would give the same times."""
        return max(self.mtime_ns, self.ctime_ns) < now_ns - GRANULARITY


@dataclass(frozen=True)
class Look:
    """What one look found."""

    stamps: dict[str, Stamp]
    """Path in the notebook, with forward slashes -> stamp."""
    unreadable: list[str] = field(default_factory=list)
    """Folders that may not be listed, and files whose names are no text."""


def look(root: Path) -> Look:
    """Every file of an entry below ``entries``; links to files outside of the notebook and links to folders are not."""
    found = Look({})
    waiting = [(str(root / "entries"), "entries/")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as items:
                for item in items:
                    if item.name.endswith(SUFFIX):
                        _add(found, root, item, prefix + item.name)
                    elif item.is_dir(follow_symlinks=False):
                        waiting.append((item.path, f"{prefix}{item.name}/"))
        except FileNotFoundError:
            continue
        except OSError:
            found.unreadable.append(readable(prefix.rstrip("/")))
    return found


def _add(found: Look, root: Path, item: os.DirEntry[str], path: str) -> None:
    try:
        if not item.is_file() or (item.is_symlink() and not Path(item.path).resolve().is_relative_to(root)):
            return
        # on Windows the listing knows no inode; os.stat would, at a hundred times the cost
        stamp = Stamp.of(item.stat())
    except FileNotFoundError:
        return  # gone since it was listed
    except OSError:
        found.unreadable.append(readable(path))
        return
    if path.isascii() or path == readable(path):
        found.stamps[path] = stamp
    else:
        found.unreadable.append(readable(path))


def stamp_of(root: Path, path: str) -> Stamp | None:
    """The stamp of one file that may be an entry, by its path in the notebook; None where there is none."""
    place = root / path
    try:
        if not place.is_file() or not place.resolve().is_relative_to(root):
            return None
        return Stamp.of(place.stat())
    except OSError:
        return None


def readable(path: str) -> str:
    """A path in which bytes that are no UTF-8 are shown as question marks."""
    return path.encode("utf-8", "replace").decode()


def same_name(path: str) -> str:
    """What two spellings of a path have in common on a disk that folds case or composes letters (NFC, NFD)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
