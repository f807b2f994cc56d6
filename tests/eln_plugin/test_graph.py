"""The graph of an entry: what the route answers, and clicking through it in a real browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.pipeline import new
from glovebook.pipeline.analyse import analyse
from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT, photograph

if TYPE_CHECKING:
    from playwright.async_api import Page

Ask = Callable[..., Awaitable[tuple[int, Any]]]
OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]


async def test_graph_places_every_step_and_names_its_file(ask: Ask, notebook: Notebook) -> None:
    """Steps come in their places, with the file that they open; what is not there opens nothing."""
    new.new(notebook, "synthesis", "s1", values={"reagents[0].formula": "NaNH2", "reagents[0].mass": "1 g"})
    new.new(notebook, "pellet", "p2", values={"made_from[0].entry": "s1", "made_from[1].entry": "s9"})
    status, drawing = await ask("graph", path="lab/entries/p2.gb.yaml")
    boxes = {box["id"]: box for box in drawing["boxes"]}
    assert status == 200
    assert {name: box["path"] for name, box in boxes.items()} == {
        "p2": "lab/entries/p2.gb.yaml",
        "s1": "lab/entries/s1.gb.yaml",
        "s9": None,
        "s1:reagents[0]": None,
    }
    assert boxes["s1:reagents[0]"]["x"] < boxes["s1"]["x"] < boxes["p2"]["x"] < drawing["width"]
    assert [(curve["source"], curve["target"]) for curve in drawing["curves"]].count(("s1", "p2")) == 1
    assert (await ask("graph", path="lab/entries/p9.gb.yaml"))[0] == 404


async def test_graph_leads_from_the_result_to_the_reagent(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """Each step of the graph opens its entry, by mouse and by keyboard, from the measurement up to the material."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    if not (lab_notebook.root / "results/e1").is_dir():
        analyse(lab_notebook.path_of("e1"))
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/e1.gb.yaml?token=secret&reset")
        form = page.locator(".gb-Entry:visible")
        await form.get_by_role("tab", name="Graph").click()
        steps = form.locator(".gb-Step")
        await expect(steps.filter(has_text="impedance")).not_to_have_count(0)
        await expect(form.locator(".gb-Step.gb-is-start")).to_contain_text("e1")
        await photograph(page, tmp_path, "graph")
        await form.get_by_role("button", name="p1 pellet").click()
        await expect(form.locator(".gb-Kind")).to_have_text("Pellet")
        await form.get_by_role("tab", name="Graph").click()
        await form.get_by_role("button", name="s1 synthesis").focus()
        await page.keyboard.press("Enter")
        await expect(form.locator(".gb-Kind")).to_have_text("Synthesis")
        await form.get_by_role("tab", name="Graph").click()
        await form.get_by_role("button", name="m1 material").click()
        await expect(form.locator(".gb-Kind")).to_have_text("Material")
