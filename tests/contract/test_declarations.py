"""What every kind of entry keeps: one suite over all of them, so that a new kind is tested by being there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from glovebook.pipeline.check import check
from glovebook.pipeline.new import init, new
from glovebook.schema import kinds
from glovebook.schema.document import read_document
from glovebook.schema.entry import Entry
from glovebook.schema.json_schema import form_schema, json_schema
from glovebook.schema.parse import parse
from glovebook.schema.quantity import Quantity
from glovebook.schema.template import template
from glovebook.store.notebook import Notebook

pytestmark = pytest.mark.parametrize("kind", kinds.names())

Schema = dict[str, Any]


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """A new notebook."""
    return init(tmp_path / "lab", "Contract")


def parts(schema: Any, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every schema within a schema that has references resolved, with the path of its field."""
    if isinstance(schema, dict):
        yield path, schema
        for name, inner in schema.get("properties", {}).items():
            yield from parts(inner, f"{path}.{name}".removeprefix("."))
        yield from parts(schema.get("items"), f"{path}[]")


def fields(schema: Schema) -> dict[str, Schema]:
    """Path -> schema of every field, at any depth."""
    return {path: found for path, found in parts(schema) if path and not path.endswith("]")}


def quantities(schema: Schema) -> dict[str, Schema]:
    """Path -> schema of everything that is a quantity."""
    return {path: found for path, found in parts(schema) if "x-glovebook-quantity" in found}


def without_empty(value: Any) -> Any:
    """The data without empty values, as Glovebook reads it."""
    if isinstance(value, dict):
        return {key: without_empty(item) for key, item in value.items() if item is not None}
    return [without_empty(item) for item in value] if isinstance(value, list) else value


def test_class(kind: str) -> None:
    """The module declares one class, named like it, whose ``kind`` can be nothing else; it has a title and a summary."""
    model = kinds.load(kind)
    assert issubclass(model, Entry)
    assert kind.replace("_", "") == model.__name__.lower()
    assert (kind,) == get_args(model.model_fields["kind"].annotation)
    assert model.title_of_kind
    assert re.fullmatch(r"[A-Z].*\.", (model.__doc__ or "").splitlines()[0])


def test_name(kind: str) -> None:
    """A kind is one lower-case noun, in words joined by underscores."""
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind)


def test_loaded_alone(kind: str) -> None:
    """Loading a kind loads no other: an entry is checked with what it needs."""
    program = "import json, sys; from glovebook.schema import kinds; kinds.load(sys.argv[1]); print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-P", "-c", program, kind], check=True, capture_output=True, text=True)
    loaded = {name.rpartition(".")[2] for name in json.loads(done.stdout) if name.startswith("glovebook.schema.kinds.")}
    assert loaded == {kind}


def test_ranks_differ(kind: str) -> None:
    """Every kind has its own place in lists."""
    assert [kind] == [name for name in kinds.names() if kinds.load(name).rank == kinds.load(kind).rank]


def test_template_is_clean(kind: str) -> None:
    """The plain template begins with a comment, names only fields that exist, and is clean but for the id it waits for."""
    text = template(kind)
    assert text.startswith("# ")
    assert [finding.path for finding in parse(text).findings] == ["id"]
    filled = parse(text.replace("\nid:\n", "\nid: x1\n"))
    assert [finding.as_text() for finding in filled.findings] == []
    assert filled.entry is not None
    assert (kind, "planned") == (filled.entry.kind, filled.entry.status)


def test_template_has_every_usual_field(kind: str) -> None:
    """The plain template has every field of the kind that is not rare."""
    parsed = parse(template(kind).replace("\nid:\n", "\nid: x1\n"))
    assert [finding.as_text() for finding in parsed.findings] == []
    properties = json_schema(kind)["properties"]
    own = [name for name in properties if name not in json_schema("note")["properties"]]
    usual = {name for name in own if not properties[name].get("x-glovebook", {}).get("rare")}
    assert parsed.document is not None
    assert usual <= parsed.document.data.keys()


def test_every_field_has_help(kind: str) -> None:
    """Every field at any depth says what it is, in one sentence: the form shows it."""
    missing = [path for path, schema in fields(form_schema(kind)).items() if not schema.get("description", "").strip()]
    assert missing == []


def test_every_quantity_has_an_example(kind: str) -> None:
    """Every quantity has an example that our parser takes as its kind, and that its own pattern accepts."""
    found = quantities(form_schema(kind))
    assert [path for path, schema in found.items() if not schema.get("examples")] == []
    for schema in found.values():
        for example in schema["examples"]:
            assert Quantity.parse(example, schema["x-glovebook-quantity"]["kind"]).text == example
            assert re.search(schema["pattern"], example)


def test_absent_fields(kind: str) -> None:
    """What is not written is None, and of a list the empty list, so that nobody must ask first."""
    entry = parse(f'kind: {kind}\nschema: "1.0"\nid: x1\n').entry
    assert entry is not None
    absent = {name: getattr(entry, name) for name in type(entry).model_fields if name not in entry.model_fields_set}
    lists = {name for name, schema in json_schema(kind)["properties"].items() if schema.get("type") == "array"}
    assert {name: [] if name in lists else {} if name == "custom" else None for name in absent} == absent


def test_json_schema_is_valid(kind: str) -> None:
    """The JSON Schema is one of draft 2020-12, with its kind's name and version in its identifier."""
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    expected = ("https://json-schema.org/draft/2020-12/schema", f"https://w3id.org/glovebook/schema/{kind}/1.0.json")
    assert expected == (schema["$schema"], schema["$id"])
    assert json.loads(json.dumps(schema)) == schema


def test_form_schema_is_plain(kind: str) -> None:
    """The schema for forms has no alternatives, no references and no null: each field is one input."""
    keywords = set(re.findall(r'"(anyOf|oneOf|allOf|\$ref|\$defs|\$schema|null)"', json.dumps(form_schema(kind))))
    assert keywords == set()


def test_hints_are_known(kind: str) -> None:
    """Every visible field of the entry itself has a section, so that the form knows where it goes."""
    properties = form_schema(kind)["properties"]
    hints = {name: schema.get("x-glovebook", {}) for name, schema in properties.items()}
    assert [name for name, hint in hints.items() if not hint.get("hidden") and not hint.get("section")] == []


def test_analyses_resolve(kind: str) -> None:
    """Every standard analysis is a function of the module named, beside the function that draws its results."""
    for pointer in kinds.load(kind).analyses:
        module_name, _, name = pointer.partition(":")
        module = import_module(module_name)
        assert callable(getattr(module, name))
        assert callable(module.draw)


def test_new_entry_is_clean(kind: str, notebook: Notebook) -> None:
    """``new`` makes an entry that has nothing to say as a draft, and that its JSON Schema accepts."""
    path = new(notebook, kind)
    assert path == notebook.root / "entries" / f"{kind[0]}1.gb.yaml"
    (report,) = check([path])
    assert (kind, []) == (report.kind, [finding.as_text() for finding in report.findings])
    data = without_empty(read_document(path.read_bytes()).data)
    assert [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(data)] == []


def test_unknown_field_is_refused_by_the_schema(kind: str) -> None:
    """JSON Schema, too, knows no other fields than ours."""
    data = {"kind": kind, "schema": "1.0", "id": "x1", "coulor": "red"}
    messages = [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(data)]
    assert messages == ["Additional properties are not allowed ('coulor' was unexpected)"]


def test_archive_gaps_have_places(kind: str, notebook: Notebook) -> None:
    """What an archive misses in a new entry is said with field, line and remedy, and blocks there."""
    (report,) = check([new(notebook, kind)], "archive")
    assert {finding.path for finding in report.findings} >= {"title"}
    assert [finding for finding in report.findings if not (finding.line and finding.hint and finding.blocking)] == []
