"""Numbers in text files: closed to what instruments write, and careful with decimal commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from glovebook.schema.refusal import Refusal

_POINT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d{1,3})?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eEdD][+-]?\d{1,3})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_FORTRAN = str.maketrans("dD", "eE")


@dataclass(frozen=True)
class Cell:
    """A text that should be a number, with the line it stands in and the name of its column."""

    text: str
    line: int
    column: str


def is_number(text: str) -> bool:
    """Whether a text is one number, with a point or a comma."""
    return bool(_POINT.fullmatch(text) or _COMMA.fullmatch(text))


def decimal_comma(cells: Sequence[Cell], separator: str, name: str) -> bool:
    """Whether the numbers are written with a decimal comma; refused where that could mean something else.

    It is accepted between tabs and semicolons, when no number has a point and the commas cannot group thousands.
    """
    commas = [cell for cell in cells if _COMMA.fullmatch(cell.text)]
    if not commas:
        return False
    first = commas[0]
    place = f"{name}:{first.line}: {first.column}: {first.text!r}"
    remedy = "export with decimal points"
    if separator not in "\t;":
        raise Refusal(f"{place} has a decimal comma in a file that is not separated by tabs or semicolons", remedy)
    point = next((cell for cell in cells if "." in cell.text), None)
    if point:
        raise Refusal(f"{place} has a comma where line {point.line} has {point.text!r} with a point", remedy)
    if all(_THOUSANDS.fullmatch(cell.text) for cell in commas):
        raise Refusal(f"{place} may have a decimal comma or a comma between thousands", remedy)
    return True


def to_float(cell: Cell, name: str, *, comma: bool) -> float:
    """The number in a cell; anything that is not one finite decimal number is refused with its line."""
    text = cell.text.replace(",", ".") if comma and _COMMA.fullmatch(cell.text) else cell.text
    value = float(text.translate(_FORTRAN)) if _POINT.fullmatch(text) else None
    if value is None or abs(value) == float("inf"):
        raise Refusal(
            f"{name}:{cell.line}: {cell.column}: {cell.text[:40]!r} is no number",
            "remove the line if the point was not measured",
        )
    return value
