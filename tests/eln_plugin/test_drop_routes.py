"""The routes that make an entry of raw files that the browser has put into the notebook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from glovebook.pipeline import new
from glovebook.schema.document import read_document
from glovebook.store.notebook import Notebook

Ask = Callable[..., Awaitable[tuple[int, Any]]]
BATCH = {"folder": "lab", "batch": "0a1b2c3d"}
NAMES = ["a.txt", "cut.ism", "photo.jpg"]
SPECTRUM = "Frequency (Hz)\tZ' (ohm)\tZ'' (ohm)\n1000\t10\t-1\n100\t15\t-3\n10\t20\t-2\n"


@pytest.fixture
def stage(notebook: Notebook) -> Path:
    """The folder where a batch waits: a spectrum, one that was cut off, and a photo."""
    folder = notebook.root / "data/new-0a1b2c3d"
    folder.mkdir()
    (folder / "a.txt").write_text(SPECTRUM, "utf-8")
    (folder / "cut.ism").write_bytes(b"\x00\x00\xff\xff\xff\xfe")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return folder


def names(folder: Path) -> list[str]:
    """What lies in a folder; nothing where there is none."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def lead_out(folder: Path, target: Path) -> None:
    """Moves a folder away, and leaves a link to it."""
    folder.rename(target)
    folder.symlink_to(target)


async def test_files_say_what_they_are(ask: Ask, stage: Path) -> None:
    """Every kind is offered with the id it would get, the likely one by name; each file has its sentence."""
    status, found = await ask("drop", **BATCH)
    assert (status, found["likely"], found["more"]) == (200, ["eis"], 0)
    offered = {each["kind"]: each for each in found["kinds"]}
    assert offered["eis"] == {"kind": "eis", "title": "Impedance (EIS)", "id": "e1"}
    assert offered["pellet"]["id"] == "p2"
    assert [(each["name"], each["read"]) for each in found["files"]] == [
        ("a.txt", True),
        ("cut.ism", False),
        ("photo.jpg", False),
    ]
    assert found["files"][0]["said"] == "3 rows, read as delimited, 10 Hz to 1000 Hz"
    assert str(stage) not in found["files"][1]["said"]


async def test_entry_is_made_and_nothing_waits_any_more(ask: Ask, notebook: Notebook, stage: Path) -> None:
    """What could be read is listed, the rest attached and said; after a refusal the files wait for the next try."""
    for id_, said in (("p1", "there is an entry 'p1' already"), ("P 9", "'P 9' is no id")):
        status, refused = await ask("drop", BATCH | {"kind": "eis", "id": id_})
        assert (status, refused["message"]) == (422, said)
    assert names(stage) == NAMES
    status, made = await ask("drop", BATCH | {"kind": "eis", "id": "e7"})
    assert (status, made["path"], made["id"]) == (201, "lab/entries/e7.gb.yaml", "e7")
    assert [sentence.split(" is ")[0] for sentence in made["kept"]] == ["cut.ism"]
    data = read_document(notebook.path_of("e7").read_bytes()).data
    assert [each["file"] for each in data["spectra"]] == ["data/e7/a.txt"]
    assert [each["file"] for each in data["attachments"]] == ["data/e7/cut.ism", "data/e7/photo.jpg"]
    assert data["frequency"] == "10..1000 Hz"
    assert names(stage) == []
    assert (await ask("drop", BATCH | {"kind": "eis"}))[0] == 404


async def test_batch_is_taken_away(
    ask: Ask, jp_fetch: Callable[..., Awaitable[Any]], notebook: Notebook, stage: Path
) -> None:
    """What nobody wants goes, and what somebody else laid there stays."""
    (stage / "folder").mkdir()
    await jp_fetch("glovebook", "drop", params=BATCH, method="DELETE")
    assert names(stage) == ["folder"]
    assert (await ask("drop", **BATCH))[0] == 404
    assert notebook.ids() == ["p1"]


@pytest.mark.parametrize("batch", ["", "../p1", "ABCDEF", "a" * 41, "0a1b2c3d/.."])
async def test_batch_with_an_odd_name_is_refused(ask: Ask, stage: Path, batch: str) -> None:
    """No path leads out of the folder where files wait."""
    assert (await ask("drop", folder="lab", batch=batch))[0] == 400
    assert (await ask("drop", {"folder": "lab", "batch": batch, "kind": "eis"}))[0] == 400
    assert names(stage) == NAMES


async def test_bad_input_is_refused(ask: Ask, notebook: Notebook, stage: Path, tmp_path: Path) -> None:
    """Kinds that are none, folders outside of notebooks, other types, links that lead out: a sentence each time."""
    assert (await ask("drop", BATCH | {"kind": "ramen"}))[0] == 422
    assert (await ask("drop", BATCH | {"kind": 1}))[0] == 400
    assert (await ask("drop", BATCH | {"kind": "eis", "id": 1}))[0] == 400
    assert (await ask("drop", folder="", batch="0a1b2c3d"))[1]["reason"] == "no_notebook"
    (tmp_path / "elsewhere").mkdir()
    (notebook.root / "data/e9").symlink_to(tmp_path / "elsewhere")
    status, refused = await ask("drop", BATCH | {"kind": "eis", "id": "e9"})
    assert (status, refused["message"]) == (422, "data/e9 leads out of the notebook")
    (stage / "link.txt").symlink_to(tmp_path / "elsewhere")
    assert "link.txt" not in [each["name"] for each in (await ask("drop", **BATCH))[1]["files"]]
    lead_out(stage, tmp_path / "elsewhere/new")
    assert (await ask("drop", **BATCH))[0] == 404
    assert notebook.ids() == ["p1"]


async def test_file_laid_on_a_form_goes_where_it_belongs(ask: Ask, notebook: Notebook, stage: Path) -> None:
    """A spectrum becomes the next spectrum; a photo, and what cannot be read, the next attachment."""
    text = new.new(notebook, "eis", "e1").read_text("utf-8") + "attachments: [{file: data/x.pdf}]\n"
    asked = {"path": "lab/entries/e1.gb.yaml", "text": text, "item": ""}
    places = {}
    for name in NAMES:
        status, brought = await ask("attach", asked | {"file": f"data/{stage.name}/{name}"})
        assert status == 200
        assert f"{brought['item']}.sha256" in brought["values"]
        places[name] = (brought["item"], brought["said"].partition(":")[0])
    assert places == {
        "a.txt": ("spectra[0]", "a.txt"),
        "cut.ism": ("attachments[1]", "cut.ism is kept as it is"),
        "photo.jpg": ("attachments[1]", "photo.jpg is attached"),
    }
    status, refused = await ask("attach", asked | {"file": "data/gone.jpg"})
    assert (status, refused["message"]) == (422, "there is no file 'data/gone.jpg' in the notebook")
    for odd in ("kind: ramen\n", "a: [", "kind: eis\nspectra: 1\n"):
        file = {"file": f"data/{stage.name}/a.txt"}
        assert (await ask("attach", asked | file | {"text": odd}))[0] == 422
