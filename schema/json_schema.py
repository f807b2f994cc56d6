"""JSON Schema of the kinds: one for validators (draft 2020-12), one for forms."""

from __future__ import annotations

import inspect
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from glovebook.schema import kinds
from glovebook.schema.entry import SCHEMA_VERSION

BASE = "https://w3id.org/glovebook/schema"
"""Stable prefix of the schemas' identifiers; nothing is fetched from there."""
LAB_BASE = "urn:glovebook:lab-kind"
"""The same for kinds that a notebook defines: their names are unique in that notebook only."""


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, but an optional field is its inner type: absent is written by leaving out."""

    schema_dialect = "https://json-schema.org/draft/2020-12/schema"

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner: JsonSchemaValue = self.generate_inner(schema["schema"])
        return inner

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - Pydantic's signature
        return False


def json_schema(kind: str, extra: kinds.Extra | None = None) -> dict[str, Any]:
    """The JSON Schema of a kind, draft 2020-12; a quantity is a string whose pattern lists its units."""
    model = kinds.load(kind, extra)
    base = LAB_BASE if extra and kind in extra else BASE
    schema = model.model_json_schema(by_alias=True, schema_generator=_Generator, mode="validation")
    schema["properties"] = _ordered(schema["properties"])
    return {
        "$schema": _Generator.schema_dialect,
        "$id": f"{base}/{kind}/{SCHEMA_VERSION}.json",
        **schema,
        "title": model.title_of_kind,
        "description": inspect.cleandoc(model.__doc__ or ""),
    }


def form_schema(kind: str, extra: kinds.Extra | None = None) -> dict[str, Any]:
    """The same schema for a form: references resolved, and no ``$schema`` (form libraries speak draft 7)."""
    schema = json_schema(kind, extra)
    parts = schema.pop("$defs", {})
    del schema["$schema"], schema["$id"]
    resolved: dict[str, Any] = _resolved(schema, parts)
    resolved["x-glovebook-kind"] = {
        "name": kind,
        "analyses": [name.split(":")[1] for name in kinds.load(kind, extra).analyses],
    }
    return resolved


def _ordered(properties: dict[str, Any]) -> dict[str, Any]:
    """Identity first, then the kind's own fields, then what all kinds share and is rarely filled."""
    from glovebook.schema.entry import Entry

    shared = {info.alias or name for name, info in Entry.model_fields.items()}
    first = [name for name in properties if name in shared and not _is_late(properties[name])]
    own = [name for name in properties if name not in shared]
    last = [name for name in properties if name in shared and name not in first]
    return {name: properties[name] for name in (*first, *own, *last)}


def _is_late(schema: dict[str, Any]) -> bool:
    hints = schema.get("x-glovebook", {})
    return bool(hints.get("rare")) or hints.get("section") == "Notes"


def _resolved(value: Any, parts: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, parts) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        part = parts[value["$ref"].rsplit("/", 1)[1]]
        hints = {**part.get("x-glovebook", {}), **value.get("x-glovebook", {})}
        own = {key: item for key, item in value.items() if key != "$ref"}
        value = {**part, **own, **({"x-glovebook": hints} if hints else {})}
    return {key: _resolved(item, parts) for key, item in value.items()}
