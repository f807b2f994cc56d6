"""What the findings of an entry rest on beyond its own text: noted as the rules ask, to be asked again later.

Answers are kept by content hashes and, of raw files and results, by what the file system says of them.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from glovebook.pipeline.check.around import Surroundings
from glovebook.pipeline.check.world import World
from glovebook.pipeline.named import raw_file
from glovebook.schema.entry import Entry
from glovebook.schema.result import Result
from glovebook.schema.table import Table
from glovebook.store.notebook import Notebook, sha256_of
from glovebook.store.results import RESULT_FILE
from glovebook.store.stamp import Stamp

Answers = dict[str, dict[str, Any]]
"""Question -> what it was about -> the answer, as plain data."""


def mark_of(notebook: Notebook, file: str) -> Any:
    """What tells a file of the notebook from what it may become: its stamp, or its hash while that is too young."""
    place = raw_file(notebook, file)
    if place is None:
        return None
    try:
        stamp = Stamp.of(place.stat())
        return list(stamp) if stamp.is_settled(time.time_ns()) else sha256_of(place)
    except OSError:
        return None


def is_still(notebook: Notebook, file: str, mark: Any) -> bool:
    """Whether a file is what it was when `mark_of` looked at it."""
    if isinstance(mark, list):  # the same file as then, so it need not be asked again whether it lies in the notebook
        try:
            return list(Stamp.of(os.stat(f"{notebook.root}/{file}"))) == mark  # noqa: PTH116 - of thousands
        except (OSError, ValueError):
            return False
    place = raw_file(notebook, file)
    return mark is None if place is None else sha256_of(place) == mark


def result_files(notebook: Notebook, entry_id: str) -> list[str]:
    """The results stored for an entry, by their files."""
    base = f"{notebook.root}/results/{entry_id}"
    if not os.path.isdir(base):  # noqa: PTH112 - of thousands
        return []
    found = Path(base).glob(f"*/[0-9]*/{RESULT_FILE}")
    return sorted(path.relative_to(notebook.root).as_posix() for path in found)


def names_hash(files: Mapping[str, Sequence[str]]) -> str:
    """Hash of the ids of a notebook."""
    return hashlib.sha256("\n".join(files).encode("utf-8", "surrogateescape")).hexdigest()


class NotedFiles(Mapping[str, Sequence[str]]):
    """The files of each id; notes which ids a rule asks for."""

    def __init__(self, files: Mapping[str, Sequence[str]], answers: Answers) -> None:
        self._files = files
        self._answers = answers

    def __getitem__(self, name: str) -> Sequence[str]:
        found = self._files.get(name)
        self._answers["files_of"][name] = list(found) if found is not None else None
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        self._answers["ids"]["all"] = names_hash(self._files)
        return iter(self._files)

    def __len__(self) -> int:
        self._answers["ids"]["all"] = names_hash(self._files)
        return len(self._files)

    def __bool__(self) -> bool:
        return bool(self._files)  # the entry that asks is one of them


class NotedSurroundings(Surroundings):
    """The notebook around an entry; notes what a rule asks."""

    def __init__(self, world: World, entry: Entry, answers: Answers) -> None:
        super().__init__(world, entry)
        self._world = world
        self._answers = answers

    def linking(self, entry_id: str) -> dict[str, Entry]:
        """Name of a file -> entry, of those that link to an entry."""
        found = super().linking(entry_id)
        self._answers["users"][entry_id] = {name: self._world.sha(name) for name in found if name != self._entry.id}
        return found

    def holding(self, key: str) -> dict[str, Entry]:
        """Name of a file -> entry, of those that name a raw file."""
        found = super().holding(key)
        self._answers["holders"][key] = sorted(name for name in found if name != self._entry.id)
        return found

    def table(self, file: str) -> Table | None:
        """The table of a raw file; None where it is not there or no reader knows it."""
        self._answers["marks"][file] = mark_of(self._notebook, file)
        return super().table(file)

    def results(self, entry_id: str) -> Sequence[Result]:
        """The current result of each method of an entry."""
        files = result_files(self._notebook, entry_id)
        self._answers["results"][entry_id] = files
        for file in files:
            for name in (file, *_inputs(self._notebook.root / file)):
                self._answers["marks"][name] = mark_of(self._notebook, name)
        return super().results(entry_id)


def _inputs(file: Path) -> list[str]:
    """The files that a result was computed from; none where it is no result."""
    try:
        return [str(item["path"]) for item in json.loads(file.read_bytes())["inputs"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def empty() -> Answers:
    """No answers yet."""
    return {name: {} for name in ("linked", "files_of", "ids", "users", "holders", "marks", "results")}
