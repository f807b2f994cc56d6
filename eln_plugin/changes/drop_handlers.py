"""The routes that make an entry of raw files; each names its fields and hands them to ``drop``."""

from __future__ import annotations

from typing import Any

from tornado import web

from glovebook.eln_plugin.base import Route, text_or_none
from glovebook.eln_plugin.changes import drop


class Drop(Route):
    """Files that wait in the notebook to become an entry."""

    @web.authenticated
    async def get(self) -> None:
        """``?folder=&batch=`` -> ``{kinds, likely, files, more}``."""
        await self.answer(lambda: drop.look(self.root, self.query("folder"), self.query("batch")))

    @web.authenticated
    async def post(self) -> None:
        """``{folder, batch, kind, id?, defaults?}`` -> ``{path, id, kept, refused}`` of a new entry."""

        def make() -> dict[str, Any]:
            asked = self.body(folder=str, batch=str, kind=str)
            wanted = drop.Wanted(asked["batch"], asked["kind"], text_or_none(asked, "id") or None)
            return drop.make(self.root, asked["folder"], wanted, asked.get("defaults"))

        await self.answer(make, 201)

    @web.authenticated
    async def delete(self) -> None:
        """``?folder=&batch=`` -> ``{discarded}``: nobody wants them."""
        await self.answer(lambda: drop.discard(self.root, self.query("folder"), self.query("batch")))
