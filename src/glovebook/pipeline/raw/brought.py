"""Raw files that a new entry begins with: where they are put, and what the entry says of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, get_args, get_origin

from glovebook.pipeline.attach import settings
from glovebook.pipeline.read import read_table
from glovebook.schema.document import read_document
from glovebook.schema.entry import Entry
from glovebook.schema.parts import RawFile
from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table
from glovebook.store.edit import edit
from glovebook.store.notebook import Notebook, sha256_of
from glovebook.store.write import not_written, write_atomically


@dataclass(frozen=True)
class Brought:
    """The raw files of a new entry."""

    files: Sequence[Path] = ()
    """Those that go into the kind's own list of files; into the attachments where it has none."""
    attachments: Sequence[Path] = ()
    staged: bool = False
    """They lie in the notebook for this entry already: they are not copied, and may get another name."""
    read: Mapping[Path, Table] | None = None
    """Their tables, where they have been read already."""

    @property
    def paths(self) -> list[Path]:
        """All of them."""
        return [*self.files, *self.attachments]

    @cached_property
    def tables(self) -> Mapping[Path, Table]:
        """What could be read of the files that are no attachments."""
        if self.read is not None:
            return self.read
        found: dict[Path, Table] = {}
        for path in self.files:
            with suppress(Refusal):  # who names it keeps it, whatever it is
                found[path] = read_table(path)
        return found

    def stated(self, text: str) -> dict[str, str]:
        """What follows for the entry that begins with a text: its day, and that the work is no longer planned.

        The day is that on which the first of them was written, by its own words; a time counts where it names its zone.
        """
        if not self.tables:
            return {}
        moments = sorted(filter(None, (_moment(table.metadata.get("date", "")) for table in self.tables.values())))
        done = {"status": "done"} if read_document(text).data.get("status") == "planned" else {}
        return {**done, **({"date": moments[0]} if moments else {})}

    def places(self, notebook: Notebook, entry_id: str) -> dict[Path, Path]:
        """Where each is to lie -> the file."""
        folder = notebook.root / "data" / entry_id
        if self.paths and not folder.resolve().is_relative_to(notebook.root):
            raise Refusal(f"data/{entry_id} leads out of the notebook", "choose another id")
        found: dict[Path, Path] = {}
        for path in self.paths:
            if not path.is_file():
                raise Refusal(f"there is no file {path}", "check the path")
            target = folder / path.name
            if self.staged:
                target = next(place for place in _names(target) if not os.path.lexists(place) and place not in found)
            elif target.exists():
                raise Refusal(f"{notebook.relative(target)} is there already", "rename the file that is to be added")
            found[target] = path
        return found

    def items(self, model: type[Entry], places: Mapping[Path, Path]) -> dict[str, Path]:
        """Where in an entry of a kind each is named, e.g. ``spectra[0]`` -> where it is to lie."""
        named: dict[str, Path] = {}
        counts: dict[str, int] = {}
        for target, path in places.items():
            where = list_of_files(model) if path in self.files else "attachments"
            named[f"{where}[{counts.setdefault(where, 0)}]"] = target
            counts[where] += 1
        return named

    def entered(self, notebook: Notebook, text: str, items: Mapping[str, Path], places: Mapping[Path, Path]) -> str:
        """The text with what the files say of the work, where it does not say so itself."""
        for item, target in items.items():
            table = self.tables.get(places[target])
            if table is not None and (found := settings(notebook, text, item, table)):
                text = edit(text, found)
        return text

    def put(self, places: Mapping[Path, Path]) -> None:
        """Puts all of them in their places, or none."""
        done: list[Path] = []
        try:
            for target, source in places.items():
                _put(source, target, linked=self.staged)
                done.append(target)
        except BaseException:
            take_back(done)
            raise


def take_back(places: Sequence[Path]) -> None:
    """Removes copies of raw files whose entry could not be made."""
    for target in places:
        target.unlink(missing_ok=True)


def values(notebook: Notebook, items: Mapping[str, Path], places: Mapping[Path, Path]) -> dict[str, str]:
    """Paths and values that enter raw files into an entry."""
    said: dict[str, str] = {}
    for item, target in items.items():
        said[f"{item}.file"] = target.relative_to(notebook.root).as_posix()
        said[f"{item}.sha256"] = sha256_of(places[target])
        said[f"{item}.size"] = str(places[target].stat().st_size)
    return said


def list_of_files(model: type[Entry]) -> str:
    """The field that lists the raw files of a kind: its own, or the attachments."""
    lists = (name for name, info in model.model_fields.items() if _holds_files(info.annotation))
    return next((name for name in lists if name not in Entry.model_fields), "attachments")


def _holds_files(annotation: Any) -> bool:
    item = next(iter(get_args(annotation)), None) if get_origin(annotation) is list else None
    return isinstance(item, type) and issubclass(item, RawFile)


def _moment(text: str) -> str:
    """A date as entries have it; nothing of one that may mean several."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return text if moment.tzinfo else text[:10]


def _names(target: Path) -> Iterator[Path]:
    """The path, and those with a number behind the name."""
    yield target
    for number in count(2):
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")


def _put(source: Path, target: Path, *, linked: bool) -> None:
    if not linked:
        write_atomically(target, source.read_bytes())
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)  # refuses what is there already, and takes no second copy of what may be large
    except FileExistsError as error:
        raise not_written(target, error) from error
    except OSError:  # a file system without hard links
        write_atomically(target, source.read_bytes())
