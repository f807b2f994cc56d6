"""The next step of a sample: a new entry of a kind that follows, with the link back to where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_origin

from glovebook.pipeline.new import new
from glovebook.schema import kinds
from glovebook.schema.entry import Entry
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook
from glovebook.validators.themes.links import KINDS

STEPS: Mapping[tuple[str, str], tuple[str, ...]] = {
    **{place: allowed for place, allowed in KINDS.items() if place[1] in ("made_from", "measured_on")},
    ("eis", "measured_on"): ("pellet", "cell"),  # held by a rule of its own, `eis/sample-kind`
    ("cell", "layers"): ("pellet",),  # other layers say nothing of their role
}
"""Kind and the field that leads back -> kinds of entries that it follows."""
BESIDE = {("cell", "layers"): {"role": "electrolyte"}}
"""What an item has to say besides its link: a pellet in a cell is its electrolyte unless somebody says otherwise."""


class Step(NamedTuple):
    """A kind that can follow, as people call it, and the field that leads back."""

    kind: str
    title: str
    field: str


def next_steps(kind: str, extra: kinds.Extra | None = None) -> list[Step]:
    """What can follow an entry of a kind, in the order of a lab's day."""
    found = [(kinds.load(name, extra), name, place) for (name, place), allowed in STEPS.items() if kind in allowed]
    found.sort(key=lambda item: item[0].rank)
    return [Step(name, model.title_of_kind, place) for model, name, place in found]


def follow(notebook: Notebook, entry_id: str, kind: str, new_id: str | None = None, **start: Any) -> Path:
    """The file of a new entry that follows another one; ``start`` is what `new` takes: template, parameters, values."""
    path = notebook.path_of(entry_id)
    before = notebook.parse(path).entry
    if before is None:
        raise Refusal(f"{notebook.relative(path)} cannot be read", "correct it first: glovebook check")
    step = next((step for step in next_steps(before.kind, notebook.kinds) if step.kind == kind), None)
    if step is None:
        known = ", ".join(step.kind for step in next_steps(before.kind, notebook.kinds)) or "nothing"
        raise Refusal(f"no {kind} follows {entry_id}, which is a {before.kind}", f"what follows: {known}")
    values = _links(kinds.load(kind, notebook.kinds), step, entry_id)
    return new(notebook, kind, new_id, **{**start, "values": {**values, **(start.get("values") or {})}})


def _links(model: type[Entry], step: Step, entry_id: str) -> dict[str, str]:
    """Paths and values that link back."""
    is_list = get_origin(model.model_fields[step.field].annotation) is list
    place = f"{step.field}[0]" if is_list else step.field
    beside = BESIDE.get((step.kind, step.field), {})
    return {**{f"{place}.{name}": value for name, value in beside.items()}, f"{place}.entry": entry_id}
