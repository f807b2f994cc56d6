"""Jupyter Notebook 7, which has one document a page: the form opens from its list of files, and its views beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import pytest

from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT, field

if TYPE_CHECKING:
    from playwright.async_api import Page

pytest.importorskip("notebook", reason="Jupyter Notebook is not installed: pip install notebook")

OpenPage = Callable[..., AbstractAsyncContextManager["Page"]]
NOT_OURS = "Cannot read properties of undefined (reading 'schema')"
"""What Notebook 7 complains of on every page, with and without Glovebook."""


async def test_form_and_its_views_in_notebook_7(open_page: OpenPage, lab_address: str, lab_notebook: Notebook) -> None:
    """An entry is opened from the list of files, edited and saved; text, archive and side bar have their places."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    entry = lab_notebook.path_of("m2")
    async with open_page(tolerated=NOT_OURS) as tree:
        await tree.goto(f"{lab_address}/tree/lab/entries?token=secret")
        async with tree.context.expect_page() as opening:
            await tree.locator(".jp-DirListing-item", has_text="m2.gb.yaml").dblclick()
        page = await opening.value
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Material")
        await field(page, "lot").fill("B8")
        await page.keyboard.press("Control+s")
        await expect(page.locator(".gb-SaveState:visible")).to_have_text("saved")
        assert "\nlot: B8\n" in entry.read_text("utf-8")

        await page.get_by_role("button", name="Archive", exact=True).click()
        view = page.locator(".gb-Archive:visible")
        await view.get_by_role("radio", name="draft").check()
        await expect(view.get_by_label("Folder")).to_have_value("lab/exports/m2-draft")

        async with page.context.expect_page() as opening:
            await page.get_by_role("button", name="YAML", exact=True).click()
        text = await opening.value
        await expect(text.locator(".cm-content")).to_contain_text("lot: B8")

        await tree.keyboard.press("Control+Shift+c")
        await tree.locator(".lm-CommandPalette-input").fill("Show the Entries of the Notebook")
        await tree.keyboard.press("Enter")
        panel = tree.locator(".gb-Panel:visible")
        async with tree.context.expect_page() as opening:
            await panel.get_by_role("button", name="p1 ·").click()
        await expect((await opening.value).locator(".gb-Kind:visible")).to_have_text("Pellet")
