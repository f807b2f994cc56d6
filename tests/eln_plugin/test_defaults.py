"""A person's own defaults: which fields of new entries they fill, and what does not fit."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from glovebook.pipeline import new
from glovebook.pipeline.defaults import Defaults, fitting, place_of_instrument
from glovebook.pipeline.set import set_fields
from glovebook.schema import kinds
from glovebook.store.notebook import SETTINGS, Notebook

Ask = Callable[..., Awaitable[tuple[int, Any]]]
OWN = {"operator": "ann", "glovebox": "box2", "instruments": {"eis": "im6ex", "synthesis": "balance2", "pellet": "x"}}
NO_PLACE = (
    "the default instrument 'x' was not filled in: entries of the kind pellet have no field for it; "
    "change it in the settings of Glovebook, or type the instrument into the entry"
)
SCHEMA = Path(__file__).resolve().parents[2] / "eln_plugin/frontend/settings/entries.json"


def said(notebook: Notebook, entry_id: str) -> dict[str, Any]:
    """What an entry says of who, with what and where."""
    entry = notebook.parse(notebook.path_of(entry_id)).entry
    assert entry is not None
    data = entry.model_dump(exclude_none=True)
    return {name: data[name] for name in ("operator", "instrument", "balance", "atmosphere") if name in data}


async def test_new_entries_are_filled_where_they_are_empty(ask: Ask, notebook: Notebook) -> None:
    """A card, a template, the next step and files take the defaults, before the notebook's own; a duplicate does not."""
    new.new(notebook, "environment", "box2")
    set_fields(notebook.root / SETTINGS, {"defaults.operator": "lhe"})
    own = {"defaults": OWN}
    assert (await ask("entries", {"kind": "eis", "folder": "lab", **own}))[1]["refused"] == []
    begun = {"folder": "lab", "template": "synthesis-sealed-crucible", "parameters": {}, **own}
    assert (await ask("begin", begun))[1]["refused"] == []
    follows = {"path": "lab/entries/p1.gb.yaml", "kind": "cell", **own}
    assert (await ask("follow", follows))[1]["refused"] == []
    waiting = notebook.root / "data/new-abcdef"
    waiting.mkdir()
    (waiting / "scan.txt").write_text("no spectrum\n")
    assert (await ask("drop", {"folder": "lab", "batch": "abcdef", "kind": "eis", **own}))[1]["refused"] == []
    await ask("duplicate", {"path": "lab/entries/s1.gb.yaml"})
    assert [said(notebook, name) for name in ("e1", "e2")] == [{"operator": "ann", "instrument": "im6ex"}] * 2
    synthesis = said(notebook, "s1")
    assert (synthesis["operator"], synthesis["balance"]) == ("ann", "balance2")
    assert (synthesis["atmosphere"]["gas"], synthesis["atmosphere"]["entry"]) == ("Ar", "box2")
    assert said(notebook, "c1")["atmosphere"]["entry"] == "box2"
    assert said(notebook, "s2")["operator"] == "lhe"


async def test_default_that_does_not_fit_is_told(ask: Ask, notebook: Notebook) -> None:
    """The entry is made without it, and the answer says why; what is no default at all is a bad request."""
    asked = {"kind": "pellet", "folder": "lab"}
    status, made = await ask("entries", asked | {"defaults": OWN})
    assert (status, made["id"], made["refused"]) == (201, "p2", [NO_PLACE])
    assert said(notebook, "p2") == {"operator": "ann"}
    bad: object
    for bad in ([], "ann", {"operator": 1}, {"instruments": []}, {"instruments": {"eis": None}}):
        assert (await ask("entries", asked | {"defaults": bad}))[0] == 400
    half = {"defaults": {"operator": "\ud800"}}
    assert "bytes that are no UTF-8" in (await ask("entries", asked | half))[1]["refused"][0]
    assert notebook.ids() == ["p1", "p2", "p3"]


@pytest.mark.parametrize(("line", "wanted"), [("instrument: vmp3\n", "vmp3"), ("", "x")])
def test_template_keeps_what_it_says(notebook: Notebook, line: str, wanted: str) -> None:
    """A lab's template that names an instrument keeps it; glovebox without a log is written in words."""
    (notebook.root / "templates/own.gb.yaml").write_text(f'kind: eis\nschema: "1.0"\n{line}', "utf-8")
    found = fitting(notebook, "eis", Defaults(instruments={"eis": " x "}), template="own")
    path = new.new(notebook, "eis", "e1", template="own", values=found.values)
    assert f"instrument: {wanted}\n" in path.read_text("utf-8")
    assert fitting(notebook, "cell", Defaults(glovebox="p1")).values == {"atmosphere.glovebox": "p1"}


def test_settings_name_the_kinds_that_have_an_instrument() -> None:
    """JupyterLab's page offers each of them by the title that the kind has."""
    models = sorted((kinds.load(name) for name in kinds.names()), key=lambda kind: kind.rank)
    titled = {kind.__name__: (kind.title_of_kind, place_of_instrument(kind)) for kind in models}
    wanted = [title if place == "instrument" else f"{title}: {place}" for title, place in titled.values() if place]
    offered = json.loads(SCHEMA.read_text("utf-8"))["properties"]["instruments"]["properties"]
    assert [each["title"] for each in offered.values()] == wanted
    assert {kinds.load(name).title_of_kind for name in offered} == {title for title, place in titled.values() if place}
