"""A chemist's first hour in a real browser: a new entry, a wrong unit, an analysis, its figure."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.pipeline import new
from glovebook.pipeline.analyse import analyse
from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT, field

if TYPE_CHECKING:
    from playwright.async_api import Page

FILE = "data/e1/p1_372.0K_synthetic.txt"
OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]
SIZES = ((1400, 900), (900, 900))
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def edited(before: str, after: str) -> list[str]:
    """The lines that differ, as a unified diff without context."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


async def test_entry_from_launcher_to_figure(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """A wrong unit is told at its field and corrected; saved lines are the edited ones; the analysis shows a figure."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab?token=secret&reset")
        await page.locator(".jp-LauncherCard", has_text="Impedance (EIS)").click()
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Impedance (EIS)")
        file = lab_notebook.path_of("e2")
        template = file.read_text("utf-8")

        await _wrong_unit_is_corrected(page)
        await _spectrum_is_added(page)
        await page.keyboard.press("Control+s")
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
        assert edited(template, file.read_text("utf-8")) == [
            "-measured_on:",
            "+measured_on: {entry: p1}",
            "-amplitude:",
            "+amplitude: 10 mV",
            "+  - {file: data/e1/p1_372.0K_synthetic.txt, temperature: 98.85 °C}",
        ]

        await _figure_is_seen(page)
        assert (lab_notebook.root / "results/e2/impedance/001/figure.svg").is_file()
        await _photograph(page, tmp_path, "eis")

        pellet = lab_notebook.path_of("p1")
        pellet.write_text(pellet.read_text("utf-8").replace("thickness: 1.00(2) mm", "thickness: 2.00(2) mm"), "utf-8")
        await page.get_by_title("Save", exact=True).locator("visible=true").first.click()
        await expect(page.locator(".gb-Result:visible").first).to_contain_text("entries/p1.gb.yaml has changed")
        await page.locator(".gb-Result:visible").get_by_role("button", name="Run again").first.click()
        await expect(page.locator('.gb-Result:visible[data-result="e2/impedance/002"]')).to_be_visible()
        await expect(page.locator(".gb-Badge.gb-mod-warning:visible")).to_have_count(0)


async def _wrong_unit_is_corrected(page: Page) -> None:
    """The finding stands at the field and in the panel, which leads to the field; it goes with the mistake."""
    from playwright.async_api import expect

    await field(page, "amplitude").fill("10 K")
    told = page.locator(".gb-Entry:visible .gb-FieldFinding.gb-mod-error")
    await expect(told).to_contain_text("'10 K' is a temperature, not a voltage")
    await expect(field(page, "amplitude")).to_have_attribute("aria-invalid", "true")
    await expect(page.locator(".gb-Findings:visible .gb-Card.gb-mod-error")).to_contain_text("Amplitude")
    await field(page, "date").focus()
    await page.get_by_role("button", name="Go to field").click()
    await expect(field(page, "amplitude")).to_be_focused()
    await field(page, "amplitude").fill("10 mV")
    await expect(told).to_have_count(0)


async def _spectrum_is_added(page: Page) -> None:
    """A row is filled from the keyboard; its wrong unit is corrected by the button that the finding brings."""
    from playwright.async_api import expect

    await field(page, "measured_on.entry").fill("p1")
    await page.get_by_role("button", name="Add spectrum").click()
    await expect(field(page, "spectra[0].file")).to_be_focused()
    await page.keyboard.type(FILE)
    await page.keyboard.press("Tab")
    await expect(field(page, "spectra[0].temperature")).to_be_focused()
    await page.keyboard.type("98.85 C")
    await page.locator(".gb-FieldFindings").get_by_role("button", name="Use 98.85 °C").click()
    await expect(field(page, "spectra[0].temperature")).to_have_value("98.85 °C")


async def _figure_is_seen(page: Page) -> None:
    """The analysis runs until its figure and values stand in the form."""
    from playwright.async_api import expect

    await page.locator(".gb-Entry:visible").get_by_role("button", name="Analyse").click()
    figure = page.locator(".gb-Entry:visible img.gb-Figure")
    await expect(figure).to_be_visible()
    await expect(figure).to_have_js_property("complete", value=True)
    assert await figure.evaluate("image => image.naturalWidth") > 100
    await expect(page.locator(".gb-Result:visible").first).to_contain_text("S/cm")


async def test_form_and_text_are_one_document(open_page: OpenPage, lab_address: str, lab_notebook: Notebook) -> None:
    """What is typed in the text shows in the form, and the other way round; an unreadable text is not edited."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/p1.gb.yaml?token=secret&reset")
        await expect(field(page, "diameter")).to_have_value("8.00(2) mm")
        await page.locator(".gb-Entry:visible").click(position={"x": 5, "y": 5})
        await page.get_by_role("button", name="YAML", exact=True).click()
        text = page.locator(".cm-content:visible")
        await expect(text).to_contain_text("diameter: 8.00(2) mm")
        await field(page, "diameter").fill("9 mm")
        await expect(text).to_contain_text("diameter: 9 mm")
        await text.locator(".cm-line", has_text="diameter: 9 mm").click()
        await page.keyboard.press("End")
        await page.keyboard.type("  # gauge")
        await expect(field(page, "diameter")).to_have_value("9 mm")
        await page.keyboard.press("Enter")
        await page.keyboard.type("a: [")
        await expect(page.locator(".gb-Notice")).to_contain_text("The text cannot be read at line")
        await expect(field(page, "diameter")).to_be_disabled()
        for _ in range(5):
            await page.keyboard.press("Backspace")
        await expect(field(page, "diameter")).to_be_enabled()
        await field(page, "diameter").fill("8 mm")
        await expect(text).to_contain_text("diameter: 8 mm  # gauge")
        assert "# gauge" not in lab_notebook.path_of("p1").read_text("utf-8")


async def test_rare_field_keeps_its_place_while_it_is_typed_in(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook
) -> None:
    """A field from behind “more fields” does not jump away under the fingers; steps are added as cards."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    file = new.new(lab_notebook, "synthesis", "s9")
    before = file.read_text("utf-8")
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/s9.gb.yaml?token=secret&reset")
        await page.get_by_text("More fields reason").click()
        await field(page, "reason").press_sequentially("crucible leaked", delay=30)
        await expect(field(page, "reason")).to_be_focused()
        await expect(field(page, "reason")).to_have_value("crucible leaked")
        await page.get_by_role("button", name="Add step").click()
        await expect(field(page, "steps[0].action")).to_be_focused()
        await field(page, "steps[0].action").select_option("heat")
        await field(page, "steps[0].temperature").fill("523 K")
        await field(page, "notes").press_sequentially("first\nsecond: line")
        await page.get_by_title("Save", exact=True).locator("visible=true").first.click()
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
    assert edited(before, file.read_text("utf-8")) == [
        "+  - action: heat",
        "+    temperature: 523 K",
        "+reason: crucible leaked",
        "-notes:",
        "+notes: |-",
        "+  first",
        "+  second: line",
    ]


async def test_folder_without_a_notebook_can_become_one(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook
) -> None:
    """A card of the launcher asks first, then makes the notebook and the entry in it."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    folder = lab_notebook.root.parent / "empty"
    folder.mkdir()
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/empty?token=secret&reset")
        await page.locator(".jp-LauncherCard", has_text="Note").last.click()
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("empty is in none yet")
        assert list(folder.iterdir()) == []
        await dialog.get_by_role("button", name="Make a notebook here").click()
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Note")
    assert (folder / "glovebook.yaml").is_file()
    assert (folder / "entries/n1.gb.yaml").is_file()


ODD = {
    "unknown": "kind: pallet\n",
    "bare": "title: no kind\n",
    "empty": "",
    "list": "- a\n- b\n",
    "shapes": (
        "kind: pellet\nmade_from: s3\nthickness: [1 mm]\ndiameter: {a: b}\n"
        "pressure: {value: [1]}\ntags: {a: b}\nlog: [x, []]\n"
    ),
    "steps": "kind: synthesis\nsteps: [mill, {action: [heat]}, '']\natmosphere: Ar\nreagents: {formula: NaNH2}\n",
    "links": "kind: eis\nmeasured_on: p1\nspectra: {file: x}\npart_of: [p1]\n",
    "eaten": "kind: note\nabout:\n  -\n  - {}\n  - entry:\n",
}


async def test_odd_entries_open_and_hide_nothing(open_page: OpenPage, lab_address: str, lab_notebook: Notebook) -> None:
    """Whatever stands in a file, the form shows it or leads to the text; opening changes nothing."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/m1.gb.yaml?token=secret&reset")
        await expect(page.locator(".gb-Kind:visible")).to_have_text("Material")
        for name, text in ODD.items():
            file = lab_notebook.root / f"entries/odd-{name}.gb.yaml"
            file.write_text(text)
            path = f"lab/entries/{file.name}"
            await page.evaluate("path => void jupyterapp.commands.execute('docmanager:open', {path})", path)
            await expect(page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current")).to_contain_text(file.name)
            form = page.locator(".gb-Entry:visible")
            await expect(form.locator(".gb-Card").first).to_be_visible()
            elsewhere = form.get_by_role("button", name="Written in another way: see the YAML")
            await expect(elsewhere).to_have_count({"shapes": 7, "steps": 4, "links": 3}.get(name, 0))
            assert await page.locator(".lm-TabBar-tab.jp-mod-dirty, .jp-mod-dirty").count() == 0
            assert file.read_text() == text
    for name in ODD:  # once no form shows them any more
        (lab_notebook.root / f"entries/odd-{name}.gb.yaml").unlink()


async def _photograph(page: Page, folder: Path, name: str) -> None:
    """Pictures to look at, in both themes and widths."""
    for theme, title in THEMES.items():
        await page.evaluate("title => jupyterapp.commands.execute('apputils:change-theme', {theme: title})", title)
        await page.wait_for_function(
            "dark => document.body.dataset.jpThemeLight === String(!dark)", arg=theme == "dark"
        )
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            for place, selector in {"top": ".gb-Header", "results": ".gb-Results"}.items():
                await page.locator(f"{selector}:visible").scroll_into_view_if_needed()
                await page.screenshot(path=folder / f"{name}-{place}-{theme}-{width}.png")


async def test_results_of_a_series_are_told_by_their_headline(
    open_page: OpenPage, lab_address: str, lab_notebook: Notebook, tmp_path: Path
) -> None:
    """Eight spectra show what a chemist asks for first; the rest is one button away."""
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    analyse(lab_notebook.path_of("e1"))
    async with open_page() as page:
        await page.goto(f"{lab_address}/lab/tree/lab/entries/e1.gb.yaml?token=secret&reset")
        impedance = page.locator('.gb-Result[data-result^="e1/impedance"]')
        heads = impedance.locator("th")
        told = ["temperature", "sigma_total", "r_total", "circuit", "kramers_kronig"]
        await expect(heads).to_have_text(told)
        await expect(impedance.locator("tbody tr")).to_have_count(8)
        clipped = await impedance.locator(".gb-Scroll").evaluate("box => box.scrollWidth - box.clientWidth")
        assert clipped == 0
        await impedance.locator("table").screenshot(path=tmp_path / "series-headline.png")
        await impedance.get_by_role("button", name="columns").click()
        await expect(heads.filter(has_text="kk_rms_percent")).to_have_count(1)
        await impedance.get_by_role("button", name="Fewer columns").click()
        await expect(heads).to_have_text(told)
        await page.locator('.gb-Result[data-result^="e1/arrhenius"] table').screenshot(path=tmp_path / "arrhenius.png")
