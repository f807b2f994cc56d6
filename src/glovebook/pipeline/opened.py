"""A notebook as Python holds it open: with its index, which follows the files by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from glovebook.schema.refusal import Refusal
from glovebook.schema.task import Progress, silent
from glovebook.store.changes.journal import finish, moment
from glovebook.store.index import Index
from glovebook.store.notebook import Notebook

if TYPE_CHECKING:  # what these verbs need is loaded when they are asked for
    import pandas

    from glovebook.pipeline.exposure import Exposures
    from glovebook.pipeline.find import Hits
    from glovebook.pipeline.record import Record
    from glovebook.pipeline.trace import Trace

PATIENCE = 5.0
"""A look is repeated when this many times the duration of one that found nothing new have passed: at once in a notebook
of a thousand entries, after some seconds in one of a hundred thousand."""
TRIES = 5
"""How often the files are looked at again because somebody renamed or deleted an entry just then."""


@dataclass
class _Looks:
    """When the files were looked at last; the one thing about an open notebook that changes."""

    index: Index | None = None
    at: float = 0.0
    lasted: float = 0.0
    """The shortest look that found nothing new; 0 before there was one. A longer one waited for somebody."""


@dataclass(frozen=True)
class OpenNotebook(Notebook):
    """An open notebook; its answers come from the files as they are, whoever writes them meanwhile."""

    _looks: _Looks = field(default_factory=_Looks, init=False, repr=False, compare=False)

    def look(self, progress: Progress = silent) -> Index:
        """The index, brought up to the files; see `PATIENCE` for how often a large notebook is looked through."""
        looks = self._looks
        if looks.index is None:
            looks.index = Index.open(self)
        for _ in range(TRIES):
            start = time.monotonic()
            if looks.at and start - looks.at <= PATIENCE * looks.lasted:
                break
            before = self._settled()
            changes = looks.index.refresh(progress=progress)
            if before is not None and before == moment(self.root):
                looks.at = time.monotonic()
                if not changes:
                    looks.lasted = min(looks.at - start, looks.lasted or looks.at)
                break
        return looks.index

    def _settled(self) -> int | None:
        """The moment of the files, after a change of several files that somebody is making; see `moment`."""
        found = moment(self.root)
        if found is None:
            with suppress(Refusal):  # in a folder that takes no files
                finish(self.root)  # waits for who makes it, and ends what nobody does
            found = moment(self.root)
        return found

    def __getitem__(self, entry_id: str) -> Record:
        """An entry by its id; raises `Refusal` with the nearest id where there is none, or where it cannot be read."""
        from glovebook.pipeline.record import record

        rows = self.look().ask("SELECT path FROM entry WHERE id = ? ORDER BY path", (entry_id,))
        path = self.root / rows[0][0] if rows else self.path_of(entry_id)
        return record(self, path if path.is_file() else self.path_of(entry_id))

    def __contains__(self, entry_id: object) -> bool:
        return bool(self.look().ask("SELECT 1 FROM entry WHERE id = ?", (str(entry_id),)))

    def __iter__(self) -> Iterator[str]:
        """The ids, in alphabetical order."""
        return iter([row[0] for row in self.look().ask("SELECT DISTINCT id FROM entry ORDER BY id")])

    def __len__(self) -> int:
        return int(self.look().ask("SELECT count(DISTINCT id) FROM entry")[0][0])

    def __repr__(self) -> str:
        return f"<notebook {self.settings.title!r} in {self.root}>"

    def __bool__(self) -> bool:
        """A notebook without entries is a notebook."""
        return True

    def find(self, query: str) -> Hits:
        """The entries that a query means, by date; see `glovebook.find`."""
        from glovebook.pipeline.find import find

        return find(query, self)

    def table(
        self, kind: str, columns: Sequence[str] | None = None, *, where: str = "", each: str = ""
    ) -> pandas.DataFrame:
        """The entries of a kind as a DataFrame, by date; see `glovebook.table`."""
        from glovebook.pipeline.table import tabulated

        return tabulated(self, kind, columns, where=where, each=each)

    def trace(self, entry_id: str, *, up: bool = True, down: bool = True) -> Trace:
        """What an entry was made from, and what came out of it; see `glovebook.trace`."""
        from glovebook.pipeline.trace import traced

        return traced(self, entry_id, up=up, down=down)

    def exposure(self, h2o: str = "", o2: str = "") -> Exposures:
        """The samples that lay open above a limit of their glovebox's log; see `glovebook.exposure`."""
        from glovebook.pipeline.exposure import exposed

        return exposed(self, h2o, o2)

    def _repr_html_(self) -> str:
        """The title, and how many entries there are of each kind."""
        rows = self.look().ask("SELECT kind, count(*), max(date) FROM entry GROUP BY kind ORDER BY kind")
        cells = (f"<tr><td>{escape(kind)}</td><td>{count}</td><td>{date[:10]}</td></tr>" for kind, count, date in rows)
        head = "<tr><th>kind</th><th>entries</th><th>newest</th></tr>"
        return f"<h4>{escape(self.settings.title)}</h4><table>{head}{''.join(cells)}</table>"

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
