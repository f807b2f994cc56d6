"""A look at the folder of entries: which files are there, and how to tell cheaply whether one has changed."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from glovebook.store.notebook import SUFFIX
from glovebook.store.stamp import Stamp


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
