"""Gathering what an analysis works from: tables of raw files, linked entries, earlier results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glovebook.pipeline.read import read_table, says_synthetic
from glovebook.schema.entry import Entry, links
from glovebook.schema.finding import Finding
from glovebook.schema.kinds.analysis import Analysis
from glovebook.schema.kinds.cell import Cell
from glovebook.schema.kinds.cycling import Cycling
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.parts import Link, RawFile
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Value
from glovebook.schema.table import Table
from glovebook.schema.task import Progress, Task
from glovebook.store import results
from glovebook.store.notebook import SUFFIX, Notebook
from glovebook.store.results import RESULT_FILE, StoredResult
from glovebook.validators.engine import check as run_rules
from glovebook.validators.rule import View


@dataclass(frozen=True)
class Gathered:
    """A task, and the files that it rests on besides the entries themselves."""

    task: Task
    files: Mapping[str, str]
    """Path in the notebook -> SHA-256 of the bytes that were read."""
    synthetic: bool


def gather(
    notebook: Notebook, record: Entry, method: str, options: Mapping[str, Any], progress: Progress
) -> Gathered | None:
    """The task of a method, or None where the entry holds nothing for it."""
    linked = notebook.linked(record)
    synthetic = bool(record.synthetic)
    if method == "arrhenius":
        from glovebook.analyses.arrhenius import FEWEST

        earlier = _impedance_results(notebook, record)
        if _temperatures(earlier) < FEWEST:
            return None
        task = Task(record, linked, results=[item.result for item in earlier], options=options, progress=progress)
        return Gathered(task, _files_behind(notebook, earlier), synthetic or any(i.result.synthetic for i in earlier))
    raw = _raw_files(record)
    if not raw:
        return None
    _refuse_faulty(notebook, record)
    tables = {item.file: _table(notebook, item) for item in raw}
    synthetic = synthetic or any(says_synthetic(table) for table in tables.values())
    files = {file: table.sha256 for file, table in tables.items()}
    return Gathered(Task(record, linked, tables, options=options, progress=progress), files, synthetic)


def _raw_files(record: Entry) -> Sequence[RawFile]:
    """What an entry names as its measured data, in its order."""
    if isinstance(record, Eis):
        return record.spectra
    return record.files if isinstance(record, Cycling) else ()


def fault(notebook: Notebook, path: Path) -> Finding | None:
    """What is wrong enough with an entry that nothing can be computed from it: what blocks even in a draft."""
    parsed = notebook.parse(path)
    view = View(parsed.entry, files_of=notebook.files(), name=_name(path)) if parsed.entry else None
    return next((finding for finding in run_rules(parsed, view, "draft") if finding.blocking), None)


def _name(path: Path) -> str:
    return path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else ""


def _refuse_faulty(notebook: Notebook, record: Entry) -> None:
    """Refuses a sample, or what a cell is made of, whose size or mass may be among what could not be understood."""
    paths = notebook.paths()
    link: Link | None = getattr(record, "measured_on", None)
    waiting = [link.entry] if link else []
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in paths:  # a link that leads nowhere is a finding, and a warning of the analysis
            continue
        seen.add(name)
        finding = fault(notebook, paths[name][0])
        if finding:
            raise Refusal(f"{name} cannot be used: {finding.as_text()}", "correct it first")
        sample = notebook.parse(paths[name][0]).entry
        waiting.extend(links(sample).values() if isinstance(sample, Cell) else ())


def _table(notebook: Notebook, raw: RawFile) -> Table:
    """The table of a raw file; refused where it cannot be read, or is not of the file that was recorded.

    The file of a test that still runs grows: it need not be as it was recorded.
    """
    file = raw.file
    try:
        table = read_table(notebook.file(file))
    except Refusal as refusal:
        raise Refusal(f"{file}: {refusal.message}", refusal.hint) from None
    if raw.append_only:
        return table
    recorded = {"SHA-256": raw.sha256, "size in bytes": raw.size}
    for what, found in {"SHA-256": table.sha256, "size in bytes": table.size}.items():
        if recorded[what] not in (None, "", found):
            raise Refusal(
                f"{file} is not the file that was recorded: its {what} is {found}, the entry says {recorded[what]}",
                "bring the recorded file back, or record the new one under another name",
            )
    return table


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


def _files_behind(notebook: Notebook, earlier: list[StoredResult]) -> dict[str, str]:
    """The results used and everything that they rest on: when any of it changes, so does the line."""
    files: dict[str, str] = {}
    for item in earlier:
        files.setdefault(notebook.relative(item.folder / RESULT_FILE), item.sha256)
        for source in item.result.inputs:
            files.setdefault(source.path, source.sha256)
    return files
