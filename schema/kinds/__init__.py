"""The kinds of entries: one module a kind, registered by being here.

A kind's module declares one class, named like the module (``dc_polarization``: ``DcPolarization``); form,
template, JSON Schema, checks and contract tests follow from it. Kinds are imported one by one, when an
entry of the kind is met.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module, resources

from glovebook.schema.entry import Entry
from glovebook.schema.refusal import Refusal


@cache
def names() -> tuple[str, ...]:
    """Names of all kinds, in alphabetical order."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(f.name.removesuffix(".py") for f in files if f.name.endswith(".py") and f.name[0] != "_"))


@cache
def load(kind: str) -> type[Entry]:
    """The class of a kind; raises `Refusal` with the list of kinds where there is none of that name."""
    if kind not in names():
        raise Refusal(f"{kind!r} is no kind of entry", f"write one of {', '.join(names())}")
    module = import_module(f"{__name__}.{kind}")
    found: type[Entry] = getattr(module, "".join(word.capitalize() for word in kind.split("_")))
    return found
