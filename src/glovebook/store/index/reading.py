"""Reading many entries: on all cores where there are so many that starting further processes is worth it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

from glovebook.schema.entry import Entry
from glovebook.store.index.facts import Facts, QuantityFact, WordFact, facts_of, is_too_large, unread
from glovebook.store.lab_kinds import LabKinds
from glovebook.store.notebook import sha256_of

FEW = 3_000
"""Entries that one process reads in the time in which others start."""
CHUNK = 100
_WAITING = 8
"""Chunks that may be ready before they are used: memory stays bounded."""


def read(root: Path, paths: Sequence[str]) -> Iterator[tuple[str, Facts | None]]:
    """Path and facts of each file, in any order; None where it is gone or may not be read."""
    if len(paths) < FEW or cores() < 2:
        return _one_by_one(root, paths)
    return _on_cores(root, paths)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _one_by_one(root: Path, paths: Sequence[str]) -> Iterator[tuple[str, Facts | None]]:
    kinds = Kinds(root)
    return ((path, facts_in(root, path, kinds)) for path in paths)


class Kinds(LabKinds):
    """The kinds of a lab, each defined once however many entries there are."""

    def __init__(self, root: Path) -> None:
        super().__init__(root / "kinds")
        self.known: dict[str, type[Entry]] = {}
        self.named = frozenset(LabKinds(self.folder))

    def __getitem__(self, name: str) -> type[Entry]:
        if name not in self.known:
            self.known[name] = super().__getitem__(name)
        return self.known[name]

    def __contains__(self, name: object) -> bool:
        return name in self.named

    def __len__(self) -> int:
        return len(self.named)


def facts_in(root: Path, path: str, kinds: Kinds) -> Facts | None:
    """The facts of one file."""
    place = root / path
    try:
        if is_too_large(place.stat().st_size):
            return unread(sha256_of(place))
        return facts_of(place.read_bytes(), path, kinds)
    except FileNotFoundError:
        return None
    except OSError:
        return unread("")


def _on_cores(root: Path, paths: Sequence[str]) -> Iterator[tuple[str, Facts | None]]:
    """The same by worker processes; whatever one of them leaves over is read here."""
    chunks = iter([paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK)])
    done: Queue[list[Any] | None] = Queue(_WAITING)
    workers = [process for _ in range(cores()) if (process := _worker(root))]
    threads = [Thread(target=_feed, args=(worker, chunks, done), daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    missing, running = set(paths), len(threads)
    try:
        while running:
            answers = done.get()
            if answers is None:
                running -= 1
                continue
            for path, facts in answers:
                missing.discard(path)
                yield path, _facts(facts)
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
    yield from _one_by_one(root, sorted(missing))


def _worker(root: Path) -> subprocess.Popen[bytes] | None:
    """A process of our own, not of ``multiprocessing``: that would run a person's unguarded script a second time."""
    path = os.pathsep.join(part for part in sys.path if part)
    command = [sys.executable, "-P", "-m", "glovebook.store.index.worker", str(root)]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
    except OSError:
        return None


def _feed(worker: subprocess.Popen[bytes], chunks: Iterator[Sequence[str]], done: Queue[list[Any] | None]) -> None:
    """Hands chunks to a worker and its answers on, until there are no more, or it fails."""
    stdin, stdout = worker.stdin, worker.stdout
    with suppress(OSError, ValueError):
        for chunk in chunks:
            _say(stdin, list(chunk))
            line = stdout.readline() if stdout else b""
            if not line:
                break
            done.put(json.loads(line))
    done.put(None)


def _say(stream: IO[bytes] | None, data: list[Any]) -> None:
    if stream:
        stream.write(json.dumps(data).encode() + b"\n")
        stream.flush()


def _facts(data: list[Any] | None) -> Facts | None:
    if data is None:
        return None
    *rest, quantities, words, body = data
    named = [QuantityFact(*item) for item in quantities], [WordFact(*item) for item in words]
    return Facts._make([*rest, *named, body])
