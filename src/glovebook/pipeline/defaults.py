"""A person's own defaults: what new entries are filled with where they would be empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from glovebook.pipeline.set import refuse_new_mistakes
from glovebook.pipeline.templates import said, started
from glovebook.pipeline.templates import template as template_named
from glovebook.schema import kinds
from glovebook.schema.document import parse_path, read_document
from glovebook.schema.entry import Entry
from glovebook.schema.parts import Atmosphere
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook

INSTRUMENT = ("instrument", "balance")
"""Fields that name what an entry was measured or weighed with."""


@dataclass(frozen=True)
class Defaults:
    """What a person works with; empty where nothing is said."""

    operator: str = ""
    glovebox: str = ""
    """The id of an environment entry of the notebook, or else words."""
    instruments: Mapping[str, str] = field(default_factory=dict)
    """Kind -> instrument."""


@dataclass(frozen=True)
class Fitting:
    """The defaults that fit a new entry as paths and values, and why others do not."""

    values: Mapping[str, str]
    refused: tuple[Refusal, ...]


def fitting(
    notebook: Notebook,
    kind: str,
    defaults: Defaults,
    *,
    template: str | None = None,
    parameters: Mapping[str, str] | None = None,
) -> Fitting:
    """What the defaults bring to a new entry of a kind: fields that it has, and that its template leaves empty.

    A default that the kind would not read is left out, with a `Refusal` that says so; the entry can be made without.
    """
    begun = edit(started(template_named(template or kind, notebook), parameters or {}), {"id": "new", "kind": kind})
    data = read_document(begun).data
    values: dict[str, str] = {}
    refused = []
    for name, path, text in _wanted(notebook, kind, defaults):
        if path and said(data, parse_path(path)):
            continue
        try:
            if not path:
                raise Refusal(f"entries of the kind {kind} have no field for it", "")
            refuse_new_mistakes(begun, edit(begun, {path: text}), notebook.kinds)
        except Refusal as refusal:
            because = "; ".join(filter(None, (refusal.message, refusal.hint)))
            hint = f"change it in the settings of Glovebook, or type the {name} into the entry"
            refused.append(Refusal(f"the default {name} {text!r} was not filled in: {because}", hint))
        else:
            values[path] = text
    return Fitting(values, tuple(refused))


def place_of_instrument(model: type[Entry]) -> str:
    """The field of a kind that names its instrument; empty where it has none."""
    return next((name for name in INSTRUMENT if name in model.model_fields), "")


def _wanted(notebook: Notebook, kind: str, defaults: Defaults) -> Iterator[tuple[str, str, str]]:
    """What each default is called, the path that it belongs to, and its text; an empty path where there is none."""
    model = kinds.load(kind, notebook.kinds)
    operator, glovebox = defaults.operator.strip(), defaults.glovebox.strip()
    instrument = defaults.instruments.get(kind, "").strip()
    if operator:
        yield "operator", "operator", operator
    if instrument:
        yield "instrument", place_of_instrument(model), instrument
    if glovebox and _has_atmosphere(model):
        log = glovebox in notebook.ids() and _kind_of(notebook, glovebox) == "environment"
        yield "glovebox", "atmosphere.entry" if log else "atmosphere.glovebox", glovebox


def _has_atmosphere(model: type[Entry]) -> bool:
    info = model.model_fields.get("atmosphere")
    return info is not None and info.annotation == Atmosphere | None


def _kind_of(notebook: Notebook, entry_id: str) -> str:
    entry = notebook.parse(notebook.path_of(entry_id)).entry
    return entry.kind if entry else ""
