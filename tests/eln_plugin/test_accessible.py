"""The form, its other views and the side panel for people who see little, or nothing, or use no mouse."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glovebook.pipeline.analyse import analyse
from glovebook.pipeline.changes.delete import delete
from glovebook.pipeline.new import new
from glovebook.pipeline.set import set_fields
from glovebook.store.changes.save import save
from glovebook.store.notebook import Notebook
from tests.eln_plugin.test_comparison import second_series

if TYPE_CHECKING:
    from playwright.async_api import Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]
WAIT = 60_000
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
OURS = [".gb-Entry:not(.lm-mod-hidden)", "#glovebook-panel", ".gb-Resolver", ".gb-Archive", ".gb-Weigh", ".jp-Dialog"]
"""What Glovebook shows; the rest of the page is JupyterLab's."""
DIALOGS = {
    "template": "glovebook:new-from-template",
    "another name": "glovebook:rename",
    "trash": "glovebook:delete",
}
RUN = """
async ours => {
  const here = ours.filter(selector => document.querySelector(selector)?.checkVisibility());
  const found = await axe.run({ include: here.map(selector => [selector]) });
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help}: ${node.target} ${node.html.slice(0, 120)} ${node.failureSummary ?? ''}`));
}
"""


async def violations(page: Page, *parts: str) -> list[str]:
    """What axe-core finds in Glovebook's parts of the page, or in some of them, with the element."""
    if not await page.evaluate("'axe' in window"):
        await page.add_script_tag(content=(resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found: list[str] = await page.evaluate(RUN, list(parts) or OURS)
    return found


async def in_both_themes(page: Page, look: str) -> list[str]:
    """Look, theme and violation, in light and dark."""
    found = []
    for theme, title in THEMES.items():
        await page.evaluate("title => jupyterapp.commands.execute('apputils:change-theme', {theme: title})", title)
        await page.wait_for_function(
            "dark => document.body.dataset.jpThemeLight === String(!dark)", arg=theme == "dark"
        )
        await page.wait_for_timeout(300)  # colours fade in, and axe would measure what they are meanwhile
        found += [f"{look}, {theme}: {said}" for said in await violations(page)]
    return found


async def test_axe_finds_no_violation(open_page: OpenPage, lab_address: str, lab_notebook: Notebook) -> None:
    """Names, roles, contrasts and focus: the form with findings and results, its views, the panel, the two panes."""
    from playwright.async_api import expect

    pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    expect.set_options(timeout=WAIT)
    entry = lab_notebook.path_of("e1")
    analyse(entry)
    found = []
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/e1.gb.yaml?token=secret&reset")
        await expect(page.locator(".gb-Result:visible").first).to_be_visible()
        await page.evaluate("jupyterapp.commands.execute('glovebook:show-panel')")
        await expect(page.locator(".gb-Panel-entry").first).to_be_visible()
        await page.locator('.gb-Entry:visible [data-path="amplitude"]').fill("10 K")
        await expect(page.locator(".gb-FieldFinding.gb-mod-error")).to_be_visible()
        found += await in_both_themes(page, "form")
        for tab in await page.locator(".gb-Entry:visible").get_by_role("tab").all():
            await tab.click()
            await page.wait_for_load_state("networkidle")
            found += await in_both_themes(page, f"view {await tab.inner_text()}")
        for step in ("s1", "p1", "n1"):
            if step in lab_notebook.ids():
                path = f"lab/entries/{step}.gb.yaml"
                await page.evaluate("path => void jupyterapp.commands.execute('docmanager:open', {path})", path)
                await expect(page.locator(".gb-Entry:visible .gb-Facts")).to_contain_text(step)
                found += await in_both_themes(page, step)
    assert not found, "\n".join(found)


async def test_axe_finds_no_violation_in_the_views_beside_the_form(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook
) -> None:
    """What clashes, as fields and as whole texts; what the archive misses; the weigh sheet with mistakes in it."""
    from playwright.async_api import expect

    pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    expect.set_options(timeout=WAIT)
    entry = clashing(lab_notebook)
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/{entry.name}?token=secret&reset")
        await expect(page.locator(".gb-Kind:visible")).to_be_visible()
        await page.evaluate("jupyterapp.commands.execute('glovebook:settle')")
        await expect(page.locator(".gb-Resolve")).to_have_count(2)
        found = await in_both_themes(page, "two panes")
        await page.evaluate("jupyterapp.commands.execute('glovebook:archive')")
        await expect(page.locator(".gb-Archive-missing:visible")).to_contain_text("the entry has no title")
        found += await in_both_themes(page, "archive")
        await page.evaluate("void jupyterapp.commands.execute('docmanager:open', {path: 'lab/entries/s1.gb.yaml'})")
        await page.get_by_role("button", name="Weigh Sheet").locator("visible=true").click()
        await page.get_by_role("textbox", name="Batch of product").fill("0.5 K")
        await expect(page.locator(".gb-Weigh .gb-Notice")).to_be_visible()
        await page.get_by_label("Weighed of NaNH2").fill("a lot")
        await expect(page.locator(".gb-Weigh-said")).to_be_visible()
        found += await in_both_themes(page, "weigh sheet")
    assert not found, "\n".join(found)


async def test_axe_finds_no_violation_in_what_opens_on_demand(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook
) -> None:
    """Dialogs, the review card, the choice of what is compared, and the comparison."""
    from playwright.async_api import expect

    pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    expect.set_options(timeout=WAIT)
    second_series(lab_notebook)
    entry = new(lab_notebook, "synthesis", "on-demand")
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/{entry.name}?token=secret&reset")
        form, dialog = page.locator(".gb-Entry:visible"), page.get_by_role("dialog")
        await form.get_by_role("button", name="Review", exact=True).click()
        await expect(form.locator(".gb-Review")).to_be_visible()
        await expect(form.locator(".gb-Steps")).to_contain_text("Next step")
        await page.evaluate("jupyterapp.commands.execute('glovebook:show-panel')")
        await page.get_by_role("button", name="Compare results").click()
        found = await in_both_themes(page, "review card, next steps, choice")
        for name, command in DIALOGS.items():
            await page.evaluate("command => void jupyterapp.commands.execute(command)", command)
            await expect(dialog).to_be_visible()
            found += await in_both_themes(page, name)
            await page.keyboard.press("Escape")
            await expect(dialog).to_have_count(0)
        for name in ("e1", "e9"):
            await page.get_by_role("checkbox", name=f"Compare {name}").check()
        await page.get_by_role("button", name="Compare 2", exact=True).click()
        await expect(page.locator(".gb-Comparison .gb-Figure")).to_have_js_property("complete", value=True)
        found += await in_both_themes(page, "comparison")
    assert not found, "\n".join(found)
    for name in ("on-demand", "e9", "p9"):
        delete(lab_notebook, name)


def clashing(notebook: Notebook, name: str = "clash") -> Path:
    """An entry with two conflicts: of a field, and of a text that cannot be taken apart."""
    entry = new(notebook, "pellet", name)
    base = entry.read_bytes()
    set_fields(entry, {"diameter": "8 mm"})
    for mine in (base.replace(b"diameter:", b"diameter: 9 mm"), base + b"a: ["):
        save(entry, mine, cause="edit", base=base)
    return entry
