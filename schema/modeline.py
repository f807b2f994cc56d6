"""The first line of an entry that tells editors its JSON Schema: ``# yaml-language-server: $schema=...``."""

from __future__ import annotations

import re

from glovebook.schema.published import file_name

FOLDER = ".glovebook/schemas"
"""Where a notebook keeps the JSON Schema files of the kinds that it uses."""
_LINE = re.compile("^# yaml-language-server: \\$schema=.*\r?\n", re.MULTILINE)
_BYTE_ORDER_MARK = "\ufeff"


def with_modeline(text: str, kind: str, depth: int) -> str:
    """The text with the line that fits a file ``depth`` folders below the notebook's; an earlier such line goes."""
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    line = f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{file_name(kind)}"
    return mark + line + newline + without_modeline(text.removeprefix(mark))


def without_modeline(text: str) -> str:
    """The text without such a line; the same text where it has none."""
    return _LINE.sub("", text, count=1)
