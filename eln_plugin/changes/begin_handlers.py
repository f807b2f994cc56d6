"""The routes that begin, rename and delete entries; each names its fields and hands them to ``begin``."""

from __future__ import annotations

from typing import Any

from tornado import web

from glovebook.eln_plugin.base import Route, text_or_none
from glovebook.eln_plugin.changes import begin


class Steps(Route):
    """What can follow."""

    @web.authenticated
    async def get(self) -> None:
        """``?kind=&path=`` -> ``{steps}``."""
        await self.answer(lambda: begin.steps(self.root, self.query("kind"), self.query("path")))


class Templates(Route):
    """What can be begun from."""

    @web.authenticated
    async def get(self) -> None:
        """``?folder=`` -> ``{templates, refused}``."""
        await self.answer(lambda: begin.templates(self.root, self.query("folder")))


class Begin(Route):
    """A ready procedure, carried out once more."""

    @web.authenticated
    async def post(self) -> None:
        """``{folder, template, parameters, id?, defaults?}`` -> ``{path, id, refused}`` of a new entry."""

        def made() -> dict[str, Any]:
            asked = self.body(folder=str, template=str, parameters=dict)
            wanted = begin.Wanted(asked["template"], asked["parameters"], text_or_none(asked, "id") or None)
            return begin.begin(self.root, asked["folder"], wanted, asked.get("defaults"))

        await self.answer(made, 201)


class Follow(Route):
    """The next step of a sample."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, kind, defaults?}`` -> ``{path, id, refused}`` of a new entry that links to the one at ``path``."""

        def follow() -> dict[str, Any]:
            asked = self.body(path=str, kind=str)
            return begin.follow(self.root, asked["path"], asked["kind"], asked.get("defaults"))

        await self.answer(follow, 201)


class Duplicate(Route):
    """The same work once more."""

    @web.authenticated
    async def post(self) -> None:
        """``{path}`` -> ``{path, id}`` of a new entry that says the same."""
        await self.answer(lambda: begin.duplicate(self.root, self.body(path=str)["path"]), 201)


class Rename(Route):
    """Another id."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, id, reason}`` -> ``{path, linking}``; the reason, for reviewed entries, may be empty."""

        def rename() -> dict[str, Any]:
            asked = self.body(path=str, id=str, reason=str)
            return begin.rename(self.root, asked["path"], asked["id"], asked["reason"])

        await self.answer(rename)


class Linking(Route):
    """Who links to an entry."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=`` -> ``{linking}``: contents paths."""
        await self.answer(lambda: begin.linking(self.root, self.query("path")))


class Delete(Route):
    """Into the trash."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, unlink, reason}`` -> ``{folder, id}``; without ``unlink``, what is linked to stays."""

        def delete() -> dict[str, str]:
            asked = self.body(path=str, unlink=bool, reason=str)
            return begin.delete(self.root, asked["path"], asked["reason"], unlink=asked["unlink"])

        await self.answer(delete)


class PutBack(Route):
    """Out of the trash."""

    @web.authenticated
    async def post(self) -> None:
        """``{folder, id}`` -> ``{path, not_linking}``."""

        def put_back() -> dict[str, Any]:
            asked = self.body(folder=str, id=str)
            return begin.put_back(self.root, asked["folder"], asked["id"])

        await self.answer(put_back)
