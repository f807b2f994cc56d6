"""The index of a notebook: one embedded database, made from the files and never needed to read them.

`Index.open` and `Index.refresh` are all that a user of it calls before asking; the rest of the package says where the
database lies (`place`), how changed files are found (`look`), what is kept of an entry (`facts`), how many are read
(`reading`) and how they are put in (`put`).
"""

from __future__ import annotations

from glovebook.store.index.index import Changes, Index
from glovebook.store.index.rows import Link, RawFileRow, Row

__all__ = ["Changes", "Index", "Link", "RawFileRow", "Row"]
