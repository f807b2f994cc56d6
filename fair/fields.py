"""The fields of an entry, whatever its kind: as leaves with paths, and as plain JSON data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from glovebook.schema.parts import Reported
from glovebook.schema.parts.docs import help_of
from glovebook.schema.quantity import Quantity

Steps = tuple[str | int, ...]
"""A path as its steps: ``("spectra", 0, "temperature")``."""


_MAIN = ("value", "entry")
"""What a field with parts is about: a measured value, the entry that a link names."""


@dataclass(frozen=True)
class Leaf:
    """One value in an entry that has no parts of its own."""

    steps: Steps
    value: Any
    """A `Quantity`, a text, a number or a truth value."""
    help: str = ""
    """What the kind says about the field."""
    rank: tuple[int, ...] = ()
    """For each step its place among its neighbours, set or not: sorts leaves as the kind declares the fields."""

    @property
    def path(self) -> str:
        """The path as rules and forms write it: ``spectra[0].temperature``."""
        text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps)
        return text.removeprefix(".")

    @property
    def label(self) -> str:
        """The path for people: ``spectra 1: temperature``; a field's main value goes by the field's name."""
        return label(self.steps)


def label(steps: Steps) -> str:
    """The path for people; ``("thickness", "value")`` is ``thickness``, items are counted from one."""
    main = steps[:-1] if len(steps) > 1 and steps[-1] in _MAIN and isinstance(steps[-2], str) else steps
    words: list[str] = []
    for step in main:
        if isinstance(step, int):
            words[-1:] = [f"{words[-1]} {step + 1}" if words else str(step + 1)]
        else:
            words.append(step.replace("_", " "))
    return ": ".join(words)


def leaves(model: BaseModel) -> Iterator[Leaf]:
    """Every value that the entry states, in the order of its fields; what is unset or empty is left out."""
    return _leaves(model, Leaf((), None))


def _leaves(value: Any, at: Leaf) -> Iterator[Leaf]:
    if isinstance(value, BaseModel):
        for place, (name, item, described) in enumerate(_fields(value)):
            yield from _leaves(item, Leaf((*at.steps, name), None, described, (*at.rank, place)))
    elif isinstance(value, Mapping):
        for place, (key, item) in enumerate(value.items()):
            yield from _leaves(item, Leaf((*at.steps, str(key)), None, at.help, (*at.rank, place)))
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        for place, item in enumerate(value):
            yield from _leaves(item, Leaf((*at.steps, place), None, at.help, (*at.rank, place)))
    elif not _unset(value):
        plain = value if isinstance(value, Quantity | bool | int | float) else str(value)
        yield replace(at, value=plain)


def as_json(value: Any) -> Any:
    """The entry, or a part of it, as plain data: quantities with their SI values, nothing that is unset."""
    if isinstance(value, Quantity):
        return value.as_json()
    if isinstance(value, BaseModel):
        return _stated({name: as_json(item) for name, item, _ in _fields(value)})
    if isinstance(value, Mapping):
        return _stated({str(key): as_json(item) for key, item in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [as_json(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _fields(model: BaseModel) -> Iterator[tuple[str, Any, str]]:
    """Name as written, value and help of each field; a stated number comes as the quantity that its text means."""
    helps = help_of(type(model))
    for name, info in type(model).model_fields.items():
        value = model.parsed if isinstance(model, Reported) and name == "value" else getattr(model, name)
        yield info.alias or name, value, helps.get(name, "")


def _stated(data: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in data.items() if not _unset(item)}


def _unset(value: Any) -> bool:
    return value is None or (not isinstance(value, bool | int | float) and str(value) in ("", "[]", "{}", "()"))
