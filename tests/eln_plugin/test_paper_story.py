"""A paper's work recorded in a real browser as a chemist would: templates, links, a slip, an analysis, the archive."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glovebook.pipeline import demo, new
from glovebook.pipeline.check import check
from glovebook.store.edit import edit
from glovebook.store.notebook import SETTINGS, Notebook
from tests.eln_plugin.browser import DROP, WAIT

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.eln_plugin.conftest import LabServer

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]


@pytest.fixture
def work(lab_server: LabServer) -> Notebook:
    """An empty notebook of one person, in the folder that JupyterLab shows."""
    notebook = new.init(lab_server.root / "work", "Closo-borates")
    settings = notebook.root / SETTINGS
    settings.write_text(edit(settings.read_text("utf-8"), {"people.lhe.name": "L. He"}), "utf-8")
    return Notebook.open(notebook.root)


@pytest.fixture
def spectra(tmp_path: Path) -> list[Path]:
    """Files as they come from an instrument, at the three highest temperatures; synthetic, as they say."""
    return sorted((demo.make(tmp_path / "demo").root / "data/e1").glob("*.txt"))[-3:]


class Desk:
    """The page as somebody sits before it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def card(self, title: str) -> None:
        """Opens the launcher, and a card of it."""
        await self.page.wait_for_function("jupyterapp.commands.hasCommand('launcher:create')")
        await self.page.evaluate("void jupyterapp.commands.execute('launcher:create', {cwd: 'work'})")
        await self.page.locator(".jp-LauncherCard:visible", has_text=title).first.click()

    async def shows(self, kind: str) -> None:
        """Waits for the form of a kind."""
        from playwright.async_api import expect

        await expect(self.page.locator(".gb-Kind:visible")).to_have_text(kind)

    async def fill(self, values: Mapping[str, str]) -> None:
        """Types into fields, which stand behind “more fields” where they are rare."""
        for path, text in values.items():
            field = self.page.locator(f'.gb-Entry:visible [data-path="{path}"]')
            await self.page.locator(".gb-Entry:visible details:not([open])").evaluate_all(
                "folds => folds.forEach(fold => fold.open = true)"
            )
            await (field.select_option(text) if path == "status" else field.fill(text))

    async def save(self) -> None:
        """By keyboard."""
        from playwright.async_api import expect

        await self.page.keyboard.press("Control+s")
        await expect(self.page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)

    async def next_step(self, kind: str) -> None:
        """The button under the findings that makes what follows."""
        await self.page.locator(".gb-Steps:visible").get_by_role("button", name=kind, exact=True).click()
        await self.shows(kind)


async def test_a_papers_work_is_recorded(
    open_page: OpenPage, lab_server: LabServer, work: Notebook, spectra: list[Path], tmp_path: Path
) -> None:
    """From the reagents to the archive without leaving the browser; every entry is linked to the one before."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    async with open_page() as page:
        desk = Desk(page)
        await page.goto(f"{lab_server.address}/lab/tree/work?token=secret&reset")
        await _reagents(desk)
        await _synthesis(desk)
        await _pellet_and_cell(desk)
        await _spectra(desk, spectra)
        await page.screenshot(path=tmp_path / "story-eis.png")
        await _is_found_and_followed(desk)
        await _archive(desk, tmp_path)
    assert work.ids() == ["c1", "e1", "m1", "m2", "p1", "s1"]
    entries = {name: work.parse(work.path_of(name)).entry for name in work.ids()}
    assert {name: sorted(work.linked(entry)) for name, entry in entries.items() if entry} == {
        "c1": ["m1", "m2", "p1", "s1"],
        "e1": ["m1", "m2", "p1", "s1"],
        "m1": [],
        "m2": [],
        "p1": ["m1", "m2", "s1"],
        "s1": ["m1", "m2"],
    }
    reports = check([work.path_of("e1"), work.path_of("s1")], "archive")
    assert [finding.as_text() for report in reports for finding in report.findings if finding.blocking] == []
    assert (work.root / "exports/e1-archive/ro-crate-metadata.json").is_file()


async def _reagents(desk: Desk) -> None:
    """Two bottles."""
    for formula, title, lot in (("NaNH2", "Sodium amide", "A1"), ("Na2B12H12", "Sodium dodecaborate", "B7")):
        await desk.card("Material")
        await desk.shows("Material")
        await desk.fill({"title": title, "operator": "lhe", "formula": formula, "purity": "99 %", "lot": lot})
        await desk.fill({"supplier": "Alfa", "date": "2018-01-10", "status": "done"})
        await desk.save()


async def _synthesis(desk: Desk) -> None:
    """From the ready procedure; a mass in kg is told with the number that was meant, and one click corrects it."""
    from playwright.async_api import expect

    page = desk.page
    await desk.card("From a Template")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Template").select_option("synthesis-sealed-crucible")
    await expect(dialog.get_by_label("temperature")).to_have_value("523 K")
    await dialog.get_by_role("textbox", name="Id").press("Enter")
    await desk.shows("Synthesis")
    await desk.fill({"title": "Na3NH2B12H12 from NaNH2 and Na2B12H12", "operator": "lhe", "date": "2018-01-14"})
    await desk.fill({"reagents[0].entry": "m1", "reagents[0].mass": "0.1039 g", "reagents[1].entry": "m2"})
    await desk.fill({"reagents[1].mass": "0.5002 kg", "product_mass": "0.58 g", "status": "done"})
    await page.get_by_role("button", name="Use 0.5002 g").first.click()
    await expect(page.locator('.gb-Entry:visible [data-path="reagents[1].mass"]')).to_have_value("0.5002 g")
    await desk.save()


async def _pellet_and_cell(desk: Desk) -> None:
    """Each follows from the one before, and links back."""
    await desk.next_step("Pellet")
    await desk.fill(
        {"title": "Pellet for impedance", "operator": "lhe", "date": "2018-01-15", "formula": "Na3NH2B12H12"}
    )
    await desk.fill({"diameter": "8 mm", "thickness": "1.00(2) mm", "mass": "44.0 mg", "pressure": "40 MPa"})
    await desk.fill({"status": "done"})
    await desk.save()
    await desk.next_step("Cell")
    await desk.fill({"title": "Cu | Na3NH2B12H12 | Cu", "operator": "lhe", "date": "2018-01-15", "status": "done"})
    await desk.save()
    await desk.page.get_by_role("tab", name="p1.gb.yaml").click()
    await desk.shows("Pellet")


async def _spectra(desk: Desk, files: Sequence[Path]) -> None:
    """Files dropped on the rows are copied, hashed and read; the analysis shows sigma with its uncertainty."""
    from playwright.async_api import expect

    page = desk.page
    await desk.next_step("Impedance (EIS)")
    await desk.fill({"title": "Impedance of p1, heating", "operator": "lhe", "date": "2018-01-16", "status": "done"})
    await desk.fill({"electrodes": "Cu foil", "amplitude": "10 mV"})
    for index, file in enumerate(files):
        await page.get_by_role("button", name="Add spectrum").click()
        cell = page.locator(f'.gb-Entry:visible [data-path="spectra[{index}].file"]')
        await cell.evaluate(DROP, [[file.name, base64.b64encode(file.read_bytes()).decode()]])
        await expect(cell).to_have_value(f"data/e1/{file.name}")
    await desk.save()
    await page.locator(".gb-Entry:visible").get_by_role("button", name="Analyse").click()
    result = page.locator('.gb-Result[data-result^="e1/impedance"]')
    await expect(result).to_contain_text("± ")
    await expect(result).to_contain_text("S/cm")


async def _is_found_and_followed(desk: Desk) -> None:
    """The panel finds the measurement by its conductivity; the graph leads back to the synthesis."""
    from playwright.async_api import expect

    page = desk.page
    await page.get_by_role("tab", name="Glovebook").click()
    panel = page.locator(".gb-Panel:visible")
    await panel.get_by_label("Search the notebook").fill("sigma_total > 1e-5 S/cm")
    await expect(panel.locator(".gb-Panel-id")).to_have_text(["e1"])
    form = page.locator(".gb-Entry:visible")
    await form.get_by_role("tab", name="Graph").click()
    await form.get_by_role("button", name="s1 synthesis").focus()
    await page.keyboard.press("Enter")
    await desk.shows("Synthesis")
    await panel.get_by_role("button", name="e1 ·").click()
    await desk.shows("Impedance (EIS)")


async def _archive(desk: Desk, tmp_path: Path) -> None:
    """The archive takes the measurement with all that it is linked to."""
    from playwright.async_api import expect

    page = desk.page
    await page.get_by_role("button", name="Archive", exact=True).click()
    view = page.locator(".gb-Archive:visible")
    await expect(view).to_contain_text("5 entries go into the crate.")
    await view.get_by_role("button", name="Write the crate").click()
    await expect(view).to_contain_text("work/exports/e1-archive")
    await page.screenshot(path=tmp_path / "story-archive.png")
