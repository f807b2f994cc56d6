"""Names of files and identifiers that work on every system."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_LONGEST = 100


def slug(text: str) -> str:
    """The text in letters, digits, ``.``, ``_`` and ``-``, safe as a file name and within an identifier."""
    ascii_text = unicodedata.normalize("NFKD", text).replace("μ", "u").encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_text).strip(".-")[:_LONGEST].rstrip(".-") or "x"


def unique(name: str, taken: set[str]) -> str:
    """The file name as a slug that is not yet ``taken``, also where case does not count; it is then taken."""
    written = PurePosixPath(name)
    stem, suffix = slug(written.stem), f".{slug(written.suffix)}" if written.suffix else ""
    chosen, number = stem + suffix, 2
    while chosen.lower() in taken:
        chosen, number = f"{stem}-{number}{suffix}", number + 1
    taken.add(chosen.lower())
    return chosen
