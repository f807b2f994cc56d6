"""What lies beside entries: changes that clashed and are not settled; and what others wrote, kept in the history."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from glovebook.pipeline.check.report import Report
from glovebook.schema.document import Document, DocumentError, Mark, read_document
from glovebook.schema.finding import Finding, Place, Profile
from glovebook.schema.refusal import Refusal
from glovebook.store.changes.conflict import MARK, Conflict, conflicts, read
from glovebook.store.history import look
from glovebook.store.notebook import Notebook

CONFLICT = "record/conflict"


def with_conflicts(reports: Mapping[Path, Report], notebook: Notebook, profile: Profile) -> dict[Path, Report]:
    """The reports, with a finding for every change that clashed with another and is not settled."""
    folders = {path.parent for path in reports}
    beside = {folder for folder in folders if any(MARK in name for name in _names(folder))}
    return {
        path: _with_conflicts(report, path, notebook, profile) if path.parent in beside else report
        for path, report in reports.items()
    }


def keep_what_others_wrote(notebook: Notebook, files: Iterable[Path]) -> None:
    """Keeps texts that another program wrote; where that cannot be done checking goes on."""
    names = [notebook.relative(path) for path in files]
    look(notebook, [name for name in names if name.startswith("entries/")])


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - of thousands; names are all that is asked
    except OSError:
        return []


def _with_conflicts(report: Report, path: Path, notebook: Notebook, profile: Profile) -> Report:
    found = [_finding(file, report, path, notebook, profile) for file in conflicts(path)]
    return replace(report, findings=[*found, *report.findings]) if found else report


def _finding(file: Path, report: Report, path: Path, notebook: Notebook, profile: Profile) -> Finding:
    entry = path.name.partition(".")[0]
    beside = notebook.relative(file)
    try:
        conflict: Conflict | None = read(file)
    except Refusal:
        conflict = None
    fields = conflict.fields if conflict else ()
    first = fields[0].path if fields else ()
    mark = _place(path, first)
    who = f" by {conflict.by}" if conflict and conflict.by else ""
    what = ", ".join(field.name for field in fields) or "the text"
    return Finding(
        CONFLICT,
        "error",
        f"{what} was changed twice at once; the other change{who} is in {beside}",
        report.name,
        mark.line,
        mark.column,
        fields[0].name if fields else "",
        hint=f"choose: glovebook resolve {conflict.entry if conflict else entry} --mine, --theirs, or PATH=TEXT",
        related=[Place(beside)],
        blocking=profile != "draft",
    )


def _place(path: Path, field: tuple[str | int, ...]) -> Mark:
    try:
        document: Document = read_document(path.read_bytes())
    except (DocumentError, OSError):
        return Mark(1, 1, 0, 0)
    return document.place(field)
