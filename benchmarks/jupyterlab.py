"""How fast Glovebook is in JupyterLab: its start, what a keystroke costs, a big notebook in the side panel, its size.

Two JupyterLabs run, a plain one and one with Glovebook, and a headless Chromium opens pages of both in turn, each in a
profile of its own. Run ``python benchmarks/jupyterlab.py``; it ends with 1 above a limit. It needs Playwright (extra
``test``), a Chromium on PATH and the built front end.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from glovebook.pipeline.new import init

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BUNDLE = Path(__file__).resolve().parents[1] / "eln_plugin/labextension"
STARTS = 10
KEYS = 60
ENTRIES = 10_000
ROWS = 100
"""Of an impedance series, with two fields each that hold a value: 200."""
DEBOUNCE = 250.0
"""Milliseconds after the last key until the server is asked; the front end's own."""
LIMITS = {"start": 0.5, "key": 50.0, "panel": 1.0, "bundle": 200.0}
"""Seconds more than a plain JupyterLab, milliseconds beyond the debounce, seconds, kB."""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FIELD = '.gb-Entry:not(.lm-mod-hidden) [data-path="spectra[50].temperature"]'
TIMED = """
([selector, text, wrong]) => new Promise(resolve => {
  const field = document.querySelector(selector);
  let begun;
  const seen = () => (field.getAttribute('aria-invalid') === 'true') === wrong;
  const watch = new MutationObserver(() => {
    if (begun !== undefined && seen()) { watch.disconnect(); resolve(performance.now() - begun); }
  });
  watch.observe(field, { attributes: true });
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
  begun = performance.now();
  field.dispatchEvent(new Event('input', { bubbles: true }));
})
"""
"""Types a text into a field, and gives the milliseconds until its finding came or went."""


@dataclass
class Lab:
    """A JupyterLab that runs."""

    address: str

    def page(self, path: str) -> str:
        """The address of a page of it."""
        return f"{self.address}/lab{path}?token=secret&reset"


@contextlib.contextmanager
def running(home: Path, root: Path, *, glovebook: bool) -> Iterator[Lab]:
    """A JupyterLab with an empty user that shows a folder, until it answers."""
    settings = home / "settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    places = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
    environment = {**os.environ, "HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "0"}
    environment |= {f"JUPYTER_{name}": str(home / place) for name, place in places.items()}
    environment |= {f"JUPYTERLAB_{name.upper()}_DIR": str(home / name) for name in ("settings", "workspaces")}
    extensions = home / "data/labextensions"
    extensions.mkdir(parents=True)
    if glovebook:
        (extensions / "glovebook").symlink_to(BUNDLE)
    elif (Path(sys.prefix) / "share/jupyter/labextensions/glovebook").exists():
        (home / "config/labconfig").mkdir(parents=True)
        (home / "config/labconfig/page_config.json").write_text('{"disabledExtensions": {"glovebook": true}}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-P", "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=secret"]
    command += [f"--ServerApp.root_dir={root}", "--LabApp.expose_app_in_browser=True"]
    command += [f"--ServerApp.jpserver_extensions={{'glovebook.eln_plugin': {glovebook}}}"]
    with (home / "log").open("w") as log, subprocess.Popen(command, env=environment, stderr=log) as server:
        lab = Lab(f"http://127.0.0.1:{port}")
        try:
            while server.poll() is None:
                with contextlib.suppress(URLError):
                    urlopen(f"{lab.address}/api?token=secret").close()  # noqa: S310  the address is the one made above
                    break
                time.sleep(0.05)
            yield lab
        finally:
            server.terminate()


def opened(browser: Browser, address: str, selector: str) -> float:
    """Seconds from the address to something that can be seen, in a new profile."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address)
    page.locator(selector).first.wait_for(state="visible", timeout=120_000)
    took = time.perf_counter() - begun
    context.close()
    return took


def starts(browser: Browser, plain: Lab, ours: Lab) -> tuple[float, float]:
    """Median seconds until a plain JupyterLab has its launcher, and until the form of an entry is there, in turn."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(STARTS):
        took[0].append(opened(browser, plain.page(""), ".jp-LauncherCard"))
        took[1].append(opened(browser, ours.page("/tree/lab/entries/e1.gb.yaml"), '.gb-Entry [data-path="date"]'))
    return statistics.median(took[0]), statistics.median(took[1])


def keystrokes(page: Page, lab: Lab) -> list[float]:
    """Milliseconds from a key to the finding that it brings or takes away, in an entry with 200 fields."""
    page.goto(lab.page("/tree/lab/entries/e1.gb.yaml"))
    page.locator(FIELD).wait_for(timeout=120_000)
    took = []
    for number in range(KEYS + 2):
        wrong = number % 2 == 0
        took.append(page.evaluate(TIMED, [FIELD, f"{300 + number} {'V' if wrong else 'K'}", wrong]))
        page.wait_for_timeout(100)
    return took[2:]  # the first check reads what all later ones need


def panel(page: Page, lab: Lab) -> tuple[float, float]:
    """Seconds until entries of a big notebook show in the side panel: the first time ever, and in a later session."""
    took = []
    for _ in range(2):
        page.goto(lab.page("/tree/many/glovebook.yaml"))
        page.locator(".jp-FileEditor, .jp-Document").first.wait_for(timeout=120_000)
        page.wait_for_timeout(1000)
        begun = time.perf_counter()
        page.evaluate("void jupyterapp.commands.execute('glovebook:show-panel')")
        page.locator(".gb-Panel-entry").first.wait_for(timeout=300_000)
        took.append(time.perf_counter() - begun)
    return took[0], took[1]


def found(page: Page) -> float:
    """Seconds from a word that is typed into the search to what it finds; the debounce is in it."""
    begun = time.perf_counter()
    page.locator(".gb-Panel-search").fill("p4711")
    page.locator(".gb-Panel-group .gb-Count", has_text="1").first.wait_for(timeout=120_000)
    page.locator(".gb-Panel-id", has_text="p4711").wait_for(timeout=120_000)
    return time.perf_counter() - begun


def kilobytes() -> float:
    """Size of all scripts that the browser may load, compressed as a server sends them."""
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in (BUNDLE / "static").rglob("*.js")) / 1000


def make(root: Path) -> None:
    """A notebook ``lab`` with a series of spectra, and ``many`` with ten thousand pellets; all are synthetic."""
    lab = init(root / "lab", "Lab")
    lines = ["kind: eis", 'schema: "1.0"', "id: e1", "title: Series", "date: 2018-01-20", "synthetic: yes", "spectra:"]
    for index in range(ROWS):
        lines += [f"  - file: data/{index}.txt", f"    temperature: {275.5 + index} K"]
    (lab.root / "entries/e1.gb.yaml").write_text("\n".join(lines) + "\n")
    many = init(root / "many", "Many")
    for index in range(ENTRIES):
        day = f"20{10 + index % 15:02d}-{1 + index % 12:02d}-{1 + index % 28:02d}"
        head = f'kind: pellet\nschema: "1.0"\nid: p{index}\ntitle: Pellet {index}\ndate: {day}\nsynthetic: yes\n'
        text = f"{head}diameter: 8 mm\nthickness: {1 + index % 50 / 100} mm\nmass: {40 + index % 13} mg\n"
        (many.root / f"entries/p{index}.gb.yaml").write_text(text)


def main() -> int:
    """Measures and prints; 1 above a limit."""
    from playwright.sync_api import sync_playwright

    chromium = next(
        place for name in ("chromium", "chromium-browser", "google-chrome") if (place := shutil.which(name))
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, root = Path(folder), Path(folder) / "shown"
        make(root)
        with (
            running(home / "plain", root, glovebook=False) as plain,
            running(home / "ours", root, glovebook=True) as ours,
        ):
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for lab, selector in ((plain, ".jp-LauncherCard"), (ours, ".gb-Entry, .jp-LauncherCard")):
                opened(browser, lab.page(""), selector)  # the first start of all compiles bytecode
            launcher, form = starts(browser, plain, ours)
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            keys = sorted(took - DEBOUNCE for took in keystrokes(page, ours))
            first, later = panel(page, ours)
            search = found(page)
            browser.close()
    key = keys[int(0.95 * len(keys))]
    size = kilobytes()
    over = {"start": form - launcher, "key": key, "panel": later, "bundle": size}
    print(
        f"start: launcher of a plain JupyterLab {launcher:.2f} s, form of an entry {form:.2f} s (medians of {STARTS})"
    )
    print(f"  {over['start']:+.2f} s; limit {LIMITS['start']:+.2f} s")
    print(f"key to finding, 200 fields: {statistics.median(keys):.0f} ms median, {key:.0f} ms p95 beyond the debounce")
    print(f"  limit {LIMITS['key']:.0f} ms p95")
    print(f"side panel, {ENTRIES} entries: {later:.2f} s; the first time ever {first:.1f} s; a search {search:.2f} s")
    print(f"  limit {LIMITS['panel']:.1f} s")
    print(f"bundle: {size:.0f} kB gzip; limit {LIMITS['bundle']:.0f} kB")
    return int(any(value > LIMITS[name] for name, value in over.items()))


if __name__ == "__main__":
    sys.exit(main())
