"""A notebook in memory: entries, tables and results as a rule sees them around an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from glovebook.schema.entry import Entry, links, raw_files
from glovebook.schema.finding import Finding, Profile
from glovebook.schema.parse import parse
from glovebook.schema.result import Result
from glovebook.schema.table import Table
from glovebook.validators.engine import check
from glovebook.validators.view import View


@dataclass(frozen=True)
class Shelf:
    """The notebook around an entry."""

    entries: Mapping[str, Entry]
    tables: Mapping[str, Table] = field(default_factory=dict)
    kept: Mapping[str, Sequence[Result]] = field(default_factory=dict)

    def users(self, entry_id: str) -> Sequence[Entry]:
        """The entries that link directly to one."""
        return [entry for entry in self.entries.values() if entry_id in links(entry).values()]

    def holders(self, key: str) -> Sequence[str]:
        """Ids of the entries that name a raw file."""
        parts = ((entry.id, part) for entry in self.entries.values() for part in raw_files(entry).values())
        return sorted({name for name, part in parts if key in (part.file, part.sha256)})

    def table(self, file: str) -> Table | None:
        """The table of a raw file."""
        return self.tables.get(file)

    def results(self, entry_id: str) -> Sequence[Result]:
        """The current results of an entry."""
        return self.kept.get(entry_id, ())


Judge = Callable[..., list[Finding]]
"""Text of an entry, texts of others, and by name profile, tables and results -> findings."""


@pytest.fixture
def judge() -> Judge:
    """The findings on an entry, written without its version, among others; rules of the record itself left out."""
    return _findings


def _findings(
    text: str,
    *others: str,
    profile: Profile = "archive",
    tables: Mapping[str, Table] | None = None,
    results: Mapping[str, Sequence[Result]] | None = None,
) -> list[Finding]:
    parsed = parse(f'schema: "1.0"\n{text}', "x1.gb.yaml")
    assert parsed.entry is not None
    assert [finding.as_text() for finding in parsed.findings] == []
    known = {parsed.entry.id: parsed.entry}
    for other in others:
        entry = parse(f'schema: "1.0"\n{other}').entry
        assert entry is not None
        known[entry.id] = entry
    view = View(parsed.entry, linked=known, around=Shelf(known, tables or {}, results or {}))
    found = check(parsed, view, profile)
    return [finding for finding in found if not finding.rule.startswith("record/")]
