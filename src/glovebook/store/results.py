"""Results on disk: ``results/<entry id>/<method>/<NNN>/``, counted up and never overwritten."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result
from glovebook.store.notebook import Notebook, sha256_of
from glovebook.store.write import write_atomically

RESULT_FILE = "result.json"
TRIES = 20
"""How many numbers are tried where others store results of the same entry at the same time."""


@dataclass(frozen=True)
class StoredResult:
    """A result in its folder, and why it no longer counts, if it does not."""

    result: Result
    folder: Path
    stale: tuple[str, ...]
    """Reasons: inputs that have changed or are gone since. Empty where the result is current."""
    sha256: str
    """Of the ``result.json`` that was read or written."""


def stored(notebook: Notebook, entry_id: str, method: str | None = None) -> list[StoredResult]:
    """All results of an entry, newest last within a method."""
    methods = [method] if method else _methods(notebook, entry_id)
    return [_load(notebook, file) for name in methods for file in reversed(_newest_first(notebook, entry_id, name))]


def current(notebook: Notebook, entry_id: str, method: str) -> StoredResult | None:
    """The newest result of a method whose inputs still match, or None."""
    return next((item for item in _loaded(notebook, entry_id, method) if not item.stale), None)


def newest(notebook: Notebook, entry_id: str) -> list[StoredResult]:
    """The result of each method that counts: the current one, or the newest where none is current.

    In the order in which the kind's analyses build on each other. Reading stops at the first that is current,
    because to know whether one is means to hash all its inputs.
    """
    found = []
    for method in _in_order(notebook, entry_id, _methods(notebook, entry_id)):
        stale: list[StoredResult] = []
        for item in _loaded(notebook, entry_id, method):
            if not item.stale:
                found.append(item)
                break
            stale.append(item)
        else:
            found.extend(stale[:1])
    return found


def next_id(notebook: Notebook, entry_id: str, method: str) -> str:
    """The id that the next result will have: ``e4/impedance/002``."""
    folder = notebook.root / "results" / entry_id / method
    numbers = [int(path.name) for path in folder.glob("[0-9]*") if path.name.isdigit()]
    return f"{entry_id}/{method}/{max(numbers, default=0) + 1:03d}"


def store(notebook: Notebook, result: Result, files: Mapping[str, bytes]) -> StoredResult:
    """Writes a result with its files; the folder appears only when it is complete.

    Where the number is taken meanwhile, the result gets the next one that is free.
    """
    for _ in range(TRIES):
        folder = notebook.root / "results" / result.id
        text = _text(result)
        try:
            if _appeared(folder, {**files, RESULT_FILE: text}):
                return StoredResult(result, folder, (), hashlib.sha256(text).hexdigest())
        except OSError as error:
            raise Refusal(
                f"{folder} could not be written: {error.strerror}", "no result was stored; run it again"
            ) from error
        entry_id, method, _ = result.id.split("/")
        result = replace(result, id=next_id(notebook, entry_id, method))
    raise Refusal(f"{folder} is taken, and so were {TRIES - 1} numbers before", "no result was stored; run it again")


def _text(result: Result) -> bytes:
    try:
        return (json.dumps(result.as_json(), indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
    except ValueError:
        raise Refusal(
            f"{result.id}: a value is not a finite number", "nothing was stored; look at the raw data for gaps"
        ) from None


def _appeared(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the folder was made with all its files; False, and nothing left behind, where it was there already."""
    building = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.tmp")
    building.mkdir(parents=True)
    try:
        for name, content in files.items():
            write_atomically(building / name, content)
        building.rename(folder)
    except OSError:
        if not (folder / RESULT_FILE).exists():
            raise
        return False
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return True


def _methods(notebook: Notebook, entry_id: str) -> list[str]:
    base = notebook.root / "results" / entry_id
    return sorted(path.name for path in base.iterdir()) if base.is_dir() else []


def _in_order(notebook: Notebook, entry_id: str, methods: list[str]) -> list[str]:
    """Methods in the order of the entry's kind; those that it does not know come last."""
    paths = notebook.paths().get(entry_id, ())
    entry = notebook.parse(paths[0]).entry if methods and paths else None
    known = [pointer.rpartition(":")[2] for pointer in entry.analyses] if entry else []
    return sorted(methods, key=lambda method: [*known, method].index(method))


def _newest_first(notebook: Notebook, entry_id: str, method: str) -> list[Path]:
    folder = notebook.root / "results" / entry_id / method
    return sorted(folder.glob(f"[0-9]*/{RESULT_FILE}"), key=_number, reverse=True)


def _loaded(notebook: Notebook, entry_id: str, method: str) -> Iterator[StoredResult]:
    """The results of a method, newest first, each read when it is asked for."""
    return (_load(notebook, file) for file in _newest_first(notebook, entry_id, method))


def _number(file: Path) -> int:
    return int(file.parent.name) if file.parent.name.isdigit() else 0


def _load(notebook: Notebook, file: Path) -> StoredResult:
    content = file.read_bytes()
    try:
        result = Result.from_json(json.loads(content.decode("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(f"{file} is no result of Glovebook: {error}", "move its folder away and analyse again") from error
    reasons = []
    for item in result.inputs:
        place = notebook.file(item.path)
        if not place.is_file():
            reasons.append(f"{item.path} is gone")
        elif sha256_of(place) != item.sha256:
            reasons.append(f"{item.path} has changed")
    return StoredResult(result, file.parent, tuple(reasons), hashlib.sha256(content).hexdigest())
