"""Checking entries: shape and rules, with what they are linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from glovebook.pipeline.check.around import Surroundings
from glovebook.pipeline.named import entry_files, notebook_around, raw_file
from glovebook.pipeline.trust import load_lab_rules
from glovebook.schema.entry import Entry, raw_files, walk
from glovebook.schema.finding import Finding, Profile
from glovebook.schema.parse import Parsed, parse
from glovebook.schema.quantity import Quantity
from glovebook.store.notebook import SUFFIX, Notebook, Snapshot, sha256_of
from glovebook.validators.completeness import Completeness
from glovebook.validators.engine import check as run_rules
from glovebook.validators.engine import complete
from glovebook.validators.rule import FileFact, Plan, View


@dataclass(frozen=True)
class Report:
    """What checking one entry found."""

    file: Path
    name: str
    """The file's name as findings show it: in its notebook, where it lies in one."""
    kind: str
    """Empty where the text is no entry."""
    findings: list[Finding]
    readings: Mapping[str, str]
    """Path of a quantity -> how it was understood, in words."""
    completeness: Mapping[Profile, Completeness] = field(default_factory=dict)
    """How complete the entry is for the archive and for publication; empty where that was not asked."""

    @property
    def blocking(self) -> bool:
        """True where a finding blocks in the profile that was asked for."""
        return any(finding.blocking for finding in self.findings)


def check(paths: Iterable[str | Path], profile: Profile = "draft", *, scored: bool = False) -> list[Report]:
    """One report an entry; folders stand for all entries below them. ``scored``: with the completeness."""
    load_lab_rules()
    snapshots: dict[Path, Snapshot | None] = {}
    reports = []
    for path in entry_files(list(paths)):
        if path.parent not in snapshots:
            found = _notebook_of(path)
            known = (other for other in snapshots.values() if other and found and other.root == found.root)
            snapshots[path.parent] = next(known, found)
        reports.append(_report(path.read_bytes(), path, snapshots[path.parent], profile, scored=scored))
    return reports


def check_text(text: str | bytes, path: Path, profile: Profile = "draft", *, scored: bool = False) -> Report:
    """The report on a text as if it stood in a file, which it may not (yet): what a form asks while typing."""
    load_lab_rules()
    return _report(text, path, _notebook_of(path), profile, scored=scored)


def _notebook_of(path: Path) -> Snapshot | None:
    """The notebook around a file; None where an entry lies outside of any and is checked by itself."""
    notebook = notebook_around(path)
    return Snapshot(notebook.root, notebook.settings) if notebook else None


def _report(text: str | bytes, path: Path, notebook: Notebook | None, profile: Profile, *, scored: bool) -> Report:
    parsed = parse(text, notebook.relative(path), notebook.kinds) if notebook else parse(text, str(path))
    view = _view(parsed, path, notebook, profile)
    readings = dict(_readings(parsed.entry)) if parsed.entry else {}
    kind = parsed.entry.kind if parsed.entry else ""
    completeness = complete(parsed, view) if scored else {}
    return Report(path, parsed.file, kind, run_rules(parsed, view, profile), readings, completeness)


def _view(parsed: Parsed, path: Path, notebook: Notebook | None, profile: Profile) -> View | None:
    entry = parsed.entry
    if entry is None:
        return None
    name = path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else ""
    if notebook is None:
        return View(entry, plan=_plan(entry, None), digest=_digest(parsed), name=name)
    return View(
        entry,
        notebook.settings,
        notebook.linked(entry),
        notebook.files(),
        _file_facts(notebook, entry, profile),
        _plan(entry, notebook),
        _digest(parsed),
        name,
        Surroundings(notebook, entry),
    )


def _plan(entry: Entry, notebook: Notebook | None) -> Plan | None:
    """What the template gives that the entry names, if it names one."""
    if entry.procedure is None:
        return None
    from glovebook.pipeline.templates import plan  # most entries name none, and checking one starts fast

    return plan(entry.procedure, notebook)


def _digest(parsed: Parsed) -> str:
    """What a review of the text would attest, where there has been one."""
    if parsed.document is None or parsed.entry is None or not parsed.entry.reviews:
        return ""
    from glovebook.schema.review import reviewed_sha256

    return reviewed_sha256(parsed.document)


def _file_facts(notebook: Notebook, entry: Entry, profile: Profile) -> dict[str, FileFact]:
    """What is on disk for each raw file; drafts are not hashed, because raw files may be large."""
    facts = {}
    for part in raw_files(entry).values():
        place = raw_file(notebook, part.file)
        if place is None:
            facts[part.file] = FileFact(exists=False)
        else:
            digest = "" if profile == "draft" else sha256_of(place)
            facts[part.file] = FileFact(exists=True, size=place.stat().st_size, sha256=digest)
    return facts


def _readings(entry: Entry) -> Iterator[tuple[str, str]]:
    for path, value in walk(entry, Quantity):
        if reading := value.reading():
            yield path, reading
