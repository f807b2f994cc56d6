"""Saving from the browser: merged, never overwritten; what clashes is settled; JupyterLab's own saves are kept."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPResponse

from glovebook.pipeline.changes.history import history
from glovebook.pipeline.changes.review import review
from glovebook.pipeline.set import set_fields
from glovebook.store.history import sha256
from glovebook.store.notebook import Notebook

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Fetch = Callable[..., Awaitable[HTTPResponse]]
PATH = "lab/entries/p1.gb.yaml"


def put(text: str, field: str, value: str) -> str:
    """The text of the pellet with a field that was empty filled in."""
    assert f"\n{field}:\n" in text
    return text.replace(f"\n{field}:\n", f"\n{field}: {value}\n")


async def test_save_writes_what_the_form_shows(ask: Ask, notebook: Notebook) -> None:
    """The file has the text, the history has both."""
    file = notebook.path_of("p1")
    base = file.read_text("utf-8")
    text = put(base, "diameter", "8 mm")
    status, saved = await ask("save", {"path": PATH, "text": text, "base": base})
    digest = sha256(text.encode("utf-8"))
    assert (status, saved) == (200, {"text": text, "sha256": digest, "merged": False, "conflict": None})
    assert file.read_text("utf-8") == text
    assert [version.sha256 for version in history(file).versions] == [sha256(base.encode("utf-8")), digest]


async def test_save_merges_what_was_written_meanwhile(ask: Ask, notebook: Notebook) -> None:
    """Another field, set on the disk under the open form, is in the answer and in the file."""
    file = notebook.path_of("p1")
    base = file.read_text("utf-8")
    set_fields(file, {"thickness": "1.02 mm"})
    _, saved = await ask("save", {"path": PATH, "text": put(base, "diameter", "8 mm"), "base": base})
    wanted = put(put(base, "diameter", "8 mm"), "thickness", "1.02 mm")
    assert (saved["text"], saved["merged"], saved["conflict"]) == (wanted, True, None)
    assert file.read_text("utf-8") == wanted


async def test_text_that_was_not_changed_fetches_what_is_there(ask: Ask, notebook: Notebook) -> None:
    """Nothing is written where the form has nothing to say; it gets what the disk has."""
    file = notebook.path_of("p1")
    base = file.read_text("utf-8")
    set_fields(file, {"thickness": "1.02 mm"})
    before = len(history(file).versions)
    _, saved = await ask("save", {"path": PATH, "text": base, "base": base})
    assert (saved["text"], saved["merged"]) == (put(base, "thickness", "1.02 mm"), True)
    assert len(history(file).versions) == before


async def test_file_with_carriage_returns_keeps_them(ask: Ask, notebook: Notebook) -> None:
    """Editors hold line feeds; a file from Windows changes in the edited line only."""
    file = notebook.path_of("p1")
    base = file.read_text("utf-8")
    file.write_bytes(base.replace("\n", "\r\n").encode("utf-8"))
    text = put(base, "diameter", "8 mm")
    _, saved = await ask("save", {"path": PATH, "text": text, "base": base})
    assert (saved["text"], saved["merged"]) == (text, False)
    assert file.read_bytes() == text.replace("\n", "\r\n").encode("utf-8")


async def test_clash_is_kept_and_settled_field_by_field(ask: Ask, notebook: Notebook) -> None:
    """The entry holds what was there first; the other text is shown beside it, until somebody chooses."""
    file = notebook.path_of("p1")
    base = file.read_text("utf-8")
    set_fields(file, {"diameter": "8 mm", "thickness": "1 mm"})
    text = put(put(base, "diameter", "9 mm"), "thickness", "2 mm")
    _, saved = await ask("save", {"path": PATH, "text": text, "base": base})
    assert saved["text"] == file.read_text("utf-8")
    assert saved["conflict"].startswith("lab/entries/p1.conflict-")
    _, found = await ask("conflicts", path=PATH)
    (one,) = found["conflicts"]
    assert one["fields"] == [
        {"path": "diameter", "base": None, "theirs": "8 mm", "mine": "9 mm", "editable": True},
        {"path": "thickness", "base": None, "theirs": "1 mm", "mine": "2 mm", "editable": True},
    ]
    assert (one["file"], one["whole"]) == (saved["conflict"].removeprefix("lab/entries/"), None)

    asked = {
        "path": PATH,
        "file": one["file"],
        "choice": "",
        "choices": {},
        "values": {"diameter": "9 mm"},
        "reason": "",
    }
    assert await ask("resolve", asked) == (200, {"left": 1})
    assert await ask("resolve", asked | {"choices": {"thickness": "theirs"}, "values": {}}) == (200, {"left": 0})
    assert file.read_text("utf-8") == put(put(base, "diameter", "9 mm"), "thickness", "1 mm")
    assert (await ask("conflicts", path=PATH))[1] == {"conflicts": []}
    status, refused = await ask("resolve", asked)
    assert (status, refused["message"]) == (422, "nothing clashes in p1.gb.yaml")


async def test_one_of_two_conflicts_is_settled_alone(ask: Ask, notebook: Notebook) -> None:
    """A choice concerns the change that was looked at, and leaves the other one open."""
    file = notebook.path_of("p1")
    base = file.read_text("utf-8")
    set_fields(file, {"diameter": "8 mm"})
    for wanted in ("9 mm", "10 mm"):
        await ask("save", {"path": PATH, "text": put(base, "diameter", wanted), "base": base})
    first, second = (await ask("conflicts", path=PATH))[1]["conflicts"]
    mine = [item["fields"][0]["mine"] for item in (first, second)]
    assert sorted(mine) == ["10 mm", "9 mm"]
    choice = {"path": PATH, "file": second["file"], "choice": "mine", "choices": {}, "values": {}, "reason": ""}
    assert await ask("resolve", choice) == (200, {"left": 0})
    assert (await ask("conflicts", path=PATH))[1]["conflicts"] == [first]
    assert f"\ndiameter: {mine[1]}\n" in file.read_text("utf-8")


async def test_unreadable_text_is_kept_as_a_whole(ask: Ask, notebook: Notebook) -> None:
    """What is no YAML cannot be merged; both texts are shown side by side, and either can be had."""
    file = notebook.path_of("p1")
    base = file.read_text("utf-8")
    set_fields(file, {"diameter": "8 mm"})
    held = file.read_text("utf-8")
    await ask("save", {"path": PATH, "text": base + "a: [", "base": base})
    (one,) = (await ask("conflicts", path=PATH))[1]["conflicts"]
    assert (one["fields"], one["whole"]) == ([], {"theirs": held, "mine": base + "a: ["})
    asked = {"path": PATH, "file": one["file"], "choice": "mine", "choices": {}, "values": {}, "reason": ""}
    refused = {"hint": "choose mine or theirs", "reason": "refused"}
    assert await ask("resolve", asked | {"choice": "both"}) == (422, {**refused, "message": "'both' is no choice"})
    assert await ask("resolve", asked) == (200, {"left": 0})
    assert file.read_text("utf-8") == base + "a: ["


async def test_reviewed_entry_is_saved_with_a_reason(ask: Ask, notebook: Notebook) -> None:
    """Without one nothing is written, and the word ``reviewed`` makes the browser ask; one reason lasts the day."""
    file = notebook.path_of("p1")
    set_fields(file, {"diameter": "8 mm", "title": "Pellet"})
    review(file, "approved", by="bob")
    base = file.read_text("utf-8")
    text = base.replace("diameter: 8 mm", "diameter: 9 mm")
    status, refused = await ask("save", {"path": PATH, "text": text, "base": base})
    assert (status, refused["reason"]) == (409, "reviewed")
    assert refused["message"].startswith("p1.gb.yaml was reviewed and approved by bob on ")
    assert file.read_text("utf-8") == base
    status, saved = await ask("save", {"path": PATH, "text": text, "base": base, "reason": "wrong die"})
    assert (status, "reason: wrong die" in saved["text"]) == (200, True)
    again = saved["text"].replace("diameter: 9 mm", "diameter: 10 mm")
    assert (await ask("save", {"path": PATH, "text": again, "base": saved["text"]}))[0] == 200


async def test_entry_that_was_deleted_meanwhile_is_there_again(ask: Ask, notebook: Notebook) -> None:
    """What was typed wins over a file that is gone; a folder that is gone is named."""
    file = notebook.path_of("p1")
    base = file.read_text("utf-8")
    file.unlink()
    text = put(base, "diameter", "8 mm")
    assert (await ask("save", {"path": PATH, "text": text, "base": base}))[0] == 200
    assert file.read_text("utf-8") == text
    status, refused = await ask("save", {"path": "lab/gone/p1.gb.yaml", "text": text, "base": base})
    assert (status, refused["message"]) == (404, "there is no folder 'lab/gone'")


async def _put(jp_fetch: Fetch, path: str, content: str) -> int:
    model = json.dumps({"type": "file", "format": "text", "content": content})
    return (await jp_fetch("api", "contents", *path.split("/"), method="PUT", body=model)).code


async def test_jupyterlabs_own_saves_are_kept(jp_fetch: Fetch, notebook: Notebook) -> None:
    """What the contents service writes, and what it writes over, are versions of the entry."""
    file = notebook.path_of("p1")
    first = put(file.read_text("utf-8"), "diameter", "8 mm")
    file.write_text(first, "utf-8")
    second = first.replace("8 mm", "9 mm")
    assert await _put(jp_fetch, PATH, second) == 200
    assert [(item.cause, item.sha256) for item in history(file).versions[-2:]] == [
        ("found", sha256(first.encode("utf-8"))),
        ("save", sha256(second.encode("utf-8"))),
    ]


@pytest.mark.usefixtures("notebook")
async def test_save_outside_of_a_notebook_is_not_stopped(jp_fetch: Fetch, jp_root_dir: Path) -> None:
    """There is no history there; the file is written as ever."""
    (jp_root_dir / "x.yaml").write_text("a: 1\n")
    assert await _put(jp_fetch, "x.yaml", "a: 2\n") == 200
    assert (jp_root_dir / "x.yaml").read_text() == "a: 2\n"


@pytest.mark.usefixtures("notebook")
async def test_label_of_an_entry_is_a_pdf(ask: Ask) -> None:
    """The browser gets it with a name to download it by; what is no entry has none."""
    status, label = await ask("labels", path=PATH)
    assert (status, label["name"], b64decode(label["pdf"])[:5]) == (200, "p1-label.pdf", b"%PDF-")
    assert (await ask("labels", path="lab/entries/p9.gb.yaml"))[0] == 404
