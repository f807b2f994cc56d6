"""The routes that show and make changes of an entry; each names its fields and hands them to ``past``."""

from __future__ import annotations

from typing import Any

from tornado import web

from glovebook.eln_plugin.base import Route
from glovebook.eln_plugin.changes import past


class History(Route):
    """The versions of an entry."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=`` -> ``{versions}``, the newest first."""
        await self.answer(lambda: past.versions(self.root, self.query("path")))


class Difference(Route):
    """What changed in an entry."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=&first=&second=`` -> ``{lines}`` between two versions; an empty first is nothing, second is now."""

        def difference() -> dict[str, Any]:
            return past.difference(self.root, self.query("path"), self.query("first"), self.query("second"))

        await self.answer(difference)


class Restore(Route):
    """An earlier version put back."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, version, reason}`` -> ``{sha256}``; the reason may be empty unless a review locks the entry."""

        def restore() -> dict[str, str]:
            asked = self.body(path=str, version=str, reason=str)
            return past.restore(self.root, asked["path"], asked["version"], asked["reason"])

        await self.answer(restore)


class Reviewing(Route):
    """What a review can say."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=`` -> ``{people, verdicts}``."""
        await self.answer(lambda: past.reviewing(self.root, self.query("path")))


class Review(Route):
    """A review of an entry as it was read."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, text, verdict, by, remark}`` -> ``{sha256}`` of the entry with its review."""

        def review() -> dict[str, str]:
            asked = self.body(path=str, text=str, verdict=str, by=str, remark=str)
            return past.review(self.root, asked["path"], asked["text"], asked)

        await self.answer(review)


class Amendment(Route):
    """Why a reviewed entry is changed."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, text, reason}`` -> ``{values}`` to be written into the entry, not written yet."""

        def amendment() -> dict[str, Any]:
            asked = self.body(path=str, text=str, reason=str)
            return past.amendment(self.root, asked["path"], asked["text"], asked["reason"])

        await self.answer(amendment)
