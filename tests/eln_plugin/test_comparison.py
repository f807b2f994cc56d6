"""Comparing results: what the routes answer, and choosing entries in the side panel of a real browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.changes.delete import delete
from glovebook.pipeline.demo import make
from glovebook.pipeline.duplicate import duplicate
from glovebook.pipeline.set import set_fields
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT

if TYPE_CHECKING:
    from playwright.async_api import Page

Ask = Callable[..., Awaitable[tuple[int, Any]]]
OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]


def second_series(notebook: Notebook) -> None:
    """Adds ``e9``, the series of ``e1`` on a pellet ``p9`` that is twice as thick, and analyses both."""
    set_fields(duplicate(notebook, "p1", "p9"), {"thickness": "2.00(4) mm"})
    second = notebook.root / "entries/e9.gb.yaml"
    changes = {"id": "e9", "uuid": "", "title": "Thicker pellet (synthetic)", "measured_on.entry": "p9"}
    second.write_text(edit(notebook.path_of("e1").read_text("utf-8"), changes), "utf-8")
    for name in ("e1", "e9"):
        if not (notebook.root / "results" / name / "arrhenius").is_dir():
            analyse(notebook.path_of(name))


@pytest.fixture
def compared(jp_root_dir: Path) -> Notebook:
    """The demo notebook with two series that were analysed."""
    notebook = make(jp_root_dir / "lab")
    second_series(notebook)
    return notebook


async def test_comparison_is_a_figure_and_values(ask: Ask, compared: Notebook) -> None:
    """One figure and the values of each entry as text; a file is written on request only."""
    asked: dict[str, Any] = {"path": "lab", "ids": ["e1", "e9"]}
    status, found = await ask("compare", asked)
    assert (status, found["method"], found["methods"]) == (200, "arrhenius", ["arrhenius"])
    assert [entry["id"] for entry in found["entries"]] == ["e1", "e9"]
    assert found["entries"][1]["title"] == "Thicker pellet (synthetic)"
    assert found["entries"][0]["values"]["ea_ln_sigma_t"].endswith(" eV")
    assert found["svg"].startswith("<?xml")
    assert not (compared.root / "figures").exists()
    status, kept = await ask("compare/keep", asked | {"method": "arrhenius", "name": found["name"]})
    assert (status, kept["paths"]) == (
        201,
        ["lab/figures/arrhenius-e1-e9.svg", "lab/figures/arrhenius-e1-e9.png"],
    )
    assert (compared.root / "figures/arrhenius-e1-e9.svg").read_text("utf-8") == found["svg"]
    mistakes: list[dict[str, Any]] = [
        {"ids": ["e1", 2]},
        {"ids": "e1"},
        {"ids": ["e1", "p1"]},
        {"ids": []},
        {"method": 1},
    ]
    for wrong in mistakes:
        status, refused = await ask("compare", asked | wrong)
        assert (400 <= status < 500, bool(refused["message"])) == (True, True)
    assert (await ask("compare/keep", asked | {"method": "", "name": "../x"}))[0] == 422


async def test_figures_that_lead_out_are_not_written(ask: Ask, compared: Notebook, tmp_path: Path) -> None:
    """A folder of figures that is a link to elsewhere is refused."""
    (compared.root / "figures").symlink_to(tmp_path, target_is_directory=True)
    asked = {"path": "lab", "ids": ["e1", "e9"], "method": "arrhenius", "name": "x"}
    assert (await ask("compare/keep", asked))[0] == 403
    assert not (tmp_path / "x.svg").exists()


async def test_entries_chosen_in_the_panel_stand_in_one_figure(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """Two series are ticked, compared in one figure, opened from it, and the figure is saved under a name."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    second_series(lab_notebook)
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab?token=secret&reset")
        await page.get_by_role("tab", name="Glovebook").click()
        panel = page.locator(".gb-Panel:visible")
        await panel.get_by_role("button", name="Compare results").click()
        await expect(panel.get_by_role("checkbox", name="Compare p1")).to_have_count(0)
        await expect(panel.get_by_role("button", name="Compare 0")).to_be_disabled()
        for name in ("e1", "e9"):
            await panel.get_by_role("checkbox", name=f"Compare {name}").check()
        await panel.get_by_role("button", name="Compare 2").click()
        shown = page.locator(".gb-Comparison:visible")
        figure = shown.locator("img.gb-Figure")
        await expect(figure).to_have_js_property("complete", value=True)
        assert await figure.evaluate("image => image.naturalWidth") > 100
        await expect(shown.locator("thead th")).to_contain_text(["e1", "e9"])
        await expect(shown.locator("tbody tr").first).to_contain_text("ea_ln_sigma_t")
        await page.screenshot(path=tmp_path / "comparison-light.png")
        await shown.get_by_role("button", name="Save figure").click()
        await expect(page.get_by_role("dialog").locator("input")).to_have_value("arrhenius-e1-e9")
        await page.keyboard.press("Enter")
        await expect(shown).to_contain_text("lab/figures/arrhenius-e1-e9.svg")
        await page.evaluate("jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
        await page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
        await page.wait_for_timeout(1000)  # the picture of JupyterLab fades out
        await page.screenshot(path=tmp_path / "comparison-dark.png")
        await shown.get_by_role("button", name="e9").click()
        await expect(page.locator(".gb-Facts:visible")).to_contain_text("e9")
    assert (lab_notebook.root / "figures/arrhenius-e1-e9.png").is_file()
    for name in ("e9", "p9"):
        delete(lab_notebook, name)
