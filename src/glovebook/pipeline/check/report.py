"""What checking one entry found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from glovebook.schema.entry import Entry, walk
from glovebook.schema.finding import Finding, Fix, Place, Profile
from glovebook.schema.parse import parse
from glovebook.schema.quantity import Quantity
from glovebook.store.notebook import Notebook
from glovebook.validators.engine.completeness import Completeness


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


class Readings(Mapping[str, str]):
    """How the quantities of an entry were understood, worked out when somebody asks."""

    def __init__(self, file: Path, notebook: Notebook) -> None:
        self._file = file
        self._notebook = notebook

    def __getitem__(self, path: str) -> str:
        return self._all[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> dict[str, str]:
        return readings(parse(self._file.read_bytes(), extra=self._notebook.kinds).entry)


def readings(entry: Entry | None) -> dict[str, str]:
    """Path of each quantity of an entry -> how it was understood, in words."""
    if entry is None:
        return {}
    return {path: words for path, value in walk(entry, Quantity) if (words := value.reading())}


def plain(report: Report) -> dict[str, Any]:
    """A report as plain data: kind, findings and completeness; the rest follows from the file."""
    scores = {
        profile: [found.complete, found.expected, [gap.as_json() for gap in found.missing]]
        for profile, found in report.completeness.items()
    }
    return {
        "kind": report.kind,
        "findings": [finding.as_json() for finding in report.findings],
        "completeness": scores,
    }


def restored(data: Mapping[str, Any], file: Path, name: str, notebook: Notebook) -> Report:
    """The report that `plain` wrote down."""
    scores = {
        profile: Completeness(complete, expected, tuple(_finding(gap) for gap in missing))
        for profile, (complete, expected, missing) in data["completeness"].items()
    }
    findings = [_finding(item) for item in data["findings"]]
    return Report(file, name, data["kind"], findings, Readings(file, notebook), scores)


def _finding(data: Mapping[str, Any]) -> Finding:
    related = [Place(**place) for place in data["related"]]
    fix = Fix(**data["fix"]) if data["fix"] else None
    return Finding(**{**data, "related": related, "fix": fix})
