"""The routes that show and make changes: versions, differences, restoring, reviews and amendments."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from glovebook.pipeline.changes.review import review
from glovebook.pipeline.set import set_fields
from glovebook.store.notebook import Notebook

Ask = Callable[..., Awaitable[tuple[int, Any]]]
PATH = "lab/entries/p1.gb.yaml"


async def test_history_tells_who_changed_what_and_why(ask: Ask, notebook: Notebook) -> None:
    """Versions come newest first, each with what it was made from; what another program wrote is one, too."""
    file = notebook.path_of("p1")
    set_fields(file, {"diameter": "8 mm"})
    file.write_text(file.read_text("utf-8").replace("diameter: 8 mm", "diameter: 9 mm"), "utf-8")
    status, found = await ask("history", path=PATH)
    versions = found["versions"]
    assert status == 200
    assert [(item["cause"], item["is_now"]) for item in versions] == [("found", True), ("set", False), ("new", False)]
    digests = [item["sha256"] for item in versions]
    assert [item["before"] for item in versions] == [*digests[1:], ""]


async def test_difference_is_between_versions_or_since_one(ask: Ask, notebook: Notebook) -> None:
    """Lines come with what they are; an empty first version is nothing, an empty second is the file now."""
    file = notebook.path_of("p1")
    set_fields(file, {"diameter": "8 mm"})
    after, before = ((await ask("history", path=PATH))[1])["versions"]
    _, told = await ask("diff", path=PATH, first=before["sha256"], second=after["sha256"])
    changed = [(line["mark"], line["text"]) for line in told["lines"] if line["mark"] in ("old", "new")]
    assert changed == [("old", "diameter:"), ("new", "diameter: 8 mm")]
    assert (await ask("diff", path=PATH, first=before["sha256"], second=""))[1] == told
    assert (await ask("diff", path=PATH, first=after["sha256"], second=""))[1] == {"lines": []}
    _, first = await ask("diff", path=PATH, first="", second=before["sha256"])
    written = "".join(f"{line['text']}\n" for line in first["lines"] if line["mark"] == "new")
    assert {line["mark"] for line in first["lines"]} == {"place", "new"}
    assert written == file.read_text("utf-8").replace("diameter: 8 mm", "diameter:")
    status, refused = await ask("diff", path=PATH, first="00000000", second="")
    assert (status, refused["message"]) == (422, "entries/p1.gb.yaml has no version '00000000'")


async def test_restored_version_is_there_byte_for_byte(ask: Ask, notebook: Notebook) -> None:
    """A version is put back and becomes a new one."""
    file = notebook.path_of("p1")
    start = file.read_bytes()
    set_fields(file, {"diameter": "8 mm"})
    first = (await ask("history", path=PATH))[1]["versions"][-1]
    status, restored = await ask("restore", {"path": PATH, "version": first["sha256"], "reason": ""})
    assert (status, restored, file.read_bytes()) == (200, {"sha256": first["sha256"]}, start)
    assert (await ask("history", path=PATH))[1]["versions"][0]["cause"] == "restore"


async def test_review_attests_the_text_that_was_read(ask: Ask, notebook: Notebook) -> None:
    """A review of the text on disk locks it; a review of another text is a conflict and writes nothing."""
    file = notebook.path_of("p1")
    text = file.read_text("utf-8")
    asked = {"path": PATH, "text": text, "verdict": "approved", "by": "hws", "remark": "geometry measured"}
    status, refused = await ask("review", asked | {"text": f"{text}# later\n"})
    assert (status, refused["message"]) == (409, "p1.gb.yaml holds another text than the form shows")
    assert file.read_text("utf-8") == text
    assert (await ask("review", asked | {"verdict": "fine"}))[0] == 422
    assert (await ask("review", asked | {"text": text.replace("\n", "\r\n")}))[0] == 200
    _, report = await ask("check", {"path": PATH, "text": file.read_text("utf-8")})
    assert report["locked"]["by"] == "hws"
    assert (await ask("check", {"path": PATH, "text": text}))[1]["locked"] is None
    assert (await ask("check", {"path": PATH, "text": "a: ["}))[1]["locked"] is None


async def test_reviewing_offers_the_people_of_the_notebook(ask: Ask, notebook: Notebook) -> None:
    """The card of a review offers who is named in the settings, and every verdict."""
    settings = notebook.root / "glovebook.yaml"
    settings.write_text(settings.read_text("utf-8").replace("people:", "people: {hws: {name: Hans Weiss}}"), "utf-8")
    status, choices = await ask("reviewing", path=PATH)
    assert status == 200
    assert choices["people"] == [{"key": "hws", "name": "Hans Weiss"}]
    assert choices["verdicts"] == ["approved", "changes asked for", "rejected"]


async def test_amendment_says_why_a_reviewed_entry_is_changed(ask: Ask, notebook: Notebook) -> None:
    """The reason comes back as values for the next place of the list; without a reason or a lock there are none."""
    file = notebook.path_of("p1")
    asked = {"path": PATH, "text": file.read_text("utf-8"), "reason": "thickness was that of p6"}
    status, refused = await ask("amend", asked)
    assert (status, refused["message"]) == (422, "p1.gb.yaml is not locked by a review")
    set_fields(file, {"thickness": "1 mm"})
    review(file, "approved", by="hws")
    asked["text"] = file.read_text("utf-8")
    _, told = await ask("amend", asked)
    assert sorted(told["values"]) == ["amendments[0].by", "amendments[0].date", "amendments[0].reason"]
    assert told["values"]["amendments[0].reason"] == "thickness was that of p6"
    assert (await ask("amend", asked | {"reason": "  "}))[0] == 422
    assert file.read_text("utf-8") == asked["text"]
    first = (await ask("history", path=PATH))[1]["versions"][-1]["sha256"]
    status, refused = await ask("restore", {"path": PATH, "version": first, "reason": ""})
    assert (status, "was reviewed and approved by hws" in refused["message"]) == (422, True)
