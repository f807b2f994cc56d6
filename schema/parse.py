"""Text -> Entry, with every shape error as a finding at its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glovebook.schema import kinds
from glovebook.schema.document import Document, DocumentError, Path, read_document, spelled
from glovebook.schema.entry import SCHEMA_VERSION
from glovebook.schema.finding import Finding, Fix
from glovebook.schema.refusal import Refusal
from glovebook.schema.shape import misspelled, of_another_version, words

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from glovebook.schema.entry import Entry


@dataclass(frozen=True)
class Parsed:
    """What a text holds: the entry as far as it is valid, its document, and what is wrong with its shape."""

    entry: Entry | None
    """None where the text is no entry at all."""
    document: Document | None
    findings: Sequence[Finding]
    refused: frozenset[str] = frozenset()
    """Paths left out of ``entry`` because their values are wrong."""
    file: str = ""
    """The file's name as findings show it."""
    sha256: str = ""
    """Of the bytes that were parsed, where they came out of a file of a notebook."""


def parse(text: str | bytes, file: str = "", extra: kinds.Extra | None = None) -> Parsed:
    """The entry that a text holds, of a kind shipped or in ``extra``; never raises for what a person wrote."""
    try:
        document = read_document(text)
    except DocumentError as error:
        finding = Finding(error.rule, "error", error.message, file, error.line, error.column, hint=error.hint)
        return Parsed(None, None, [finding], file=file)
    kind, version = document.data.get("kind"), document.data.get("schema")
    if isinstance(version, str) and version != SCHEMA_VERSION:  # nothing else of it is looked at
        rule, message, hint = of_another_version(version, file)
        mark = document.place(("schema",))
        finding = Finding(rule, "error", message, file, mark.line, mark.column, "schema", hint=hint)
        return Parsed(None, document, [finding], file=file)
    try:
        if not isinstance(kind, str):
            raise Refusal("the entry does not say its kind", f"begin with e.g. 'kind: {kinds.names()[0]}'")
        model = kinds.load(kind, extra)
    except Refusal as refusal:
        mark = document.place(("kind",))
        finding = Finding(
            "record/kind", "error", refusal.message, file, mark.line, mark.column, "kind", hint=refusal.hint
        )
        return Parsed(None, document, [finding], file=file)
    return _validated(model, document, file)


def _validated(model: type[Entry], document: Document, file: str) -> Parsed:
    from pydantic import ValidationError

    data = _filled(document.data)
    findings: list[Finding] = []
    refused: set[str] = set()
    while True:  # leave out what is wrong and try again, so that the rest can be read and checked
        try:
            return Parsed(model.model_validate(data), document, _in_order(findings), frozenset(refused), file)
        except ValidationError as error:
            progress = False
            details = error.errors(include_url=False)
            for detail in details:
                path = _written_path(document, detail)
                if spelled(path) not in refused and not misspelled(detail, details):
                    findings.append(explained(model, document, file, detail))
                refused.add(spelled(path))
                progress |= _leave_out(data, path)
            if not progress:  # something required is missing: there is no entry without it
                return Parsed(None, document, _in_order(findings), frozenset(refused), file)


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0))


def _filled(value: Any) -> Any:
    """The data without empty values: ``mass:`` with nothing behind it is a field not filled in."""
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        items = [_filled(item) for item in value]
        while items and items[-1] is None:  # an empty item elsewhere is a finding, or those behind it would move up
            items.pop()
        return items
    return value


def _written_path(document: Document, detail: ErrorDetails) -> Path:
    """The path of an error in the text; it stops where the text has a scalar (``thickness: 5 K``)."""
    path: Path = ()
    loc = detail["loc"] + ((detail["ctx"]["at"],) if "at" in detail.get("ctx", {}) else ())
    for key in loc:
        if path in document.values and path and not isinstance(_at(document.data, path), (dict, list)):
            break
        path = (*path, key)
    return path


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _leave_out(data: Any, path: Path) -> bool:
    """Removes the field at a path, or the nearest one around it; False where nothing is left to remove.

    An item is never taken out of a list, because that would shift the paths of those behind it:
    its list goes as a whole.
    """
    for end in range(len(path), 0, -1):
        try:
            parent = _at(data, path[: end - 1])
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(parent, dict) and path[end - 1] in parent:
            del parent[path[end - 1]]
            return True
    return False


def explained(model: type[BaseModel], document: Document, file: str, detail: ErrorDetails) -> Finding:
    """One of Pydantic's errors about a document as a finding, in words for the person who typed."""
    path = _written_path(document, detail)
    rule, message, hint = words(model, path, detail)
    mark = (
        document.keys.get(path, document.place(path)) if detail["type"] == "extra_forbidden" else document.place(path)
    )
    context: Mapping[str, Any] = detail.get("ctx", {})
    fix = Fix(spelled(path), context["fix"]) if context.get("fix") else None
    return Finding(rule, "error", message, file, mark.line, mark.column, spelled(path), hint=hint, fix=fix)
