"""A flat JSON-LD graph under construction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from glovebook.fair.names import slug

Entity = dict[str, Any]
Ref = dict[str, str]
"""``{"@id": ...}``"""


def ref(name: str) -> Ref:
    """A reference to the entity of that ``@id``."""
    return {"@id": name}


def one_or_many(items: Iterable[Any]) -> Any:
    """``None`` for nothing, the item itself for one, else a list: RO-Crate 1.1 wants no list of one."""
    found = list(items)
    return found if len(found) > 1 else found[0] if found else None


class Graph:
    """Entities by ``@id``, in the order in which they were put."""

    def __init__(self) -> None:
        self._entities: dict[str, Entity] = {}
        self._names: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._entities

    def local(self, prefix: str, key: str, words: str = "") -> str:
        """An ``@id`` such as ``#person-jc``: always the same for the same key, never the same for two keys.

        It is made from ``words`` where the key itself is too long to read.
        """
        return self.distinct(f"#{prefix}-{slug(words or key)}", key)

    def distinct(self, stem: str, key: str) -> str:
        """The ``@id`` of a key: the stem, numbered where another key has taken it."""
        number, name = 1, stem
        while self._names.setdefault(name, key) != key:
            number += 1
            name = f"{stem}-{number}"
        return name

    def put(self, name: str, kind: str, /, **properties: Any) -> Ref:
        """Add an entity, without its empty properties; lists of one become the item. Gives the reference to it."""
        if name in self._entities:
            raise ValueError(f"{name} is described twice")
        entity: Entity = {"@id": name, "@type": kind}
        for key, value in properties.items():
            plain = one_or_many(value) if isinstance(value, list) else value
            if plain not in (None, "", {}):
                entity[key] = plain
        self._entities[name] = entity
        return ref(name)

    def entities(self) -> list[Entity]:
        """Every entity, in order."""
        return list(self._entities.values())
