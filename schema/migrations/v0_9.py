"""From the draft 0.9 to 1.0.

In 0.9 some units stood in the names of fields, an impedance series was called ``conductivity`` and named its pellet by
a bare id, and a synthesis held what the glovebox showed among its own fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from glovebook.schema.document import Path
from glovebook.schema.migrations.change import KEEP, Change, Move, Step

_UNITS = {"thickness_mm": ("thickness", "mm"), "temperature_k": ("temperature", "K")}
"""Name in 0.9 -> name in 1.0, and the unit that the number was in."""
_ATMOSPHERE = ("gas", "oxygen", "water")


def steps(data: Mapping[str, Any]) -> Iterator[Step]:
    """What leads data of version 0.9 to 1.0."""
    kind = data.get("kind")
    if kind == "pellet" and "die_diameter" in data:
        yield Change(("die_diameter",), "diameter")
    if kind == "conductivity":
        yield Change(("kind",), value="eis")
        if "pellet" in data:
            bare = isinstance(data["pellet"], str)
            yield Change(("pellet",), "measured_on", {"entry": data["pellet"]} if bare else KEEP)
    yield from _units(data, ())
    if kind == "synthesis":
        yield from (Move((name,), ("atmosphere", name)) for name in _ATMOSPHERE if name in data)


def _units(value: Any, path: Path) -> Iterator[Change]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _units(item, (*path, index))
    elif isinstance(value, Mapping) and path != ("custom",):
        for key, item in value.items():
            if key in _UNITS:
                name, unit = _UNITS[key]
                bare = isinstance(item, str) and re.search(r"\d\)?$", item, re.ASCII)
                yield Change((*path, key), name, f"{item} {unit}" if bare else KEEP)
            else:
                yield from _units(item, (*path, key))
