"""The face in JupyterLab: server routes here, the extension in ``frontend/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where Jupyter Server finds the extension."""
    return [{"module": "glovebook.eln_plugin"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Add the routes, and load in a thread what the first request will need."""
    from glovebook.eln_plugin import routes, work

    routes.add(server.web_app, server.root_dir)
    work.warm_up()
    server.log.info("Glovebook is ready under %sglovebook/", server.base_url)
