"""The routes of the archive view; each names its fields and hands them to ``archive``."""

from __future__ import annotations

from typing import Any

from tornado import web

from glovebook.eln_plugin import archive
from glovebook.eln_plugin.base import Route


class Exports(Route):
    """Crates to be written."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=&profile=&whole=`` -> ``{entries, unread, count, blocking, folder}``; nothing is written."""

        def plan() -> dict[str, Any]:
            return archive.plan(self.root, self.query("path"), self.query("profile"), self.query("whole"))

        await self.answer(plan)

    @web.authenticated
    async def post(self) -> None:
        """``{path, profile, whole, folder}`` -> ``{id, state, ...}`` of the job."""

        def submit() -> dict[str, object]:
            asked = self.body(path=str, profile=str, whole=str, folder=str)
            return self.jobs.submit(archive.job(self.root, asked)).as_json()

        await self.answer(submit, 202)
