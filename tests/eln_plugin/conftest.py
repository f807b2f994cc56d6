"""A Jupyter server with Glovebook switched on, and JupyterLab in a real browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.request import urlopen

import pytest
from tornado.httpclient import HTTPResponse

from glovebook.pipeline import demo, new
from glovebook.store.notebook import Notebook

if TYPE_CHECKING:
    from playwright.sync_api import Page

Ask = Callable[..., Awaitable[tuple[int, Any]]]
OpenPage = Callable[..., AbstractAsyncContextManager["Page"]]


CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OURS = "/extensions/glovebook/"
"""Part of the address of every script of Glovebook."""
QUIET = '{"fetchNews": "false", "checkForUpdates": false}'
"""Nothing is fetched from outside, and no question about news covers the form."""
START = """
import socket, sys
from jupyterlab.labapp import main
if __name__ == "__main__":
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", int(sys.argv[1])))
        port = free.getsockname()[1]
    print(port, flush=True)
    sys.exit(main([*sys.argv[2:], f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]))
"""
BUNDLE = Path(__file__).resolve().parents[2] / "eln_plugin/labextension"


@pytest.fixture
def jp_server_config() -> dict[str, Any]:
    """What an install puts into the server's configuration."""
    return {"ServerApp": {"jpserver_extensions": {"glovebook.eln_plugin": True}}}


@pytest.fixture
def notebook(jp_root_dir: Path) -> Notebook:
    """A notebook ``lab`` with a pellet ``p1``."""
    notebook = new.init(jp_root_dir / "lab", "Test lab")
    new.new(notebook, "pellet", "p1")
    return notebook


@pytest.fixture
def ask(jp_fetch: Callable[..., Awaitable[HTTPResponse]]) -> Ask:
    """Asks a route of Glovebook: ``(status, data)`` of its answer; a refusal is an answer, too."""

    async def ask(route: str, body: Any = None, **query: str) -> tuple[int, Any]:
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        how: dict[str, Any] = {"method": "GET"} if body is None else {"method": "POST", "body": text}
        response = await jp_fetch("glovebook", *route.split("/"), params=query, raise_error=False, **how)
        return response.code, json.loads(response.body)

    return ask


@pytest.fixture(scope="session")
def lab_notebook(tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """The demo notebook, whose data are synthetic, in the folder that JupyterLab shows."""
    return demo.make(tmp_path_factory.mktemp("shown") / "lab")


@pytest.fixture(scope="session")
def lab_address(lab_notebook: Notebook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab with an empty user."""
    with LabServer(lab_notebook.root.parent, tmp_path_factory.mktemp("home")) as server:
        yield server.address


@pytest.fixture
def lab_server(tmp_path: Path) -> Iterator[LabServer]:
    """A JupyterLab of the test's own, with a notebook ``lab`` that has a pellet ``p1``; the test may kill it."""
    root = tmp_path / "shown"
    new.new(new.init(root / "lab", "Test lab"), "pellet", "p1")
    (tmp_path / "home").mkdir()
    with LabServer(root, tmp_path / "home") as server:
        yield server


class LabServer:
    """A JupyterLab that shows a folder to an empty user; it can be killed, and started again at the same address.

    Under a ``base_url`` it answers as one behind JupyterHub does; ``options`` are further ones of its command line.
    """

    def __init__(self, root: Path, home: Path, base_url: str = "/", options: Sequence[str] = ()) -> None:
        self.root = root
        self._base_url = base_url
        self._options = options
        self._home = home
        self._port = ""
        self._server: subprocess.Popen[str] | None = None
        settings = home / "settings/@jupyterlab/apputils-extension"
        settings.mkdir(parents=True)
        (settings / "notification.jupyterlab-settings").write_text(QUIET)
        (home / "start.py").write_text(START)
        self._environment = _empty_user(home)

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self._port}{self._base_url}".rstrip("/")

    def start(self) -> None:
        """Returns as soon as it answers."""
        arguments = [
            self._port or "0",
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            "--IdentityProvider.token=secret",
            "--LabApp.expose_app_in_browser=True",
            f"--ServerApp.root_dir={self.root}",
            f"--ServerApp.base_url={self._base_url}",
            "--ServerApp.jpserver_extensions={'glovebook.eln_plugin': True}",
            *self._options,
        ]
        command = [sys.executable, "-P", str(self._home / "start.py"), *arguments]
        log = self._home / "jupyter.log"
        with log.open("a") as stderr:
            self._server = subprocess.Popen(
                command, env=self._environment, cwd=self._home, stdout=subprocess.PIPE, stderr=stderr, text=True
            )
        assert self._server.stdout is not None
        self._port = self._server.stdout.readline().strip()
        try:
            _wait_for(self.address, self._server, log)
        except BaseException:  # no later test may meet the remains of this one
            self.kill()
            raise

    def kill(self) -> None:
        """Ends it as a power cut does: nothing can be written any more."""
        self._end(subprocess.Popen.kill)

    def _end(self, how: Callable[[subprocess.Popen[str]], None]) -> None:
        if self._server is not None:
            how(self._server)
            with self._server:
                self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end(subprocess.Popen.terminate)


def _empty_user(home: Path) -> dict[str, str]:
    """The environment of a person who never used Jupyter, with the bundle of this tree where none is installed."""
    folders = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
    environment = {**os.environ, "HOME": str(home)}
    environment |= {f"JUPYTER_{name}": str(home / folder) for name, folder in folders.items()}
    environment |= {f"JUPYTERLAB_{name.upper()}_DIR": str(home / name) for name in ("settings", "workspaces")}
    if not (Path(sys.prefix) / "share/jupyter/labextensions/glovebook").is_dir():
        assert (BUNDLE / "package.json").is_file(), "the front end is not built: install the checkout, e.g. `uv sync`"
        (home / "labextensions").mkdir()
        (home / "labextensions/glovebook").symlink_to(BUNDLE)
        environment["JUPYTER_PATH"] = str(home)
    return environment


def _wait_for(address: str, server: subprocess.Popen[str], log: Path) -> None:
    while server.poll() is None:
        try:
            urlopen(f"{address}/api?token=secret").close()  # noqa: S310  the address is the one made above
        except OSError:  # nobody listens yet, or who tried the port out has closed it again
            time.sleep(0.02)
            continue
        return
    pytest.fail(f"JupyterLab ended:\n{log.read_text()}")


@pytest.fixture
def open_page(chromium_path: Path) -> OpenPage:
    """Opens a page of a new headless browser; what its scripts fail on fails the test, in its other pages, too.

    Unless it is ``tolerated``, a part of the message, and no script of Glovebook had a hand in it.
    """
    async_api = pytest.importorskip("playwright.async_api", reason="playwright is not installed")

    @asynccontextmanager
    async def open_page(tolerated: str | None = None) -> AsyncIterator[Page]:
        async with async_api.async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=str(chromium_path), args=CHROMIUM_FLAGS)
            context = await browser.new_context(viewport={"width": 1400, "height": 900})
            complaints: list[str] = []
            context.on("weberror", lambda web_error: complaints.append(f"{web_error.error}\n{web_error.error.stack}"))
            yield await context.new_page()
            await browser.close()
        assert [said for said in complaints if not tolerated or tolerated not in said or OURS in said] == []

    return open_page
