"""Results on disk: ``results/<entry id>/<method>/<NNN>/``, counted up and never overwritten."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result
from glovebook.store.notebook import Notebook, sha256_of
from glovebook.store.write import write_atomically

RESULT_FILE = "result.json"


@dataclass(frozen=True)
class StoredResult:
    """A result in its folder, and why it no longer counts, if it does not."""

    result: Result
    folder: Path
    stale: tuple[str, ...]
    """Reasons: inputs that have changed or are gone since. Empty where the result is current."""


def stored(notebook: Notebook, entry_id: str, method: str | None = None) -> list[StoredResult]:
    """All results of an entry, newest last within a method."""
    base = notebook.root / "results" / entry_id
    methods = [base / method] if method else sorted(base.iterdir()) if base.is_dir() else []
    files = [file for folder in methods for file in sorted(folder.glob(f"[0-9]*/{RESULT_FILE}"), key=_number)]
    return [_load(notebook, file) for file in files]


def current(notebook: Notebook, entry_id: str, method: str) -> StoredResult | None:
    """The newest result of a method whose inputs still match, or None."""
    return next((item for item in reversed(stored(notebook, entry_id, method)) if not item.stale), None)


def next_id(notebook: Notebook, entry_id: str, method: str) -> str:
    """The id that the next result will have: ``e4/impedance/002``."""
    folder = notebook.root / "results" / entry_id / method
    numbers = [int(path.name) for path in folder.glob("[0-9]*") if path.name.isdigit()]
    return f"{entry_id}/{method}/{max(numbers, default=0) + 1:03d}"


def store(notebook: Notebook, result: Result, files: Mapping[str, bytes]) -> StoredResult:
    """Writes a result with its files; the folder appears under its number only when it is complete."""
    folder = notebook.root / "results" / result.id
    building = folder.with_name(f".{folder.name}.tmp")
    try:
        text = json.dumps(result.as_json(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    except ValueError:
        raise Refusal(
            f"{result.id}: a value is not a finite number", "nothing was stored; look at the raw data for gaps"
        ) from None
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        for name, content in {**files, RESULT_FILE: text.encode()}.items():
            write_atomically(building / name, content)
        building.rename(folder)
    except OSError as error:
        raise Refusal(
            f"{folder} could not be written: {error.strerror}", "no result was stored; run it again"
        ) from error
    return StoredResult(result, folder, ())


def _number(file: Path) -> int:
    return int(file.parent.name) if file.parent.name.isdigit() else 0


def _load(notebook: Notebook, file: Path) -> StoredResult:
    try:
        result = Result.from_json(json.loads(file.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(f"{file} is no result of Glovebook: {error}", "move its folder away and analyse again") from error
    reasons = []
    for item in result.inputs:
        place = notebook.file(item.path)
        if not place.is_file():
            reasons.append(f"{item.path} is gone")
        elif sha256_of(place) != item.sha256:
            reasons.append(f"{item.path} has changed")
    return StoredResult(result, file.parent, tuple(reasons))
