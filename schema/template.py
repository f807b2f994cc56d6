"""The plain template of a kind: every common field once, in sections, with an example where a list begins."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from glovebook.schema import kinds
from glovebook.schema.entry import SCHEMA_VERSION, Entry
from glovebook.schema.parts import Part, ValueOrText
from glovebook.schema.parts.docs import help_of

_FIRST = ("uuid", "title", "date", "operator")


def template(kind: str, extra: kinds.Extra | None = None) -> str:
    """YAML text that an entry of a kind can start from; lines left empty count as not filled in."""
    model = kinds.load(kind, extra)
    summary = inspect.cleandoc(model.__doc__ or "").splitlines()[0]
    lines = [
        f"# {model.title_of_kind}: {summary[0].lower()}{summary[1:]} Lines left empty count as not filled in.",
        f"kind: {kind}",
        f'schema: "{SCHEMA_VERSION}"',
        "id:",
        *(f"{name}:" for name in _FIRST),
        "status: planned",
    ]
    section = None
    for name, info in model.model_fields.items():
        hints = _hints(info)
        if name in Entry.model_fields or hints.get("rare") or hints.get("hidden"):
            continue
        if hints.get("section") != section:
            section = hints.get("section")
            lines += ["", f"# {section}"]
        lines += _field(info.alias or name, info, help_of(model).get(name, ""))
    return "\n".join([*lines, "", "notes:", ""])


def _field(name: str, info: FieldInfo, about: str) -> Iterator[str]:
    """A field's lines: a list shows one item as a comment, a part its fields, a plain one its name."""
    item = _item(info)
    if item is not None:
        words = about.rstrip(".")
        yield f"# {words[0].lower()}{words[1:]}, e.g."
        yield f"#   - {_example(item)}"
        yield f"{name}:"
        return
    yield f"{name}:"
    part = _part(info.annotation)
    if part is not None and not issubclass(part, ValueOrText) and "entry" not in part.model_fields:
        yield from (f"  {inner}:" for inner, within in part.model_fields.items() if not _hints(within).get("rare"))


def _example(item: type[Part]) -> str:
    """One item in braces, from the examples of its fields."""
    shown = {}
    for name, info in item.model_fields.items():
        if name == "entry" and info.is_required():
            shown[name] = "p7"
        elif info.is_required() and get_origin(info.annotation) is Literal:
            shown[name] = get_args(info.annotation)[0]
        elif info.examples and not _hints(info).get("rare"):
            value = str(info.examples[0])
            shown[name] = f'"{value}"' if set(value) & set(",{}[]") or ": " in value else value
    return "{" + ", ".join(f"{name}: {value}" for name, value in shown.items()) + "}"


def _hints(info: FieldInfo) -> dict[str, Any]:
    schema: dict[str, Any] = {}
    if callable(info.json_schema_extra):
        info.json_schema_extra(schema)
    hints: dict[str, Any] = schema.get("x-glovebook", {})
    return hints


def _item(info: FieldInfo) -> type[Part] | None:
    """The part that a list holds, or None where the field is no list of parts."""
    return _part(get_args(info.annotation)[0]) if get_origin(info.annotation) is list else None


def _part(annotation: Any) -> type[Part] | None:
    candidates = (annotation, *get_args(annotation))
    return next((found for found in candidates if isinstance(found, type) and issubclass(found, Part)), None)
