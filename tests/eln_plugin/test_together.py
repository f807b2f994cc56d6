"""Two people in two browsers on one entry, with jupyter-collaboration: whatever happens, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glovebook.pipeline import new
from glovebook.pipeline.changes.history import history
from glovebook.pipeline.set import set_fields
from glovebook.store.history import sha256
from tests.eln_plugin.browser import WAIT, field
from tests.eln_plugin.conftest import LabServer

if TYPE_CHECKING:
    from playwright.async_api import Page

pytest.importorskip(
    "jupyter_server_ydoc",
    reason="jupyter-collaboration is not installed, which changes how JupyterLab saves; docs/jupyterlab.md says more",
)

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]
ENTRY = "lab/entries/p1.gb.yaml"
PATIENT = "--YDocExtension.document_save_delay=4"
"""Seconds of rest after which it saves by itself: long enough for a program to write in between."""


@pytest.fixture
def shared_lab(tmp_path: Path) -> Iterator[LabServer]:
    """A JupyterLab for several people, with a notebook ``lab`` that has a pellet ``p1``; the test may kill it."""
    root = tmp_path / "shown"
    new.new(new.init(root / "lab", "Test lab"), "pellet", "p1")
    (tmp_path / "home").mkdir()
    with LabServer(root, tmp_path / "home", options=[PATIENT]) as server:
        yield server


async def opened(page: Page, server: LabServer) -> Page:
    """The page with the form of the pellet."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    await page.goto(f"{server.address}/lab/tree/{ENTRY}?token=secret&reset")
    await expect(field(page, "diameter")).to_be_enabled()
    assert await page.evaluate("jupyterapp.shell.currentWidget.context.model.collaborative")
    return page


async def other_person(page: Page) -> Page:
    """A page of another browser profile."""
    browser = page.context.browser
    assert browser is not None
    context = await browser.new_context(viewport={"width": 1400, "height": 900})
    return await context.new_page()


async def told(page: Page, words: str) -> None:
    """Waits until the form says whether it is saved."""
    from playwright.async_api import expect

    await expect(page.locator(".gb-SaveState:visible")).to_have_text(words)


async def agree(pages: tuple[Page, Page], entry: Path) -> str:
    """Waits until both documents hold what the file holds: that text."""
    for page in pages:
        while await page.evaluate("jupyterapp.shell.currentWidget.context.model.toString()") != held(entry):
            await page.wait_for_timeout(100)
        await told(page, "saved")
    return held(entry)


def held(entry: Path) -> str:
    """What the file holds."""
    return entry.read_text("utf-8")


async def all_have(pages: tuple[Page, Page], values: dict[str, str]) -> None:
    """Waits until both forms show the values."""
    from playwright.async_api import expect

    for page in pages:
        for path, value in values.items():
            await expect(field(page, path)).to_have_value(value)


async def test_two_people_edit_one_entry(open_page: OpenPage, shared_lab: LabServer) -> None:
    """Edits cross at once, in forms and texts; file, documents and history agree; a program's change is merged."""
    from playwright.async_api import expect

    entry = shared_lab.root / ENTRY
    async with open_page() as ada:
        ben = await other_person(ada)
        pages = (await opened(ada, shared_lab), await opened(ben, shared_lab))
        await ben.get_by_role("button", name="YAML", exact=True).click()
        text = ben.locator(".cm-content:visible")
        await field(ada, "diameter").fill("8 mm")
        await expect(text).to_contain_text("diameter: 8 mm")
        await told(ada, "not saved")
        await field(ben, "thickness").fill("1 mm")
        await field(ada, "mass").press_sequentially("44.0 mg")
        await text.locator(".cm-line", has_text="diameter: 8 mm").click()
        await ben.keyboard.press("End")
        await ben.keyboard.type("  # by gauge")
        await all_have(pages, {"diameter": "8 mm", "thickness": "1 mm", "mass": "44.0 mg"})

        # a program writes while what they typed is not on the disk yet
        set_fields(entry, {"electrodes": "Cu foil", "title": "Pellet"})
        await all_have(pages, {"electrodes": "Cu foil", "title": "Pellet", "thickness": "1 mm", "mass": "44.0 mg"})
        await expect(text).to_contain_text("diameter: 8 mm  # by gauge")
        await agree(pages, entry)

        await field(ada, "notes").fill("chipped")
        await ada.keyboard.press("Control+s")
        await expect(text).to_contain_text("notes: chipped")
        last = await agree(pages, entry)
    wanted = ("diameter: 8 mm  # by gauge", "thickness: 1 mm", "mass: 44.0 mg", "electrodes: Cu foil", "notes: chipped")
    assert [line for line in wanted if last.count(f"\n{line}\n") != 1] == []
    versions = [version.sha256 for version in history(entry).versions]
    assert versions[-1] == sha256(last.encode("utf-8"))
    assert [path.name for path in entry.parent.iterdir() if "conflict" in path.name] == []
    assert len(versions) == len(set(versions))  # nobody has put an older text back


async def test_server_that_dies_under_two_people_loses_nothing(open_page: OpenPage, shared_lab: LabServer) -> None:
    """Both type on without it, one closes the tab: all of it is in the file when the server is back."""
    from playwright.async_api import expect

    entry = shared_lab.root / ENTRY
    async with open_page() as ada:
        ben = await other_person(ada)
        pages = (await opened(ada, shared_lab), await opened(ben, shared_lab))
        await field(ada, "diameter").fill("8 mm")
        await all_have(pages, {"diameter": "8 mm"})
        shared_lab.kill()
        await field(ada, "mass").fill("44.0 mg")
        await field(ben, "thickness").fill("1 mm")
        for page in pages:
            await told(page, "kept in this browser")
        await expect(ada.locator(".gb-mod-away:visible")).to_contain_text("What you type is kept in this browser")
        third = await ada.context.new_page()
        await ada.close()  # as a crash does
        shared_lab.start()
        await opened(third, shared_lab)
        pages = (third, ben)
        await all_have(pages, {"diameter": "8 mm", "mass": "44.0 mg", "thickness": "1 mm"})
        last = await agree(pages, entry)
    wanted = ("diameter: 8 mm", "mass: 44.0 mg", "thickness: 1 mm")
    assert [line for line in wanted if last.count(f"\n{line}\n") != 1] == []
