"""The routes that save an entry and settle what clashes; each names its fields and hands them to ``keep``."""

from __future__ import annotations

from typing import Any

from tornado import web

from glovebook.eln_plugin import keep
from glovebook.eln_plugin.base import Route, text_or_none


class Save(Route):
    """The text of an editor, to be saved."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, text, base?, reason?}`` -> ``{text, sha256, merged, conflict}``: what the file holds now."""

        def save() -> dict[str, Any]:
            asked = self.body(path=str, text=str)
            base, reason = text_or_none(asked, "base"), text_or_none(asked, "reason")
            return keep.save(self.root, asked["path"], asked["text"], base, reason or "")

        await self.answer(save)


class Conflicts(Route):
    """What clashes in an entry."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=`` -> ``{conflicts}``, oldest first."""
        await self.answer(lambda: keep.conflicts(self.root, self.query("path")))


class Labels(Route):
    """Labels to print."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=`` -> ``{name, pdf}``: the label of an entry on a sheet, as base64."""
        await self.answer(lambda: keep.label(self.root, self.query("path")))


class Resolve(Route):
    """A choice between what clashes."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, file, choice, choices, values, reason}`` -> ``{left}``: how many fields clash still."""

        def resolve() -> dict[str, int]:
            asked = self.body(path=str, file=str, choice=str, choices=dict, values=dict, reason=str)
            return keep.resolve(self.root, asked["path"], asked)

        await self.answer(resolve)
