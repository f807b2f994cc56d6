"""Steps between versions: on data alone, what a version may be, and what reading says about an older one."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from glovebook.schema.document import read_document
from glovebook.schema.entry import SCHEMA_VERSION
from glovebook.schema.migrations import VERSIONS, refuse_unknown, upgraded
from glovebook.schema.migrations.change import Change, Move, Step, applied
from glovebook.schema.parse import parse
from glovebook.schema.refusal import Refusal

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures/versions"
CURRENT = sorted((FIXTURES / SCHEMA_VERSION).glob("*.gb.yaml"))
OLDER = sorted(path for version in VERSIONS[:-1] for path in (FIXTURES / version).glob("*.gb.yaml"))


def test_every_version_has_fixtures_and_a_step() -> None:
    """A version that is released needs entries of it in the fixtures, and a way to the next one."""
    assert sorted(folder.name for folder in FIXTURES.iterdir()) == sorted(VERSIONS)
    names = [f"glovebook.schema.migrations.v{version.replace('.', '_')}" for version in VERSIONS[:-1]]
    assert [name for name in names if find_spec(name) is None] == []


@pytest.mark.parametrize("path", OLDER, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_data_of_older_versions(path: Path) -> None:
    """The data of an entry of any version become those of the fixture of the same name in the current one."""
    before = read_document(path.read_bytes()).data
    kept = read_document(path.read_bytes()).data
    assert read_document((FIXTURES / SCHEMA_VERSION / path.name).read_bytes()).data == upgraded(before)
    assert kept == before


@pytest.mark.parametrize("path", CURRENT, ids=lambda path: str(path.stem))
def test_current_fixtures_are_valid(path: Path) -> None:
    """What a migration leads to is an entry without findings."""
    assert parse(path.read_bytes()).findings == []


@pytest.mark.parametrize("path", OLDER, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_reading_never_migrates(path: Path) -> None:
    """An entry of an older version is no entry when read: one finding names the command, and nothing else is said."""
    parsed = parse(path.read_bytes(), "entries/a.gb.yaml")
    (finding,) = parsed.findings
    assert parsed.entry is None
    assert (finding.rule, finding.path) == ("record/version", "schema")
    assert finding.message == "the entry is written for schema '0.9', and this Glovebook reads '1.0'"
    assert finding.hint == (
        "bring it up to date: glovebook migrate entries/a.gb.yaml (with --diff to see what changes)"
    )


@pytest.mark.parametrize(
    ("version", "message", "hint"),
    [
        (
            "1.1",
            "the entry is written for schema '1.1', and this Glovebook reads '1.0'",
            "install a newer Glovebook, or correct the line 'schema:'",
        ),
        (
            "10.0",
            "the entry is written for schema '10.0', and this Glovebook reads '1.0'",
            "install a newer Glovebook, or correct the line 'schema:'",
        ),
        (
            "0.8",
            "the line 'schema:' names '0.8', which is no version of the entry format",
            "write one of '0.9', '1.0'",
        ),
        (
            "1",
            "the line 'schema:' names '1', which is no version of the entry format",
            "write one of '0.9', '1.0'",
        ),
        (
            "1.O",
            "the line 'schema:' names '1.O', which is no version of the entry format",
            "write one of '0.9', '1.0'",
        ),
    ],
)
def test_versions_that_are_not_known(version: str, message: str, hint: str) -> None:
    """A version of the future asks for a newer Glovebook, any other text for a version; reading says the same."""
    with pytest.raises(Refusal) as caught:
        refuse_unknown(version)
    assert (message, hint) == (caught.value.message, caught.value.hint)
    (finding,) = parse(f'kind: pellet\nschema: "{version}"\nid: p7\n').findings
    assert ("record/version", message, hint, 2) == (finding.rule, finding.message, finding.hint, finding.line)


def test_a_missing_version_is_refused() -> None:
    """Data without the line cannot be of any version."""
    with pytest.raises(Refusal) as caught:
        upgraded({"kind": "note"})
    assert caught.value.message == "the line 'schema:' names no version"


def test_changes_keep_order_and_nest() -> None:
    """A list with new names and a field inside of it are changed by the names that the older version has."""
    data: dict[str, Any] = {"a": "1", "b": [{"c": "2"}, "x"], "d": "4"}
    changes = [Change(("b",), "list"), Change(("b", 0, "c"), "e", "2 K")]
    assert list(applied(data, changes).items()) == [("a", "1"), ("list", [{"e": "2 K"}, "x"]), ("d", "4")]


def test_moves_follow_changes() -> None:
    """A move names fields as changes left them and makes the fields around its target."""
    steps: list[Step] = [Change(("gas",), "name"), Move(("name",), ("atmosphere", "inner", "gas"))]
    assert applied({"gas": "Ar"}, steps) == {"atmosphere": {"inner": {"gas": "Ar"}}}


@pytest.mark.parametrize(
    ("data", "step", "message"),
    [
        (
            {"die_diameter": "8 mm", "diameter": "9 mm"},
            Change(("die_diameter",), "diameter"),
            "die_diameter becomes 'diameter', and there is a field of that name already",
        ),
        (
            {"diameter": "9 mm", "die_diameter": "8 mm"},
            Change(("die_diameter",), "diameter"),
            "die_diameter becomes 'diameter', and there is a field of that name already",
        ),
        (
            {"gas": "Ar", "atmosphere": {"gas": "N2"}},
            Move(("gas",), ("atmosphere", "gas")),
            "gas moves to atmosphere.gas, which is filled",
        ),
        (
            {"gas": "Ar", "atmosphere": "glovebox"},
            Move(("gas",), ("atmosphere", "gas")),
            "gas moves into 'atmosphere', which holds no fields",
        ),
    ],
)
def test_nothing_is_overwritten(data: dict[str, Any], step: Step, message: str) -> None:
    """Where a field would land on another one, a person decides."""
    with pytest.raises(Refusal) as caught:
        applied(data, [step])
    assert message == caught.value.message
