"""What all routes share: JSON in and out, and refusals as answers instead of errors."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler

from glovebook.eln_plugin import refused
from glovebook.eln_plugin.jobs import Jobs
from glovebook.eln_plugin.overview import Overviews
from glovebook.schema.refusal import Refusal

BODY_LIMIT = 5_000_000
"""Bytes; the longest entry of a demo notebook has 12 kB."""


TIME_LIMIT = 120.0
"""Seconds that an answer may take; what takes longer is a job. A writer waits for another one a minute at most."""


class Route(APIHandler):
    """A route of Glovebook: ``root`` is the folder that the server shows."""

    root: Path
    jobs: Jobs
    overviews: Overviews

    def initialize(self, root: Path, jobs: Jobs, overviews: Overviews) -> None:
        """Keep what ``routes.add`` hands to every route."""
        self.root = root
        self.jobs = jobs
        self.overviews = overviews

    def body(self, **types: type) -> dict[str, Any]:
        """The request's JSON object; each named field is there and has its type.

        Raises:
            TooLarge: more than ``BODY_LIMIT`` bytes.
            BadRequest: no JSON object, a field is missing or of another type, or a text has half a character.
        """
        raw = self.request.body
        if len(raw) > BODY_LIMIT:
            raise refused.TooLarge(f"the request has {len(raw)} bytes", f"an entry has at most {BODY_LIMIT} bytes")
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise refused.BadRequest(f"the request is not JSON: {error}", "send a JSON object") from error
        if not isinstance(data, dict):
            raise refused.BadRequest(f"the request is a {type(data).__name__}, not a JSON object", "send {...}")
        _typed(data, types)
        return data

    def query(self, name: str) -> str:
        """A parameter of the address.

        Raises:
            BadRequest: it is missing.
        """
        value = self.get_query_argument(name, None)
        if value is None:
            raise refused.BadRequest(f"the address has no {name}", f"add ?{name}=...")
        return str(value)

    async def answer(self, work: Callable[[], Any], status: int = 200) -> None:
        """Send what ``work`` returns (run in a thread), or the refusal that it raises.

        What the disk does not do, what is nested too deeply to follow, and what takes too long are refusals, too.
        """
        try:
            data = await asyncio.wait_for(asyncio.to_thread(work), TIME_LIMIT)
        except (Refusal, OSError, RecursionError) as error:  # a timeout is an OSError
            refusal = refused.refusal(error)
            self.set_status(refused.status(refusal))
            data = refused.as_json(refusal)
        else:
            self.set_status(status)
        self.finish(json.dumps(data))  # in ASCII: a file's name on disk may hold bytes that are no UTF-8


def text_or_none(asked: Mapping[str, object], name: str) -> str | None:
    """A text of the request that may be left out.

    Raises:
        BadRequest: it is something else.
    """
    value = asked.get(name)
    if value is not None and not isinstance(value, str):
        raise refused.BadRequest(f"{name!r} is {type(value).__name__}", "send it as str, or leave it out")
    return value


def _typed(data: Mapping[str, Any], types: Mapping[str, type]) -> None:
    for name, kind in types.items():
        if name not in data:
            raise refused.BadRequest(f"the request has no {name!r}", f"add it, as {kind.__name__}")
        if not isinstance(data[name], kind):
            got = type(data[name]).__name__
            raise refused.BadRequest(f"{name!r} is {got}", f"send it as {kind.__name__}")
    for name, value in data.items():
        if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise refused.BadRequest(f"{name!r} holds half of a character (a lone surrogate)", "send whole characters")
