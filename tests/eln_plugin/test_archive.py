"""The archive view: what would be exported, what stops it, and the job that exports or is cancelled."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tornado.httpclient import HTTPResponse

from glovebook.eln_plugin.jobs import ENDED
from glovebook.pipeline import new
from glovebook.store.notebook import Notebook

if TYPE_CHECKING:
    from playwright.async_api import Page

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Fetch = Callable[..., Awaitable[HTTPResponse]]
OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]
PATH = "lab/entries/p1.gb.yaml"
WANTED = {"path": PATH, "profile": "draft", "whole": "no", "folder": "lab/exports/p1-draft"}


async def ended(ask: Ask, job: dict[str, Any]) -> dict[str, Any]:
    """The job once it is over."""
    while job["state"] not in ENDED:
        await asyncio.sleep(0.05)
        _, job = await ask(f"analyses/{job['id']}")
    return job


@pytest.mark.usefixtures("notebook")
async def test_plan_says_what_goes_and_what_is_missing(ask: Ask) -> None:
    """The gate's own findings, with the file to open; a draft is stopped by none."""
    status, plan = await ask("exports", path=PATH, profile="archive", whole="no")
    assert (status, plan["entries"], plan["folder"]) == (200, [PATH], "lab/exports/p1-archive")
    assert plan["count"] == len(plan["blocking"]) > 0
    first = plan["blocking"][0]
    assert (first["file"], first["rule"], first["blocking"]) == (PATH, "record/title", True)
    _, draft = await ask("exports", path=PATH, profile="draft", whole="yes")
    assert (draft["count"], draft["folder"]) == (0, "lab/exports/notebook-draft")


async def test_crate_is_written_by_a_job(ask: Ask, notebook: Notebook) -> None:
    """The job says where the crate went; the same place is refused the next time, and another one offered."""
    status, job = await ask("exports", WANTED)
    assert status == 202
    job = await ended(ask, job)
    assert (job["state"], job["result"]["folder"], job["error"]) == ("done", "lab/exports/p1-draft", None)
    crate = notebook.root / "exports/p1-draft"
    assert job["result"]["files"] == sum(path.is_file() for path in crate.rglob("*"))
    assert (crate / "ro-crate-metadata.json").is_file()
    status, refused = await ask("exports", WANTED)
    assert (status, refused["message"]) == (409, "'lab/exports/p1-draft' is there already")
    assert (await ask("exports", path=PATH, profile="draft", whole="no"))[1]["folder"] == "lab/exports/p1-draft-2"


async def test_gate_stops_the_job(ask: Ask, notebook: Notebook) -> None:
    """What blocks, blocks in the browser, too; nothing is written."""
    _, job = await ask("exports", WANTED | {"profile": "archive"})
    job = await ended(ask, job)
    assert job["state"] == "failed"
    assert job["error"]["message"].endswith("finding(s) block in profile 'archive'")
    assert not (notebook.root / "exports").exists()


async def test_cancelled_job_leaves_nothing(ask: Ask, jp_fetch: Fetch, notebook: Notebook) -> None:
    """A job that is cancelled while it waits or runs ends, and writes no crate; the next one runs."""
    jobs = [(await ask("exports", WANTED | {"folder": f"lab/exports/{number}"}))[1] for number in range(2)]
    for job in jobs:
        response = await jp_fetch("glovebook", "analyses", job["id"], method="DELETE")
        assert json.loads(response.body)["state"] == "cancelled"
    assert (await ended(ask, (await ask("exports", WANTED))[1]))["state"] == "done"
    assert [folder.name for folder in (notebook.root / "exports").iterdir()] == ["p1-draft"]
    again = await jp_fetch("glovebook", "analyses", jobs[0]["id"], method="DELETE")
    assert json.loads(again.body)["state"] == "cancelled"


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("folder", ["", "lab", "lab/entries", "../out", "/tmp/x", "lab/entries/crate"])  # noqa: S108
async def test_crate_goes_nowhere_else(ask: Ask, folder: str) -> None:
    """Not over what is there, not out of the root, and not among the notebook's own files."""
    status, answer = await ask("exports", WANTED | {"folder": folder})
    job = await ended(ask, answer) if status == 202 else {"state": "refused"}
    assert (status, job["state"]) in {(409, "refused"), (400, "refused"), (202, "failed")}


async def test_unknown_profile_is_refused(ask: Ask, notebook: Notebook) -> None:
    """With those that there are."""
    assert notebook.ids() == ["p1"]
    status, refused = await ask("exports", WANTED | {"profile": "best"})
    assert (status, refused["message"], refused["hint"]) == (
        400,
        "'best' is no profile",
        "one of draft, archive, publish",
    )


async def test_archive_and_label_from_the_form(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """The view lists what is missing and leads to it; a draft goes to a folder that is then shown; so does a label."""
    from playwright.async_api import expect

    expect.set_options(timeout=60_000)
    new.new(lab_notebook, "pellet", "bare")
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/bare.gb.yaml?token=secret&reset")
        await page.get_by_role("button", name="Archive", exact=True).click()
        view = page.locator(".gb-Archive:visible")
        await expect(view).to_contain_text("the entry has no title")
        await expect(view.get_by_role("button", name="Write the crate")).to_be_disabled()
        await page.screenshot(path=tmp_path / "archive-light.png")
        await view.get_by_role("radio", name="draft").check()
        await expect(view.get_by_label("Folder")).to_have_value("lab/exports/bare-draft")
        await view.get_by_role("button", name="Write the crate").click()
        await expect(view.get_by_role("status")).to_contain_text("lab/exports/bare-draft")
        await view.get_by_role("button", name="Show the folder").click()
        await expect(page.locator(".jp-DirListing-item", has_text="ro-crate-metadata.json")).to_be_visible()
        await page.locator(".gb-Entry:visible .gb-Kind").click()
        async with page.expect_download() as download:
            await page.evaluate("jupyterapp.commands.execute('glovebook:label')")
        assert (await download.value).suggested_filename == "bare-label.pdf"
    assert (lab_notebook.root / "exports/bare-draft/ro-crate-metadata.json").is_file()
