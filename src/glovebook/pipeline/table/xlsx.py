"""Workbooks of one sheet: the smallest set of parts that ECMA-376 (Office Open XML) asks for.

Texts stand in their cells as texts (``inlineStr``), so that none is ever taken for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from math import isfinite
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
"""Part -> content, of what is the same in every workbook: style 1 is bold."""
_LONGEST = 32_767
"""Characters that a cell may hold."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")


def workbook(rows: Sequence[Sequence[Any]], name: str) -> bytes:
    """The bytes of a workbook; the first row is the heading. The same rows give the same bytes."""
    out = BytesIO()
    sheet = escape(_FORBIDDEN_IN_NAME.sub(" ", name)[:31] or "table", {'"': "&quot;"})
    parts = {
        **_PARTS,
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>'
        + "".join(_row(number, cells) for number, cells in enumerate(rows, 1))
        + "</sheetData></worksheet>",
    }
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            member = ZipInfo(path)  # dated 1980, so that the bytes are the same each time
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, _HEAD + content)
    return out.getvalue()


def _row(number: int, cells: Sequence[Any]) -> str:
    style = ' s="1"' if number == 1 else ""
    return f'<row r="{number}">{"".join(_cell(column, number, cell, style) for column, cell in enumerate(cells))}</row>'


def _cell(column: int, row: int, value: Any, style: str) -> str:
    """One cell; nothing for an empty one. Numbers are as exact as they are."""
    place = f"{_letters(column)}{row}"
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"{style}><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"{style}><v>{value!r}</v></c>' if isfinite(value) else ""
    if value is None:
        return ""
    text = escape(_UNWRITABLE.sub("\ufffd", str(value))[:_LONGEST])
    return f'<c r="{place}" t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'


def _letters(column: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
