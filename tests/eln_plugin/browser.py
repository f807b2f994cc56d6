"""What tests in a real browser share: how long a step may take, the field of a form, a dropped file, pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

WAIT = 60_000
"""Milliseconds that a step may take on a machine with much else to do."""
DROP = """
(target, files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name));
    }
    for (const type of ['dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
}
"""
"""What the browser does when files, name and content in base64, are dropped on an element."""


def field(page: Page, path: str) -> Locator:
    """The input of a field of the entry in front."""
    return page.locator(f'.gb-Entry:visible [data-path="{path}"]')


async def photograph(page: Page, folder: Path, name: str) -> None:
    """Pictures to look at, in both themes."""
    await page.screenshot(path=folder / f"{name}-light.png")
    await page.evaluate("jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    await page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    await page.wait_for_timeout(1000)  # the picture of JupyterLab fades out
    await page.screenshot(path=folder / f"{name}-dark.png")
