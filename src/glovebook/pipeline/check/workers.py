"""Looking at many entries: here, and in processes of our own on the other cores where there are so many."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread
from typing import Any

from glovebook.pipeline.check.memory import Known
from glovebook.pipeline.check.noting import look_at
from glovebook.pipeline.check.world import World
from glovebook.schema.finding import Profile
from glovebook.schema.task import Progress
from glovebook.store.index.reading import cores

FEW = 300
"""Entries that one process checks in the time in which another starts."""
CHUNK = 50
MOST = 4
"""Processes: each has a copy of what entries share."""


def looked_at(
    world: World, names: Sequence[str], profile: Profile, *, scored: bool, progress: Progress
) -> dict[str, Known]:
    """File -> what was found, and what it rests on; of the stamps nothing is said."""
    chunks = deque(names[start : start + CHUNK] for start in range(0, len(names), CHUNK))
    found: dict[str, Known] = {}
    helpers = min(cores(), MOST) - 1 if len(names) >= FEW else 0
    processes = [process for _ in range(helpers) if (process := _started(world, profile, scored=scored))]
    threads = [Thread(target=_feed, args=(process, chunks, found), daemon=True) for process in processes]
    try:
        for thread in threads:
            thread.start()
        while chunks:
            with suppress(IndexError):  # a thread may have been faster
                for name in chunks.popleft():
                    found[name] = look_at(world, name, profile, scored=scored)
            if len(found) < len(names):
                progress(len(found), len(names), "checking")
        for thread in threads:
            thread.join()
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    for name in names:  # what a process that failed has left over
        if name not in found:
            found[name] = look_at(world, name, profile, scored=scored)
    if names:
        progress(len(names), len(names), "checked")
    return found


def _started(world: World, profile: Profile, *, scored: bool) -> subprocess.Popen[bytes] | None:
    """A process of our own, not of ``multiprocessing``: that would run a person's unguarded script a second time."""
    command = [sys.executable, "-P", "-m", "glovebook.pipeline.check.worker"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)
    except OSError:
        return None
    with suppress(OSError):  # one that ended already is noticed by who feeds it
        _say(process, [str(world.root), world.listing, profile, scored])
    return process


def _feed(process: subprocess.Popen[bytes], chunks: deque[Sequence[str]], found: dict[str, Known]) -> None:
    """Hands chunks to a process, from the other end, and takes its answers, until there are no more or it fails."""
    with suppress(OSError, ValueError, IndexError):
        while True:
            _say(process, list(chunks.pop()))
            line = process.stdout.readline() if process.stdout else b""
            if not line:
                return
            found.update({name: Known(*values) for name, values in json.loads(line).items()})


def _say(process: subprocess.Popen[bytes], data: list[Any]) -> None:
    if process.stdin:
        process.stdin.write(json.dumps(data).encode() + b"\n")
        process.stdin.flush()
