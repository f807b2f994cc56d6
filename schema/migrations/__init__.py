"""Versions of the entry format, and the steps that lead from each to the next.

One module a version that is no longer current, ``v0_9.py`` for 0.9, with one pure function
``steps(data) -> Iterator[Step]``. Nothing here is imported while every entry is of the current version.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from glovebook.schema.entry import SCHEMA_VERSION
from glovebook.schema.migrations.change import Change, Step, applied
from glovebook.schema.refusal import Refusal

VERSIONS = ("0.9", SCHEMA_VERSION)
"""All versions that there have been, oldest first. 0.9 is the draft before the first release."""


def steps_from(version: str, data: Mapping[str, Any]) -> tuple[str, list[Step]]:
    """The next version, and what leads data of a version to it."""
    after = VERSIONS[VERSIONS.index(version) + 1]
    module = import_module(f"{__name__}.v{version.replace('.', '_')}")
    return after, [Change(("schema",), value=after), *module.steps(data)]


def upgraded(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an entry in the current version; `Refusal` where its version is none that is known."""
    new = dict(data)
    refuse_unknown(new.get("schema"))
    while new["schema"] != SCHEMA_VERSION:
        new = applied(new, steps_from(new["schema"], new)[1])
    return new


def refuse_unknown(version: object) -> None:
    """Raises `Refusal` with the remedy where a version is not one of `VERSIONS`."""
    if version in VERSIONS:
        return
    if isinstance(version, str) and re.fullmatch(r"\d+\.\d+", version, re.ASCII) and _order(version) > _order():
        raise Refusal(
            f"the entry is written for schema {version!r}, and this Glovebook reads {SCHEMA_VERSION!r}",
            "install a newer Glovebook, or correct the line 'schema:'",
        )
    shown = "no version" if version is None else f"{version!r}, which is no version of the entry format"
    raise Refusal(f"the line 'schema:' names {shown}", f"write one of {', '.join(map(repr, VERSIONS))}")


def _order(version: str = SCHEMA_VERSION) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
