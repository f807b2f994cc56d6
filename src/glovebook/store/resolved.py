"""Paths without the links on their way."""

from __future__ import annotations

from pathlib import Path


class Resolved:
    """Resolves the paths of many files, each of their folders once: that is what takes the time."""

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def of(self, path: Path) -> Path:
        """The path without links, as ``Path.resolve`` has it."""
        if path.name in ("", "..") or path.is_symlink():
            return path.resolve()
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = folder.resolve()
        return self._folders[folder] / path.name
