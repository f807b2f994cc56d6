"""What every kind must keep: from its one module follow form, template, schema and checks."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import jsonschema
import pytest
from pydantic.fields import FieldInfo

from glovebook.pipeline.check import check
from glovebook.pipeline.new import new
from glovebook.schema import kinds
from glovebook.schema.entry import Entry
from glovebook.schema.json_schema import form_schema, json_schema
from glovebook.schema.parse import parse
from glovebook.schema.parts import Part, ValueOrText
from glovebook.schema.parts.docs import help_of
from glovebook.schema.quantity import Quantity
from glovebook.store.notebook import Notebook

KINDS = kinds.names()
SHORT_HELP = 200
"""Characters that fit under a field."""


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


@pytest.mark.parametrize("kind", KINDS)
def test_new_entry_is_clean(kind: str, notebook: Notebook) -> None:
    """An entry made from the plain template has nothing to complain about as a draft."""
    path = new(notebook, kind)
    assert [finding.as_text() for finding in check([path])[0].findings] == []


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_a_schema(kind: str) -> None:
    """The JSON Schema is one of draft 2020-12, named for its kind and version."""
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://w3id.org/glovebook/schema/{kind}/1.0.json"


@pytest.mark.parametrize("kind", KINDS)
def test_form_has_no_references(kind: str) -> None:
    """A form's schema stands by itself."""
    assert "$ref" not in repr(form_schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_help(kind: str) -> None:
    """Each field says in a sentence what belongs into it."""
    helps = {
        f"{path}.{name}": help_of(model).get(name, "")
        for path, model in parts_of(kinds.load(kind))
        for name in model.model_fields
    }
    assert [path for path, text in helps.items() if not text.endswith(".") or len(text) > SHORT_HELP] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_quantity_has_an_example(kind: str) -> None:
    """Nobody has to guess how a quantity is written."""
    missing = [path for path, info in fields_of(kind) if is_quantity(info.annotation) and not info.examples]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_own_fields_stand_in_sections(kind: str) -> None:
    """The form has a heading for every field of the kind."""
    schema = json_schema(kind)["properties"]
    own = [name for name in schema if name not in (*Entry.model_fields, "schema")]
    assert [name for name in own if not schema[name].get("x-glovebook", {}).get("section")] == []


@pytest.mark.parametrize("kind", KINDS)
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


@pytest.mark.parametrize("kind", KINDS)
def test_class_says_what_it_is(kind: str) -> None:
    """A kind has a title, a place in the order of a lab's day, and one sentence."""
    model = kinds.load(kind)
    assert model.title_of_kind
    assert model.rank != Entry.rank
    assert inspect.cleandoc(model.__doc__ or "").splitlines()[0].endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_field_is_one_finding(kind: str) -> None:
    """A typing error in a field's name is noticed, once, at its place."""
    findings = parse(f'kind: {kind}\nschema: "1.0"\nid: x\nnots: y\n').findings
    assert [(finding.rule, finding.path, finding.line, finding.hint) for finding in findings] == [
        ("record/unknown-field", "nots", 4, "did you mean 'notes'?")
    ]


def test_parts_have_names_of_their_own() -> None:
    """No two parts share a class name: docs and JSON Schema name them by it."""
    classes: dict[str, set[type[Part]]] = {}
    for kind in KINDS:
        for _, part in parts_of(kinds.load(kind)):
            classes.setdefault(part.__name__, set()).add(part)
    assert {name: found for name, found in classes.items() if len(found) > 1} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_custom_keeps_quantities_as_text(kind: str) -> None:
    """What a lab adds may carry units; it is kept byte for byte and never read as a number."""
    parsed = parse(f'kind: {kind}\nschema: "1.0"\nid: x\ncustom: {{bore: 8.00(2) mm, plan: {{ratio: 1:1}}}}\n')
    assert parsed.findings == []
    assert parsed.entry is not None
    assert parsed.entry.custom == {"bore": "8.00(2) mm", "plan": {"ratio": "1:1"}}
