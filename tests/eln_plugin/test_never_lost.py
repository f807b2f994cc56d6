"""Not a byte is lost: the server dies under an open form, the disk changes, two tabs write, a tab is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glovebook.pipeline.changes.history import history
from glovebook.pipeline.changes.resolve import conflicts
from glovebook.pipeline.set import set_fields
from tests.eln_plugin.browser import field
from tests.eln_plugin.conftest import LabServer

if TYPE_CHECKING:
    from playwright.async_api import Dialog, Page, Route

OpenPage = Callable[..., AbstractAsyncContextManager["Page"]]
WAIT = 60_000
ENTRY = "lab/entries/p1.gb.yaml"
SAVES = "**/glovebook/save*"


@pytest.fixture
def entry(lab_server: LabServer) -> Path:
    """The file of the pellet that the forms of these tests show."""
    return lab_server.root / ENTRY


def held(entry: Path) -> str:
    """What the file holds."""
    return entry.read_text("utf-8")


def written(entry: Path, text: str) -> None:
    """Writes as any editor does, past Glovebook."""
    entry.write_text(text, "utf-8")


def texts_ever_held(entry: Path) -> list[str]:
    """All texts that the history has of the entry, and what it holds."""
    kept = history(entry)
    return [*(kept.text(str(version.sha256)).decode("utf-8") for version in kept.versions), held(entry)]


async def opened(page: Page, server: LabServer) -> Page:
    """The page with the form of the pellet."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    await page.goto(f"{server.address}/lab/tree/{ENTRY}?token=secret&reset")
    await expect(field(page, "diameter")).to_be_enabled()
    return page


async def told(page: Page, words: str) -> None:
    """Waits until the form says whether it is saved."""
    from playwright.async_api import expect

    await expect(page.locator(".gb-SaveState:visible")).to_have_text(words)


async def save(page: Page) -> None:
    """Saves from the keyboard, as people do."""
    await page.locator(".gb-Entry:visible .gb-Kind").click()
    await page.keyboard.press("Control+s")


async def test_server_that_dies_loses_nothing(open_page: OpenPage, lab_server: LabServer, entry: Path) -> None:
    """What is typed without a server is kept, and saved by itself when the server is back."""
    from playwright.async_api import expect

    async with open_page(tolerated="Failed to fetch") as page:  # JupyterLab itself stores where its tabs are
        await opened(page, lab_server)
        await field(page, "diameter").fill("8 mm")
        lab_server.kill()
        await field(page, "thickness").fill("1.02(2) mm")
        await save(page)
        await expect(page.locator(".gb-Notice:visible")).to_contain_text("What you type is kept in this browser")
        await told(page, "kept in this browser")
        dismiss = page.get_by_role("dialog").get_by_role("button", name="Dismiss")
        await page.add_locator_handler(dismiss, lambda button: button.click())
        await field(page, "mass").fill("44.0 mg")
        lab_server.start()
        await told(page, "saved")
        await expect(page.locator(".gb-mod-away")).to_have_count(0)
    text = held(entry)
    assert [line for line in ("diameter: 8 mm", "thickness: 1.02(2) mm", "mass: 44.0 mg") if line not in text] == []


async def test_save_while_another_is_under_way(open_page: OpenPage, lab_server: LabServer, entry: Path) -> None:
    """Ctrl S counts each time it is pressed, also before the server has answered the last one."""
    async with open_page() as page:
        await opened(page, lab_server)
        typed = asyncio.Event()

        async def hold(route: Route) -> None:
            await typed.wait()
            await route.continue_()

        await page.route(SAVES, hold)
        await field(page, "diameter").fill("8 mm")
        async with page.expect_request(SAVES):
            await save(page)
        await field(page, "thickness").fill("1.02(2) mm")
        await page.keyboard.press("Control+s")
        typed.set()
        await told(page, "saved")
    assert [line for line in ("diameter: 8 mm", "thickness: 1.02(2) mm") if line not in held(entry)] == []


async def test_tab_that_dies_loses_nothing(open_page: OpenPage, lab_server: LabServer, entry: Path) -> None:
    """What a closed tab had not saved is there when the entry is opened again, and can be undone."""
    from playwright.async_api import expect

    before = held(entry)
    async with open_page() as page:
        await opened(page, lab_server)
        await field(page, "diameter").fill("8 mm")
        await told(page, "not saved")
        other = await page.context.new_page()
        await page.close()  # as a crash does: nobody is asked
        assert held(entry) == before
        await opened(other, lab_server)
        await expect(field(other, "diameter")).to_have_value("8 mm")
        await expect(other.locator(".gb-Notice:visible")).to_contain_text("not saved is back")
        await told(other, "not saved")
        await save(other)
        await told(other, "saved")
        assert "\ndiameter: 8 mm\n" in held(entry)
        third = await other.context.new_page()
        await other.close()
        await opened(third, lab_server)
        await told(third, "saved")
        await expect(third.locator(".gb-Notice:visible")).to_have_count(0)


@pytest.mark.deep
async def test_tab_that_dies_on_an_entry_that_moved_on_is_merged(
    open_page: OpenPage, lab_server: LabServer, entry: Path
) -> None:
    """What the closed tab had typed is brought together with what was written to the disk since."""
    from playwright.async_api import expect

    async with open_page() as page:
        await opened(page, lab_server)
        await field(page, "diameter").fill("8 mm")
        await told(page, "not saved")
        other = await page.context.new_page()
        await page.close()
        set_fields(entry, {"thickness": "1 mm"})
        await opened(other, lab_server)
        await expect(field(other, "diameter")).to_have_value("8 mm")
        await expect(field(other, "thickness")).to_have_value("1 mm")
    assert "\ndiameter: 8 mm\n" in held(entry)


async def test_file_that_changes_under_the_form_is_merged(
    open_page: OpenPage, lab_server: LabServer, entry: Path
) -> None:
    """A clean form follows the disk; one with unsaved changes says so, and saving merges both."""
    from playwright.async_api import expect

    async with open_page() as page:
        await opened(page, lab_server)
        set_fields(entry, {"thickness": "1 mm"})
        await expect(field(page, "thickness")).to_have_value("1 mm")
        await told(page, "saved")
        await field(page, "diameter").fill("8 mm")
        written(entry, held(entry).replace("thickness: 1 mm", "thickness: 2 mm  # again"))
        await expect(page.locator(".gb-Notice:visible")).to_contain_text("both changes are merged when you save")
        await save(page)
        await told(page, "saved")
        await expect(field(page, "thickness")).to_have_value("2 mm")
    text = held(entry)
    assert "\nthickness: 2 mm  # again\n" in text
    assert "\ndiameter: 8 mm\n" in text


async def test_text_editor_saves_as_the_form_does(open_page: OpenPage, lab_server: LabServer, entry: Path) -> None:
    """Without a form, too, what was written meanwhile is merged, and what clashes is told."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    async with open_page() as page:
        await page.goto(f"{lab_server.address}/lab?token=secret&reset")
        await expect(page.locator(".jp-LauncherCard").first).to_be_visible()
        opening = "path => void jupyterapp.commands.execute('docmanager:open', {path, factory: 'Editor'})"
        await page.evaluate(opening, ENTRY)
        text = page.locator(".cm-content:visible")
        await expect(text).to_contain_text("diameter:")
        set_fields(entry, {"thickness": "1 mm", "diameter": "9 mm"})
        await text.locator(".cm-line", has_text="mass:").first.click()
        await page.keyboard.press("End")
        await page.keyboard.type(" 44.0 mg")
        await text.locator(".cm-line", has_text="diameter:").first.click()
        await page.keyboard.press("End")
        await page.keyboard.type(" 8 mm")
        await page.keyboard.press("Control+s")
        await expect(text).to_contain_text("thickness: 1 mm")
        await expect(page.locator(".Toastify")).to_contain_text("Both texts are kept until you choose")
    assert [clash.mine for conflict in conflicts(entry) for clash in conflict.fields] == ["8 mm"]
    for line in ("diameter: 9 mm", "thickness: 1 mm", "mass: 44.0 mg"):
        assert f"\n{line}\n" in held(entry)


async def test_what_clashes_is_chosen_in_two_panes(
    open_page: OpenPage, lab_server: LabServer, entry: Path, tmp_path: Path
) -> None:
    """Both texts are kept until somebody chooses, field by field; the form follows."""
    from playwright.async_api import expect

    async with open_page() as page:
        await opened(page, lab_server)
        await field(page, "diameter").fill("8 mm")
        await field(page, "thickness").fill("1 mm")
        set_fields(entry, {"diameter": "9 mm", "thickness": "2 mm"})
        await save(page)
        await expect(field(page, "diameter")).to_have_value("9 mm")
        await expect(page.locator(".gb-Card", has_text="changed twice at once").first).to_be_visible()
        await page.screenshot(path=tmp_path / "clash.png")
        await expect(page.get_by_role("button", name="Choose", exact=True)).to_be_visible()
        await page.reload()  # the notice goes, the finding stays
        await page.get_by_role("button", name="Choose between them").click()
        panes = page.locator(".gb-Resolver:visible")
        await expect(panes.get_by_role("group")).to_have_count(2)
        await panes.get_by_role("group", name="diameter").get_by_role("radio", name="Kept beside it 8 mm").check()
        await panes.get_by_label("Something else for thickness").fill("1.5 mm")
        await page.screenshot(path=tmp_path / "resolve-light.png")
        await panes.get_by_role("button", name="Settle what is chosen").click()
        await expect(panes).to_contain_text("Nothing clashes.")
        await expect(field(page, "diameter")).to_have_value("8 mm")
        await expect(field(page, "thickness")).to_have_value("1.5 mm")
    assert conflicts(entry) == []
    assert "\ndiameter: 8 mm\n" in held(entry)


async def test_closing_with_unsaved_changes_asks(open_page: OpenPage, lab_server: LabServer, entry: Path) -> None:
    """The tab of JupyterLab asks, and so does the browser; what is thrown away on purpose does not come back."""
    from playwright.async_api import expect

    async with open_page() as page:
        await opened(page, lab_server)
        await field(page, "diameter").fill("8 mm")
        await told(page, "not saved")
        asked: list[str] = []

        async def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            await dialog.dismiss()

        page.on("dialog", stay)
        await page.close(run_before_unload=True)
        await page.wait_for_timeout(500)
        assert asked == ["beforeunload"]
        await page.evaluate("void jupyterapp.commands.execute('application:close')")
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text('Save changes in "p1.gb.yaml" before closing?')
        await dialog.get_by_role("button", name="Discard").click()
        await expect(page.locator(".gb-Entry")).to_have_count(0)
        other = await page.context.new_page()
        await opened(other, lab_server)
        await expect(field(other, "diameter")).to_have_value("")
    assert "8 mm" not in held(entry)


ROUNDS = 25
"""Four edits each: two tabs, a field of both and one of their own."""


@pytest.mark.deep
async def test_hundred_edits_from_two_tabs(open_page: OpenPage, lab_server: LabServer, entry: Path) -> None:
    """Of a hundred conflicting edits none is lost: what does not clash is merged, what does is kept beside the entry."""
    from playwright.async_api import expect

    async with open_page() as first:
        second = await first.context.new_page()
        pages = {"A": first, "B": second}
        own = {"A": "thickness", "B": "mass"}
        for page in pages.values():
            await opened(page, lab_server)
        for number in range(ROUNDS):
            for name, page in pages.items():
                await field(page, "title").fill(f"{name}{number}")
                await field(page, own[name]).fill(f"{number + 1} {'mm' if name == 'A' else 'mg'}")
            order = list(pages.values()) if number % 2 else list(pages.values())[::-1]
            for page in order:
                await page.evaluate("jupyterapp.commands.execute('docmanager:save')")
            for page in order:
                await page.evaluate("jupyterapp.commands.execute('docmanager:save')")
            await expect(field(first, "mass")).to_have_value(f"{number + 1} mg")
            await expect(field(second, "thickness")).to_have_value(f"{number + 1} mm")
    texts = "\n".join(texts_ever_held(entry))
    beside = {clash.mine for conflict in conflicts(entry) for clash in conflict.fields}
    titles = {f"{name}{number}" for name in pages for number in range(ROUNDS)}
    lost = {title for title in titles if f"\ntitle: {title}\n" not in texts}
    assert lost == set()
    assert len(beside) == ROUNDS
    assert beside < titles
    values = [f"\nthickness: {number + 1} mm\n" for number in range(ROUNDS)]
    values += [f"\nmass: {number + 1} mg\n" for number in range(ROUNDS)]
    assert [value for value in values if value not in texts] == []
