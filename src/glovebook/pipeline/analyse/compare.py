"""Results of several entries in one figure: Arrhenius lines of pellets, capacities of cells, side by side."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.pipeline.analyse import methods_of
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Result
from glovebook.schema.table import Table
from glovebook.store import results
from glovebook.store.notebook import Notebook
from glovebook.store.results import StoredResult
from glovebook.store.write import write_atomically

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 20
"""Lines in one figure; among more nobody tells them apart."""
FOLDER = "figures"
"""Where in a notebook comparisons are kept on request."""


@dataclass(frozen=True)
class Comparison:
    """The results that count of several entries, and their one figure."""

    method: str
    methods: tuple[str, ...]
    """Analyses by which these entries can be compared."""
    results: Mapping[str, StoredResult]
    """By the ids of the entries, as they were asked for."""
    files: Mapping[str, bytes]
    """``figure.svg`` and ``figure.png``."""

    @property
    def name(self) -> str:
        """What its files are called unless somebody says otherwise."""
        return f"{self.method}-{'-'.join(self.results)}"[:100]

    def keep(self, notebook: Notebook, name: str = "") -> list[Path]:
        """The files of the figure in the notebook, never over others: a number is put behind a name that is taken."""
        stem = name or self.name
        if Path(stem).name != stem or stem.startswith("."):
            raise Refusal(f"{stem!r} is no name of a file", "write it without folders, e.g. 'arrhenius-e1-e4'")
        folder = notebook.root / FOLDER
        folder.mkdir(exist_ok=True)
        number, free = 1, stem
        while any((folder / f"{free}{Path(file).suffix}").exists() for file in self.files):
            number += 1
            free = f"{stem}-{number}"
        written = []
        for file, content in self.files.items():
            written.append(folder / f"{free}{Path(file).suffix}")
            write_atomically(written[-1], content)
        return written


def compare(notebook: Notebook, entries: Sequence[str], method: str | None = None) -> Comparison:
    """The results of one analysis of several entries, drawn together.

    Without a method, the last analysis that all of them have. Raises `Refusal` where one has no result.
    """
    wanted = list(dict.fromkeys(entries))
    if not 2 <= len(wanted) <= MOST:
        raise Refusal(f"{len(wanted)} entries cannot be compared", f"name two to {MOST}")
    found = {entry: _comparable(notebook, entry) for entry in wanted}
    methods = tuple(name for name in found[wanted[0]] if all(name in others for others in found.values()))
    if not methods or (method and method not in methods):
        lacking = _lacking(found, method)
        said = f"{lacking} has no result {f'of {method!r} ' if method else ''}to be compared"
        known = ", ".join(methods) or "none"
        raise Refusal(said, f"analyse it first: glovebook analyse {lacking}; what all of them have: {known}")
    chosen = method or methods[-1]
    taken = {entry: found[entry][chosen][0] for entry in wanted}
    draw = found[wanted[0]][chosen][1]
    figure = draw({entry: _with_table(item) for entry, item in taken.items()})
    from glovebook.pipeline.analyse.figure import figures_of

    return Comparison(chosen, methods, taken, figures_of(figure))


Draw = Callable[[Mapping[str, Result]], "Figure"]


def _comparable(notebook: Notebook, entry_id: str) -> dict[str, tuple[StoredResult, Draw]]:
    """Method -> the result that counts, and what draws several of them; in the order of the kind."""
    record = notebook.parse(notebook.path_of(entry_id)).entry
    if record is None:
        raise Refusal(f"{entry_id} cannot be read", f"correct it first: glovebook check {entry_id}")
    stored = {item.result.method: item for item in results.newest(notebook, entry_id)}
    found = {}
    for name, pointer in (methods_of(record) if record.analyses else {}).items():
        draw: Any = getattr(import_module(pointer.split(":")[0]), "draw_together", None)
        if draw and name in stored:
            found[name] = (stored[name], draw)
    return found


def _lacking(found: Mapping[str, Mapping[str, Any]], method: str | None) -> str:
    """The first entry without a result of the method, or with none that the first one has."""
    first = next(iter(found))
    wanted = {method} if method else set(found[first])
    return next((entry for entry, methods in found.items() if not wanted & set(methods)), first)


def _with_table(stored: StoredResult) -> Result:
    """The result with the table that stands beside it."""
    import numpy as np

    file = stored.folder / "table.csv"
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            head, *rows = list(csv.reader(lines))
        columns = {name: np.array([_number(row[place]) for row in rows]) for place, name in enumerate(head)}
    except (OSError, ValueError, IndexError) as error:
        raise Refusal(f"{stored.result.id}: its table cannot be read: {error}", "analyse the entry again") from error
    return replace(stored.result, table=Table(columns, {}))


def _number(text: str) -> float:
    return float(text) if text else float("nan")
