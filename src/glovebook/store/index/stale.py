"""Which results no longer rest on what is there: by the hashes that they keep of their inputs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from glovebook.store.index.index import Index
from glovebook.store.notebook import sha256_of
from glovebook.store.stamp import Stamp


class Stale:
    """Reasons why results are stale; a raw file is hashed once, and again when its stamp is another."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.hashes: dict[str, tuple[Stamp, str]] = {}

    def reasons(self, results: Iterable[str]) -> dict[str, list[str]]:
        """Id of a result -> inputs that are gone or have changed; none where the result is current."""
        return {result: self._reasons(result) for result in dict.fromkeys(results)}

    def _reasons(self, result: str) -> list[str]:
        rows = self.index.ask(_INPUTS, (result,))
        found = []
        for path, wanted, entry, earlier in rows:
            actual = entry or earlier or self._hash(path)
            if actual != wanted:
                found.append(f"{path} has changed" if actual else f"{path} is gone")
        return found

    def _hash(self, path: str) -> str:
        """SHA-256 of a file of the notebook; empty where there is none."""
        place = (self.index.root / path).resolve()
        try:
            if not place.is_relative_to(self.index.root) or not place.is_file():
                return ""
            stamp = Stamp.of(os.stat(place))  # noqa: PTH116 - of the file, without another Path
            known = self.hashes.get(path)
            if known is None or known[0] != stamp:
                self.hashes[path] = known = (stamp, sha256_of(Path(place)))
        except OSError:
            return ""
        return known[1]


_INPUTS = """
SELECT input.path, input.sha256, entry.sha256, other.sha256 FROM result
JOIN input ON input.result = result.number
LEFT JOIN entry ON entry.path = input.path
LEFT JOIN result AS other ON other.path = input.path
WHERE result.id = ?
"""
