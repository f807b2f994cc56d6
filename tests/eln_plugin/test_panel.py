"""The side panel in a real browser: the notebook's entries, found, opened and begun."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT

if TYPE_CHECKING:
    from playwright.async_api import Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]


async def test_panel_lists_opens_and_begins(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """The panel shows every entry by kind, opens one, also by its id, marks it, and makes a new one that it then shows."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab?token=secret&reset")
        await page.get_by_role("tab", name="Glovebook").click()
        panel = page.locator(".gb-Panel:visible")
        await expect(panel.locator(".gb-Panel-id", has_text="s1")).to_be_visible()
        for name in ("m1", "m2", "s1", "p1", "e1"):
            await expect(panel.locator(".gb-Panel-id").get_by_text(name, exact=True)).to_have_count(1)
        await panel.get_by_role("button", name="p1 ·").click()
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Pellet")
        await expect(panel.locator("[aria-current]")).to_contain_text("p1")
        await page.screenshot(path=tmp_path / "panel.png")
        search = panel.get_by_label("Search the notebook")
        await search.fill("thickness > 900 µm")
        await expect(panel.locator(".gb-Panel-id")).to_have_text(["p1"])
        await search.fill("thickness > 900 K")
        await expect(panel.locator(".gb-Panel-said").first).to_contain_text("K")
        await search.fill("m1")
        await search.press("Enter")  # as a scanner does, without a pause
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Material")
        await expect(panel.locator("[aria-current]")).to_contain_text("m1")
        await search.fill("")
        await panel.get_by_text("New entry").click()
        await panel.get_by_role("button", name="Cell", exact=True).click()
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Cell")
        await expect(panel.locator("[aria-current]")).to_contain_text("c1")
    lab_notebook.path_of("c1").unlink()
