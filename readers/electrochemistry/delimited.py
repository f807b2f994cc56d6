"""Impedance spectra as delimited text with named columns.

Written by:
    Most instruments' text export (Novocontrol, BioLogic EC-Lab .mpt, ZView, Gamry tables pasted out), and people.

Layout:
    Lines of text in UTF-8, UTF-16 or Latin-1. Anything may stand in front; the first line that names a frequency and
    either real and imaginary part or modulus and phase is the header, a line of units may follow it, and every line
    behind that is a row. Cells are separated by tab, semicolon, comma or white space, whichever the header uses.

Columns (unit):
    frequency_hertz (Hz), real_impedance_ohm and imaginary_impedance_ohm (ohm, negative for capacitive). Units in the
    header are converted; the sign convention of the file stands in the notes.

Uncertainty:
    None is stated in such files.

Not read:
    Other columns; a second table behind the first. Tables without names are refused: nothing says which column is
    which, nor whether the sign of the imaginary part is changed.

Checked against:
    numpy.loadtxt on seven Novocontrol spectra, and the fits published with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glovebook.readers.decoding import decode
from glovebook.readers.electrochemistry.column_names import Column, factor_of, recognise
from glovebook.readers.numbers import Cell, decimal_comma, is_number, to_float
from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table

SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma", " ": "white space"}
LONGEST_HEADER = 2000
"""Characters beyond which a line is not taken for a header."""
DEEPEST_HEADER = 2000
"""Lines among which the header is looked for."""
FEWEST_ROWS = 3
LONGEST_PREAMBLE_LINE, MOST_PREAMBLE_LINES = 200, 100
EXAMPLE = "write for example \"Freq.[Hz];Z'[ohm];Z''[ohm]\" above the data, with -Z'' where the sign is changed"


@dataclass(frozen=True)
class _Header:
    line: int
    separator: str
    width: int
    columns: list[Column]


def read_bytes(content: bytes, name: str) -> Table:
    """The spectrum as a table in the order of the file; refused, with the line, where it is not clear what it says."""
    text, encoding = decode(content, name)
    lines = text.splitlines()
    header = _header(lines, name)
    rows = _rows(lines, header, name)
    header, rows = _units_line(header, rows)
    if len(rows) < FEWEST_ROWS:
        raise Refusal(
            f"{name}: {len(rows)} rows of numbers below the header in line {header.line}; a spectrum has at least "
            f"{FEWEST_ROWS}",
            "check that the file is complete",
        )
    values, comma = _values(header, rows, name)
    columns = _impedance(header, values)
    bad = np.flatnonzero(columns["frequency_hertz"] <= 0)
    if len(bad):
        line, cells = rows[int(bad[0])]
        cell = cells[header.columns[0].index].strip()
        raise Refusal(f"{name}:{line}: frequency {cell} is not above zero", "remove or correct the line")
    units = {"frequency_hertz": "Hz", "real_impedance_ohm": "ohm", "imaginary_impedance_ohm": "ohm"}
    metadata = {"encoding": encoding, "separator": SEPARATORS[header.separator], **_preamble(lines[: header.line - 1])}
    return Table(columns, units, metadata, _notes(header, columns, comma=comma), "delimited")


def _cells(line: str, separator: str) -> list[str]:
    cells = line.split() if separator == " " else line.split(separator)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _header(lines: list[str], name: str) -> _Header:
    for number, line in enumerate(lines[:DEEPEST_HEADER], start=1):
        if len(line) > LONGEST_HEADER:
            continue
        for separator in SEPARATORS:
            cells = _cells(line, separator)
            if len(cells) >= 3 and (columns := recognise(cells, f"{name}:{number}")):
                return _Header(number, separator, len(cells), columns)
    raise _no_header(lines, name)


def _no_header(lines: list[str], name: str) -> Refusal:
    numeric = re.compile(r"[\s;,]+")
    for number, line in enumerate(lines[:DEEPEST_HEADER], start=1):
        cells = [cell for cell in numeric.split(line[:LONGEST_HEADER].strip()) if cell]
        if len(cells) >= 3 and all(is_number(cell) for cell in cells):
            return Refusal(f"{name}:{number}: {len(cells)} numbers, and no line above names their columns", EXAMPLE)
    return Refusal(f"{name}: no line names the columns frequency and real and imaginary part of the impedance", EXAMPLE)


def _rows(lines: list[str], header: _Header, name: str) -> list[tuple[int, list[str]]]:
    """Line number and cells of every line below the header that is not blank."""
    rows = []
    for number, line in enumerate(lines[header.line :], start=header.line + 1):
        if not line.strip(" \t;,\x1a\x0c"):
            continue
        cells = _cells(line, header.separator)
        if len(cells) != header.width:
            raise Refusal(
                f"{name}:{number}: {len(cells)} cell{'s' * (len(cells) != 1)} where line {header.line} names "
                f"{header.width} columns",
                "complete or remove the line; nothing but rows may stand below the names",
            )
        rows.append((number, cells))
    return rows


def _units_line(header: _Header, rows: list[tuple[int, list[str]]]) -> tuple[_Header, list[tuple[int, list[str]]]]:
    """Takes a line of units below the names into the header; the rest are the rows of numbers."""
    if not rows or any(column.unit for column in header.columns):
        return header, rows
    texts = [rows[0][1][column.index].strip(" []()") for column in header.columns]
    factors = [factor_of(column.role, text) for column, text in zip(header.columns, texts, strict=True)]
    if not all(texts) or any(factor is None for factor in factors):
        return header, rows
    columns = [
        Column(c.index, c.header, c.role, -factor if c.negated else factor, text, c.negated)
        for c, factor, text in zip(header.columns, factors, texts, strict=True)
        if factor is not None
    ]
    return _Header(header.line, header.separator, header.width, columns), rows[1:]


def _values(header: _Header, rows: list[tuple[int, list[str]]], name: str) -> tuple[NDArray[np.float64], bool]:
    """The numbers of the wanted columns (3, N) in Hz, ohm and rad, and whether a decimal comma was read."""
    cells = [[Cell(row[column.index].strip(), line, column.header) for line, row in rows] for column in header.columns]
    comma = decimal_comma([cell for column in cells for cell in column], header.separator, name)
    numbers = [[to_float(cell, name, comma=comma) for cell in column] for column in cells]
    factors = np.array([column.factor for column in header.columns])
    return np.array(numbers) * factors[:, None], comma


def _impedance(header: _Header, values: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    frequency, first, second = values
    if header.columns[1].role == "modulus":
        first, second = first * np.cos(second), first * np.sin(second)
    return {"frequency_hertz": frequency, "real_impedance_ohm": first, "imaginary_impedance_ohm": second}


def _notes(header: _Header, columns: dict[str, NDArray[np.float64]], *, comma: bool) -> list[str]:
    frequency, first, second = header.columns
    if first.role == "modulus":
        notes = [f"real and imaginary part from modulus ({first.header}) and phase ({second.header})"]
        if second.negated:
            notes.append("the file holds the negative phase; its sign is changed")
    elif second.negated:
        notes = [f"the file holds -Z'' ({second.header}); its sign is changed, negative for capacitive"]
    else:
        notes = [f"imaginary part as in the file ({second.header}): negative for capacitive"]
    if (columns["imaginary_impedance_ohm"] > 0).mean() > 0.5:
        notes.append(
            "most imaginary parts are positive: an inductive sample, or the file holds -Z'' under the name of Z''"
        )
    unnamed = [column.header for column in (frequency, first) if not column.unit and "_" not in column.header]
    if unnamed:
        notes.append(f"no unit in the header of {', '.join(unnamed)}: Hz and ohm assumed")
    if comma:
        notes.append("numbers read with a decimal comma")
    return notes


def _preamble(lines: list[str]) -> dict[str, str]:
    """The lines above the header, by name where they have one ("name: text" or "name = text")."""
    metadata: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        text = line.strip()[:LONGEST_PREAMBLE_LINE]
        if not text or len(metadata) == MOST_PREAMBLE_LINES:
            continue
        match = re.match(r"([^:=\t]{1,60}?)\s*(?:[:=]|\t)\s*(\S.*)", text)
        key = match[1] if match and match[1] not in metadata else f"line {number}"
        metadata[key] = match[2] if match and key == match[1] else text
    return metadata
