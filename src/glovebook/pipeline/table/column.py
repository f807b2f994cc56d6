"""Which columns a table has: as asked for, or everything that entries of the kind say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from glovebook.schema import kinds
from glovebook.schema.quantity.kinds import QUANTITY_KINDS, units_of
from glovebook.schema.quantity.text import fold
from glovebook.schema.quantity.units import UNITS
from glovebook.schema.refusal import Refusal
from glovebook.store.index import Index
from glovebook.store.index.facts import field_of
from glovebook.store.index.molar import factor

HEAD = ("title", "date", "operator", "status")
"""What a row begins with."""
PROSE = ("notes", "procedure", "custom")
"""What no table shows unless it is asked for."""
PLAIN = (*HEAD, "kind", "path", "uuid", "sha256")
"""Columns of the catalogue itself."""
_IN = " in "


class Quantities(NamedTuple):
    """A column of numbers: the quantities of some names, in one unit."""

    title: str
    names: tuple[int, ...]
    of_result: bool
    unit: str
    link: str = ""
    """The link that leads to the entry that holds them; empty for the row's own."""


class Texts(NamedTuple):
    """A column of texts."""

    title: str
    field: str
    link: str = ""


Column = Quantities | Texts


class Known(NamedTuple):
    """A field that some entries of the kind have."""

    field: str
    names: tuple[int, ...]
    """Numbers of the quantities; none for a text."""
    kind: str
    si_unit: str
    of_result: bool


class Each(NamedTuple):
    """What a row is: an entry where both are empty, or an item of a list of the entry, or of a method's series."""

    list: str = ""
    method: str = ""

    @property
    def items(self) -> str:
        """What the places of the items begin with."""
        return "series" if self.method else self.list


class Fields:
    """The fields that entries of one kind have: of themselves, or of the items of one list in them."""

    def __init__(self, index: Index, kind: str, each: Each) -> None:
        self.index = index
        self.kind = kind
        self.each = each
        self.known = {item.field: item for item in [*self._results(), *self._quantities(), *self._texts()]}

    def _quantities(self) -> list[Known]:
        rows = self.index.ask(
            "SELECT DISTINCT name.number, field, name.kind, si_unit FROM quantity"
            " JOIN name ON name.number = quantity.name JOIN entry ON entry.number = quantity.entry"
            " WHERE entry.kind = ?",
            (self.kind,),
        )
        return _grouped(rows, of_result=False)

    def _results(self) -> list[Known]:
        part = "series." if self.each.method else "values."
        rows = self.index.ask(
            "SELECT DISTINCT name.number, field, name.kind, si_unit FROM value JOIN name ON name.number = value.name"
            " JOIN result ON result.number = value.result JOIN entry ON entry.id = result.owner"
            " WHERE entry.kind = ? AND result.counts AND field GLOB ? AND method GLOB ?",
            (self.kind, f"{part}*", self.each.method or "*"),
        )
        return _grouped([(number, field.removeprefix(part), *rest) for number, field, *rest in rows], of_result=True)

    def _texts(self) -> list[Known]:
        rows = self.index.ask(
            "SELECT DISTINCT word.path FROM word JOIN entry ON entry.number = word.entry WHERE entry.kind = ?",
            (self.kind,),
        )
        fields = dict.fromkeys(field_of(path).removesuffix(".entry") for (path,) in rows)
        return [Known(field, (), "", "", of_result=False) for field in fields]

    def all(self) -> list[Column]:
        """Every field of the row itself, in the order of the kind; of an item of a list, those of the item."""
        inside = f"{self.each.list}." if self.each.list else ""
        order = list(kinds.load(self.kind).model_fields) if self.kind in kinds.names() else []
        lists = self._lists()
        own = [item for item in self.known.values() if self._belongs(item, inside, lists)]
        own.sort(key=lambda item: (item.of_result, _place(_first(item.field), order)))
        return [self._column(item.field, item, "", "") for item in own if _first(item.field) not in (*PLAIN, *PROSE)]

    def _belongs(self, item: Known, inside: str, lists: set[str]) -> bool:
        if self.each.method:
            return item.of_result
        if inside:
            return item.field.startswith(inside) and not item.of_result
        return item.of_result or item.field.partition(".")[0] not in lists

    def _lists(self) -> set[str]:
        """Fields that hold several parts, which would be several values in one row."""
        rows = self.index.ask(
            "SELECT DISTINCT place FROM word JOIN entry ON entry.number = word.entry"
            " WHERE entry.kind = ? AND place != ''"
            " UNION SELECT DISTINCT place FROM quantity JOIN entry ON entry.number = quantity.entry"
            " WHERE entry.kind = ? AND place != ''",
            (self.kind, self.kind),
        )
        many = {item.field.rpartition(".")[0] for item in self.known.values() if item.field.endswith(".readings")}
        return {place.partition("[")[0] for (place,) in rows} | {f"{name}.readings" for name in many}

    def named(self, asked: str) -> Column:
        """The column that a name means, e.g. ``thickness``, ``pressure in bar`` or ``measured_on.thickness``."""
        name, _, unit = (part.strip() for part in asked.partition(_IN))
        if name in PLAIN:
            return Texts(name, name)
        found = self.known.get(f"{self.each.list}.{name}") or self.known.get(name)
        if found is None:
            return self._through_link(name, unit)
        return self._column(name, found, unit, "")

    def _through_link(self, name: str, unit: str) -> Column:
        """A field of the entry that the row's entry links to."""
        link, _, rest = name.partition(".")
        targets = self.index.ask(
            "SELECT DISTINCT other.kind FROM link JOIN entry ON entry.number = link.entry"
            " JOIN entry AS other ON other.id = link.target"
            " WHERE entry.kind = ? AND (link.path = ? OR link.path GLOB ?)",
            (self.kind, f"{link}.entry", f"{link}[[]*].entry"),
        )
        for (kind,) in targets if rest else ():
            fields = Fields(self.index, kind, Each())
            if rest in PLAIN:
                return Texts(name, rest, link)
            if rest in fields.known:
                return fields._column(name, fields.known[rest], unit, link)
        near = get_close_matches(name, [*PLAIN, *self.known], 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(dict.fromkeys([*HEAD, *self.known]))}"
        raise Refusal(f"no {self.kind} has a field {name!r}", hint)

    def _column(self, title: str, item: Known, unit: str, link: str) -> Column:
        if not item.names:
            if unit:
                raise Refusal(f"{title!r} is a text and has no unit", f"write {title!r} alone")
            return Texts(title, item.field, link)
        return Quantities(title, item.names, item.of_result, _unit(title, item, unit), link)


def chosen(fields: Fields, columns: Sequence[str] | None) -> list[Column]:
    """The columns asked for, or all of them."""
    if columns is None:
        return [*(Texts(name, name) for name in HEAD), *fields.all()]
    return [fields.named(asked) for asked in columns if asked not in ("id", "item")]


def _grouped(rows: Iterable[Sequence[str]], *, of_result: bool) -> list[Known]:
    """One field each with the numbers of its names; of several kinds of quantity in one field, the last counts."""
    found: dict[tuple[str, str], list[int]] = {}
    units: dict[tuple[str, str], str] = {}
    for number, field, kind, si_unit in rows:
        found.setdefault((field, kind), []).append(int(number))
        units.setdefault((field, kind), si_unit)
    items = found.items()
    return [Known(field, tuple(numbers), kind, units[field, kind], of_result) for (field, kind), numbers in items]


def _unit(title: str, item: Known, asked: str) -> str:
    """The unit of a column: the one asked for, or the usual one of its kind of quantity."""
    if item.kind not in QUANTITY_KINDS:
        return item.si_unit
    if not asked:
        return next(unit for unit in QUANTITY_KINDS[item.kind].units if UNITS[unit].si == item.si_unit)
    known = units_of(item.kind).get(fold(asked))
    if known is None:
        listed = ", ".join(QUANTITY_KINDS[item.kind].units)
        raise Refusal(f"{title!r} cannot be given in {asked!r}", f"write one of {listed}")
    return known.symbol


def _first(field: str) -> str:
    return field.partition(".")[0]


def _place(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)


def in_unit(si: float, si_unit: str, unit: str) -> float:
    """A number of SI in a unit of the table; in a unit that is not in it, as it is."""
    known = UNITS.get(unit)
    step = factor(si_unit, known.si) if known else None
    return float(f"{(si * step - known.offset) / known.factor:.15g}") if known and step else si


def step_in_unit(si: float, si_unit: str, unit: str) -> float:
    """A difference, e.g. an uncertainty, of SI in a unit of the table."""
    known = UNITS.get(unit)
    step = factor(si_unit, known.si) if known else None
    return float(f"{si * step / known.factor:.15g}") if known and step else si
