"""The route of the weigh sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tornado import web

from glovebook.eln_plugin import paths, work
from glovebook.eln_plugin.base import Route
from glovebook.eln_plugin.refused import BadRequest


class Weigh(Route):
    """What to weigh, and the ratio of what was weighed."""

    @web.authenticated
    async def post(self) -> None:
        """``{path, text, batch, weighed, start?}`` -> the sheet of an entry as it stands in the editor.

        ``weighed`` is a list of texts, null where nobody has typed; ``start`` is ``{reagent, mass}``.
        """
        await self.answer(lambda: _sheet(self.root, self.body(path=str, text=str, batch=str, weighed=list)))


def _sheet(root: Path, asked: dict[str, Any]) -> dict[str, Any]:
    from glovebook.pipeline.weigh.sheet import Typed, weigh_sheet

    if not all(mass is None or isinstance(mass, str) for mass in asked["weighed"]):
        raise BadRequest("the masses weighed are not all texts", "send e.g. ['0.1039 g', null]")
    place = work.reachable(root, paths.confined(root, asked["path"]))
    typed = Typed(asked["batch"], _start(asked.get("start")), asked["weighed"])
    return weigh_sheet(asked["text"], place, typed).as_json()


def _start(asked: object) -> Any:
    from glovebook.pipeline.weigh.portion import Start

    if asked is None:
        return None
    index, mass = (asked.get("reagent"), asked.get("mass")) if isinstance(asked, dict) else (None, None)
    if not isinstance(index, int) or isinstance(index, bool) or index < 0 or not isinstance(mass, str):
        raise BadRequest(f"{asked!r:.80} is no portion to start from", "send e.g. {'reagent': 0, 'mass': '0.1039 g'}")
    return Start(index, mass)
