"""Templates: ready procedures, shipped or the lab's own, and the plain one of every kind.

A ready template is the text of an entry without id. Its first line says what it is for; the line
``# parameters: {hold: pressure.hold}`` names fields that may be varied when an entry is started from it;
``procedure:`` names the template and its version, in the template as in the entry.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any, Literal

from glovebook.schema import kinds
from glovebook.schema.document import DocumentError, parse_path, read_document, spelled
from glovebook.schema.modeline import without_modeline
from glovebook.schema.parse import parse
from glovebook.schema.parts import Procedure
from glovebook.schema.refusal import Refusal
from glovebook.schema.template import template as plain_text
from glovebook.store.edit import edit
from glovebook.store.notebook import SUFFIX, Notebook
from glovebook.validators.rule import Plan

_PARAMETERS = re.compile(r"^# parameters: (.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Template:
    """A start for entries of one kind."""

    name: str
    kind: str
    text: str
    origin: Literal["plain", "shipped", "lab"]
    summary: str = ""
    """Its first line: what it is for."""
    version: str = ""
    """Empty where it states none."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Name -> path of the field that it sets."""

    def defaults(self) -> dict[str, str]:
        """Parameter -> what the template itself says there; empty where it leaves the field open."""
        data = read_document(self.text).data
        return {name: said(data, parse_path(path)) for name, path in self.parameters.items()}


def templates(notebook: Notebook | None = None) -> tuple[list[Template], list[Refusal]]:
    """All templates, by kind in the order of a lab's day, and why other files of the notebook give none.

    A lab's own template stands for a shipped one of its name.
    """
    extra, refused = notebook.kinds.usable() if notebook else ({}, [])
    found = []
    for name in sorted({*kinds.names(extra), *_shipped(), *(notebook.templates() if notebook else ())}):
        try:
            found.append(template(name, notebook))
        except Refusal as refusal:
            refused.append(refusal)
    rank = {kind: kinds.load(kind, extra).rank for kind in {template.kind for template in found}}
    return sorted(found, key=lambda t: (rank[t.kind], t.kind, t.origin != "plain", t.name)), refused


def template(name: str, notebook: Notebook | None = None) -> Template:
    """The template of a name; raises `Refusal` with the nearest names where there is none."""
    own = notebook.template(name) if notebook else None
    if own is not None:
        return _ready(name, own, "lab", notebook)
    if name in _shipped():
        return _ready(name, _shipped()[name], "shipped", notebook)
    every = kinds.names(_extra(notebook))
    if name in every:
        return _plain(name, notebook)
    close = get_close_matches(name, {*(notebook.templates() if notebook else ()), *_shipped(), *every}, 3)
    listed = " or ".join(repr(near) for near in close)
    hint = f"did you mean {listed}?" if close else "see: glovebook new --list"
    raise Refusal(f"there is no template {name!r}", hint)


def started(template: Template, parameters: Mapping[str, str]) -> str:
    """The text that an entry starts from: parameters set, the template named; still without id."""
    values: dict[str, str] = {}
    for name, value in parameters.items():
        if name not in template.parameters:
            known = ", ".join(template.parameters) or "no parameters"
            raise Refusal(f"the template {template.name!r} has no parameter {name!r}", f"it has {known}")
        values |= {template.parameters[name]: value, f"procedure.parameters.{name}": value}
    text = _PARAMETERS.sub("", template.text, count=1)
    if parameters:  # its first line may state what has just been varied
        given = ", ".join(f"{name} = {value}" for name, value in parameters.items())
        text = f"# Started from the template {template.name} with {given}.\n" + text.partition("\n")[2]
    if template.origin != "plain":
        values = {"procedure.template": template.name, **values}
    return edit(text, values)


def plan(procedure: Procedure, notebook: Notebook | None) -> Plan:
    """What the template of a procedure gives, with the parameters that an entry was started with."""
    try:
        found = template(procedure.template, notebook)
    except Refusal:
        return Plan(None)
    given = procedure.parameters
    values = {path: given[name] for name, path in found.parameters.items() if name in given}
    text = edit(found.text, {"id": "template", **values})
    return Plan(parse(text, extra=_extra(notebook)).entry, found.version)


def said(value: Any, path: Sequence[str | int]) -> str:
    """The text at a path of an entry's data, of a quantity with a remark its value; empty where there is none."""
    for key in path:
        is_there = key in value if isinstance(value, dict) else isinstance(value, list) and key in range(len(value))
        if not is_there:
            return ""
        value = value[key]
    if isinstance(value, dict):  # a quantity with a remark
        value = value.get("value")
    return value if isinstance(value, str) else ""


def _plain(kind: str, notebook: Notebook | None) -> Template:
    extra = _extra(notebook)
    summary = inspect.cleandoc(kinds.load(kind, extra).__doc__ or "").splitlines()[0]
    return Template(kind, kind, plain_text(kind, extra), "plain", summary)


def _ready(name: str, content: str | bytes, origin: Literal["shipped", "lab"], notebook: Notebook | None) -> Template:
    """A template from its content; `Refusal` with the file where it cannot be one."""
    place = f"templates/{name}{SUFFIX}"
    try:
        document = read_document(content)
    except DocumentError as error:
        raise Refusal(f"{place}:{error.line}:{error.column}: {error.message}", error.hint) from None
    data, text = document.data, without_modeline(document.text)  # a lab's template may begin as a copy of an entry
    try:
        kind = data.get("kind")
        if not isinstance(kind, str):
            raise Refusal("the template does not say its kind", "add e.g. 'kind: pellet'")
        kinds.load(kind, _extra(notebook))
        match = _PARAMETERS.search(text)
        parameters = read_document(f"parameters: {match[1]}").data["parameters"] if match else {}
        paths = {key: spelled(parse_path(str(path))) for key, path in (parameters or {}).items()}
    except (Refusal, AttributeError) as error:
        reason = error if isinstance(error, Refusal) else Refusal("'# parameters:' is no list of fields")
        hint = reason.hint or "write e.g. '# parameters: {hold: pressure.hold}'"
        raise Refusal(f"{place}: {reason.message}", hint) from None
    procedure = data.get("procedure")
    version = procedure.get("version") or "" if isinstance(procedure, dict) else ""
    return Template(name, kind, text, origin, _first_line(text), str(version), paths)


def _first_line(text: str) -> str:
    first = text.lstrip("\ufeff").partition("\n")[0].strip()
    return first.removeprefix("#").strip() if first.startswith("#") else ""


@cache
def _shipped() -> dict[str, str]:
    files = resources.files("glovebook.templates").iterdir()
    return {file.name.removesuffix(SUFFIX): file.read_text("utf-8") for file in files if file.name.endswith(SUFFIX)}


def _extra(notebook: Notebook | None) -> kinds.Extra | None:
    return notebook.kinds if notebook else None
