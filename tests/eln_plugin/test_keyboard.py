"""Glovebook without a mouse: every place is reached, the focus is seen where it is, and never lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any

from glovebook.pipeline import new
from glovebook.pipeline.changes.delete import delete
from glovebook.pipeline.set import set_fields
from glovebook.schema.document import read_document
from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT, field
from tests.eln_plugin.test_accessible import clashing
from tests.eln_plugin.test_comparison import second_series

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]
STEPS = 200
"""How often Tab is pressed at most on the way to a place."""
FOCUSED = """
wanted => {
  const at = document.activeElement;
  const ours = at.closest('.gb-Entry, .gb-Panel, .gb-Archive, .gb-Resolver, .gb-TemplateChoice');
  const looks = [at, at.querySelector('rect')].filter(Boolean).map(part => getComputedStyle(part));
  const isSeen = ours === at || looks.some(({ outlineStyle, outlineWidth, boxShadow, strokeWidth }) =>
    (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || strokeWidth === '3px');
  return { isThere: at === wanted, isSeen: !ours || isSeen, what: at.outerHTML.slice(0, 160) };
}
"""
"""Whether the focus is at an element; whether it is seen, where that is ours to show."""


class Keys:
    """A person at a page who has a keyboard only."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.press = page.keyboard.press
        self.type = page.keyboard.type
        self.form = page.locator(".gb-Entry:visible:not(.gb-Comparison)")
        self.dialog = page.get_by_role("dialog")

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """The button of the form with exactly this name."""
        return (within or self.form).get_by_role("button", name=name, exact=True)

    @property
    def cards(self) -> Locator:
        """The findings beside the form, without what is merely missing."""
        return self.form.locator(".gb-Findings .gb-Card[data-finding]:not(.gb-mod-gap)")

    async def is_in(self, part: str) -> None:
        """The focus is somewhere in a part of the page."""
        from playwright.async_api import expect

        await expect(self.page.locator(f"{part}:visible").locator("*:focus")).to_have_count(1)

    async def focus_of(self, wanted: Locator) -> dict[str, Any]:
        """Where the focus is, compared with an element."""
        found: dict[str, Any] = await self.page.evaluate(FOCUSED, await wanted.element_handle())
        assert found["isSeen"], f"nobody sees that the focus is at {found['what']}"
        return found

    async def reach(self, wanted: Locator, key: str = "Tab") -> None:
        """Go on to an element; on the way, too, the focus is seen wherever it is."""
        from playwright.async_api import expect

        await expect(wanted).to_be_visible()
        passed = []
        while not (found := await self.focus_of(wanted))["isThere"]:
            passed.append(found["what"])
            assert len(passed) < STEPS, "\n".join(passed)
            await self.press(key)

    async def use(self, wanted: Locator, key: str = "Tab") -> None:
        """Go on to a button and press it."""
        await self.reach(wanted, key)
        await self.press("Enter")

    async def put(self, path: str, text: str, key: str = "Tab") -> None:
        """Go on to a field of the form and type over what it holds."""
        await self.reach(field(self.page, path), key)
        await self.press("Control+a")
        await self.type(text)

    async def search(self, text: str) -> None:
        """Type in the search of the side panel."""
        from playwright.async_api import expect

        await self.command("Show the Entries of the Notebook")
        await expect(self.page.get_by_label("Search the notebook")).to_be_focused()
        await self.press("Control+a")
        await self.type(text or " ")

    async def command(self, name: str) -> None:
        """Carry out a command of the palette."""
        await self.press("Control+Shift+C")
        await self.type(name)
        await self.press("Enter")


@asynccontextmanager
async def keys_at(open_page: OpenPage, address: str) -> AsyncIterator[Keys]:
    """A page of JupyterLab whose focus is where it is after the start."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    async with open_page() as page:
        await page.goto(f"{address}?token=secret&reset")
        await expect(page.locator(".jp-Launcher, .gb-Kind").first).to_be_visible()
        yield Keys(page)


async def test_synthesis_is_recorded_without_a_mouse(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook
) -> None:
    """From a template to a saved entry: fields, rows, a link, a finding explained, settled and waived, undo, the text."""
    from playwright.async_api import expect

    async with keys_at(open_page, f"{lab_address}/lab/tree/lab") as keys:
        page, form = keys.page, keys.form
        await expect(page.locator(".jp-LauncherCard", has_text="From a Template")).to_be_visible()
        await keys.command("From a Template")
        await expect(keys.dialog.locator("select")).to_be_focused()
        await keys.reach(keys.dialog.get_by_role("button", name="Make the entry"))
        await keys.press("Tab")
        await expect(keys.dialog.locator("select")).to_be_focused()
        await keys.reach(keys.dialog.get_by_role("textbox", name="Id"))
        await keys.type("byhand")
        await keys.press("Enter")
        await expect(form).to_be_focused()  # the next Tab is its first field
        await _meaning_is_told(keys)

        await keys.put("reagents[0].mass", "1 g")
        await keys.press("Alt+d")
        await expect(field(page, "reagents[1].mass")).to_be_focused()
        await keys.put("reagents[1].mass", "2 g")
        await keys.press("Alt+ArrowUp")
        await expect(field(page, "reagents[0].mass")).to_be_focused()
        await expect(field(page, "reagents[0].mass")).to_have_value("2 g")
        await keys.use(keys.button("Add reagent"))
        await expect(field(page, "reagents[3].formula")).to_be_focused()
        await keys.use(keys.button("Remove reagent 4"))
        await expect(field(page, "reagents[2].formula")).to_be_focused()
        await keys.use(keys.button("Remove reagent 1"), "Shift+Tab")
        await expect(field(page, "reagents[0].formula")).to_be_focused()
        await keys.put("reagents[1].entry", "m2")
        await keys.put("reagents[1].mass", "2 g")
        await _findings_are_settled(keys)
        await _undone_and_saved(keys)
    file = lab_notebook.path_of("byhand")
    text = file.read_text("utf-8")
    data = read_document(text.encode()).data
    assert text.startswith("# beside\n")
    assert [(row["formula"], row["entry"], row["mass"]) for row in data["reagents"]] == [
        ("NaNH2", None, "1 g"),
        ("Na2B12H12", "m2", "2 g"),
    ]
    assert [data["steps"][2]["temperature"], *(item["reason"] for item in data["waive"])] == ["250 °C", "an excess"]
    file.unlink()


async def _meaning_is_told(keys: Keys) -> None:
    """F1 says what a field means, and once more, no longer."""
    from playwright.async_api import expect

    meaning = keys.form.locator(".gb-Meaning")
    await keys.reach(field(keys.page, "operator"))
    await keys.press("F1")
    await expect(meaning).to_contain_text("Who did it")
    await keys.press("F1")
    await expect(meaning).to_have_count(0)


async def _findings_are_settled(keys: Keys) -> None:
    """A wrong unit is corrected by its fix; a ratio that does not fit is explained and waived; F8 leads to both."""
    from playwright.async_api import expect

    await keys.put("steps[2].temperature", "250 C")
    await expect(keys.cards.filter(has_text="Temperature")).to_be_visible()
    await keys.press("F8")
    await expect(keys.cards.filter(has_text="Temperature")).to_be_focused()
    await keys.use(keys.button("Use 250 °C", keys.cards))
    await expect(field(keys.page, "steps[2].temperature")).to_be_focused()
    await expect(field(keys.page, "steps[2].temperature")).to_have_value("250 °C")
    await expect(keys.cards).to_have_count(1)
    await keys.press("F8")
    await keys.use(keys.button("Explain", keys.cards))
    await keys.use(keys.button("Waive with reason", keys.cards))
    await keys.type("an excess")
    await keys.press("Enter")
    await expect(keys.cards).to_have_count(0)
    await keys.is_in(".gb-Findings")


async def _undone_and_saved(keys: Keys) -> None:
    """What was waived is taken back and waived again; the text stands beside the form; a save writes it."""
    from playwright.async_api import expect

    await keys.press("Control+z")
    await expect(keys.cards).to_have_count(1)
    await keys.press("Control+Shift+z")
    await expect(keys.cards).to_have_count(0)
    await keys.is_in(".gb-Findings")
    await keys.reach(keys.page.locator("jp-button[title='Save'] >> visible=true"), "Shift+Tab")
    await keys.press("ArrowRight")  # the toolbar is one stop
    await keys.press("Enter")
    text = keys.page.locator(".cm-content:visible")
    await expect(text).to_be_focused()
    await keys.press("Control+Home")
    await keys.type("# beside")
    await keys.press("Enter")
    await keys.press("Control+s")
    await expect(keys.page.locator(".jp-mod-dirty")).to_have_count(0)
    await keys.press("Escape")  # Tab indents in a text until then
    await keys.press("Tab")
    await expect(text).not_to_be_focused()


async def test_views_are_used_without_a_mouse(open_page: OpenPage, lab_address: str, lab_notebook: Notebook) -> None:
    """Search, history, review, graph, comparison, archive, the two panes, another name, the trash and back."""
    from playwright.async_api import expect

    set_fields(new.new(lab_notebook, "pellet", "hand", values={"made_from[0].entry": "s1"}), {"diameter": "8 mm"})
    clashing(lab_notebook, "torn")
    second_series(lab_notebook)
    async with keys_at(open_page, f"{lab_address}/lab/tree/lab") as keys:
        await keys.search("hand")
        await keys.press("Enter")
        await expect(keys.form).to_be_focused()
        await _restored_and_signed(keys)
        await _followed_and_compared(keys)
        await keys.search("torn")
        await keys.press("Enter")
        await expect(keys.form).to_be_focused()
        await _archived_and_settled(keys)
        await _renamed_and_deleted(keys)
    lab_notebook.path_of("hand").unlink()
    for name in ("mended", "e9", "p9"):
        delete(lab_notebook, name)


async def _restored_and_signed(keys: Keys) -> None:
    """A version is put back; a review is begun, left, and signed: its button has the focus again."""
    from playwright.async_api import expect

    await keys.reach(keys.form.get_by_role("tab", name="Form"))
    await keys.press("ArrowLeft")
    await expect(keys.form.get_by_role("tab", name="History")).to_be_focused()
    await keys.use(keys.form.locator(".gb-Version").last)
    await keys.use(keys.button("Restore this version"))
    await expect(keys.form.locator(".gb-Version")).to_have_count(3)
    await keys.is_in(".gb-History")
    review = keys.button("Review")
    await keys.use(review, "Shift+Tab")
    await expect(keys.form.get_by_label("Read by")).to_be_focused()
    await keys.press("Escape")
    await expect(review).to_be_focused()
    await keys.press("Enter")
    await expect(keys.form.get_by_label("Read by")).to_be_focused()
    await keys.type("demo")
    await keys.press("Tab")
    await keys.type("approved")
    await keys.use(keys.button("Sign"))
    await expect(keys.button("Amend with reason")).to_be_visible()
    await expect(review).to_be_focused()


async def _followed_and_compared(keys: Keys) -> None:
    """The graph leads to the powder; two series are ticked in the side panel and stand in one figure."""
    from playwright.async_api import expect

    await keys.reach(keys.form.get_by_role("tab", name="History"), "Shift+Tab")
    await keys.press("ArrowLeft")
    await keys.use(keys.form.locator('.gb-Step[aria-label^="s1 "]'))
    await expect(keys.form.locator(".gb-Kind")).to_have_text("Synthesis")
    await expect(keys.form).to_be_focused()
    panel = keys.page.locator(".gb-Panel:visible")
    await keys.search("")
    await keys.use(keys.button("Compare results", panel))
    await keys.is_in(".gb-Panel")
    for name in ("e1", "e9"):
        await keys.reach(panel.get_by_role("checkbox", name=f"Compare {name}"))
        await keys.press("Space")
    await keys.use(keys.button("Compare 2", panel), "Shift+Tab")
    await expect(keys.page.locator(".gb-Comparison:visible")).to_be_focused()
    await keys.reach(keys.button("Save figure", keys.page.locator(".gb-Comparison:visible")))
    await keys.search("")
    await keys.use(keys.button("Cancel", panel))
    await expect(keys.button("Compare results", panel)).to_be_focused()


async def _archived_and_settled(keys: Keys) -> None:
    """A draft is written, and the focus is where it went; of what clashes, one side is kept until nothing is left."""
    from playwright.async_api import expect

    archive = keys.page.locator(".gb-Archive:visible")
    await keys.command("Archive This Entry")
    await expect(archive).to_be_focused()
    await keys.reach(archive.get_by_role("radio", name="archive"))
    await keys.press("ArrowUp")
    await keys.use(keys.button("Write the crate", archive))
    await expect(keys.button("Show the folder", archive)).to_be_focused()
    await keys.press("Control+Shift+[")
    panes = keys.page.locator(".gb-Resolver:visible")
    await keys.command("Settle What Clashes")
    await expect(panes).to_be_focused()
    for left in (1, 0):
        await keys.use(keys.button("Keep all as in the entry", panes).first)
        await expect(panes.locator(".gb-Resolve")).to_have_count(left)
        await keys.is_in(".gb-Resolver") if left else await expect(panes).to_be_focused()


async def _renamed_and_deleted(keys: Keys) -> None:
    """The entry gets another name, goes to the trash, and comes back from the notifications."""
    from playwright.async_api import expect

    await keys.search("torn")
    await keys.press("Enter")
    await keys.use(keys.button("Rename"))
    await expect(keys.dialog.locator("input")).to_be_focused()
    await keys.type("mended")
    await keys.press("Enter")
    await expect(keys.form.locator(".gb-Facts")).to_contain_text("mended")
    await expect(keys.form).to_be_focused()
    await keys.use(keys.button("Delete"))
    for key in ("Escape", "Enter"):
        await expect(keys.dialog.get_by_role("button", name="Delete")).to_be_focused()
        await keys.press(key)
        if key == "Escape":
            await expect(keys.button("Delete")).to_be_focused()
            await keys.press("Enter")
    await expect(keys.page.get_by_role("tab", name="mended.gb.yaml")).to_have_count(0)
    await keys.page.wait_for_function("document.activeElement !== document.body")
    await keys.use(keys.page.get_by_role("button", name="Put back"))
    await expect(keys.form.locator(".gb-Facts")).to_contain_text("mended")
