"""A notebook: the folder, its settings, its entries by id, and its files."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Self

from glovebook.schema.document import DocumentError, read_document, spelled
from glovebook.schema.entry import Entry, links
from glovebook.schema.parse import Parsed, parse
from glovebook.schema.refusal import Refusal
from glovebook.schema.settings import Settings
from glovebook.schema.shape import misspelled, words
from glovebook.store.lab_kinds import LabKinds
from glovebook.store.listing import SUFFIX, Listing
from glovebook.store.resolved import Resolved

__all__ = ["SETTINGS", "SUFFIX", "Notebook", "Snapshot", "read_settings", "sha256_of"]

SETTINGS = "glovebook.yaml"


@dataclass(frozen=True)
class Notebook:
    """An open notebook; holds no state but its folder and settings, so it never goes out of date by itself."""

    root: Path
    settings: Settings

    @classmethod
    def open(cls, root: Path) -> Self:
        """The notebook in a folder; raises `Refusal` where there is none, or its settings cannot be read."""
        file = root / SETTINGS
        if not file.is_file():
            raise Refusal(f"{root} holds no {SETTINGS}", f"make a notebook there: glovebook init {root}")
        _finish(root.resolve())
        return cls(root.resolve(), read_settings(file.read_bytes(), file))

    @classmethod
    def containing(cls, path: Path) -> Self:
        """The notebook that a file or folder belongs to: the nearest folder upwards with a ``glovebook.yaml``."""
        start = path.resolve()
        for folder in (start, *start.parents):
            if (folder / SETTINGS).is_file():
                return cls.open(folder)
        near = path if path.is_dir() else path.parent
        raise Refusal(f"{path} is not inside a notebook", f"make one with: glovebook init {near}")

    @property
    def kinds(self) -> LabKinds:
        """The kinds that the lab adds to those of Glovebook."""
        return LabKinds(self.root / "kinds")

    def templates(self) -> list[str]:
        """Names of the lab's own templates, in alphabetical order."""
        return sorted(file.name.removesuffix(SUFFIX) for file in (self.root / "templates").glob(f"*{SUFFIX}"))

    def template(self, name: str) -> bytes | None:
        """The content of the lab's own template of a name; None where there is none."""
        if name not in self.templates():
            return None
        file = self.root / "templates" / f"{name}{SUFFIX}"
        try:
            return file.read_bytes()
        except OSError as error:
            raise Refusal(f"{file} could not be read: {error.strerror}", "check its rights") from error

    def paths(self) -> dict[str, list[Path]]:
        """Entry id (from the file's name) -> its files, more than one only by mistake."""
        return {name: [self.root / file for file in files] for name, files in self.files().items()}

    def files(self) -> dict[str, list[str]]:
        """Entry id -> its files, relative to the notebook."""
        return Listing(self.root).files()

    def ids(self) -> list[str]:
        """Ids of all entries, in alphabetical order."""
        return sorted(self.files())

    def path_of(self, entry_id: str) -> Path:
        """The file of an entry; raises `Refusal` with the nearest id where there is none."""
        files = self.files()
        if entry_id in files:
            return self.root / files[entry_id][0]
        from difflib import get_close_matches

        close = get_close_matches(entry_id, files, 1)
        raise Refusal(
            f"there is no entry {entry_id!r} in {self.root}",
            f"did you mean {close[0]!r}?" if close else f"entries are files entries/<id>{SUFFIX}",
        )

    def parse(self, path: Path) -> Parsed:
        """The entry in a file and the SHA-256 of its bytes; findings name the file's path in the notebook."""
        try:
            content = path.read_bytes()
            parsed = parse(content, self.relative(path), self.kinds)
            return replace(parsed, sha256=hashlib.sha256(content).hexdigest())
        except OSError as error:
            raise Refusal(f"{path} could not be read: {error.strerror}", "check the path and its rights") from error

    def linked(self, entry: Entry) -> dict[str, Entry]:
        """Every entry that an entry links to, directly or through others, by id; broken ones are left out."""
        files = self.files()
        found: dict[str, Entry] = {}
        waiting = [entry]
        while waiting:
            for target in links(waiting.pop()).values():
                if target in found or target == entry.id or target not in files:
                    continue
                linked = self.parse(self.root / files[target][0]).entry
                if linked is not None:
                    found[target] = linked
                    waiting.append(linked)
        return found

    def mentioning(self, text: str) -> Iterator[tuple[str, Path]]:
        """Id and file of the entries in whose bytes a text may stand: the others need not be parsed."""
        wanted = text.encode()
        for name, files in self.files().items():
            content = (self.root / files[0]).read_bytes()
            if wanted in content or b"\\" in content:  # a quoted text may spell its letters \x61
                yield name, self.root / files[0]

    def relative(self, path: Path) -> str:
        """A path as it is written in entries: relative to the notebook, with forward slashes."""
        resolved = path.resolve()
        return resolved.relative_to(self.root).as_posix() if resolved.is_relative_to(self.root) else str(path)

    def file(self, path: str) -> Path:
        """The place of a file that an entry names; raises `Refusal` where it leaves the notebook."""
        if "\0" in path:
            raise Refusal(f"{path!r} is no name of a file", "keep raw files under data/")
        place = (self.root / path).resolve()
        if not place.is_relative_to(self.root):
            raise Refusal(f"{path!r} leads out of the notebook", "keep raw files under data/")
        return place


class Snapshot(Notebook):
    """A notebook as it was at one moment: files are listed and entries parsed once, however often asked for."""

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        return super().files()

    @cached_property
    def _parsed(self) -> dict[Path, Parsed]:
        return {}

    def files(self) -> dict[str, list[str]]:
        """As of the first look."""
        return self._files

    @cached_property
    def _resolved(self) -> Resolved:
        return Resolved()

    def file(self, path: str) -> Path:
        """The place of a file that an entry names; each folder is asked for links once."""
        if "\0" in path:  # no folder can be asked
            return super().file(path)
        place = self._resolved.of(self.root / path)
        return place if place.is_relative_to(self.root) else super().file(path)

    def parse(self, path: Path) -> Parsed:
        """As of the first look at the file."""
        if path not in self._parsed:
            self._parsed[path] = super().parse(path)
        return self._parsed[path]


def _finish(root: Path) -> None:
    """Carries out to its end what a process that was killed had begun; nothing where the folder takes no file."""
    if (root / ".glovebook/journal").is_dir():
        from glovebook.store.changes.journal import finish

        with contextlib.suppress(OSError, Refusal):
            finish(root)


def read_settings(text: str | bytes, file: Path) -> Settings:
    """The settings that a text holds; raises `Refusal` with the place in ``file`` where they cannot be read."""
    from pydantic import ValidationError

    try:
        document = read_document(text, 'glovebook: "1"')
        data = {key: value for key, value in document.data.items() if value is not None}
        return Settings.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        first = next(detail for detail in errors if not misspelled(detail, errors))
        place = document.keys.get(first["loc"], document.place(first["loc"]))
        said = words(Settings, first["loc"], first)
        where = f"{file}:{place.line}:{place.column}: {spelled(first['loc'])}"
        raise Refusal(f"{where}: {said.message}", said.hint) from None
    except DocumentError as error:
        raise Refusal(f"{file}:{error.line}:{error.column}: {error.message}", error.hint) from None


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; read in pieces, so any size will do."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
