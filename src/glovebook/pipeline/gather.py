"""Gathering what an analysis works from: tables of raw files, linked entries, earlier results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from glovebook.pipeline.read import read_table, says_synthetic
from glovebook.schema.entry import Entry
from glovebook.schema.kinds.analysis import Analysis
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Value
from glovebook.schema.task import Progress, Task
from glovebook.store import results
from glovebook.store.notebook import Notebook
from glovebook.store.results import RESULT_FILE, StoredResult

MIN_TEMPERATURES = 3
"""An Arrhenius line through fewer points proves nothing."""


@dataclass(frozen=True)
class Gathered:
    """A task, and the files that it rests on besides the entries themselves."""

    task: Task
    files: tuple[str, ...]
    synthetic: bool


def gather(
    notebook: Notebook, record: Entry, method: str, options: Mapping[str, Any], progress: Progress
) -> Gathered | None:
    """The task of a method, or None where the entry holds nothing for it."""
    linked = notebook.linked(record)
    synthetic = bool(record.synthetic)
    if method == "arrhenius":
        earlier = _impedance_results(notebook, record)
        if _temperatures(earlier) < MIN_TEMPERATURES:
            return None
        task = Task(record, linked, results=[item.result for item in earlier], options=options, progress=progress)
        return Gathered(task, _files_behind(notebook, earlier), synthetic or any(i.result.synthetic for i in earlier))
    files = [spectrum.file for spectrum in record.spectra] if isinstance(record, Eis) else []
    if not files:
        return None
    tables = {}
    for file in files:
        try:
            tables[file] = read_table(notebook.file(file))
        except Refusal as refusal:
            raise Refusal(f"{file}: {refusal.message}", refusal.hint) from None
    synthetic = synthetic or any(says_synthetic(table) for table in tables.values())
    return Gathered(Task(record, linked, tables, options=options, progress=progress), tuple(tables), synthetic)


def _temperatures(earlier: list[StoredResult]) -> int:
    """At how many temperatures there is a conductivity."""
    rows = (row for item in earlier for row in item.result.series if row.get("sigma_total"))
    return len({value.value for row in rows if isinstance(value := row.get("temperature"), Value)})


def _impedance_results(notebook: Notebook, record: Entry) -> list[StoredResult]:
    owners = [link.entry for link in record.inputs] if isinstance(record, Analysis) else [record.id]
    found = []
    for owner in owners:
        newest = results.current(notebook, owner, "impedance")
        if newest is None and isinstance(record, Analysis):
            raise Refusal(f"{owner} has no current impedance result", f"run: glovebook analyse {owner}")
        if newest:
            found.append(newest)
    return found


def _files_behind(notebook: Notebook, earlier: list[StoredResult]) -> tuple[str, ...]:
    """The results used and everything that they rest on: when any of it changes, so does the line."""
    files: list[str] = []
    for item in earlier:
        files.append(notebook.relative(item.folder / RESULT_FILE))
        files.extend(source.path for source in item.result.inputs)
    return tuple(dict.fromkeys(files))
