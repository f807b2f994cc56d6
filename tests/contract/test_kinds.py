"""What every kind of entry keeps: one suite over all of them, so that a new kind is tested by being there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator
from pydantic.fields import FieldInfo

from glovebook.pipeline.check import check
from glovebook.pipeline.new import new
from glovebook.schema import kinds
from glovebook.schema.document import read_document
from glovebook.schema.entry import Entry
from glovebook.schema.json_schema import form_schema, json_schema
from glovebook.schema.parse import parse
from glovebook.schema.parts import Part, ValueOrText
from glovebook.schema.parts.docs import help_of
from glovebook.schema.quantity import Quantity
from glovebook.schema.template import template
from glovebook.store.notebook import Notebook

KINDS = kinds.names()
SHORT_HELP = 200
"""Characters that fit under a field."""
every_kind = pytest.mark.parametrize("kind", KINDS)

Schema = dict[str, Any]


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


def parts_of(model: type[Part], path: str = "") -> Iterator[tuple[str, type[Part]]]:
    """A part and all parts within it, with their paths."""
    yield path, model
    for name, info in model.model_fields.items():
        part = inner_part(info.annotation)
        if part is not None:
            yield from parts_of(part, f"{path}.{name}")


def inner_part(annotation: Any) -> type[Part] | None:
    """The part that a field holds, alone, as items of a list, or not at all."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for arg in get_args(annotation) if (part := inner_part(arg))), None)


def fields_of(kind: str) -> Iterator[tuple[str, FieldInfo]]:
    """Every field of a kind and of its parts, with its path."""
    for path, model in parts_of(kinds.load(kind)):
        for name, info in model.model_fields.items():
            yield f"{kind}{path}.{name}", info


def is_quantity(annotation: Any) -> bool:
    """Whether a field holds one quantity."""
    return (
        annotation is Quantity
        or Quantity in get_args(annotation)
        or any(is_quantity(arg) for arg in get_args(annotation) if get_origin(annotation) is not list)
    )


def test_all_kinds_are_here() -> None:
    """The kinds that the words of Glovebook promise."""
    expected = (
        *("analysis", "cell", "cv", "cycling", "dataset", "dc_polarization", "eis", "environment", "material"),
        *("note", "other", "pellet", "plating", "raman", "sample", "synthesis", "tga", "xrd"),
    )
    assert expected == KINDS


@every_kind
def test_class(kind: str) -> None:
    """The module declares one class, named like it, whose ``kind`` can be nothing else; it has a title and a summary."""
    model = kinds.load(kind)
    assert issubclass(model, Entry)
    assert kind.replace("_", "") == model.__name__.lower()
    assert (kind,) == get_args(model.model_fields["kind"].annotation)
    assert model.title_of_kind
    assert re.fullmatch(r"[A-Z].*\.", (model.__doc__ or "").splitlines()[0])
    assert model.rank != Entry.rank


@every_kind
def test_name(kind: str) -> None:
    """A kind is one lower-case noun, in words joined by underscores."""
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind)


@every_kind
def test_loaded_alone(kind: str) -> None:
    """Loading a kind loads no other: an entry is checked with what it needs."""
    program = "import json, sys; from glovebook.schema import kinds; kinds.load(sys.argv[1]); print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-P", "-c", program, kind], check=True, capture_output=True, text=True)
    loaded = {name.rpartition(".")[2] for name in json.loads(done.stdout) if name.startswith("glovebook.schema.kinds.")}
    assert loaded == {kind}


@every_kind
def test_ranks_differ(kind: str) -> None:
    """Every kind has its own place in lists."""
    assert [kind] == [name for name in kinds.names() if kinds.load(name).rank == kinds.load(kind).rank]


def test_parts_have_names_of_their_own() -> None:
    """No two parts share a class name: docs and JSON Schema name them by it."""
    classes: dict[str, set[type[Part]]] = {}
    for kind in KINDS:
        for _, part in parts_of(kinds.load(kind)):
            classes.setdefault(part.__name__, set()).add(part)
    assert {name: found for name, found in classes.items() if len(found) > 1} == {}


@every_kind
def test_every_field_has_help(kind: str) -> None:
    """Every field at any depth says what it is, in one short sentence: the form shows it."""
    helps = {
        f"{path}.{name}": help_of(model).get(name, "")
        for path, model in parts_of(kinds.load(kind))
        for name in model.model_fields
    }
    assert [path for path, text in helps.items() if not text.endswith(".") or len(text) > SHORT_HELP] == []
    shown = fields(form_schema(kind))
    assert [path for path, schema in shown.items() if not schema.get("description", "").strip()] == []


@every_kind
def test_every_quantity_has_an_example(kind: str) -> None:
    """Nobody has to guess how a quantity is written: every field of one has an example of its own."""
    missing = [path for path, info in fields_of(kind) if is_quantity(info.annotation) and not info.examples]
    assert missing == []


@every_kind
def test_examples_of_quantities_are_read(kind: str) -> None:
    """Our parser takes the examples of every quantity as its kind, and its own pattern accepts them."""
    found = quantities(form_schema(kind))
    assert [path for path, schema in found.items() if not schema.get("examples")] == []
    for schema in found.values():
        for example in schema["examples"]:
            assert Quantity.parse(example, schema["x-glovebook-quantity"]["kind"]).text == example
            assert re.search(schema["pattern"], example)


@every_kind
def test_examples_are_accepted(kind: str) -> None:
    """What a field shows as an example is a text that it takes."""
    model = kinds.load(kind)
    start = f'kind: {kind}\nschema: "1.0"\nid: x\n'
    found = []
    for path, part in parts_of(model):
        for name, info in part.model_fields.items():
            if path or not info.examples or inner_part(info.annotation) not in (None, *ValueOrText.__subclasses__()):
                continue
            text = f'{start}{info.alias or name}: "{info.examples[0]}"\n'
            found += [finding.as_text() for finding in parse(text).findings]
    assert found == []


@every_kind
def test_fields_stand_in_sections(kind: str) -> None:
    """Every visible field of the entry, and every field of the kind's own, has a section: the form knows where it goes."""
    shown = form_schema(kind)["properties"]
    visible = [name for name, schema in shown.items() if not schema.get("x-glovebook", {}).get("hidden")]
    assert [name for name in visible if not shown[name].get("x-glovebook", {}).get("section")] == []
    written = json_schema(kind)["properties"]
    own = [name for name in written if name not in (*Entry.model_fields, "schema")]
    assert [name for name in own if not written[name].get("x-glovebook", {}).get("section")] == []


@every_kind
def test_absent_fields(kind: str) -> None:
    """What is not written is None, and of a list the empty list, so that nobody must ask first."""
    entry = parse(f'kind: {kind}\nschema: "1.0"\nid: x1\n').entry
    assert entry is not None
    absent = {name: getattr(entry, name) for name in type(entry).model_fields if name not in entry.model_fields_set}
    lists = {name for name, schema in json_schema(kind)["properties"].items() if schema.get("type") == "array"}
    assert {name: [] if name in lists else {} if name == "custom" else None for name in absent} == absent


@every_kind
def test_json_schema_is_valid(kind: str) -> None:
    """The JSON Schema is one of draft 2020-12, with its kind's name and version in its identifier."""
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    expected = ("https://json-schema.org/draft/2020-12/schema", f"https://w3id.org/glovebook/schema/{kind}/1.0.json")
    assert expected == (schema["$schema"], schema["$id"])
    assert json.loads(json.dumps(schema)) == schema


@every_kind
def test_form_schema_is_plain(kind: str) -> None:
    """The schema for forms has no alternatives, no references and no null: each field is one input."""
    keywords = set(re.findall(r'"(anyOf|oneOf|allOf|\$ref|\$defs|\$schema|null)"', json.dumps(form_schema(kind))))
    assert keywords == set()


@every_kind
def test_unknown_field_is_refused_by_the_schema(kind: str) -> None:
    """JSON Schema, too, knows no other fields than ours."""
    data = {"kind": kind, "schema": "1.0", "id": "x1", "coulor": "red"}
    messages = [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(data)]
    assert messages == ["Additional properties are not allowed ('coulor' was unexpected)"]


@every_kind
def test_unknown_field_is_one_finding(kind: str) -> None:
    """A typing error in a field's name is noticed, once, at its place."""
    findings = parse(f'kind: {kind}\nschema: "1.0"\nid: x\nnots: y\n').findings
    assert [(finding.rule, finding.path, finding.line, finding.hint) for finding in findings] == [
        ("record/unknown-field", "nots", 4, "did you mean 'notes'?")
    ]


@every_kind
def test_custom_keeps_quantities_as_text(kind: str) -> None:
    """What a lab adds may carry units; it is kept byte for byte and never read as a number."""
    parsed = parse(f'kind: {kind}\nschema: "1.0"\nid: x\ncustom: {{bore: 8.00(2) mm, plan: {{ratio: 1:1}}}}\n')
    assert parsed.findings == []
    assert parsed.entry is not None
    assert parsed.entry.custom == {"bore": "8.00(2) mm", "plan": {"ratio": "1:1"}}


@every_kind
def test_analyses_resolve(kind: str) -> None:
    """Every standard analysis is a function of the module named, beside the function that draws its results."""
    for pointer in kinds.load(kind).analyses:
        module_name, _, name = pointer.partition(":")
        module = import_module(module_name)
        assert callable(getattr(module, name))
        assert callable(module.draw)


@every_kind
def test_template_is_clean(kind: str) -> None:
    """The plain template begins with a comment, names only fields that exist, and is clean but for the id it waits for."""
    text = template(kind)
    assert text.startswith("# ")
    assert [finding.path for finding in parse(text).findings] == ["id"]
    filled = parse(text.replace("\nid:\n", "\nid: x1\n"))
    assert [finding.as_text() for finding in filled.findings] == []
    assert filled.entry is not None
    assert (kind, "planned") == (filled.entry.kind, filled.entry.status)


@every_kind
def test_template_has_every_usual_field(kind: str) -> None:
    """The plain template has every field of the kind that is not rare."""
    parsed = parse(template(kind).replace("\nid:\n", "\nid: x1\n"))
    assert [finding.as_text() for finding in parsed.findings] == []
    properties = json_schema(kind)["properties"]
    own = [name for name in properties if name not in json_schema("note")["properties"]]
    usual = {name for name in own if not properties[name].get("x-glovebook", {}).get("rare")}
    assert parsed.document is not None
    assert usual <= parsed.document.data.keys()


@every_kind
def test_new_entry_is_clean(kind: str, notebook: Notebook) -> None:
    """``new`` makes an entry that has nothing to say as a draft, and that its JSON Schema accepts."""
    path = new(notebook, kind)
    assert path == notebook.root / "entries" / f"{kind[0]}1.gb.yaml"
    (report,) = check([path])
    assert (kind, []) == (report.kind, [finding.as_text() for finding in report.findings])
    data = without_empty(read_document(path.read_bytes()).data)
    assert [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(data)] == []


@every_kind
def test_archive_gaps_have_places(kind: str, notebook: Notebook) -> None:
    """What an archive misses in a new entry is said with field, line and remedy, and blocks there."""
    (report,) = check([new(notebook, kind)], "archive")
    assert {finding.path for finding in report.findings} >= {"title"}
    assert [finding for finding in report.findings if not (finding.line and finding.hint and finding.blocking)] == []
