"""A notebook as it is now beside what is known of it: which reports still stand."""

from __future__ import annotations

import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from glovebook.pipeline.check.asked import Answers, is_still, names_hash, result_files
from glovebook.pipeline.check.memory import Known
from glovebook.pipeline.check.world import World
from glovebook.schema.entry import Entry, links, raw_files
from glovebook.store.stamp import Stamp


class Now:
    """What is known of each file that is there, and questions that were asked, asked again."""

    def __init__(self, world: World, before: Mapping[str, Known], wanted: Collection[str]) -> None:
        self._world = world
        self._marks: dict[tuple[str, str], bool] = {}
        self._looked_at = time.time_ns()
        here = {file for files in world.listing.values() for file in files} | set(wanted)
        root = f"{world.root}/"
        self._stamps = {name: stamp for name in here if (stamp := _stamp(f"{root}{name}"))}
        reports = any(item.report for item in before.values())
        self.known = self._all(before) if reports else {}
        """File -> what is known of it as it is now."""

    def _all(self, before: Mapping[str, Known]) -> dict[str, Known]:
        found = {}
        for name, stamp in self._stamps.items():
            item = before.get(name)
            if item is None or item.stamp != list(stamp):
                item = self._read(name, item)
            if item is not None:
                found[name] = item
        return found

    def _read(self, name: str, item: Known | None) -> Known | None:
        """What is known of a file that is new, or may have changed."""
        try:
            digest = hashlib.sha256((self._world.root / name).read_bytes()).hexdigest()
        except OSError:
            return None
        if item is not None and item.sha256 == digest:
            return self.stamped(name, item)
        parsed = self._world.parse(self._world.root / name)
        return self.stamped(name, Known(None, parsed.sha256, *named(parsed.entry)))

    def stamped(self, name: str, item: Known) -> Known:
        """The same with the file's stamp, unless the file is so young that a change might not show in it."""
        stamp = self._stamps.get(name)
        settled = stamp is not None and stamp.is_settled(self._looked_at)
        return item._replace(stamp=list(stamp) if stamp and settled else None)

    def stands(self, name: str, *, scored: bool) -> bool:
        """Whether the report on a file is there and would be the same again."""
        item = self.known.get(name)
        if item is None or item.report is None or item.answers is None:
            return False
        if scored and item.report["kind"] and not item.report["completeness"]:
            return False
        try:
            return self._same(item, item.answers)
        except (KeyError, TypeError, AttributeError, ValueError, OSError):
            return False  # nothing of ours

    def _same(self, item: Known, answers: Answers) -> bool:
        listing, own = self._world.listing, item.stated
        return (
            all(self._sha(target) == digest for target, digest in answers["linked"].items())
            and all(listing.get(target) == files for target, files in answers["files_of"].items())
            and all(self._ids == digest for digest in answers["ids"].values())
            and all(self._users(target, own) == found for target, found in answers["users"].items())
            and all(self._holders(key, own) == found for key, found in answers["holders"].items())
            and all(self._is_still(file, mark) for file, mark in answers["marks"].items())
            and all(result_files(self._world, name) == found for name, found in answers["results"].items())
        )

    def _is_still(self, file: str, mark: Any) -> bool:
        key = file, repr(mark)
        if key not in self._marks:
            self._marks[key] = is_still(self._world, file, mark)
        return self._marks[key]

    @cached_property
    def _ids(self) -> str:
        return names_hash(self._world.listing)

    def _first(self, name: str) -> Known | None:
        files = self._world.listing.get(name)
        return self.known.get(files[0]) if files else None

    def _sha(self, name: str) -> str | None:
        item = self._first(name)
        return item.sha256 if item else None

    def _users(self, target: str, own: str) -> dict[str, str | None]:
        names = self._linking.get(target, ())
        return {name: self._sha(name) for name in names if name != own and self._stated(name) != target}

    def _holders(self, key: str, own: str) -> list[str]:
        return sorted(name for name in self._holding.get(key, ()) if name != own)

    def _stated(self, name: str) -> str:
        item = self._first(name)
        return item.stated if item else ""

    @cached_property
    def _linking(self) -> dict[str, list[str]]:
        return self._by(lambda item: item.links)

    @cached_property
    def _holding(self) -> dict[str, list[str]]:
        return self._by(lambda item: item.files)

    def _by(self, keys: Any) -> dict[str, list[str]]:
        """Key -> ids of the entries that have it, by the first file of each id."""
        found = defaultdict(list)
        for name in self._world.listing:
            item = self._first(name)
            for key in dict.fromkeys(keys(item)) if item else ():
                found[key].append(name)
        return dict(found)

    def naming(self, key: str) -> set[str]:
        """Ids of the entries that link to an entry, or name a raw file by its path or hash."""
        return {*self._linking.get(key, ()), *self._holding.get(key, ())}

    def in_order(self, names: Sequence[str]) -> list[str]:
        """Files with what belongs together side by side, as far as it is known, so that less is read twice."""
        return sorted(names)


def named(entry: Entry | None) -> tuple[str, list[str], list[str]]:
    """The id that an entry states, what it links to, and the paths and hashes of its raw files."""
    if entry is None:
        return "", [], []
    parts = raw_files(entry).values()
    files = [key for part in parts for key in (part.file, part.sha256) if key]
    return entry.id, list(dict.fromkeys(links(entry).values())), list(dict.fromkeys(files))


def _stamp(path: str) -> Stamp | None:
    try:
        return Stamp.of(os.stat(path))  # noqa: PTH116 - of thousands
    except (OSError, ValueError):
        return None
