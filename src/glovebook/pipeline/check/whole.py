"""Checking many entries of one notebook: only those again to which something has changed, and those on all cores."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from glovebook.pipeline.check import memory
from glovebook.pipeline.check.memory import Known
from glovebook.pipeline.check.now import Now
from glovebook.pipeline.check.report import Report, restored
from glovebook.pipeline.check.workers import looked_at
from glovebook.pipeline.check.world import World
from glovebook.schema.finding import Profile
from glovebook.schema.task import Progress, silent
from glovebook.store.notebook import Notebook
from glovebook.store.resolved import Resolved

GARBAGE = (50_000, 20, 100)
"""New objects of each generation after which Python looks for garbage: it is a quarter of the time otherwise."""

HANDFUL = 500
"""One of so many entries may change before all is written down again: to look at it anew takes less time."""


def check_many(
    notebook: Notebook,
    files: Sequence[Path],
    profile: Profile,
    *,
    scored: bool = False,
    remember: bool = True,
    progress: Progress = silent,
) -> dict[Path, Report]:
    """File -> report; the same as if each were looked at by itself."""
    world = World(notebook.root, notebook.settings, notebook.files())
    names = _names(world, files)
    basis = memory.basis_of(notebook) if remember else ""
    with seldom_collected():
        before = memory.load(notebook, profile, basis) if remember else {}
        now = Now(world, before, set(names.values()))
        stale = [name for name in names.values() if not now.stands(name, scored=scored)]
        world = replace(world, told=now.naming) if now.known else world
        fresh = looked_at(world, now.in_order(stale), profile, scored=scored, progress=progress)
        known = {**now.known, **{name: now.stamped(name, item) for name, item in fresh.items()}}
        if remember and _is_worth_keeping(known, before):
            memory.save(notebook, profile, basis, known)
        return {path: _restored(known, name, path, world) for path, name in names.items()}


def _is_worth_keeping(known: Mapping[str, Known], before: Mapping[str, Known]) -> bool:
    changed = sum(item is not before.get(name) for name, item in known.items())
    return (changed + len(before.keys() - known.keys())) * HANDFUL > len(known)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Python looks for garbage less often: it would walk thousands of entries, kept on purpose, again and again."""
    before = gc.get_threshold()
    gc.set_threshold(*GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _names(world: World, files: Sequence[Path]) -> dict[Path, str]:
    """File -> how findings name it, as `Notebook.relative` has it."""
    place, start = Resolved(), f"{world.root.as_posix()}/"
    resolved = {path: place.of(path).as_posix() for path in files}
    return {
        path: found.removeprefix(start) if found.startswith(start) else str(path) for path, found in resolved.items()
    }


def _restored(known: Mapping[str, Known], name: str, path: Path, world: World) -> Report:
    report = known[name].report
    assert report is not None  # noqa: S101 - it stood, or was made
    return restored(report, path, name, world)
