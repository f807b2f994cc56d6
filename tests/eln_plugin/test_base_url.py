"""JupyterLab under the address that JupyterHub gives a person, with names that have to be encoded."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from glovebook.pipeline import demo, new
from tests.eln_plugin.browser import DROP, WAIT, field
from tests.eln_plugin.conftest import LabServer

if TYPE_CHECKING:
    from playwright.async_api import Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]
BASE_URL = "/user/ada%20l@lab.org/"
FOLDER = "50% Na + Ü#1 & co"
FILE = "p1 100% #1 ü.txt"


@pytest.fixture
def hub_server(tmp_path: Path) -> Iterator[LabServer]:
    """A JupyterLab as somebody of a hub has it, with the demo notebook."""
    new.new(demo.make(tmp_path / "shown" / FOLDER), "eis", "e2", values={"measured_on.entry": "p1"})
    (tmp_path / "home").mkdir()
    with LabServer(tmp_path / "shown", tmp_path / "home", BASE_URL) as server:
        yield server


async def test_everything_works_under_the_address_of_a_hub(open_page: OpenPage, hub_server: LabServer) -> None:
    """Check, attach, save, analysis, history, graph, archive and label; nothing is asked for beside the address."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    notebook = hub_server.root / FOLDER
    async with open_page() as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        await page.goto(f"{hub_server.address}/lab/tree/{quote(FOLDER)}/entries/e2.gb.yaml?token=secret&reset")
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Impedance (EIS)")
        await _check_attach_and_save(page, max((notebook / "data/e1").glob("*.txt")).read_bytes())
        await _analysis_history_graph(page)
        await _archive_and_label(page)
    entry = (notebook / "entries/e2.gb.yaml").read_text("utf-8")
    assert f'file: "data/e2/{FILE}"' in entry
    assert "\namplitude: 12 mV\n" in entry
    assert (notebook / "data/e2" / FILE).is_file()
    assert (notebook / "results/e2/impedance/001/figure.svg").is_file()
    assert (notebook / "exports/e2-draft/ro-crate-metadata.json").is_file()
    places = {urlsplit(url).path for url in asked if urlsplit(url).scheme in {"http", "ws"}}
    assert [place for place in places if f"{BASE_URL}glovebook/save" == place] != []
    assert [place for place in places if not place.startswith(BASE_URL)] == []


async def _check_attach_and_save(page: Page, spectrum: bytes) -> None:
    """A wrong unit is told and corrected; a dropped file is copied, hashed and read; all of it is saved."""
    from playwright.async_api import expect

    await field(page, "amplitude").fill("10 K")
    told = page.locator(".gb-Entry:visible .gb-FieldFinding.gb-mod-error")
    await expect(told).to_contain_text("'10 K' is a temperature, not a voltage")
    await field(page, "amplitude").fill("12 mV")
    await expect(told).to_have_count(0)
    await page.get_by_role("button", name="Add spectrum").click()
    cell = field(page, "spectra[0].file")
    await cell.evaluate(DROP, [[FILE, base64.b64encode(spectrum).decode()]])
    await expect(cell).to_have_value(f"data/e2/{FILE}")
    await field(page, "spectra[0].temperature").fill("372 K")
    await page.keyboard.press("Control+s")
    await expect(page.locator(".gb-SaveState:visible")).to_have_text("saved")


async def _analysis_history_graph(page: Page) -> None:
    """A figure that has come, the version that was just saved, and a way up the graph and back."""
    from playwright.async_api import expect

    form = page.locator(".gb-Entry:visible")
    await form.get_by_role("button", name="Analyse").click()
    figure = form.locator("img.gb-Figure").first
    await expect(figure).to_be_visible()
    await expect(figure).to_have_js_property("complete", value=True)
    assert await figure.evaluate("image => image.naturalWidth") > 100
    await form.get_by_role("tab", name="History").click()
    await expect(form.locator(".gb-Line.gb-is-new").first).to_contain_text("amplitude: 12 mV")
    await form.get_by_role("tab", name="Graph").click()
    await form.get_by_role("button", name="p1 pellet").click()
    await expect(form.locator(".gb-Kind")).to_have_text("Pellet")
    await page.get_by_role("tab", name="e2.gb.yaml").click()
    await expect(form.locator(".gb-Kind")).to_have_text("Impedance (EIS)")


async def _archive_and_label(page: Page) -> None:
    """A job of the server that ends, a folder that is shown, and a file to download."""
    from playwright.async_api import expect

    await page.locator(".gb-Entry:visible").get_by_role("tab", name="Form").click()
    async with page.expect_download() as download:
        await page.evaluate("jupyterapp.commands.execute('glovebook:label')")
    assert (await (await download.value).path()).read_bytes()[:5] == b"%PDF-"
    await page.get_by_role("button", name="Archive", exact=True).click()
    view = page.locator(".gb-Archive:visible")
    await view.get_by_role("radio", name="draft").check()
    await view.get_by_role("button", name="Write the crate").click()
    await expect(view.get_by_role("status")).to_contain_text(f"{FOLDER}/exports/e2-draft")
    await view.get_by_role("button", name="Show the folder").click()
    await expect(page.locator(".jp-DirListing-item", has_text="ro-crate-metadata.json")).to_be_visible()
