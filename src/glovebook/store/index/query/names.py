"""What may be asked for: the quantities and fields that the notebook has, and those that its kinds could have."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple, get_args

from glovebook.schema import kinds
from glovebook.schema.parts import Part
from glovebook.schema.quantity.field import Of
from glovebook.schema.quantity.kinds import QUANTITY_KINDS

RESULTS = {
    "sigma_total": "conductivity",
    "sigma_bulk": "conductivity",
    "r_total": "resistance",
    "r_bulk": "resistance",
    "ea_ln_sigma": "activation_energy",
    "ea_ln_sigma_t": "activation_energy",
    "capacity_discharge": "charge",
    "capacity_charge": "charge",
    "specific_capacity_discharge": "specific_capacity",
    "specific_capacity_charge": "specific_capacity",
    "ce": "coulombic_efficiency",
    "capacity_retention": "capacity_retention",
}
"""Values of the standard analyses, which may be asked for before there is a result."""
PLURALS = {"syntheses": "synthesis", "batteries": "cell", "materials": "material", "series": ""}
"""Words for kinds that no ``s`` makes."""


class Name(NamedTuple):
    """A quantity that the index knows."""

    number: int
    name: str
    field: str
    kind: str
    si_unit: str


class Vocabulary:
    """The words of one notebook."""

    def __init__(self, names: list[Name], fields: set[str], own_kinds: set[str]) -> None:
        self.names = names
        self.fields = fields
        self.kinds = {*kinds.names(), *own_kinds}

    def quantities(self, name: str) -> list[Name]:
        """What a name stands for: a field, the end of its path, or failing those a kind of quantity."""
        found = [row for row in self.names if name in (row.name, row.field) or row.field.endswith(f".{name}")]
        return found or [row for row in self.names if row.kind == name]

    def kinds_of(self, name: str) -> list[str]:
        """The kinds of quantity that a name may have, also where nothing is recorded under it."""
        found = list(dict.fromkeys(row.kind for row in self.quantities(name) if row.kind))
        if found:
            return found
        if name in RESULTS:
            return [RESULTS[name]]
        if name in QUANTITY_KINDS:
            return [name]
        return sorted({kind for field, kind in declared_quantities() if field == name or field.endswith(f".{name}")})

    def is_quantity(self, name: str) -> bool:
        """Whether something can be measured by that name."""
        return bool(self.quantities(name) or self.kinds_of(name))

    def is_field(self, name: str) -> bool:
        """Whether a text, a date or a link may stand under that name."""
        last = name.rpartition(".")[2]
        return last in self.fields or last in declared_fields()

    def kind_named(self, word: str) -> str:
        """The kind that a word means, in the singular or the plural; empty where it means none."""
        low = word.lower()
        for name in (low, low.removesuffix("s"), PLURALS.get(low, ""), low.replace(" ", "_")):
            if name in self.kinds:
                return name
        return ""

    def near(self, name: str) -> str:
        """The nearest name of a quantity; empty where none is near."""
        known = {row.name for row in self.names} | set(RESULTS) | {field for field, _ in declared_quantities()}
        return _nearest(name, known | {field.rpartition(".")[2] for field in known})

    def near_field(self, name: str) -> str:
        """The nearest name of a field; empty where none is near."""
        return _nearest(name, self.fields | declared_fields())


def _nearest(name: str, known: set[str]) -> str:
    return next(iter(get_close_matches(name, sorted(known), 1, 0.6)), "")


@cache
def declared_quantities() -> tuple[tuple[str, str], ...]:
    """Field and kind of every quantity that entries of the shipped kinds may hold, without the numbers of items."""
    return tuple(sorted({found for found in _declared() if found[1]}))


@cache
def declared_fields() -> frozenset[str]:
    """Names of every field that entries of the shipped kinds may have, and what else may stand before a colon."""
    return frozenset(field.rpartition(".")[2] for field, _ in _declared()) | {"tag", "sha256", "id", "file"}


@cache
def _declared() -> tuple[tuple[str, str], ...]:
    return tuple(found for name in kinds.names() for found in _fields(kinds.load(name), "", 0))


def _fields(model: type[Part], path: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, info in model.model_fields.items():
        here = f"{path}{name}"
        marks = [*info.metadata, *_marks(info.annotation)]
        kind = next((mark.kind for mark in marks if isinstance(mark, Of)), "")
        yield here.removesuffix(".value") if kind else here, kind
        for part in marks:
            if isinstance(part, type) and issubclass(part, Part) and depth < 6:
                yield from _fields(part, f"{here}.", depth + 1)


def _marks(annotation: Any) -> Iterator[Any]:
    """Everything that an annotation is made of: the types in it, and what they are annotated with."""
    yield annotation
    for inner in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from _marks(inner)
