"""A notebook as Python holds it open: with its index, which follows the files by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from glovebook.schema.task import Progress, silent
from glovebook.store.index import Index
from glovebook.store.notebook import Notebook

PATIENCE = 5.0
"""A look is repeated when this many times its own duration have passed: at once in a notebook of a thousand entries,
after some seconds in one of a hundred thousand."""


@dataclass
class _Looks:
    """When the files were looked at last; the one thing about an open notebook that changes."""

    index: Index | None = None
    at: float = 0.0
    lasted: float = 0.0


@dataclass(frozen=True)
class OpenNotebook(Notebook):
    """An open notebook; its answers come from the files as they are, whoever writes them meanwhile."""

    _looks: _Looks = field(default_factory=_Looks, init=False, repr=False, compare=False)

    def look(self, progress: Progress = silent) -> Index:
        """The index, brought up to the files; see `PATIENCE` for how often a large notebook is looked through."""
        looks = self._looks
        if looks.index is None:
            looks.index = Index.open(self)
        start = time.monotonic()
        if not looks.at or start - looks.at > PATIENCE * looks.lasted:
            looks.index.refresh(progress=progress)
            looks.at = time.monotonic()
            looks.lasted = looks.at - start
        return looks.index

    def close(self) -> None:
        """Lets go of the index; whatever is asked next opens it again."""
        if self._looks.index:
            self._looks.index.close()
            self._looks.at = 0.0


@contextmanager
def opened(notebook: Notebook | str | Path) -> Iterator[OpenNotebook]:
    """An open notebook: the one that is handed in, which stays open, or one around a path, which does not."""
    if isinstance(notebook, OpenNotebook):
        yield notebook
        return
    found = notebook if isinstance(notebook, Notebook) else Notebook.containing(Path(notebook))
    book = OpenNotebook(found.root, found.settings)
    try:
        yield book
    finally:
        book.close()
