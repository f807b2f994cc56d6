"""The bad example of a rule: a small notebook in which exactly that rule has something to say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from glovebook.schema.refusal import Refusal

FOLDER = "bad"
ENTRY = "entries/x1.gb.yaml"
"""The entry that is bad."""
_ALSO = re.compile(r"^# also: (\S+)\n", re.MULTILINE)
"""Begins another file of the notebook, e.g. an entry that the bad one links to."""


@dataclass(frozen=True)
class BadExample:
    """What a rule finds, and in what."""

    finding: str
    """The finding, word for word."""
    files: Mapping[str, str]
    """Path in a notebook -> text; the bad entry comes first."""


def names() -> list[str]:
    """Ids of the rules that have an example, in alphabetical order."""
    found = (file.name for file in files(f"{__package__}").joinpath(FOLDER).iterdir())
    return sorted(name.removesuffix(".gb.yaml").replace("__", "/") for name in found if name.endswith(".gb.yaml"))


def bad_example(rule_id: str) -> BadExample:
    """The example of a rule; raises `Refusal` where there is none, as for the rules of a lab.

    The first line of the entry is ``# => `` and the finding; ``# also: PATH`` begins another file.
    """
    name = f"{rule_id.replace('/', '__')}.gb.yaml"  # `/` cannot stand in the name of a file
    place = files(f"{__package__}").joinpath(FOLDER, name)
    if not place.is_file():
        raise Refusal(f"the rule {rule_id!r} has no bad example", "those of Glovebook have one each")
    first, *others = _ALSO.split(place.read_text("utf-8"))
    head = first.partition("\n")[0]
    return BadExample(head.removeprefix("# => "), {ENTRY: first, **dict(zip(others[::2], others[1::2], strict=True))})
