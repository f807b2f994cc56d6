"""What files held, whoever changed them: every version with its time, author and cause, byte for byte.

``pack`` is the form on disk, ``keeping`` writes it, ``versions`` reads it, ``prune`` keeps it from growing for ever.
"""

from __future__ import annotations

from glovebook.store.history.keeping import author, keep, look, note, texts_of
from glovebook.store.history.pack import HISTORY, Change, FileChange, sha256
from glovebook.store.history.prune import prune
from glovebook.store.history.versions import Version, called, find, text_of, texts_before, versions

__all__ = [
    "HISTORY",
    "Change",
    "FileChange",
    "Version",
    "author",
    "called",
    "find",
    "keep",
    "look",
    "note",
    "prune",
    "sha256",
    "text_of",
    "texts_before",
    "texts_of",
    "versions",
]
