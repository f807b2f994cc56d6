"""The face in JupyterLab: server routes here, the extension in ``frontend/``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where Jupyter Server finds the extension."""
    return [{"module": "glovebook.eln_plugin"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Add the routes and the hooks of saves, and load in a thread what the first request will need."""
    from pathlib import Path

    from glovebook.eln_plugin import keep, routes, work

    routes.add(server.web_app, server.root_dir)
    before, after = keep.hooks(Path(server.root_dir).resolve())
    contents: Any = server.contents_manager  # Jupyter Server has no types for its hooks
    contents.register_pre_save_hook(before)
    contents.register_post_save_hook(after)
    work.warm_up()
    server.log.info("Glovebook is ready under %sglovebook/", server.base_url)
