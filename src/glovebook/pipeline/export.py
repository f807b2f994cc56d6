"""Export: the gate, and behind it the crate."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from glovebook.fair.dataset import Dataset, RawFile, Record
from glovebook.fair.dataset import StoredResult as ExportedResult
from glovebook.fair.export import write_crate
from glovebook.pipeline.check import check
from glovebook.pipeline.find import entry_files
from glovebook.schema.entry import Entry, links, raw_files
from glovebook.schema.finding import Finding, Profile
from glovebook.schema.refusal import Refusal
from glovebook.store import results
from glovebook.store.notebook import Notebook, Snapshot, sha256_of
from glovebook.store.results import StoredResult

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
"""Suffix -> media type. A table of our own: the standard library asks the machine, and machines differ."""


class Blocked(Refusal):
    """An export that the gate stopped; nothing was written."""

    def __init__(self, findings: Sequence[Finding], profile: Profile) -> None:
        super().__init__(
            f"nothing was exported: {len(findings)} finding(s) block in profile {profile!r}",
            "settle them, waive them with a reason, or export with --profile draft",
        )
        self.findings = findings


def export(
    paths: Iterable[str | Path], target: Path, profile: Profile = "archive", title: str | None = None
) -> list[Path]:
    """The files of the crate written into ``target``: the entries named, all that they link to, and their results.

    Raises `Blocked` with the findings while one blocks. A draft crate carries its findings inside.
    """
    files = entry_files(list(paths))
    notebook = _one_notebook(files)
    chosen = _with_linked(notebook, files)
    findings = [finding for report in check(chosen, profile) for finding in report.findings]
    kept = {path: _newest(notebook, path) for path in chosen}
    findings += [_stale(item, profile) for items in kept.values() for item in items if item.stale]
    blocking = [finding for finding in findings if finding.blocking]
    if blocking and profile != "draft":
        raise Blocked(blocking, profile)
    records = [_record(notebook, path, entry, kept[path]) for path in chosen if (entry := notebook.parse(path).entry)]
    return write_crate(_dataset(notebook, records, findings, profile, title), target)


def _one_notebook(files: Sequence[Path]) -> Notebook:
    notebooks = {notebook.root: notebook for notebook in (Notebook.containing(path) for path in files)}
    if len(notebooks) > 1:
        raise Refusal("the entries lie in several notebooks", "export each notebook by itself")
    found = next(iter(notebooks.values()))
    return Snapshot(found.root, found.settings)


def _with_linked(notebook: Notebook, files: Sequence[Path]) -> list[Path]:
    """The files and those of every entry that they link to, what was linked to first."""
    chosen: dict[Path, None] = {}

    def take(path: Path, waiting: frozenset[Path]) -> None:
        if path in chosen or path in waiting:
            return
        entry = notebook.parse(path).entry
        for target in links(entry).values() if entry else ():
            for linked in notebook.paths().get(target, ())[:1]:
                take(linked, waiting | {path})
        chosen[path] = None

    for path in files:
        take(path.resolve(), frozenset())
    return list(chosen)


def _newest(notebook: Notebook, path: Path) -> list[StoredResult]:
    """The newest result of each method, in the order in which the kind's analyses build on each other."""
    entry = notebook.parse(path).entry
    newest = {item.result.method: item for item in results.stored(notebook, entry.id)} if entry else {}
    order = [pointer.rpartition(":")[2] for pointer in entry.analyses] if entry else []
    return sorted(newest.values(), key=lambda item: (*order, item.result.method).index(item.result.method))


def _stale(item: StoredResult, profile: Profile) -> Finding:
    return Finding(
        "record/stale-result",
        "warning",
        f"the result {item.result.id} no longer fits: {'; '.join(item.stale)}",
        f"results/{item.result.id}/{results.RESULT_FILE}",
        hint=f"run: {item.result.command}",
        blocking=profile != "draft",
    )


def _record(notebook: Notebook, path: Path, entry: Entry, kept: Sequence[StoredResult]) -> Record:
    return Record(
        entry,
        path.read_bytes(),
        notebook.relative(path),
        _raw_files(notebook, entry),
        [ExportedResult(item.result, item.folder, item.stale) for item in kept],
    )


def _raw_files(notebook: Notebook, entry: Entry) -> list[RawFile]:
    found = {}
    for part in raw_files(entry).values():
        place = notebook.file(part.file)
        if place.is_file():  # what is missing is a finding, and blocks outside of drafts
            found[part.file] = RawFile(
                part.file,
                place,
                part.sha256 or sha256_of(place),
                place.stat().st_size,
                MEDIA_TYPES.get(place.suffix.lower(), "application/octet-stream"),
                part.export is not False,
                part.license or "",
            )
    return list(found.values())


def _dataset(
    notebook: Notebook, records: Sequence[Record], findings: Sequence[Finding], profile: Profile, title: str | None
) -> Dataset:
    settings = notebook.settings
    dates = [record.entry.date[:10] for record in records if record.entry.date]
    dates += [item.result.created[:10] for record in records for item in record.results]
    content = "\n".join(f"{record.path} {uuid.uuid5(uuid.NAMESPACE_OID, record.text.hex())}" for record in records)
    return Dataset(
        title=title or settings.title,
        uuid=str(uuid.uuid5(uuid.UUID(settings.uuid), content)),
        license=settings.license,
        records=records,
        profile=profile,
        published=max(dates, default="1970-01-01"),  # never "now": the same notebook gives the same bytes
        people={key: person.model_dump(exclude_none=True) for key, person in settings.people.items()},
        organisations={key: item.model_dump(exclude_none=True) for key, item in settings.organisations.items()},
        instruments={key: item.model_dump(exclude_none=True) for key, item in settings.instruments.items()},
        findings=[replace(finding, blocking=False) if profile == "draft" else finding for finding in findings],
    )
