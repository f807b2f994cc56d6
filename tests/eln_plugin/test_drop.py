"""Files dropped in a real browser: on the side panel they become an entry, on a form they are attached."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from glovebook.pipeline import new
from glovebook.schema.document import read_document
from glovebook.store.notebook import Notebook, sha256_of
from tests.eln_plugin.browser import DROP, WAIT, field
from tests.eln_plugin.test_accessible import violations

if TYPE_CHECKING:
    from playwright.async_api import Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]
RUN = "test_time_second,voltage_volt,current_ampere\n0,2.1,0.001\n1,2.2,0.001\n"
DIALOG = ".jp-Dialog .gb-Drop"


def packed(*files: Path) -> list[list[str]]:
    """Names and contents as they go to the browser."""
    return [[path.name, base64.b64encode(path.read_bytes()).decode()] for path in files]


async def drop(page: Page, target: str, *files: Path) -> None:
    """Drops files on a part of the page, as a person does."""
    await page.locator(target).evaluate(DROP, packed(*files))


async def test_instrument_files_on_the_panel_become_entries(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, shared_data: Path, tmp_path: Path
) -> None:
    """A real .ism becomes an entry with its settings by one Enter; an unclear file is asked for, by keyboard and command."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    raw = shared_data / "eis/rc-data.ism"
    cut = tmp_path / "cut.ism"
    cut.write_bytes(raw.read_bytes()[:2000])
    run = tmp_path / "run.bdf"
    run.write_text(RUN + f"2,2.3{'0' * 500},0.001\n" * 5_000, "utf-8")  # long enough to come in pieces
    before = set(lab_notebook.ids())
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab?token=secret&reset")
        await page.get_by_role("tab", name="Glovebook").click()
        await expect(page.locator(".gb-Panel:visible .gb-Panel-entry").first).to_be_visible()
        await drop(page, "#glovebook-panel", raw, cut)
        files = page.locator(f"{DIALOG} .gb-Drop-files")
        await expect(files).to_contain_text("55 rows, read as zahner_ism")
        await expect(files).to_contain_text("cut.ism")
        await expect(page.locator(f"{DIALOG} select")).to_have_value("eis")
        await expect(page.locator(f"{DIALOG} input")).to_be_focused()
        assert await violations(page, DIALOG) == []
        proposed = await page.locator(f"{DIALOG} input").input_value()
        await page.keyboard.press("Enter")
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Impedance (EIS)")
        await expect(field(page, "amplitude")).to_have_value("10 mV")
        await expect(field(page, "spectra[0].file")).to_have_value(f"data/{proposed}/rc-data.ism")
        await expect(page.locator(".gb-Notice:visible")).to_contain_text("cut.ism is kept as an attachment")
        await expect(page.locator(".gb-Findings:visible")).to_contain_text("cut.ism is only attached")
        await expect(page.locator(".gb-Panel:visible [aria-current]")).to_contain_text(proposed)

        await _unclear_file_is_asked_for(page, run)
        await _nothing_is_made(page, cut)
    assert set(lab_notebook.ids()) - before == {proposed, "run-1"}
    entry = read_document(lab_notebook.path_of(proposed).read_bytes()).data
    assert entry["spectra"] == [{"file": f"data/{proposed}/rc-data.ism", "sha256": sha256_of(raw), "size": "4133"}]
    assert [each["file"] for each in entry["attachments"]] == [f"data/{proposed}/cut.ism"]
    assert (lab_notebook.root / "data/run-1/run.bdf").read_bytes() == run.read_bytes()
    assert list((lab_notebook.root / "data").glob("new-*")) == []
    for name in (proposed, "run-1"):
        lab_notebook.path_of(name).unlink()


async def _unclear_file_is_asked_for(page: Page, run: Path) -> None:
    """The line of the panel opens a file picker; what could be of several kinds is made when somebody has said which."""
    from playwright.async_api import expect

    async with page.expect_file_chooser() as choosing:
        await page.get_by_text("New entry", exact=True).click()
        await page.get_by_role("button", name="From files …").press("Enter")
    await (await choosing.value).set_files([run])
    await expect(page.locator(f"{DIALOG} select")).to_be_focused()
    await page.locator(f"{DIALOG} select").select_option("cycling")
    await page.locator(f"{DIALOG} input").fill("p1")
    await page.keyboard.press("Enter")
    await expect(page.locator(f"{DIALOG} [role=alert]")).to_contain_text("there is an entry 'p1' already")
    await page.locator(f"{DIALOG} input").fill("run-1")
    await page.keyboard.press("Enter")
    await expect(page.locator(".gb-Kind:visible")).to_have_text("Cycling")
    await expect(field(page, "files[0].file")).to_have_value("data/run-1/run.bdf")


async def _nothing_is_made(page: Page, file: Path) -> None:
    """Who thinks better of it leaves nothing behind."""
    from playwright.async_api import expect

    await drop(page, "#glovebook-panel", file)
    await expect(page.locator(DIALOG)).to_be_visible()
    async with page.expect_response(lambda answer: answer.request.method == "DELETE") as taken_away:
        await page.keyboard.press("Escape")
    assert (await taken_away.value).status == 200


async def test_photo_on_a_form_is_attached(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, shared_data: Path, tmp_path: Path
) -> None:
    """A photo is copied, hashed and shown in small, opens in JupyterLab and is taken back; a spectrum becomes a row."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    photo = tmp_path / "pellet photo.png"
    Figure((3, 2), facecolor="tab:blue").savefig(photo)
    raw = shared_data / "eis/rc-data.ism"
    file = new.new(lab_notebook, "eis", "photos", values={"notes": "**Kept** as it is"})
    start = file.read_text("utf-8")
    target = ".gb-Entry:visible .gb-Kind"
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/photos.gb.yaml?token=secret&reset")
        await expect(field(page, "notes")).to_be_visible()
        await drop(page, target, photo)
        await expect(field(page, "attachments[0].file")).to_be_focused()
        picture = page.locator(".gb-Preview:visible img")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 300
        await expect(page.locator(".gb-Notice:visible")).to_contain_text("pellet photo.png is attached")
        assert await violations(page, ".gb-Entry") == []
        await page.wait_for_timeout(600)  # edits that follow each other more closely are taken back together
        await drop(page, target, raw)
        await expect(field(page, "spectra[0].file")).to_be_focused()
        await expect(field(page, "amplitude")).to_have_value("10 mV")
        await page.keyboard.press("Control+z")
        await expect(field(page, "spectra[0].file")).to_have_count(0)
        await expect(field(page, "amplitude")).to_have_value("")
        await page.get_by_title("Save", exact=True).locator("visible=true").first.click()
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
        line = f"attachments:\n  - {{file: data/photos/pellet photo.png, sha256: {sha256_of(photo)}, size: {photo.stat().st_size}}}\n"
        assert file.read_text("utf-8").replace(line, "") == start
        await page.get_by_role("link", name="Open pellet photo.png").press("Enter")
        await expect(page.locator(".jp-ImageViewer:visible img")).to_be_visible()
    assert (lab_notebook.root / "data/photos/pellet photo.png").read_bytes() == photo.read_bytes()
    file.unlink()
