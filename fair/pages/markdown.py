"""Markdown in which whatever people wrote stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from glovebook.fair.pages.blocks import Block

_SPECIAL = re.compile(r"([\\`*\[\]|~$]|\b_|_\b|(?<!\w)_)")
_AT_THE_START = re.compile(r"^(?:[-+](?=[\s-])|[#=:]|\d+(?=[.)]\s))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def plain(text: str) -> str:
    """The text on one line, with everything escaped that Markdown or HTML would take for its own."""
    line = " ".join(text.split())
    harmless = re.sub(r"[&<>]", lambda found: _ENTITIES[found[0]], line)
    return _AT_THE_START.sub(_escaped_start, _SPECIAL.sub(r"\\\1", harmless))


def _escaped_start(found: re.Match[str]) -> str:
    """A backslash before what would begin a list, a heading or a rule; in ``1. x`` after the number."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def quoted(text: str) -> str:
    """The text as a block quote, line by line, so that notes keep their lines and cannot become headings."""
    return "".join(f"> {plain(line)}  \n" for line in text.splitlines())


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; heads and cells are escaped already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def block(found: Block) -> str:
    """A block of a record as a table with its title."""
    title = f"### {plain(found.title)}\n\n" if found.title else ""
    rows = [[plain(cell.text) for cell in row] for row in found.rows]
    return f"{title}{table([plain(head) for head in found.heads], rows)}\n"
