"""Lists in the form in a real browser: rows moved, copied, taken back; files dropped on them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.pipeline import new
from glovebook.store.notebook import Notebook, sha256_of
from tests.eln_plugin.browser import DROP, WAIT, field

if TYPE_CHECKING:
    from playwright.async_api import Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]


async def test_rows_are_moved_copied_and_taken_back(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook
) -> None:
    """Alt with an arrow moves a row and its comment, Alt+D copies it, Ctrl+Z takes both back; the cursor goes along."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    file = new.new(lab_notebook, "note", "rows")
    log = "log:\n  - {at: 2018-01-15, text: one}\n  # later\n  - {at: 2018-01-16, text: two}\n"
    start = file.read_text("utf-8") + log
    file.write_text(start, "utf-8")
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/rows.gb.yaml?token=secret&reset")
        await field(page, "log[1].text").focus()
        await page.keyboard.press("Alt+ArrowUp")
        await expect(field(page, "log[0].text")).to_have_value("two")
        await expect(field(page, "log[0].text")).to_be_focused()
        await page.wait_for_timeout(600)  # edits that follow each other more closely are taken back together
        await page.keyboard.press("Alt+d")
        await expect(field(page, "log[1].text")).to_have_value("two")
        await page.get_by_title("Save", exact=True).locator("visible=true").first.click()
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
        moved = 'log:\n  # later\n  - {at: 2018-01-16, text: two}\n  - {at: "2018-01-16", text: two}\n  - {at: 2018-01-15, text: one}\n'
        assert moved in file.read_text("utf-8")
        await field(page, "log[1].text").focus()
        await page.keyboard.press("Control+z")
        await page.keyboard.press("Control+z")
        await expect(field(page, "log[0].text")).to_have_value("one")
        await page.get_by_title("Save", exact=True).locator("visible=true").first.click()
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
    assert file.read_text("utf-8") == start
    file.unlink()


async def test_dropped_file_is_hashed_and_read(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, shared_data: Path
) -> None:
    """A real .ism file dropped on a row is copied, hashed and read; it fills the fields that are empty."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    raw = shared_data / "eis/rc-data.ism"
    file = new.new(lab_notebook, "eis", "drop")
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/drop.gb.yaml?token=secret&reset")
        await page.get_by_role("button", name="Add spectrum").click()
        cell = field(page, "spectra[0].file")
        await cell.evaluate(DROP, [[raw.name, base64.b64encode(raw.read_bytes()).decode()]])
        await expect(cell).to_have_value("data/drop/rc-data.ism")
        await expect(field(page, "amplitude")).to_have_value("10 mV")
        await expect(field(page, "frequency")).to_have_value("0.2..100000 Hz")
        await expect(page.locator(".gb-Notice:visible")).to_contain_text("55 rows, read as zahner_ism")
        await page.get_by_title("Save", exact=True).locator("visible=true").first.click()
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
    copied = lab_notebook.root / "data/drop/rc-data.ism"
    assert copied.read_bytes() == raw.read_bytes()
    assert f"sha256: {sha256_of(raw)}, size: 4133" in file.read_text("utf-8")
    file.unlink()
