"""Signing an entry off in a real browser: a review, the lock that it puts on the form, an amendment."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.pipeline import new
from glovebook.pipeline.set import set_fields
from glovebook.schema.document import read_document
from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT, photograph

if TYPE_CHECKING:
    from playwright.async_api import Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]


async def test_approved_entry_is_locked_and_amended_with_a_reason(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """An approval makes the form read only; an amendment asks why, and what is changed then stands with its reason."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    file = new.new(lab_notebook, "pellet", "signed")
    set_fields(file, {"diameter": "8 mm", "title": "Pellet to be signed"})
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/signed.gb.yaml?token=secret&reset")
        form = page.locator(".gb-Entry:visible")
        diameter, thickness = (form.locator(f'[data-path="{name}"]') for name in ("diameter", "thickness"))
        await thickness.fill("1.02(2) mm")
        await form.get_by_role("button", name="Review", exact=True).click()
        await expect(form.get_by_label("Read by")).to_be_focused()
        await page.keyboard.type("demo")
        await page.keyboard.press("Tab")
        await form.get_by_label("Verdict").select_option("approved")
        await form.get_by_label("Remark").fill("gauge was checked")
        await page.screenshot(path=tmp_path / "review-card.png")
        await page.keyboard.press("Enter")
        lock = form.locator(".gb-Lock")
        await expect(lock).to_contain_text("Reviewed and approved by demo on 20")
        await expect(diameter).to_be_disabled()
        await expect(form.locator(".gb-Review")).to_have_count(0)
        await photograph(page, tmp_path, "review")
        await form.get_by_role("button", name="Amend with reason").click()
        dialog = page.get_by_role("dialog")
        await dialog.locator("input").fill("thickness was that of p6")
        await page.keyboard.press("Enter")
        await expect(lock).to_contain_text("Amending what demo approved: thickness was that of p6")
        await thickness.fill("1.10(2) mm")
        await form.get_by_role("button", name="Save and lock").click()
        await expect(lock).to_contain_text("read only")
        await expect(thickness).to_be_disabled()
        await expect(thickness).to_have_value("1.10(2) mm")
    data = read_document(file.read_bytes()).data
    assert [(item["by"], item["verdict"], item["remark"]) for item in data["reviews"]] == [
        ("demo", "approved", "gauge was checked")
    ]
    assert [(item["by"], item["reason"]) for item in data["amendments"]] == [("demo", "thickness was that of p6")]
    assert data["thickness"] == "1.10(2) mm"
    file.unlink()
