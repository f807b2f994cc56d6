"""A query's tree as SQL: fragments written here, with question marks wherever something of the query stands.

Two readings of a condition are needed. `condition` says of an entry whether it holds for it as a whole. `things` gives
what it holds for among the things that can be used: an entry, or one reagent or layer in it, so that the formula of one
reagent and the lot of another are not taken for those of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from typing import Any, NamedTuple

from glovebook.schema.formula import Formula, FormulaError
from glovebook.store.index.query.tree import (
    ABOUT,
    ABOUT_KELVIN,
    And,
    Compare,
    Days,
    Field,
    Node,
    Not,
    Or,
    Span,
    Using,
    Words,
)
from glovebook.store.index.words import composition_key, folded

ROUNDING = 1e-9
"""Relative difference that two numbers may have which are equal but for their conversion."""
COVERAGE = 2.0
"""Standard uncertainties that ``maybe`` counts: about 95 % for a normal distribution (GUM, 6.2)."""
_USED = "link.path NOT LIKE 'part\\_of%' ESCAPE '\\' AND link.path NOT LIKE 'includes%'"
"""Links that say what something was made from or measured on; a project or a dataset uses nothing up."""
_IS_ITEM = "(place GLOB 'reagents[[]*' OR place GLOB 'layers[[]*')"
_THING = f"CASE WHEN {_IS_ITEM} THEN place ELSE '' END"
_CONTAINED = frozenset({"title", "reason"})
"""Fields of prose, of which a part is enough."""


class Sql(NamedTuple):
    """A fragment and what its question marks stand for, in their order."""

    text: str
    values: tuple[Any, ...] = ()


def condition(node: Node) -> Sql:
    """A condition on the row of ``entry`` that is being looked at."""
    match node:
        case Words():
            return Sql("entry.number IN (SELECT rowid FROM prose WHERE prose MATCH ?)", (_match(node),))
        case Field() if (of_entry := _of_entry(node)) is not None:
            return of_entry
        case Field() | Days():
            rows = _words(node)
            return Sql(f"entry.number IN (SELECT entry FROM word WHERE {rows.text})", rows.values)  # noqa: S608 - ours
        case Compare():
            rows = compared(node)
            return Sql(f"entry.number IN (SELECT entry FROM ({rows.text}))", rows.values)  # noqa: S608 - ours
        case Using():
            return _using(node)
        case And(items):
            return _joined(" AND ", [condition(item) for item in items])
        case Or(items):
            return _joined(" OR ", [condition(item) for item in items])
        case Not(item):
            inner = condition(item)
            return Sql(f"NOT ({inner.text})", inner.values)


def things(node: Node) -> Sql:
    """A selection of ``entry, place``: what can be used, and fulfils a condition."""
    match node:
        case Words():
            return _named_things(node)
        case Field() if _of_entry(node) is None:
            rows = _words(node)
        case Days():
            rows = _words(node)
        case Compare():
            compare = compared(node, "entry, place")
            return Sql(f"SELECT entry, {_THING} AS place FROM ({compare.text})", compare.values)  # noqa: S608 - ours
        case And(items):
            return _joined(" INTERSECT ", [_whole(things(item)) for item in items])
        case Or(items):
            return _joined(" UNION ", [_whole(things(item)) for item in items])
        case _:
            inner = condition(node)
            return Sql(f"SELECT number AS entry, '' AS place FROM entry WHERE {inner.text}", inner.values)  # noqa: S608 - ours
    return Sql(f"SELECT entry, {_THING} AS place FROM word WHERE {rows.text}", rows.values)  # noqa: S608 - ours


_OF_QUANTITY = {"entry": "v.entry", "place": "v.place"}
_OF_VALUE = {"entry": "e.number", "place": "v.place"}
_MATCHES = " FROM (SELECT value AS path FROM json_each(?)) AS asked CROSS JOIN entry AS e ON e.path = asked.path"


def compared(node: Compare, columns: str = "entry") -> Sql:
    """A selection of ``entry``, or ``entry, place``: what has a quantity that a comparison finds.

    Where no more than ``entry`` is asked for, the index of a table answers alone, which is several times faster.
    """
    wanted = columns.split(", ")
    own, of_results = (", ".join(names[name] for name in wanted) for names in (_OF_QUANTITY, _OF_VALUE))
    quantities = f"SELECT {own} FROM quantity AS v WHERE "  # noqa: S608 - ours
    values = (  # CROSS: in this order, values first; there are more results than values in an interval
        f"SELECT {of_results} FROM value AS v"  # noqa: S608 - ours
        " CROSS JOIN result AS r ON r.number = v.result CROSS JOIN entry AS e ON e.id = r.owner WHERE r.counts AND "
    )
    return _in_spans(node, wanted, Sql(quantities), Sql(values))


def matching(node: Compare, entries: str) -> Sql:
    """A selection of the path of an entry, and path, text and result of each quantity that a comparison finds in it.

    ``entries``: a JSON list of the paths of the entries to look at. They come first in each join, so that the time
    goes with their number and not with that of all quantities in the interval.
    """
    quantities = (
        f"SELECT e.path, v.path, v.text, ''{_MATCHES}"
        " CROSS JOIN quantity AS v INDEXED BY quantity_entry ON v.entry = e.number WHERE "
    )
    values = (
        f"SELECT e.path, v.path, v.text, r.id{_MATCHES}"
        " CROSS JOIN result AS r INDEXED BY result_owner ON r.owner = e.id"
        " CROSS JOIN value AS v INDEXED BY value_result ON v.result = r.number WHERE r.counts AND "
    )
    wanted = ["entry", "path", "text", "result"]
    return _in_spans(node, wanted, Sql(quantities, (entries,)), Sql(values, (entries,)))


def _in_spans(node: Compare, columns: Sequence[str], quantities: Sql, values: Sql) -> Sql:
    """All that two selections, which end before their conditions, have in the intervals of a comparison."""
    found = [Sql(f"SELECT {', '.join(f'NULL AS {name}' for name in columns)} WHERE 0")]  # which names the columns
    for span in node.spans:
        if not span.names:
            continue
        inside = _inside("v", span, maybe=node.maybe)
        at = [_at_same_item(condition, maybe=node.maybe) for condition in node.at]
        found.append(_joined("", [quantities, _joined(" AND ", [inside, *at])]))
        at = [_at_same_row(condition, maybe=node.maybe) for condition in node.at]
        found.append(_joined("", [values, _joined(" AND ", [inside, *at])]))
    return Sql(" UNION ALL ".join(item.text for item in found), _values(found))


def _at_same_item(compare: Compare, *, maybe: bool) -> Sql:
    """A condition on the same item of an entry's list, one around it, or the entry as a whole."""
    around = "(c.place = v.place OR c.place = '' OR substr(v.place, 1, length(c.place) + 1) = c.place || '.')"
    return _exists("quantity AS c", f"c.entry = v.entry AND {around}", compare, maybe=maybe)


def _at_same_row(compare: Compare, *, maybe: bool) -> Sql:
    """A condition on the same row of a result's series, on the result, or on its entry as a whole."""
    here = _exists("value AS c", "c.result = v.result AND c.place IN (v.place, '')", compare, maybe=maybe)
    entry = _exists("quantity AS c", "c.entry = e.number AND c.place = ''", compare, maybe=maybe)
    return _joined(" OR ", [here, entry])


def _exists(table: str, where: str, compare: Compare, *, maybe: bool) -> Sql:
    spans = [_inside("c", span, maybe=maybe) for span in compare.spans if span.names] or [Sql("0")]
    inside = _joined(" OR ", spans)
    return Sql(f"EXISTS (SELECT 1 FROM {table} WHERE {where} AND {inside.text})", inside.values)  # noqa: S608 - ours


def _inside(row: str, span: Span, *, maybe: bool) -> Sql:
    """Whether what was recorded lies in an interval: all that it leaves possible, or with ``maybe`` some of it."""
    low, high = f"{row}.low", f"{row}.high"
    if maybe:
        about = str(ABOUT_KELVIN) if span.kind == "temperature" else f"{ABOUT} * abs({row}.si)"
        spread = f"CASE {row}.comparator WHEN '~' THEN {about} ELSE {COVERAGE} * coalesce({row}.uncertainty, 0) END"
        low, high = f"({row}.high + {spread})", f"({row}.low - {spread})"
    parts = [Sql(f"{row}.name IN ({', '.join('?' * len(span.names))})", span.names)]
    if not isinf(span.low):
        step = ROUNDING * abs(span.low)
        parts.append(Sql(f"{low} {'>' if span.low_open else '>='} ?", (span.low + (step if span.low_open else -step),)))
    if not isinf(span.high):
        step = ROUNDING * abs(span.high)
        sign, limit = ("<", span.high - step) if span.high_open else ("<=", span.high + step)
        parts.append(Sql(f"{high} {sign} ?", (limit,)))
        if not maybe:  # follows from the line above, and is what the index of the table is ordered by
            parts.append(Sql(f"{low} {sign} ?", (limit,)))
    return _joined(" AND ", parts)


def _using(node: Using) -> Sql:
    """Entries that lead by links to a thing, or that a thing leads to."""
    what = things(node.what)
    if node.direction == "by":
        steps = (
            f"used (id) AS (SELECT link.target FROM thing JOIN link ON link.entry = thing.entry WHERE {_USED}"  # noqa: S608 - ours
            " UNION SELECT link.target FROM used JOIN entry AS e ON e.id = used.id"
            f" JOIN link ON link.entry = e.number WHERE {_USED})"
            " SELECT e.number FROM used JOIN entry AS e ON e.id = used.id"
        )
    else:
        steps = (
            f"user (number) AS (SELECT entry FROM thing WHERE {_IS_ITEM} UNION SELECT link.entry FROM thing"  # noqa: S608 - ours
            f" JOIN entry AS e ON e.number = thing.entry JOIN link ON link.target = e.id WHERE place = '' AND {_USED}"
            " UNION SELECT link.entry FROM user JOIN entry AS e ON e.number = user.number"
            f" JOIN link ON link.target = e.id WHERE {_USED}) SELECT number FROM user"
        )
    return Sql(f"entry.number IN (WITH RECURSIVE thing (entry, place) AS ({what.text}), {steps})", what.values)


def _of_entry(node: Field) -> Sql | None:
    """A condition on what stands in the row of the entry itself; None for all other fields."""
    value = folded(node.value)
    match node.name:
        case "kind" | "id":
            return Sql(f"lower(entry.{node.name}) GLOB ?", (_glob(value),))
        case "uuid":
            return Sql("entry.uuid = ?", (value,))
        case "synthetic":
            return Sql("entry.synthetic = ?", (value == "yes",))
        case "sha256":
            begins = f"{_glob(value)}*"
            return Sql(
                "(entry.sha256 GLOB ? OR entry.number IN (SELECT entry FROM file WHERE sha256 GLOB ?))",
                (begins, begins),
            )
        case "notes":
            return condition(Words(node.value.rstrip("*"), node.value.endswith("*")))
    return None


def _words(node: Field | Days) -> Sql:
    """A condition on the rows of ``word``."""
    *around, last = node.name.split(".")
    parts = [Sql("name = ?", (last,))]
    if around:
        inside = "*.".join([*around, last])
        parts.append(Sql("(path GLOB ? OR path GLOB ?)", (inside, f"*.{inside}")))
    if isinstance(node, Days):
        parts.append(Sql("folded >= ? AND folded <= ?", (node.first, f"{node.last or '9999-12-31'}~")))
        return _joined(" AND ", parts)
    value = folded(node.value)
    if last in _CONTAINED:
        parts.append(Sql("folded GLOB ?", (f"*{_glob(value)}*",)))
    elif last == "file":
        parts.append(Sql("(folded GLOB ? OR folded GLOB ?)", (_glob(value), f"*/{_glob(value)}")))
    elif "*" in value:
        parts.append(Sql("(folded GLOB ? OR value GLOB ?)", (_glob(value), _glob(node.value))))
    else:
        parts.append(Sql("folded IN (?, ?)", (value, _formula(node.value))))
    return _joined(" AND ", parts)


def _named_things(node: Words) -> Sql:
    """Things that have a word, or a formula of the same atoms, in one of their fields."""
    value = _glob(folded(node.text)) + ("*" if node.is_prefix else "")
    return Sql(
        f"SELECT entry, {_THING} AS place FROM word WHERE"  # noqa: S608 - ours
        " entry IN (SELECT rowid FROM prose WHERE prose MATCH ?) AND (' ' || folded || ' ') GLOB ?"
        f" UNION SELECT entry, {_THING} FROM word"
        " WHERE name IN ('formula', 'product', 'active_material') AND folded = ?"
        " UNION SELECT number, '' FROM entry WHERE id = ?",
        (_match(node), f"* {value} *", _formula(node.text), node.text),
    )


def _formula(text: str) -> str:
    """What formulas of the same atoms have in common; the text itself where it is no formula."""
    try:
        return composition_key(Formula.parse(text))
    except FormulaError:
        return folded(text)


def _match(node: Words) -> str:
    """A phrase of the full-text search: in quotes, so that nothing in it is an operator there."""
    return '"' + folded(node.text).replace('"', '""') + '"' + ("*" if node.is_prefix else "")


def _glob(text: str) -> str:
    """A pattern of SQLite's GLOB in which only a star is more than itself."""
    return "".join(f"[{character}]" if character in "[?" else character for character in text)


def _whole(select: Sql) -> Sql:
    return Sql(f"SELECT entry, place FROM ({select.text})", select.values)  # noqa: S608 - ours


def _joined(word: str, parts: Sequence[Sql]) -> Sql:
    text = word.join(part.text for part in parts)
    is_condition = word in (" AND ", " OR ") and len(parts) > 1
    return Sql(f"({text})" if is_condition else text, _values(parts))


def _values(parts: Sequence[Sql]) -> tuple[Any, ...]:
    return tuple(value for part in parts for value in part.values)
