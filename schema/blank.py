"""A template made from a kind's own declaration, for kinds that ship none."""

from __future__ import annotations

from glovebook.schema import kinds
from glovebook.schema.entry import SCHEMA_VERSION, Entry
from glovebook.schema.json_schema import json_schema


def blank(kind: str) -> str:
    """The YAML text of an empty entry: what all kinds share, then the kind's usual fields under their sections."""
    model = kinds.load(kind)
    lines = [
        f"# {model.title_of_kind or kind}. Lines left empty count as not filled in.",
        f"kind: {kind}",
        f'schema: "{SCHEMA_VERSION}"',
        *("id:", "uuid:", "title:", "date:", "operator:"),
        "status: planned",
    ]
    section = ""
    for name, schema in json_schema(kind)["properties"].items():
        hints = schema.get("x-glovebook", {})
        if name in Entry.model_fields or name == "schema" or hints.get("rare"):
            continue
        if hints.get("section", "") != section:
            section = hints.get("section", "")
            lines += ["", f"# {section}"]
        lines.append(f"{name}:")
    return "\n".join([*lines, "", "notes:", ""])
