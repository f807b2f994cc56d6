"""JSON Schema files: one a kind and version, for editors and validators that know nothing of Glovebook.

They accept what an entry's text may hold: a line left empty is a field not filled in, so every field but a required one
may be null, and free text may look like a number. Each kind of quantity, with its long pattern, stands once under
``$defs``. Hints for the form are left out: they may change without the format doing so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from glovebook.schema import kinds
from glovebook.schema.entry import SCHEMA_VERSION
from glovebook.schema.json_schema import json_schema

_SAID_ONCE = ("maxLength", "pattern", "errorMessage", "examples", "x-glovebook-quantity")
"""Keys of a quantity that do not depend on the field; all of them bind texts only, whatever else a field may hold."""
_CONSTRAINTS = frozenset({"pattern", "enum", "const", "minLength", "maxLength", "format"})


def published(kind: str, extra: kinds.Extra | None = None) -> dict[str, Any]:
    """The JSON Schema of a kind as it is published, draft 2020-12."""
    schema = json_schema(kind, extra)
    parts = schema.pop("$defs", {})
    quantities: dict[str, Any] = {}
    head = {key: schema.pop(key) for key in ("$schema", "$id", "title", "description")}
    root = _object(schema, quantities)
    defs = {name: _nullable(_object(part, quantities)) for name, part in parts.items()}
    return {**head, **root, "$defs": {**dict(sorted(quantities.items())), **defs}}


def text_of(kind: str, extra: kinds.Extra | None = None) -> str:
    """The text of a kind's JSON Schema file."""
    return json.dumps(published(kind, extra), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def file_name(kind: str) -> str:
    """Where a kind's file lies among all of them: ``1.0/pellet.json``."""
    return f"{SCHEMA_VERSION}/{kind}.json"


def shipped_text(kind: str) -> str:
    """The text of the file that comes with Glovebook, which equals `text_of` and is there sooner.

    A kind that is being written has no such file yet.
    """
    file = resources.files("glovebook.schema") / "json" / file_name(kind)
    return file.read_text("utf-8") if file.is_file() else text_of(kind)


def _object(schema: Mapping[str, Any], quantities: dict[str, Any]) -> dict[str, Any]:
    """A schema without form hints, with the fields in it as they may be written and a quantity's text by reference."""
    new = {key: value for key, value in schema.items() if key != "x-glovebook"}
    if "properties" in schema:
        required = schema.get("required", ())
        new["properties"] = {
            name: _field(value, quantities, required=name in required) for name, value in schema["properties"].items()
        }
    if "items" in schema:
        new["items"] = _field(schema["items"], quantities, required=False)
    if "x-glovebook-quantity" in schema:
        name = schema["x-glovebook-quantity"]["kind"]
        shared = quantities.setdefault(name, {key: schema[key] for key in _SAID_ONCE if key in schema})
        own = {key: value for key, value in new.items() if shared.get(key) != value}
        new = {"$ref": f"#/$defs/{name}", **own}
    elif schema.get("type") == "string" and not _CONSTRAINTS & schema.keys():
        new["type"] = ["string", "number"]
    return new


def _field(schema: Mapping[str, Any], quantities: dict[str, Any], *, required: bool) -> dict[str, Any]:
    new = _object(schema, quantities)
    if not required:
        return _nullable(new)
    # a reference to a part leads to what may be null
    return {**new, "not": {"type": "null"}} if "$ref" in schema else new


def _nullable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema, or nothing: an empty line."""
    new = dict(schema)
    if "type" in schema:
        types = schema["type"]
        new["type"] = [*([types] if isinstance(types, str) else types), "null"]
    if "const" in schema:
        new["enum"] = [new.pop("const"), None]
    elif "enum" in schema:
        new["enum"] = [*schema["enum"], None]
    return new
