"""Going on from an entry in a real browser: the next step, a duplicate, another name, the trash and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.pipeline import new
from glovebook.pipeline.changes.delete import delete
from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT, photograph

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]


async def test_sample_goes_from_powder_to_pellet(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """A button makes the pellet of this powder, linked; it is duplicated and renamed, and the links follow."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    new.new(lab_notebook, "synthesis", "batch", values={"title": "Batch to be pressed"})
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/batch.gb.yaml?token=secret&reset")
        form = page.locator(".gb-Entry:visible")
        await expect(form.locator(".gb-Steps")).to_contain_text("Next step")
        await photograph(page, tmp_path, "steps")
        await form.locator(".gb-Steps").get_by_role("button", name="Pellet").click()
        await expect(form.locator(".gb-Kind")).to_have_text("Pellet")
        await expect(form.locator('[data-path="made_from[0].entry"]')).to_have_value("batch")
        await form.locator('[data-path="diameter"]').fill("8 mm")
        await form.get_by_role("button", name="Duplicate", exact=True).click()
        await expect(form.locator(".gb-Facts")).to_contain_text("p3")
        await expect(form.locator('[data-path="diameter"]')).to_have_value("8 mm")
        await page.get_by_role("tab", name="batch.gb.yaml").click()
        await form.get_by_role("button", name="Rename").click()
        await page.get_by_role("dialog").locator("input").fill("batch-7")
        await page.keyboard.press("Enter")
        await expect(form.locator(".gb-Facts")).to_contain_text("batch-7")
        await page.get_by_role("tab", name="p2.gb.yaml").click()
        await expect(form.locator('[data-path="made_from[0].entry"]')).to_have_value("batch-7")
        await expect(page.get_by_role("tab", name="batch.gb.yaml")).to_have_count(0)
    texts = [lab_notebook.path_of(name).read_text("utf-8") for name in ("p2", "p3")]
    assert [("entry: batch-7\n" in text, "diameter: 8 mm\n" in text) for text in texts] == [(True, True)] * 2
    for name in ("p2", "p3", "batch-7"):
        delete(lab_notebook, name)


async def test_entry_is_deleted_from_the_panel_and_put_back(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook
) -> None:
    """The context menu deletes after saying whose links go; one button puts everything back."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    new.new(lab_notebook, "pellet", "gone")
    measured = new.new(lab_notebook, "eis", "on-gone", values={"measured_on.entry": "gone"})
    before = measured.read_bytes()
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/on-gone.gb.yaml?token=secret&reset")
        await page.get_by_role("tab", name="Glovebook").click()
        panel = page.locator(".gb-Panel:visible")
        ids = panel.locator(".gb-Panel-id")
        await ids.get_by_text("gone", exact=True).click(button="right")
        await page.get_by_role("menuitem", name="Delete Entry").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("Links to it are taken out of on-gone.")
        await dialog.get_by_role("button", name="Delete").click()
        await expect(ids.get_by_text("gone", exact=True)).to_have_count(0)
        await expect(linked(page)).to_have_value("")
        assert "gone" not in lab_notebook.ids()
        await page.get_by_role("button", name="Put back").click()
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Pellet")
        await expect(ids.get_by_text("gone", exact=True)).to_have_count(1)
        await page.get_by_role("tab", name="on-gone.gb.yaml").click()
        await expect(linked(page)).to_have_value("gone")
    assert measured.read_bytes() == before
    for name in ("on-gone", "gone"):
        delete(lab_notebook, name)


def linked(page: Page) -> Locator:
    """The field with the sample of the measurement in front."""
    return page.locator('.gb-Entry:visible [data-path="measured_on.entry"]')
