"""One class a route; each names its fields and hands them to ``work``."""

from __future__ import annotations

from typing import Any

from tornado import web

from glovebook.eln_plugin import comparison, graph, paths, work
from glovebook.eln_plugin.base import Route, text_or_none


class Kinds(Route):
    """The kinds of entries."""

    @web.authenticated
    async def get(self) -> None:
        """``[{name, title, summary, analyses}]``."""
        await self.answer(lambda: work.kinds(self.root))


class Schema(Route):
    """The JSON Schema of a kind, for its form."""

    @web.authenticated
    async def get(self, kind: str) -> None:
        """``?path=`` of an entry, whose notebook may add kinds -> the schema; analyses wake their process up."""
        path = self.get_query_argument("path", "")

        def form() -> dict[str, Any]:
            schema = work.form(kind, self.root, path)
            if schema["x-glovebook-kind"]["analyses"]:
                self.jobs.wake()
            return schema

        await self.answer(form)


class Check(Route):
    """Findings of a text that need not be saved."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, text}`` -> ``{kind, findings, readings, derived, completeness}``."""

        def check() -> dict[str, object]:
            asked = self.body(path=str, text=str)
            return work.check(self.root, asked["path"], asked["text"])

        await self.answer(check)


class RuleText(Route):
    """A rule, explained."""

    @web.authenticated
    async def get(self, rule_id: str) -> None:
        """``{id, sentence, more, formula, source, levels, waivable}``."""
        await self.answer(lambda: work.rule(rule_id))


class Entries(Route):
    """The entries of a notebook."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=`` of any entry -> what it can name: ``{folder, ids, files, people, instruments, now}``."""
        await self.answer(lambda: work.surroundings(self.root, self.query("path")))

    @web.authenticated
    async def post(self) -> None:
        """``{kind, folder, id?, defaults?}`` -> ``{path, id, refused}`` of a new entry."""

        def create() -> dict[str, Any]:
            asked = self.body(kind=str, folder=str)
            name, defaults = text_or_none(asked, "id"), asked.get("defaults")
            return work.create(self.root, asked["kind"], asked["folder"], name, defaults)

        await self.answer(create, 201)


class Overview(Route):
    """The notebook around a folder or file, as the side panel shows it."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=&query=`` -> ``{folder, title, count, groups}`` of all entries, or of those that the query finds."""

        def overview() -> dict[str, Any]:
            notebook = work.notebook_around(self.root, self.query("path"))
            return self.overviews.overview(self.root, notebook, self.get_query_argument("query", ""))

        await self.answer(overview)


class Graph(Route):
    """The chain that an entry belongs to."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=`` -> ``{label, width, height, box, boxes, curves}``: steps and lines in their places."""

        def drawn() -> dict[str, Any]:
            path = self.query("path")
            return graph.graph(self.root, self.overviews.book(work.notebook_around(self.root, path)), path)

        await self.answer(drawn)


class Compare(Route):
    """Results of several entries in one figure."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, ids, method?}`` -> ``{method, methods, name, svg, entries}``."""

        def compare() -> dict[str, Any]:
            asked = self.body(path=str, ids=list)
            return comparison.compare(self.root, asked["path"], asked["ids"], text_or_none(asked, "method"))

        await self.answer(compare)


class KeepComparison(Route):
    """The figure of a comparison, as files."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, ids, method, name}`` -> ``{paths}``; nothing is overwritten."""

        def keep() -> dict[str, Any]:
            asked = self.body(path=str, ids=list, method=str, name=str)
            return comparison.keep(self.root, asked["path"], asked["ids"], asked["method"], asked["name"])

        await self.answer(keep, 201)


class Attach(Route):
    """A raw file that an entry is to name."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, text, file, item}`` -> ``{values, said, item}``: what is to be written, not written yet.

        With an empty ``item`` the answer says where the file belongs.
        """

        def attach() -> dict[str, Any]:
            asked = self.body(path=str, text=str, file=str, item=str)
            return work.attach(self.root, asked["path"], asked["text"], asked["file"], asked["item"])

        await self.answer(attach)


class Notebooks(Route):
    """Notebooks."""

    @web.authenticated
    async def post(self) -> None:
        """``{folder}`` -> ``{path}`` of the new notebook's ``glovebook.yaml``."""
        await self.answer(lambda: work.init(self.root, self.body(folder=str)["folder"]), 201)


class Results(Route):
    """Results on disk."""

    @web.authenticated
    async def get(self) -> None:
        """``?path=`` of an entry -> ``{results}``."""
        await self.answer(lambda: work.results(self.root, self.query("path")))


class Analyses(Route):
    """Analyses to run."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, method?}`` -> ``{id, state, ...}`` of the job."""

        def submit() -> dict[str, object]:
            asked = self.body(path=str)
            path = work.reachable(self.root, paths.existing(self.root, asked["path"]))
            job = {"verb": "analyse", "path": str(path), "method": text_or_none(asked, "method")}
            return self.jobs.submit(job).as_json()

        await self.answer(submit, 202)


class Analysis(Route):
    """One analysis under way."""

    @web.authenticated
    async def get(self, key: str) -> None:
        """``{id, state, progress, result, error}``."""
        await self.answer(lambda: self.jobs.get(key).as_json())

    @web.authenticated
    async def delete(self, key: str) -> None:
        """Cancel it -> the same."""
        await self.answer(lambda: self.jobs.cancel(key).as_json())
