"""Comparisons in queries: which interval is asked for, and in which unit."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches
from math import inf

from glovebook.schema.quantity import Quantity, QuantityError
from glovebook.schema.quantity.kinds import QUANTITY_KINDS, units_of
from glovebook.schema.quantity.text import fold
from glovebook.store.index.molar import factor
from glovebook.store.index.query.names import Name, Vocabulary
from glovebook.store.index.query.scan import Piece, Scanner
from glovebook.store.index.query.tree import ABOUT, ABOUT_KELVIN, Compare, Days, Span

_MOST_WORDS = 6
"""Of a quantity: ``1.0 .. 2.4 V vs Na+/Na``."""
_KEYWORDS = ("and", "or", "not", "at", "using", "used", "whose", "maybe")
_NUMBER = re.compile(r"[~<>≈]?\s*[+\-−–]?[\d⁰¹²]")
_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_DAYS = re.compile(rf"(?P<first>{_DAY})(?:\.\.(?P<last>{_DAY}))?(?=[\s)]|$)", re.ASCII)


def comparison(
    scanner: Scanner, vocabulary: Vocabulary, name: Piece, sign: Piece | None, *, maybe: bool
) -> Compare | None:
    """A quantity compared with what comes next; None where that is no number, so that both are words to look for."""
    scanner.skip()
    if sign and sign.text == "!=":
        hint = f"did you mean: not {name.text} = ..."
        raise scanner.error(sign.start, sign.end, "'!=' is not among the signs", hint)
    kinds = vocabulary.kinds_of(name.text)
    if not kinds and sign:
        near = vocabulary.near(name.text)
        hint = scanner.corrected(name, near) if near else "write e.g. 'pressure >= 40 MPa'"
        raise scanner.error(name.start, name.end, f"no entry has a quantity {name.text!r}", hint)
    if sign is None and not begins_number(scanner) and not _spoken(scanner, kinds):
        return None
    found = {kind: longest for kind in kinds if (longest := _longest(scanner, kind))}
    if not found:
        raise _misread(scanner, name, kinds)
    length = max(end for _, end in found.values())
    spans: list[Span] = []
    for kind, (quantity, end) in found.items():
        if end == length:
            span = _span(scanner, quantity, sign.text if sign else "", name)
            rows = [row for row in vocabulary.quantities(name.text) if row.kind == kind]
            spans.extend(_in_units(span, quantity.si_unit, rows))
    scanner.at = length
    return Compare(name.text, tuple(spans), maybe)


def begins_number(scanner: Scanner) -> bool:
    """Whether a number comes next."""
    return bool(_NUMBER.match(scanner.query, scanner.at))


def _spoken(scanner: Scanner, kinds: list[str]) -> bool:
    """Whether a value in words comes next: ``temperature r.t.``, ``duration overnight``."""
    return any(_longest(scanner, kind) for kind in kinds)


def _longest(scanner: Scanner, kind: str) -> tuple[Quantity, int] | None:
    """The quantity of a kind that the next words spell, as many of them as make one, and where it ends."""
    for end in reversed(_ends(scanner)):
        try:
            return Quantity.parse(scanner.query[scanner.at : end], kind), end
        except QuantityError:
            continue
    return None


def _ends(scanner: Scanner) -> list[int]:
    """Where the next words end, up to a word of the grammar or a bracket that closes nothing."""
    ends: list[int] = []
    ahead = Scanner(scanner.query)
    ahead.at = scanner.at
    while not ahead.done and len(ends) < _MOST_WORDS:
        value = ahead.value() if ahead.query[ahead.at] not in '"“„«' else Piece("", ahead.at, ahead.at)
        if not value.text or value.text.lower() in _KEYWORDS:
            break
        ends.append(value.end)
    return ends


def _in_units(span: Span, unit: str, rows: Sequence[Name]) -> Iterator[Span]:
    """The interval for the names in each unit of SI that they are kept in: eV as J, kJ/mol as J/mol."""
    for other in dict.fromkeys(row.si_unit for row in rows):
        step = factor(unit, other)
        if step is not None:
            numbers = tuple(row.number for row in rows if row.si_unit == other)
            yield replace(span, names=numbers, low=span.low * step, high=span.high * step)


def _span(scanner: Scanner, quantity: Quantity, sign: str, name: Piece) -> Span:
    """The interval that is asked for."""
    value, upper = quantity.si, quantity.si_upper
    if quantity.comparator[:1] in ("<", ">"):
        if sign not in ("", "="):
            raise scanner.error(name.end, scanner.at + 1, "two signs follow each other", "keep one of them")
        sign = quantity.comparator
    if upper is not None:
        if sign not in ("", "=", "~"):
            hint = f"write '{name.text} {quantity.text}'"
            raise scanner.error(name.end, scanner.at + 1, f"a range has no {sign!r}", hint)
        return Span((), quantity.kind, value, upper)
    match sign:
        case ">" | ">=":
            return Span((), quantity.kind, value, inf, low_open=sign == ">")
        case "<" | "<=":
            return Span((), quantity.kind, -inf, value, high_open=sign == "<")
    spread = quantity.si_uncertainty or 0.0
    if sign == "~" or quantity.comparator == "~":
        spread = ABOUT_KELVIN if quantity.kind == "temperature" else ABOUT * abs(value)
    return Span((), quantity.kind, value - spread, value + spread)


def _misread(scanner: Scanner, name: Piece, kinds: list[str]) -> Exception:
    """Why what stands behind a name is no quantity of its kind."""
    ends = _ends(scanner)
    if not ends:
        example = QUANTITY_KINDS[kinds[0]].example
        end = max(scanner.at, name.end)
        return scanner.error(end, end + 1, f"{name.text!r} is compared with nothing", f"write e.g. '{example}'")
    start = scanner.at
    end = ends[1] if len(ends) > 1 else ends[0]  # a number and its unit
    text = scanner.query[start:end]
    match = re.match(r"(\S*?[\d)⁰-⁹])\s*([^\d\s.,(][^\s]*)?$", text)
    unit = match[2] if match and match[2] else ""
    if ".." in unit:
        return scanner.error(
            start, end, "a range has one unit, behind its end", f"write e.g. '1..2 {unit.split('.')[0]}'"
        )
    phrases = " or ".join(dict.fromkeys(QUANTITY_KINDS[kind].phrase for kind in kinds))
    units = [symbol for kind in kinds for symbol in QUANTITY_KINDS[kind].units]
    if unit and fold(unit) not in {spelling for kind in kinds for spelling in units_of(kind)}:
        place = Piece(unit, end - len(unit), end)
        near = get_close_matches(unit, units, 1, 0.5) or _folded_alike(unit, units)
        hint = scanner.corrected(place, near[0]) if near else f"write one of {', '.join(units)}"
        return scanner.error(place.start, place.end, f"{name.text!r} is {phrases}, which {unit!r} is no unit of", hint)
    try:
        Quantity.parse(text, kinds[0])
    except QuantityError as error:
        first = scanner.query[start : ends[0]]
        if not unit and re.fullmatch(r"[+-]?[\d.e+-]+", first, re.ASCII):
            hint = scanner.corrected(Piece(first, start, ends[0]), f"{first} {units[0]}")
            return scanner.error(start, ends[0], f"{first!r} has no unit; {name.text!r} is {phrases}", hint)
        return scanner.error(start, end, error.message, error.hint)
    return scanner.error(start, end, f"{text!r} is no quantity", "write e.g. '40 MPa'")


def _folded_alike(unit: str, units: list[str]) -> list[str]:
    return [symbol for symbol in units if symbol.casefold() == unit.casefold()][:1]


def days(scanner: Scanner, vocabulary: Vocabulary, name: Piece, sign: Piece | None) -> Days | None:
    """A date, a month or a year, or two of them; None where something else comes next."""
    scanner.skip()
    match = _DAYS.match(scanner.query, scanner.at)
    if match is None or (sign is None and match["last"] is None and vocabulary.is_quantity(name.text)):
        return None
    if name.text != "date" and vocabulary.kinds_of(name.text):
        return None  # `temperature > 2018`: a number without its unit
    first, last = _bounds(scanner, match, "first")
    if match["last"]:
        last = _bounds(scanner, match, "last")[1]
        if last < first:
            hint = scanner.corrected(Piece("", match.start(), match.end()), f"{match['last']}..{match['first']}")
            raise scanner.error(match.start(), match.end(), "the range runs backwards", hint)
    scanner.at = match.end()
    match sign.text if sign else "":
        case ">":
            return Days(name.text, _moved(last, 1), "")
        case ">=":
            return Days(name.text, first, "")
        case "<":
            return Days(name.text, "", _moved(first, -1))
        case "<=":
            return Days(name.text, "", last)
    return Days(name.text, first, last)


def _bounds(scanner: Scanner, match: re.Match[str], group: str) -> tuple[str, str]:
    """The first and the last day of a date that may be a month or a year."""
    parts = [int(part) for part in match[group].split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 0
    if month > 12 or (len(parts) > 1 and month < 1) or year < 1:
        raise scanner.error(match.start(group), match.end(group), f"{match[group]!r} is not in the calendar")
    if not month:
        return f"{year:04d}-01-01", f"{year:04d}-12-31"
    longest = calendar.monthrange(year, month)[1]
    if len(parts) == 2:
        return f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-{longest:02d}"
    if not 1 <= parts[2] <= longest:
        raise scanner.error(match.start(group), match.end(group), f"{match[group]!r} is not in the calendar")
    return match[group], match[group]


def _moved(day: str, step: int) -> str:
    """The day before or after a day; empty, which is no limit, at the ends of the calendar."""
    try:
        return (date.fromisoformat(day) + timedelta(days=step)).isoformat()
    except OverflowError:
        return ""
