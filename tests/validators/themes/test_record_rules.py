"""Rules for the record: dates, files, people, figures, licences, stated numbers, at their edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from glovebook.schema.entry import Entry, links, raw_files
from glovebook.schema.finding import Profile
from glovebook.schema.parse import parse
from glovebook.schema.result import Result, Row, Value
from glovebook.schema.table import Table
from glovebook.validators.engine import check
from glovebook.validators.rule import View
from glovebook.validators.themes.licenses import meant

SHA = "a" * 64


@dataclass
class World:
    """A notebook of some entries, tables and results."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    found: Sequence[Result] = ()

    def users(self, entry_id: str) -> Sequence[Entry]:
        """Entries that link to one."""
        return [entry for name, entry in sorted(self.entries.items()) if entry_id in links(entry).values()]

    def holders(self, key: str) -> Sequence[str]:
        """Entries that name a file or its checksum."""
        parts = ((name, part) for name, entry in self.entries.items() for part in raw_files(entry).values())
        return sorted({name for name, part in parts if key in (part.file, part.sha256)})

    def table(self, file: str) -> Table | None:
        """The table of a file."""
        return self.tables.get(file)

    def results(self, entry_id: str) -> Sequence[Result]:
        """The results of every entry."""
        return self.found if entry_id == "x1" else ()


def entry(kind: str, name: str, body: str) -> Entry:
    """An entry from its own fields."""
    found = parse(f'kind: {kind}\nschema: "1.0"\nid: {name}\n{body}\n', f"{name}.gb.yaml").entry
    assert found is not None
    return found


def rules(kind: str, body: str, profile: Profile = "draft", world: World | None = None, **linked: Entry) -> list[str]:
    """Ids of the findings, without the gaps."""
    parsed = parse(f'kind: {kind}\nschema: "1.0"\nid: x1\n{body}\n', "x1.gb.yaml")
    assert parsed.entry is not None
    view = View(parsed.entry, linked=linked, around=world)
    return [finding.rule for finding in check(parsed, view, profile) if finding.severity != "gap"]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2018-01-15", []),
        ("2018-01-15T23:00+08:00", []),  # the day counts where the other has no time
        ("2018-01-14", ["dates/order"]),
        ("1990-01-15", ["dates/order"]),
        ("1989-01-15", ["dates/early"]),
        ("0018-01-15", ["dates/early"]),
    ],
)
def test_dates_along_the_chain(date: str, found: list[str]) -> None:
    """A pellet may be pressed on the day on which its powder was made, and an impossible year is one finding."""
    powder = entry("synthesis", "s9", "date: 2018-01-15\nproduct: Na3NH2B12H12")
    assert found == rules("pellet", f"date: {date}\nmade_from: [{{entry: s9}}]", s9=powder)


def test_materials_may_be_written_later() -> None:
    """The entry of a bottle is often written after it was used."""
    bottle = entry("material", "m9", "date: 2019-01-15\nformula: NaNH2")
    assert rules("pellet", "date: 2018-01-15\nmade_from: [{entry: m9}]", m9=bottle) == []


@pytest.mark.parametrize(
    ("mass", "found"),
    [
        ("44.0(5) mg", []),
        ("44.01 ± 0.5 mg", []),
        ("44.012 ± 0.5 mg", ["figures/digits"]),
        ("44 ± 50 mg", ["figures/uncertainty"]),
        ("44.0 mg", []),
    ],
)
def test_figures(mass: str, found: list[str]) -> None:
    """One digit beyond the uncertainty is kept, two are not."""
    assert found == rules("pellet", f"mass: {mass}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CC-BY-4.0", None),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("cc-by", "CC-BY-4.0"),
        ("CC0", ""),
        ("MIT", None),
        ("LicenseRef-Lab", None),
        ("CERN-OHL-P-2.0", None),
        ("free", ""),
    ],
)
def test_licences(text: str, expected: str | None) -> None:
    """What looks like an id of the list is taken as one; common ways to write Creative Commons are understood."""
    assert expected == meant(text)


def other(name: str, file: str, sha256: str = "") -> Entry:
    """A measurement with one file."""
    digest = f", sha256: {sha256}" if sha256 else ""
    return entry("other", name, f"technique: SEM\nfiles: [{{file: {file}{digest}}}]")


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ("data/x1.txt", "data/a1.txt", []),
        ("data/a1.txt", "data/a1.txt", ["files/shared"]),
        ("data/x1.txt", "data/x1.txt", []),  # it is named after this entry, and a1 says so
    ],
)
def test_shared_files(mine: str, theirs: str, found: list[str]) -> None:
    """A file belongs to the entry that it is named after."""
    world = World({"x1": other("x1", mine), "a1": other("a1", theirs)})
    listed = rules("other", f"technique: SEM\nfiles: [{{file: {mine}}}]", "archive", world)
    assert found == listed


def test_the_same_bytes_under_two_names() -> None:
    """A copy under another name is found by its checksum, in the entry with the later id."""
    world = World({"x1": other("x1", "data/x1.txt", SHA), "a1": other("a1", "data/a1.txt", SHA)})
    body = f"technique: SEM\nfiles: [{{file: data/x1.txt, sha256: {SHA}}}]"
    assert rules("other", body, "archive", world) == ["files/shared"]


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("1.65e-6 S/cm", []),
        ("1.7e-6 S/cm", []),
        ("1.58e-6 S/cm", []),  # within twice the uncertainty of the result
        ("~1.8e-6 S/cm", []),
        ("< 1e-6 S/cm", []),
        ("1.65e-5 S/cm", ["stated/result"]),
        ("1.65 µS/cm", []),
    ],
)
def test_stated_numbers_and_results(stated: str, found: list[str]) -> None:
    """A stated conductivity is compared with that of the same temperature, within digits and uncertainties."""
    rows = [{"temperature": Value(298.0, "K"), "sigma_total": Value(1.65e-6, "S/cm", 4e-8)}]
    world = World(found=[Result("impedance", series=rows)])
    body = f"reported: [{{quantity: conductivity, value: '{stated}', at: {{temperature: 298 K}}}}]"
    assert found == [rule for rule in rules("eis", body, "archive", world) if rule.startswith("stated/")]


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("quantity: specific_capacity, value: 172 mAh/g, at: {cycle: 2}", []),
        ("quantity: specific_capacity, value: 146 mAh/g, at: {cycle: 2}", ["stated/result"]),
        ("quantity: specific_capacity, value: 146 mAh/g, at: {cycle: 200}", []),  # not analysed so far
        ("quantity: areal_capacity, value: 0.69 mAh/cm², at: {cycle: 2}", []),
        ("quantity: coulombic_efficiency, value: 99.9 %, at: {cycle: 2}", ["stated/result"]),
        ("quantity: capacity_retention, value: 96.5 %, at: {cycle: 3, reference_cycle: 2}", []),
        ("quantity: capacity_retention, value: 92.2 %, at: {cycle: 3, reference_cycle: 2}", ["stated/result"]),
        ("quantity: capacity_retention, value: 92.2 %, at: {cycle: 3, reference_cycle: 1}", []),
    ],
)
def test_stated_capacities_and_results(stated: str, found: list[str]) -> None:
    """A stated capacity is compared with the one of its unit and cycle; a retention where the reference is the same."""
    rows: list[Row] = [
        {
            "cycle": 2,
            "capacity_discharge": Value(0.344, "mAh"),
            "specific_capacity_discharge": Value(172.0, "mAh/g", 3.4),
            "areal_capacity_discharge": Value(0.688, "mAh/cm²", 0.007),
            "ce": Value(97.7, "%"),
        },
        {"cycle": 3, "capacity_retention": Value(96.51, "%")},
    ]
    result = Result("cycling", {"specific_capacity_discharge": Value(172.0, "mAh/g")}, rows, {"reference_cycle": 2})
    body = f"reported: [{{{stated}}}]"
    said = rules("cycling", body, "archive", World(found=[result]))
    assert found == [rule for rule in said if rule.startswith("stated/")]


def test_time_runs_forwards() -> None:
    """Time may stand still; where it jumps back the row is named."""
    import numpy as np

    def table(*times: float) -> World:
        column = np.array(times)
        return World(tables={"data/z.csv": Table({"test_time_second": column}, {"test_time_second": "s"})})

    body = "technique: SEM\nfiles: [{file: data/z.csv}]"
    assert rules("other", body, "archive", table(0.0, 60.0, 60.0)) == []
    assert rules("other", body, "archive", table(0.0, 60.0, 30.0)) == ["files/time"]
