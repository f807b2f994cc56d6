"""The parts of docs that are made from the code: kinds and their fields, quantities and their units, rules.

Run ``python docs/generate.py`` after a kind, a unit or a rule was changed; ``tests/docs`` fails until it was.
A generated part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``; everything else is left alone.
"""

# ruff: noqa: INP001 - a script beside the pages that it writes, no package

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from glovebook.schema import kinds
from glovebook.schema.entry import Entry
from glovebook.schema.finding import PROFILES
from glovebook.schema.json_schema import json_schema
from glovebook.schema.parts import EntryId
from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.quantity.units import UNITS, Unit, spellings
from glovebook.validators.engine import rules_for
from glovebook.validators.engine.shape_findings import SHAPE
from glovebook.validators.rule import RULES

DOCS = Path(__file__).resolve().parent
_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

Schema = Mapping[str, Any]


def pages() -> list[Path]:
    """The pages that have generated parts."""
    return [path for path in sorted(DOCS.glob("*.md")) if _PART.search(path.read_text("utf-8"))]


def generated(text: str) -> str:
    """The page with its generated parts as the code has them now."""
    return _PART.sub(lambda match: f"{match[1]}\n{PARTS[match[2]]()}\n{match[3]}", text)


def quantities() -> str:
    """One row a kind of quantity: name, units, what it is computed in, an example."""
    rows = (
        (f"`{kind.name}`", _codes(kind.units), f"`{kind.si}`" if kind.si else "1", f"`{kind.example}`")
        for kind in QUANTITY_KINDS.values()
    )
    return _table(("kind", "units, the usual one first", "SI", "example"), rows)


def units() -> str:
    """One row a unit: symbol, other spellings, factor and offset to SI, codes of UCUM and UN/CEFACT."""
    rows = (
        (
            f"`{unit.symbol}`",
            _codes(_other_spellings(unit)),
            f"{unit.factor:.10g}" + (f", offset {unit.offset:g}" if unit.offset else ""),
            f"`{unit.ucum}`",
            f"`{unit.cefact}`" if unit.cefact else "",
        )
        for unit in UNITS.values()
    )
    return _table(("unit", "also written", "in SI", "UCUM", "UN/CEFACT"), rows)


def shared_fields() -> str:
    """The fields that every entry has."""
    schema = json_schema("note")
    return _fields(schema, schema["$defs"], lambda name: name in _SHARED).replace("`note`", "name of a kind")


def kinds_and_fields() -> str:
    """One section a kind: what it is, its standard analyses, its own fields and the parts they are made of."""
    return "\n\n".join(_kind(name) for name in kinds.names())


def parts() -> str:
    """The parts that several kinds share: links, raw files, measured values."""
    shared = _shared_parts()
    return "\n\n".join(_part(name, shared) for name in sorted(shared))


def rules() -> str:
    """One section a room of rules, one row a rule."""
    for kind in kinds.names():
        rules_for(kind)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for rule in RULES.values():
        levels = [rule.levels[profile] for profile in PROFILES]
        sentence = rule.sentence
        source = "" if rule.source == "house rule" else f" *{rule.source}*"
        groups.setdefault(rule.id.split("/")[0], []).append((f"`{rule.id}`", sentence + source, rule.severity, *levels))
    heads = ("rule", "what it asks", "severity", *PROFILES)
    order = sorted(groups, key=lambda name: (name != "record", name))
    return "\n\n".join(f"### {name}\n\n{_table(heads, groups[name])}" for name in order)


def shape() -> str:
    """One row a finding of reading a text."""
    return _table(("finding", "what it says"), ((f"`{name}`", words) for name, words in SHAPE.items()))


PARTS: dict[str, Callable[[], str]] = {
    "quantities": quantities,
    "units": units,
    "shared_fields": shared_fields,
    "kinds": kinds_and_fields,
    "parts": parts,
    "rules": rules,
    "shape": shape,
}


_SHARED = frozenset(info.alias or name for name, info in Entry.model_fields.items())
"""Fields that every entry has, as they are written."""


def _kind(name: str) -> str:
    model, schema = kinds.load(name), json_schema(name)
    definitions = schema.get("$defs", {})
    words = [f"**{schema['title']}.**", schema["description"]]
    if model.analyses:
        words.append(f"Standard analyses, in order: {_codes(pointer.split(':')[1] for pointer in model.analyses)}.")
    own = _fields(schema, definitions, lambda field: field not in _SHARED)
    mine = [_part(part, definitions) for part in definitions if part not in _shared_parts()]
    return "\n\n".join([f"### {name}", " ".join(words), own, *mine])


@cache
def _shared_parts() -> dict[str, Schema]:
    """Parts that more than one kind has."""
    found: dict[str, list[Schema]] = {}
    for name in kinds.names():
        for part, definition in json_schema(name).get("$defs", {}).items():
            found.setdefault(part, []).append(definition)
    return {part: definitions[0] for part, definitions in found.items() if len(definitions) > 1}


def _part(name: str, definitions: Mapping[str, Schema]) -> str:
    schema = definitions[name]
    fields = _fields(schema, definitions, lambda field: True)  # noqa: ARG005 - all of them
    return f"#### {_words(name)}\n\n{schema['description']}\n\n{fields}"


def _fields(schema: Schema, definitions: Mapping[str, Schema], wanted: Callable[[str], bool]) -> str:
    rows = (
        (
            f"`{name}`" + (" (required)" if name in schema.get("required", ()) else ""),
            _written(field, definitions),
            _codes(field.get("examples", ())),
            _one_line(field.get("description", "")),
        )
        for name, field in schema["properties"].items()
        if wanted(name)
    )
    return _table(("field", "what is written", "e.g.", "help"), rows)


def _written(field: Schema, definitions: Mapping[str, Schema]) -> str:
    """What kind of text a field takes, in words."""
    if reference := field.get("$ref"):
        part = reference.rsplit("/", 1)[1]
        link = f"[{_words(part)}](#{_words(part).replace(' ', '-')})"
        quantity = definitions[part].get("x-glovebook-quantity")
        return f"{_quantity(quantity)}, or a {link}" if quantity else link
    if quantity := field.get("x-glovebook-quantity"):
        return _quantity(quantity)
    if "const" in field or "enum" in field:
        choices = field.get("enum", [field.get("const")])
        return " or ".join(f"`{choice}`" for choice in choices) if len(choices) < 3 else f"one of {_codes(choices)}"
    if field.get("type") == "array":
        return f"list of {_written(field['items'], definitions)}"
    if field.get("type") == "object":
        return "fields of your own"
    widget = field.get("x-glovebook", {}).get("widget", "")
    return _WIDGETS.get(widget) or _PATTERNS.get(field.get("pattern", "")) or _by_message(field)


_WIDGETS = {"formula": "chemical formula", "link": "id of an entry", "file": "path", "markdown": "Markdown"}
_PATTERNS = {
    "^[0-9]+$": "whole number",
    "^[0-9a-f]{64}$": "64 hexadecimal digits",
    TypeAdapter(EntryId).json_schema()["pattern"]: "id",
}


def _by_message(field: Schema) -> str:
    """What the message about a wrong text says was expected."""
    expected = re.match(r"expected an? ([^:,]+)", field.get("errorMessage", ""))
    return expected[1] if expected else "text"


def _quantity(quantity: Schema) -> str:
    return f"[{quantity['kind'].replace('_', ' ')}](quantities.md) in {_codes(quantity['units'])}"


def _other_spellings(unit: Unit) -> list[str]:
    """Up to four more spellings of a unit; with powers and slashes there are dozens."""
    return [text for text in spellings(unit) if text != unit.symbol][:4]


def _words(name: str) -> str:
    """A part's name as words: ``RawFile`` -> ``raw file``."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def _codes(texts: Any) -> str:
    return ", ".join(f"`{text}`" for text in texts)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _table(heads: tuple[str, ...], rows: Any) -> str:
    return "\n".join(_lines(heads, rows))


def _lines(heads: tuple[str, ...], rows: Any) -> Iterator[str]:
    for row in (heads, ("---",) * len(heads), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def main() -> None:
    """Writes the generated parts into their pages."""
    for page in pages():
        before = page.read_text("utf-8")
        after = generated(before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            sys.stdout.write(f"wrote docs/{page.name}\n")


if __name__ == "__main__":
    main()
