"""The weigh sheet: what the route says of good and bad input, and a day at the balance in a real browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from glovebook.pipeline import new
from glovebook.store.notebook import Notebook
from tests.eln_plugin.browser import WAIT, field, photograph
from tests.eln_plugin.conftest import LabServer

if TYPE_CHECKING:
    from playwright.async_api import Page, Request

Ask = Callable[..., Awaitable[tuple[int, Any]]]
OpenPage = Callable[[], AbstractAsyncContextManager["Page"]]
PATH = "lab/entries/s1.gb.yaml"
ENTRY = """\
kind: synthesis
schema: "1.0"
id: s1
date: someday
product: Na3NH2B12H12
reagents:
  - {formula: NaNH2, entry: m1}  # the new bottle
  - {formula: Na2B12H12, lot: B7}
ratio: "1:1"
"""


async def sheet(ask: Ask, **typed: Any) -> dict[str, Any]:
    """The sheet that the route gives."""
    status, found = await ask("weigh", {"path": PATH, "text": ENTRY, "batch": "", "weighed": [], **typed})
    assert status == 200, found
    return dict(found)


async def test_sheet_of_a_batch(ask: Ask, notebook: Notebook) -> None:
    """Purity and lot come from the bottle; 1.000 mmol of each is 39.81 mg of NaNH2 of 98 %, and 187.8 mg.

    A date that cannot be read is no obstacle, nor is a text that is not saved.
    """
    new.new(notebook, "material", "m1", values={"formula": "NaNH2", "purity": "98 %", "lot": "A1"})
    empty = await sheet(ask)
    assert [(row["target"], row["mass"], row["ratio"]) for row in empty["rows"]] == [("", "", "")] * 2
    assert (empty["said"], empty["values"], empty["wanted"]) == ("", {}, "1 : 1")
    found = await sheet(ask, batch="0.226809", weighed=["0.0398", None])
    assert [(row["lot"], row["purity"], row["target"]) for row in found["rows"]] == [
        ("A1", "98 %", "0.03981 g"),
        ("B7", "", "0.1878 g"),
    ]
    assert (found["rows"][0]["amount"], found["weighed"], found["fits"]) == ("0.9998 mmol", "", None)
    assert found["values"] == {
        "batch": "0.226809 g",
        "reagents[0].target": "0.03981 g",
        "reagents[0].mass": "0.0398 g",
        "reagents[1].target": "0.1878 g",
    }
    off = await sheet(ask, weighed=["39.8 mg", "0.2066"])
    assert [(row["ratio"], row["deviation"]) for row in off["rows"]] == [("1", ""), ("1.100", "+10 %")]
    assert (off["weighed"], off["fits"]) == ("1 : 1.100", False)
    follows = await sheet(ask, start={"reagent": 0, "mass": "0.0398 g"}, weighed=[None, "0.1878"])
    assert [row["target"] for row in follows["rows"]] == ["0.0398 g", "0.1878 g"]


async def test_what_is_no_mass_is_told_in_its_row(ask: Ask) -> None:
    """The others stand, and nothing is offered to be written until it is corrected."""
    found = await sheet(ask, batch="0.5 g", weighed=["0,0398", "> 1 g"])
    assert [row["said"] for row in found["rows"]] == [
        "'0,0398' has a decimal comma; write a decimal point: '0.0398'",
        "'> 1 g' is no mass that was weighed; write one number above zero, e.g. '0.1039 g'",
    ]
    assert (found["values"], found["rows"][1]["target"]) == ({}, "0.414 g")
    told = await sheet(ask, batch="5 K")
    assert told["said"].startswith("'5 K' is a temperature, not a mass; write one of")
    unread = await sheet(ask, text=ENTRY.replace("lot: B7", "mass: 3"))
    assert unread["rows"][1]["said"].startswith("'3' has no unit")


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"weighed": ["1 g"] * 3}, 422, "the entry has fewer reagents than the sheet"),
        ({"start": {"reagent": 2, "mass": ""}}, 422, "the entry has fewer reagents than the sheet"),
        (
            {"text": 'kind: pellet\nschema: "1.0"\nid: p1\n'},
            422,
            "there is nothing to weigh: the entry names no reagents",
        ),
        ({"text": "kind: [", "weighed": ["1 g"]}, 422, "line 2: "),
        ({"text": ENTRY.replace("Na2B12H12,", "Xx,")}, 422, "reagents[1].formula: "),
        ({"start": {"reagent": True, "mass": ""}}, 400, "{'reagent': True, 'mass': ''} is no portion to start from"),
        ({"start": [0, "1 g"]}, 400, "[0, '1 g'] is no portion to start from"),
        ({"weighed": [1]}, 400, "the masses weighed are not all texts"),
        ({"batch": None}, 400, "'batch' is NoneType"),
        ({"path": "../secret/s1.gb.yaml"}, 400, "path '../secret/s1.gb.yaml' does not stay under the server's folder"),
    ],
)
async def test_bad_requests(ask: Ask, typed: dict[str, Any], status: int, said: str) -> None:
    """Each is answered with a sentence."""
    code, refused = await ask("weigh", {"path": PATH, "text": ENTRY, "batch": "", "weighed": [], **typed})
    assert (code, refused["message"].startswith(said)) == (status, True), refused


async def test_a_batch_is_weighed_in(open_page: OpenPage, lab_server: LabServer, tmp_path: Path) -> None:
    """By keyboard: settings name the operator, a template begins the batch, the balance fills the sheet, undo empties it.

    A default that does not fit is told. What is typed in the form and not saved stays; a sheet that was closed is
    opened as it was.
    """
    from playwright.async_api import expect

    expect.set_options(timeout=WAIT)
    notebook = Notebook.open(lab_server.root / "lab")
    settings = tmp_path / "home/settings/glovebook"
    settings.mkdir()
    (settings / "entries.jupyterlab-settings").write_text('{"instruments": {"pellet": "vmp3"}}')
    async with open_page() as page:
        await page.goto(f"{lab_server.address}/lab/tree/lab?token=secret&reset")
        await _operator_is_set(page)
        await _misfit_is_told(page)
        await _synthesis_is_begun(page)
        await expect(field(page, "operator")).to_have_value("ann")
        file = notebook.path_of("s1")
        before = file.read_text("utf-8")
        await field(page, "title").fill("Batch for pellets")
        await page.get_by_role("button", name="Weigh Sheet").locator("visible=true").press("Enter")
        await _is_weighed(page)
        await _sheet_is_closed_and_opened(page)
        write = page.get_by_role("button", name="Write into the entry")
        await expect(write).to_be_focused()
        await photograph(page, tmp_path, "weigh")
        assert await _paper(page) == "0.55 g 0.0956 g 0.4553"
        await write.press("Enter")
        await expect(page.locator(".gb-Weigh-buttons [role=status]")).to_contain_text("Written.")
        await page.get_by_role("tab", name="s1.gb.yaml").click()
        await expect(field(page, "reagents[1].mass")).to_have_value("0.4553 g")
        await page.keyboard.press("Control+s")
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
        assert file.read_text("utf-8") == _weighed(before)
        await field(page, "title").focus()
        await page.keyboard.press("Control+z")
        await expect(field(page, "reagents[1].mass")).to_have_value("")
        await page.keyboard.press("Control+s")
        await expect(page.locator(".jp-mod-current.jp-mod-dirty")).to_have_count(0)
    assert file.read_text("utf-8") == before.replace("title:\n", "title: Batch for pellets\n")


async def _operator_is_set(page: Page) -> None:
    """The settings editor keeps who works here."""
    await page.wait_for_function("globalThis.jupyterapp?.commands.hasCommand('glovebook:settings')")
    await page.evaluate("void jupyterapp.commands.execute('glovebook:settings')")
    operator = page.locator('.jp-SettingsPanel input[id$="glovebook:entries_operator"]')
    await operator.focus()
    async with page.expect_response(lambda reply: _is_read_back(reply.request), timeout=WAIT):
        await page.keyboard.type("ann")


async def _misfit_is_told(page: Page) -> None:
    """A pellet has no instrument; it is made all the same."""
    from playwright.async_api import expect

    await page.evaluate("void jupyterapp.commands.execute('glovebook:new', {kind: 'pellet', cwd: 'lab'})")
    await expect(page.locator(".Toastify__toast")).to_contain_text("the default instrument 'vmp3' was not filled in")
    await expect(page.locator(".gb-Kind:visible")).to_have_text("Pellet")


def _is_read_back(request: Request) -> bool:
    """Whether JupyterLab reads settings that it has just written."""
    return request.method == "GET" and "settings/glovebook:entries" in request.url


async def _synthesis_is_begun(page: Page) -> None:
    """From the ready procedure, by the palette's command."""
    from playwright.async_api import expect

    name = "synthesis-sealed-crucible"
    await page.evaluate(
        "template => void jupyterapp.commands.execute('glovebook:new-from-template', {template, cwd: 'lab'})", name
    )
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("Template")).to_have_value(name)
    await dialog.get_by_role("textbox", name="Id").press("Enter")
    await expect(page.locator(".gb-Kind:visible")).to_have_text("Synthesis")


async def _is_weighed(page: Page) -> None:
    """The batch gives the masses; what is typed, Enter after each as a balance sends it, gives the ratio."""
    from playwright.async_api import expect

    view = page.locator(".gb-Weigh:visible")
    await view.get_by_role("textbox", name="Batch of product").focus()
    await page.keyboard.type("0.55 g")
    await expect(view.locator(".gb-Weigh-target")).to_have_text(["0.09556 g", "0.4554 g"])
    await view.get_by_label("Weighed of NaNH2").focus()
    await page.keyboard.type("0.1956")
    await page.keyboard.press("Enter")
    await page.keyboard.type("0.4553")
    await expect(view.locator(".gb-Weigh-ratio")).to_contain_text("1 : 0.4884")
    await expect(view.locator(".gb-Weigh-verdict")).to_have_text("is off")
    await view.get_by_label("Weighed of NaNH2").fill("0.0956 g")
    await expect(view.locator(".gb-Weigh-ratio")).to_contain_text("1 : 0.9994")
    await expect(view.locator(".gb-Weigh-verdict")).to_have_text("fits")
    await page.keyboard.press("Enter")
    await expect(view.get_by_label("Weighed of Na2B12H12")).to_be_focused()


async def _sheet_is_closed_and_opened(page: Page) -> None:
    """What was typed on it is there again, and the ratio follows."""
    from playwright.async_api import expect

    await page.evaluate("jupyterapp.shell.currentWidget.close()")
    await page.get_by_role("tab", name="s1.gb.yaml").click()
    await page.get_by_role("button", name="Weigh Sheet").locator("visible=true").press("Enter")
    await expect(page.locator(".gb-Weigh-verdict:visible")).to_have_text("fits")
    await page.get_by_label("Weighed of Na2B12H12").press("Enter")


async def _paper(page: Page) -> str:
    """What stands in the fields of the printed sheet, which is all that is seen on paper."""
    await page.emulate_media(media="print")
    await page.evaluate("window.print = () => undefined")
    await page.get_by_role("button", name="Print").click()
    seen = page.locator("body > *:visible")
    assert await seen.count() == 1
    texts = await seen.locator(".gb-Printed-field:visible").all_inner_texts()
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    await page.emulate_media(media="screen")
    return " ".join(texts)


def _weighed(before: str) -> str:
    """The entry with what the sheet writes into it, and nothing else."""
    return (
        before.replace("title:\n", "title: Batch for pellets\n")
        .replace("    purity: 99 %\n    mass:\n", "    purity: 99 %\n    mass: 0.0956 g\n    target: 0.09556 g\n")
        .replace(
            "Na2B12H12\n    entry:\n    mass:\n", "Na2B12H12\n    entry:\n    mass: 0.4553 g\n    target: 0.4554 g\n"
        )
        .replace("product_mass:\n", "product_mass:\nbatch: 0.55 g\n")
    )
