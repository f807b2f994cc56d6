"""Runs changes of a notebook in a process that is killed, and says in which state it left the notebook.

Usage: ``kill.py NOTEBOOK CHANGES STOPS``. CHANGES is a JSON list of ``[verb, ...]``. STOPS says when processes get
SIGKILL: ``every`` before each single change to the disk, one process after the other; a number (``200``) at random
moments of the time that all changes take, until so many were killed before they were done. For each stop a copy of
the notebook is made, changed by a process until that is killed, and opened again. It must then be as before or after
the change that was cut short, whole, hold every text that was saved, and its index must find what the files say.
Prints how many were killed, and fails at the first that is not so.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from glovebook.pipeline.changes.delete import delete, put_back
from glovebook.pipeline.changes.rename import rename
from glovebook.pipeline.changes.resolve import resolve
from glovebook.pipeline.changes.restore import restore
from glovebook.pipeline.set import set_fields
from glovebook.schema.document import read_document
from glovebook.store import history
from glovebook.store.changes.links import places
from glovebook.store.changes.trash import deleted
from glovebook.store.history.pack import read_change
from glovebook.store.index import Index
from glovebook.store.notebook import SUFFIX, Notebook
from glovebook.store.results import stored

LATE = 2
"""How many times as many processes may come to their end before they are killed."""
EVENTS = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "os.utime"}
State = dict[str, str]


def first_version(notebook: Notebook, entry: str) -> str:
    """SHA-256 of the first text of an entry."""
    found = history.versions(notebook.root, notebook.relative(notebook.path_of(entry)))
    return str(found[0].sha256)


def indexed(notebook: Notebook) -> set[tuple[str, str]]:
    """Entry and target of each link, as the index has it after a look at the files; an entry without links alone."""
    index = Index.open(notebook)
    try:
        index.refresh()
        rows = index.ask("SELECT id, coalesce(target, '') FROM entry LEFT JOIN link ON link.entry = number")
        return {(str(entry), str(target)) for entry, target in rows}
    finally:
        index.close()


def carry_out(root: Path, change: list[Any]) -> None:
    """One change, as a person makes it."""
    notebook = Notebook.open(root)
    verbs: dict[str, Callable[..., object]] = {
        "set": lambda entry, values: set_fields(notebook.path_of(entry), values),
        "merge": lambda entry, values: set_fields(notebook.path_of(entry), values, base=first_version(notebook, entry)),
        "rename": lambda old, new: rename(notebook, old, new),
        "delete": lambda entry: delete(notebook, entry, unlink=True),
        "put back": lambda entry: put_back(notebook, entry),
        "resolve": lambda entry, choice: resolve(notebook.path_of(entry), choice),
        "index": lambda: indexed(notebook),
        "restore": lambda entry: restore(notebook.path_of(entry), first_version(notebook, entry)),
    }
    verbs[change[0]](*change[1:])


def state_of(root: Path) -> State:
    """What the notebook holds, without names and times that differ from run to run."""
    files = [*root.glob("entries/**/*.yaml"), *root.glob("results/**/*.json"), *root.glob("templates/*.yaml")]
    found = {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}
    found |= {f"trash/{item.id}": item.file for item in deleted(root)}
    return {
        re.sub(r"conflict-\S+\.yaml", "conflict", name): re.sub(r"(?m)^(at: .*|by: .*)\n", "", text)
        for name, text in found.items()
    }


def states(root: Path, changes: list[list[Any]]) -> tuple[list[State], float]:
    """The states before, between and after the changes, and the seconds that all of them take."""
    found, began = [state_of(root)], 0.0
    for change in changes:
        start = time.monotonic()
        carry_out(root, change)
        began += time.monotonic() - start
        found.append(state_of(root))
    return found, began


def killed(root: Path, changes: list[list[Any]], stop: float) -> bool:
    """Whether a process that makes the changes was killed before it was done."""
    done = root.with_name("done")
    done.write_bytes(b"")
    child = os.fork()
    if child == 0:
        if isinstance(stop, int):
            kill_at(root, stop)
        for change in changes:
            carry_out(root, change)
            with done.open("ab") as stream:
                stream.write(b".")
        os._exit(0)
    if isinstance(stop, float):
        time.sleep(stop)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] != 0


def kill_at(root: Path, number: int) -> None:
    """Kills this process before its n-th change to the disk below a folder."""
    left = [number]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in EVENTS or not str(arguments[0]).startswith(str(root)):
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def prove(root: Path, known: list[State], stop: float) -> None:
    """Fails where the notebook is not as it was between two changes, or a text is lost, or a link leads nowhere."""
    number = len(root.with_name("done").read_bytes())
    read_change.cache_clear()
    notebook = Notebook.open(root)
    left = state_of(root)
    assert left in known[number : number + 2], (stop, number, differing(left, known[number : number + 2]))
    assert not list((root / ".glovebook").glob("journal/*")), stop
    for state in known[: number + 1]:
        for name, text in state.items():
            if name.endswith(SUFFIX) and text != known[0].get(name):
                digest = history.sha256(text.encode())
                assert history.text_of(root, name, digest) == text.encode(), (stop, name)
    ids, links = notebook.ids(), set[tuple[str, str]]()
    for entry in ids:
        document = read_document(notebook.path_of(entry).read_bytes())
        assert document.data["id"] == entry, stop
        leading = [(entry, other) for other in ids for _ in places(document, other)]
        assert len(leading) == sum(path[-1:] == ("entry",) for path in document.values), (stop, entry)
        links |= set(leading) or {(entry, "")}
        for result in stored(notebook, entry):
            assert result.result.id.startswith(f"{entry}/"), stop
    assert indexed(notebook) == links, stop


def differing(left: State, wanted: list[State]) -> object:
    """What is not as in the nearest state."""
    gaps = [{name: left.get(name) for name in {*left, *state} if left.get(name) != state.get(name)} for state in wanted]
    return min(gaps, key=len)


def main(source: Path, changes: list[list[Any]], stops: str) -> None:
    """Tries every stop."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a disk would only be slower
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for name in ("first", "whole"):  # what is loaded when first used takes its time once
            shutil.copytree(source, Path(folder) / name)
            known, seconds = states(Path(folder) / name, changes)
        dice = random.Random(stops)  # noqa: S311 - no secret
        wanted = int(stops) if stops.isdigit() else None
        tried = fell = 0
        while wanted is None or fell < wanted:
            root = Path(folder) / "tried"
            shutil.copytree(source, root)
            stop = tried if wanted is None else dice.uniform(0, seconds)
            was_killed = killed(root, changes, stop)
            prove(root, known, stop)
            shutil.rmtree(root)
            tried, fell = tried + 1, fell + was_killed
            if not was_killed:  # the machine has grown faster since the changes were timed
                seconds *= 0.9
            if wanted is None and not was_killed:
                break
            assert wanted is None or tried <= LATE * wanted, "too many came to their end before they were killed"
    sys.stdout.write(f"{fell}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), json.loads(sys.argv[2]), sys.argv[3])
