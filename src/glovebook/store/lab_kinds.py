"""Kinds that a lab adds to its notebook, as YAML definitions in ``kinds/``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from glovebook.schema.entry import Entry
from glovebook.schema.parts import NAME_PATTERN
from glovebook.schema.refusal import Refusal


class LabKinds(Mapping[str, type[Entry]]):
    """Name -> class of the kinds that ``kinds/<name>.yaml`` define.

    A file is read when its kind is asked for, so that a broken definition stops entries of its own kind only.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> type[Entry]:
        if name not in self:
            raise KeyError(name)
        from glovebook.schema.definition import define  # few notebooks have kinds of their own

        file = self._file(name)
        try:
            return define(name, file.read_bytes(), f"{self.folder.name}/{file.name}")
        except OSError as error:
            raise Refusal(f"{file} could not be read: {error.strerror}", "check the path and its rights") from error

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(re.fullmatch(NAME_PATTERN, name)) and self._file(name).is_file()

    def __iter__(self) -> Iterator[str]:
        names = (file.stem for file in sorted(self.folder.glob("*.yaml")))
        return (name for name in names if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def usable(self) -> tuple[dict[str, type[Entry]], list[Refusal]]:
        """Name -> class of the kinds whose definitions can be used, and why the other files cannot."""
        found: dict[str, type[Entry]] = {}
        refused = []
        for file in sorted((*self.folder.glob("*.yaml"), *self.folder.glob("*.yml"))):
            place = f"{self.folder.name}/{file.name}"
            try:
                if file.suffix != ".yaml":
                    raise Refusal(f"{place} is not read", f"call it {file.stem}.yaml")
                if file.stem not in self:
                    hint = "call it in lower-case letters, digits and '_', e.g. sem.yaml"
                    raise Refusal(f"{place}: {file.stem!r} is no name of a kind", hint)
                found[file.stem] = self[file.stem]
            except Refusal as refusal:
                refused.append(refusal)
        return found, refused

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.yaml"
