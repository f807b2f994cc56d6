"""Export: the gate, and behind it the crate."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from glovebook.fair.dataset import Dataset, RawFile, Record
from glovebook.fair.dataset import StoredResult as ExportedResult
from glovebook.fair.export import write_crate
from glovebook.fair.media import media_type
from glovebook.physics.derived import derive
from glovebook.physics.records import Records
from glovebook.pipeline.check import check
from glovebook.pipeline.check.around import Surroundings
from glovebook.pipeline.check.desk import standing
from glovebook.pipeline.named import entry_files, raw_file
from glovebook.pipeline.new import FOLDERS
from glovebook.schema.entry import Entry, links, raw_files
from glovebook.schema.finding import Finding, Profile
from glovebook.schema.refusal import Refusal
from glovebook.schema.task import Progress, silent
from glovebook.store import results
from glovebook.store.notebook import Notebook, sha256_of
from glovebook.store.results import StoredResult

STALE = "record/stale-result"
"""The finding that an export adds to those of the rules; a waiver in the entry that owns the result silences it."""


STEPS = 3
"""Of an export: checking, gathering, writing."""


class Blocked(Refusal):
    """An export that the gate stopped; nothing was written."""

    def __init__(self, findings: Sequence[Finding], profile: Profile) -> None:
        super().__init__(
            f"nothing was exported: {len(findings)} finding(s) block in profile {profile!r}",
            "settle them, waive them with a reason, or export with --profile draft",
        )
        self.findings = findings


Say = Callable[[str], object]
"""Called with one line for people."""


def unheard(line: str) -> None:
    """What is said where nobody listens."""


@dataclass(frozen=True)
class Plan:
    """What an export would take along, and what would stop it."""

    notebook: Notebook
    profile: Profile
    entries: Mapping[Path, Entry]
    """The entries that can be read, what was linked to first."""
    results: Mapping[Path, Sequence[StoredResult]]
    findings: Sequence[Finding]
    unread: Sequence[Finding]
    """Why the others cannot be read, one finding each."""

    @property
    def blocking(self) -> list[Finding]:
        """The findings that stop the export; none do in a draft."""
        return [] if self.profile == "draft" else [finding for finding in self.findings if finding.blocking]


def plan(paths: Iterable[str | Path], profile: Profile = "archive") -> Plan:
    """What an export of the entries named would take: these, all that they link to, and their results."""
    files = entry_files(list(paths))
    notebook = _one_notebook(files)
    chosen = _with_linked(notebook, files)
    findings = [finding for report in check(chosen, profile, remember=False) for finding in report.findings]
    entries = {path: entry for path in chosen if (entry := notebook.parse(path).entry)}
    kept = {path: results.newest(notebook, entry.id) for path, entry in entries.items()}
    findings += [
        _stale(item, profile)
        for path, items in kept.items()
        for item in items
        if item.stale and STALE not in {waiver.rule for waiver in entries[path].waive}
    ]
    unread = [notebook.parse(path).findings[0] for path in chosen if path not in entries]
    return Plan(notebook, profile, entries, kept, findings, unread)


def export(
    paths: Iterable[str | Path],
    target: Path,
    profile: Profile = "archive",
    title: str | None = None,
    say: Say = unheard,
    progress: Progress = silent,
) -> list[Path]:
    """The files of the crate written into ``target``: the entries named, all that they link to, and their results.

    Raises `Blocked` with the findings while one blocks. A draft crate carries its findings inside; what it leaves
    out, because it cannot be read, is said.
    """
    named = list(paths)
    _refuse_target(_one_notebook(entry_files(named)), target)
    progress(0, STEPS, "checking the entries and what they link to")
    found = plan(named, profile)
    if found.blocking:
        raise Blocked(found.blocking, profile)
    if not found.entries:
        raise Refusal(f"there is nothing to export that could be read: {found.unread[0].as_text()}", "correct it first")
    for finding in found.unread:
        say(f"left out: {finding.as_text()}")
    progress(1, STEPS, f"gathering {len(found.entries)} entries with their files and results")
    records = [_record(found.notebook, path, entry, found.results[path]) for path, entry in found.entries.items()]
    dataset = _dataset(found.notebook, records, found.findings, profile, title)
    progress(2, STEPS, "writing and verifying the crate")
    return write_crate(dataset, target)


def _refuse_target(notebook: Notebook, target: Path) -> None:
    """A crate among the notebook's own files would count as part of the notebook."""
    place = target.resolve()
    for name in FOLDERS:
        if place.is_relative_to(notebook.root / name):
            raise Refusal(f"{target} lies in {name}/ of the notebook", "export beside it, e.g. to exports/crate")


def _one_notebook(files: Sequence[Path]) -> Notebook:
    notebooks = {notebook.root: notebook for notebook in (Notebook.containing(path) for path in files)}
    if len(notebooks) > 1:
        raise Refusal("the entries lie in several notebooks", "export each notebook by itself")
    found = next(iter(notebooks.values()))
    return standing(found)


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


def _stale(item: StoredResult, profile: Profile) -> Finding:
    return Finding(
        STALE,
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
        derive(Records(entry, notebook.linked(entry), Surroundings(notebook, entry).users)),
    )


def _raw_files(notebook: Notebook, entry: Entry) -> list[RawFile]:
    found = {}
    for part in raw_files(entry).values():
        place = raw_file(notebook, part.file)
        if place is not None:  # what is missing is a finding, and blocks outside of drafts
            found[part.file] = RawFile(
                part.file,
                place,
                part.sha256 or sha256_of(place),
                place.stat().st_size,
                media_type(place),
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
