"""From what a person names on the command line to files of entries."""

from __future__ import annotations

import re
from pathlib import Path

from glovebook.schema.parts import ID_PATTERN
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import SETTINGS, SUFFIX, Notebook
from glovebook.store.resolved import Resolved

YAML_SUFFIXES = (".yaml", ".yml")


def entry_file(name: str | Path) -> Path:
    """The file of one entry, given as a path, or as an id inside the notebook of the working folder."""
    path = Path(name)
    if path.is_file():
        return path
    if len(path.parts) > 1 or path.suffix in YAML_SUFFIXES or not re.fullmatch(ID_PATTERN, str(name)):
        raise Refusal(f"there is no file {path}", "check the path")
    return Notebook.containing(Path.cwd()).path_of(str(name))


def names_entry(name: str | Path) -> bool:
    """Whether a name means an entry: by its file's ending, or because the notebook around us has such an id."""
    path = Path(name)
    if path.suffix in YAML_SUFFIXES or not path.suffix:
        return True
    try:
        return not path.is_file() and bool(entry_file(name))
    except Refusal:
        return False


def notebook_around(path: Path) -> Notebook | None:
    """The notebook that a file lies in, or None; `Refusal` where there is one whose settings cannot be read."""
    try:
        return Notebook.containing(path.parent)
    except Refusal as refusal:
        if SETTINGS in refusal.message:
            raise
        return None


def entry_files(names: list[str | Path]) -> list[Path]:
    """The files of several entries; a folder stands for all entries below it, in alphabetical order."""
    files: list[Path] = []
    for name in names:
        folder = Path(name)
        if not folder.is_dir():
            files.append(entry_file(name))
            continue
        # of a notebook only its entries: exports and templates hold copies
        below = folder / "entries" if (folder / SETTINGS).is_file() else folder
        found = sorted(path for path in below.rglob(f"*{SUFFIX}") if path.is_file())
        if not found:
            raise Refusal(f"there are no entries below {folder}", f"entries are files <id>{SUFFIX}")
        files.extend(found)
    place = Resolved()
    once: dict[Path, Path] = {}
    for path in files:
        once.setdefault(place.of(path), path)
    return list(once.values())


def raw_file(notebook: Notebook, name: str) -> Path | None:
    """The file that an entry names; None where it is not there, leads out, or cannot be a file's name at all."""
    try:
        place = notebook.file(name)
        return place if place.is_file() else None
    except (Refusal, OSError):
        return None
