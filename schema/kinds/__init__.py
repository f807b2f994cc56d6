"""The kinds of entries: one module a kind, registered by being here.

A kind's module declares one class, named like the module (``dc_polarization``: ``DcPolarization``); form,
template, JSON Schema, checks and contract tests follow from it. Kinds are imported one by one, when an
entry of the kind is met. A lab's own kinds (`glovebook.schema.definition`) are handed in where they are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from glovebook.schema.entry import Entry
from glovebook.schema.refusal import Refusal

Extra = Mapping[str, type[Entry]]
"""Name -> class of the kinds that a notebook adds."""


def names(extra: Extra | None = None) -> tuple[str, ...]:
    """Names of all kinds, those of a notebook among them, in alphabetical order."""
    return tuple(sorted({*_shipped(), *extra})) if extra else _shipped()


def load(kind: str, extra: Extra | None = None) -> type[Entry]:
    """The class of a kind; raises `Refusal` with the list of kinds where there is none of that name."""
    if extra and kind in extra:
        return extra[kind]
    if kind not in _shipped():
        raise Refusal(f"{kind!r} is no kind of entry", f"write one of {', '.join(names(extra))}")
    return _class(kind)


@cache
def _shipped() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


@cache
def _class(kind: str) -> type[Entry]:
    module = import_module(f"{__name__}.{kind}")
    found: type[Entry] = getattr(module, "".join(word.capitalize() for word in kind.split("_")))
    return found
