"""A Jupyter server with Glovebook switched on, and a notebook in the folder that it shows."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPResponse

from glovebook.pipeline import new
from glovebook.store.notebook import Notebook

Ask = Callable[..., Awaitable[tuple[int, Any]]]


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
