"""JSON Schema files: equal to what the kinds say, exact about where an error is, and as lenient as entries are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from glovebook.schema import kinds
from glovebook.schema.document import read_document, spelled
from glovebook.schema.entry import SCHEMA_VERSION
from glovebook.schema.json_schema import BASE
from glovebook.schema.modeline import with_modeline, without_modeline
from glovebook.schema.parse import parse
from glovebook.schema.published import published, shipped_text, text_of
from glovebook.schema.template import template

ROOM = Path(__file__).resolve().parents[2] / "schema/json"
REMEDY = "the kinds have changed: run 'glovebook schema --write schema/json' and commit the files"


def validator(kind: str) -> jsonschema.Draft202012Validator:
    """A validator of a kind's file, which refers to nothing outside of itself."""
    return jsonschema.Draft202012Validator(json.loads(shipped_text(kind)))


def errors(kind: str, text: str) -> list[str]:
    """Path of every error that the kind's file finds in an entry's text."""
    data = read_document(text).data
    return sorted(spelled(tuple(error.absolute_path)) for error in validator(kind).iter_errors(data))


@pytest.mark.parametrize("kind", kinds.names())
def test_files_are_up_to_date(kind: str) -> None:
    """What is committed is what the kinds say; elsewise the message says how to write it anew."""
    file = ROOM / SCHEMA_VERSION / f"{kind}.json"
    assert file.is_file(), REMEDY
    assert (file.read_text("utf-8") == text_of(kind)) is True, REMEDY


def test_no_file_without_a_kind() -> None:
    """The folder of the current version holds the files of the kinds and no others."""
    assert sorted(f"{kind}.json" for kind in kinds.names()) == sorted(p.name for p in (ROOM / SCHEMA_VERSION).iterdir())


@pytest.mark.parametrize("kind", kinds.names())
def test_each_is_a_schema(kind: str) -> None:
    """Draft 2020-12 accepts it, its identifier is stable, and every reference stays in the file."""
    schema = json.loads(shipped_text(kind))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert f"{BASE}/{kind}/{SCHEMA_VERSION}.json" == schema["$id"]
    references = {item["$ref"] for item in nodes(schema) if "$ref" in item}
    assert {reference for reference in references if reference.removeprefix("#/$defs/") not in schema["$defs"]} == set()


@pytest.mark.parametrize("kind", kinds.names())
def test_patterns_stand_once(kind: str) -> None:
    """The long pattern of a kind of quantity is written once a file, and nothing about the form is."""
    patterns = [item["pattern"] for item in nodes(published(kind)) if len(str(item.get("pattern", ""))) > 500]
    assert sorted(set(patterns)) == sorted(patterns)
    assert [item for item in nodes(published(kind)) if "x-glovebook" in item] == []


@pytest.mark.parametrize("kind", kinds.names())
def test_templates_pass(kind: str) -> None:
    """The plain template with an id has no errors: lines left empty are fields not filled in."""
    assert errors(kind, template(kind).replace("\nid:\n", "\nid: a1\n")) == []


PELLET = 'kind: pellet\nschema: "1.0"\nid: p7\n'
EIS = 'kind: eis\nschema: "1.0"\nid: e4\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PELLET + "thickness: {value: 1 mm, readings: [1 mm, 2 nmm]}\n", ["thickness.readings[1]"]),
        (PELLET + "thickness: 1 K\n", ["thickness"]),
        (PELLET + "thickness: {readings: [1 mm]}\n", ["thickness"]),
        (PELLET + "thickness: [1 mm]\n", ["thickness"]),
        (PELLET + "pressure: {value: 40 MPa, hold: 12 K}\n", ["pressure.hold"]),
        (PELLET + "made_from: [{entry: s3}, {entry: S3, amount: 1 mg}]\n", ["made_from[1].entry"]),
        (PELLET + "made_from: [{amount: 1 mm}]\n", ["made_from[0]", "made_from[0].amount"]),
        (PELLET + "atmosphere: {water: < 0.1 ppmm}\n", [""]),
        (PELLET + "diameter: 8 mmm\nmass: 44 mgg\n", ["diameter", "mass"]),
        (PELLET + "status: finished\n", ["status"]),
        (PELLET.replace("p7", ""), ["id"]),
        (
            EIS + "spectra: [{file: a.ism, temperature: 5 K}, {file: b.ism, temperature: 5 mm}]\n",
            ["spectra[1].temperature"],
        ),
        (EIS + "measured_on: p7\n", ["measured_on"]),
    ],
)
def test_one_error_at_its_own_path(text: str, expected: list[str]) -> None:
    """A typo, however deep, is one error where it stands; Glovebook finds it in the same place."""
    kind = read_document(text).data["kind"]
    assert expected == errors(kind, text)
    assert len(parse(text).findings) >= 1


@pytest.mark.parametrize(
    "lines",
    ["title:", "title: 2018", "diameter:", "made_from:", "made_from: []", "thickness:", "thickness: ~1 mm", "custom:"],
)
def test_as_lenient_as_entries(lines: str) -> None:
    """Empty lines, numbers as free text and both spellings of a measured value are right for both."""
    assert (errors("pellet", PELLET + lines + "\n"), parse(PELLET + lines + "\n").findings) == ([], [])


def test_data_of_a_reader_that_types_scalars() -> None:
    """Editors read ``title: 2018`` as a number and an empty line as null: neither is an error."""
    data = {"kind": "pellet", "schema": "1.0", "id": "p7", "title": 2018, "mass": None, "made_from": [None]}
    assert list(validator("pellet").iter_errors(data)) == []


@pytest.mark.parametrize(
    ("before", "depth", "after"),
    [
        ("kind: x\n", 1, "# yaml-language-server: $schema=../.glovebook/schemas/1.0/pellet.json\nkind: x\n"),
        ("a: 1\r\n", 0, "# yaml-language-server: $schema=.glovebook/schemas/1.0/pellet.json\r\na: 1\r\n"),
        (
            "# yaml-language-server: $schema=../.glovebook/schemas/0.9/conductivity.json\n# kept\na: 1\n",
            2,
            "# yaml-language-server: $schema=../../.glovebook/schemas/1.0/pellet.json\n# kept\na: 1\n",
        ),
        ("\ufeffa: 1\n", 1, "\ufeff# yaml-language-server: $schema=../.glovebook/schemas/1.0/pellet.json\na: 1\n"),
    ],
)
def test_modeline(before: str, depth: int, after: str) -> None:
    """The line stands first, leads from the file's folder to the notebook's, and stands once."""
    assert after == with_modeline(before, "pellet", depth)
    assert after == with_modeline(after, "pellet", depth)
    assert without_modeline(after).endswith("a: 1\n" if "a: 1" in before and "\r" not in before else before[-3:])


def nodes(value: Any) -> list[dict[str, Any]]:
    """Every object within a schema."""
    if isinstance(value, list):
        return [node for item in value for node in nodes(item)]
    if not isinstance(value, dict):
        return []
    return [value, *(node for item in value.values() for node in nodes(item))]
