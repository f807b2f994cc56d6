"""The files of a notebook's entries: listed at once, and again only in the folders that have changed."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from glovebook.store.stamp import GRANULARITY

SUFFIX = ".gb.yaml"


@dataclass(frozen=True)
class _Folder:
    """What one look into a folder found."""

    stamp: tuple[int, int] | None
    """None where a later change might not show in it."""
    folders: tuple[str, ...]
    files: tuple[str, ...]


class Listing:
    """The files below ``entries`` of a notebook, as of each time it is asked."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self._root = os.fspath(root)
        self._folders: dict[str, _Folder] = {}
        self._files: dict[str, list[str]] = {}

    def files(self) -> dict[str, list[str]]:
        """Entry id (from the file's name) -> its files, relative to the notebook; the same mapping if none changed."""
        before, self._folders = self._folders, {}
        waiting = ["entries"]
        while waiting:
            name = waiting.pop()
            known = before.get(name)
            self._folders[name] = known if known and self._is_still(name, known) else _look(f"{self._root}/{name}")
            waiting += [f"{name}/{folder}" for folder in self._folders[name].folders]
        if not before or before != self._folders:
            self._files = self._by_id()
        return self._files

    def _is_still(self, name: str, known: _Folder) -> bool:
        try:
            status = os.stat(f"{self._root}/{name}")  # noqa: PTH116 - of hundreds, at each keystroke
        except OSError:
            return False
        return (status.st_mtime_ns, status.st_ino) == known.stamp

    def _by_id(self) -> dict[str, list[str]]:
        names = [f"{folder}/{file}" for folder, found in self._folders.items() for file in found.files]
        listed: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: name.split("/")):  # as paths are sorted
            listed.setdefault(name.rpartition("/")[2].removesuffix(SUFFIX), []).append(name)
        return listed


def _look(folder: str) -> _Folder:
    """The folders and the files of entries in a folder; links to folders are not followed."""
    folders, files, has_links = [], [], False
    try:
        status, now = os.stat(folder), time.time_ns()  # noqa: PTH116 - of hundreds
        with os.scandir(folder) as items:
            for item in items:
                if item.is_dir(follow_symlinks=False):
                    folders.append(item.name)
                elif item.name.endswith(SUFFIX) and item.is_file():
                    files.append(item.name)
                    has_links |= item.is_symlink()
    except OSError:
        return _Folder(None, (), ())
    settled = not has_links and max(status.st_mtime_ns, status.st_ctime_ns) < now - GRANULARITY
    return _Folder((status.st_mtime_ns, status.st_ino) if settled else None, tuple(folders), tuple(files))
