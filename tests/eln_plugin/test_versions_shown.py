"""The history of an entry in a real browser: its versions, what differs, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.pipeline import new
from glovebook.pipeline.set import set_fields
from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT, photograph

if TYPE_CHECKING:
    from playwright.async_api import Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]


async def test_version_is_looked_at_and_restored(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """The history shows what each version changed; a restored one stands in the form, and what was typed is kept."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    file = new.new(lab_notebook, "pellet", "past")
    set_fields(file, {"diameter": "8 mm"})
    set_fields(file, {"diameter": "10 mm", "title": "Pellet of the second batch"})
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/past.gb.yaml?token=secret&reset")
        form = page.locator(".gb-Entry:visible")
        diameter = form.locator('[data-path="diameter"]')
        await diameter.fill("12 mm")
        await form.get_by_role("tab", name="Form").focus()
        await page.keyboard.press("ArrowLeft")
        await expect(form.get_by_role("tab", name="History")).to_be_focused()
        await expect(diameter).to_be_hidden()
        versions = form.locator(".gb-Version")
        await expect(versions).to_have_count(3)
        await expect(versions.first).to_contain_text("now")
        await expect(form.locator(".gb-Line.gb-is-old")).to_contain_text(["title:", "diameter: 8 mm"])
        await photograph(page, tmp_path, "history")
        await versions.nth(1).click()
        await expect(form.locator(".gb-Line.gb-is-new")).to_contain_text("diameter: 8 mm")
        await form.get_by_role("button", name="What changed since").click()
        await expect(form.locator(".gb-Line.gb-is-new")).to_have_count(2)
        await form.get_by_role("button", name="Restore this version").click()
        await expect(versions).to_have_count(5)  # what was typed was saved first
        await expect(versions.first).to_contain_text("restore")
        await form.get_by_role("tab", name="Form").click()
        await expect(diameter).to_have_value("8 mm")
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
        await form.get_by_role("tab", name="History").click()
        await versions.nth(1).click()
        await expect(form.locator(".gb-Line.gb-is-new")).to_contain_text(["diameter: 12 mm"])
    assert "diameter: 8 mm\n" in file.read_text("utf-8")
    file.unlink()
