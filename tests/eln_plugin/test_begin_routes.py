"""The routes that begin an entry with another one, rename, delete and put back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from glovebook.pipeline import new
from glovebook.pipeline.changes.review import review
from glovebook.pipeline.follow import follow
from glovebook.store.notebook import Notebook

Ask = Callable[..., Awaitable[tuple[int, Any]]]
PATH = "lab/entries/p1.gb.yaml"


async def test_next_steps_are_offered_and_begun(ask: Ask, notebook: Notebook) -> None:
    """What follows a pellet is offered; the new entry links to it; what does not follow is refused."""
    status, found = await ask("steps", kind="pellet", path=PATH)
    assert status == 200
    assert {"kind": "eis", "title": "Impedance (EIS)", "field": "measured_on"} in found["steps"]
    status, made = await ask("follow", {"path": PATH, "kind": "eis"})
    assert (status, made) == (201, {"path": "lab/entries/e1.gb.yaml", "id": "e1", "refused": []})
    assert "measured_on:\n  entry: p1\n" in notebook.path_of("e1").read_text("utf-8")
    assert (await ask("follow", {"path": PATH, "kind": "cycling"}))[0] == 422


async def test_entry_is_begun_from_a_template(ask: Ask, notebook: Notebook) -> None:
    """Templates are offered with what they say where it may be varied; the entry says what was done otherwise."""
    own = "# Ours, thin.\n# parameters: {thickness: thickness}\nkind: pellet\nthickness: {value: 0.5 mm}\n"
    (notebook.root / "templates/thin.gb.yaml").write_text(own, "utf-8")
    (notebook.root / "templates/broken.gb.yaml").write_text("kind: pallet\n", "utf-8")
    status, found = await ask("templates", folder="lab")
    assert status == 200
    offered = {each["name"]: each for each in found["templates"]}
    assert offered["thin"] == {
        "name": "thin",
        "kind": "pellet",
        "title": "Pellet",
        "summary": "Ours, thin.",
        "origin": "lab",
        "parameters": [{"name": "thickness", "value": "0.5 mm"}],
    }
    assert {"name": "time", "value": "3 h"} in offered["synthesis-sealed-crucible"]["parameters"]
    assert [sentence.split(":")[0] for sentence in found["refused"]] == ["templates/broken.gb.yaml"]
    begun = {"folder": "lab", "template": "pellet-eis", "parameters": {"diameter": "10 mm"}}
    assert await ask("begin", begun) == (201, {"path": "lab/entries/p2.gb.yaml", "id": "p2", "refused": []})
    text = notebook.path_of("p2").read_text("utf-8")
    assert "\ndiameter: 10 mm\n" in text
    assert "parameters: {diameter: 10 mm}" in text
    assert (await ask("begin", begun | {"id": "p1"}))[0] == 422
    assert (await ask("begin", begun | {"template": "pellet-eiss"}))[0] == 422
    assert (await ask("begin", begun | {"parameters": {"diameter": 10}}))[0] == 400
    assert (await ask("begin", begun | {"parameters": {"diameter": "10 K"}}))[0] == 422
    assert sorted(notebook.ids()) == ["p1", "p2"]


async def test_templates_outside_of_a_notebook(ask: Ask, notebook: Notebook) -> None:
    """Those that come with Glovebook are offered before there is a notebook."""
    status, found = await ask("templates", folder="")
    assert (status, {each["origin"] for each in found["templates"]}) == (200, {"shipped"})
    begun = {"folder": "", "template": "pellet-eis", "parameters": {}}
    assert (await ask("begin", begun))[0] == 404
    assert notebook.ids() == ["p1"]


async def test_entry_is_repeated(ask: Ask, notebook: Notebook) -> None:
    """The duplicate gets the next free id."""
    assert await ask("duplicate", {"path": PATH}) == (201, {"path": "lab/entries/p2.gb.yaml", "id": "p2"})
    assert (await ask("duplicate", {"path": "lab/entries/p9.gb.yaml"}))[0] == 404
    assert sorted(notebook.ids()) == ["p1", "p2"]


async def test_renamed_entry_takes_its_links_along(ask: Ask, notebook: Notebook) -> None:
    """Links follow the new id; a taken or impossible one changes nothing."""
    follow(notebook, "p1", "eis", "e1")
    assert await ask("linking", path=PATH) == (200, {"linking": ["lab/entries/e1.gb.yaml"]})
    for name in ("e1", "P 1", ""):
        assert (await ask("rename", {"path": PATH, "id": name, "reason": ""}))[0] == 422
    status, renamed = await ask("rename", {"path": PATH, "id": "p7", "reason": ""})
    assert status == 200
    assert renamed == {"path": "lab/entries/p7.gb.yaml", "linking": ["lab/entries/e1.gb.yaml"]}
    assert "entry: p7\n" in notebook.path_of("e1").read_text("utf-8")


async def test_deleted_entry_comes_back_with_its_links(ask: Ask, notebook: Notebook) -> None:
    """What is linked to is deleted with its links only, and put back with them."""
    follow(notebook, "p1", "eis", "e1")
    before = notebook.path_of("p1").read_bytes(), notebook.path_of("e1").read_bytes()
    status, refused = await ask("delete", {"path": PATH, "unlink": False, "reason": ""})
    assert (status, refused["message"]) == (422, "p1 is linked to by entries/e1.gb.yaml")
    assert await ask("delete", {"path": PATH, "unlink": True, "reason": ""}) == (200, {"id": "p1", "folder": "lab"})
    assert notebook.ids() == ["e1"]
    status, back = await ask("put-back", {"folder": "lab", "id": "p1"})
    assert (status, back) == (200, {"path": PATH, "not_linking": []})
    assert (notebook.path_of("p1").read_bytes(), notebook.path_of("e1").read_bytes()) == before
    assert (await ask("put-back", {"folder": "lab", "id": "p1"}))[0] == 422


async def test_reviewed_entry_is_deleted_with_a_reason(ask: Ask, notebook: Notebook) -> None:
    """The browser is told that a reason is wanted."""
    review(notebook.path_of("p1"), "approved", by="hws")
    status, refused = await ask("delete", {"path": PATH, "unlink": False, "reason": " "})
    assert (status, refused["reason"]) == (409, "reviewed")
    assert (await ask("delete", {"path": PATH, "unlink": False, "reason": "entered twice"}))[0] == 200


async def test_nothing_is_written_where_a_folder_leads_out(ask: Ask, notebook: Notebook, tmp_path: Path) -> None:
    """A notebook whose results lie elsewhere is out of reach for what would move them."""
    (notebook.root / "results").rmdir()
    (notebook.root / "results").symlink_to(tmp_path)
    new.new(notebook, "note", "n1")
    status, refused = await ask("rename", {"path": "lab/entries/n1.gb.yaml", "id": "n2", "reason": ""})
    assert (status, refused["reason"]) == (403, "outside")
    assert sorted(notebook.ids()) == ["n1", "p1"]
