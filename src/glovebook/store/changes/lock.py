"""One writer at a time in a notebook, also on a network share.

The lock is a file that only one process can make: a hard link, or an exclusive creation where the file system
has no links. Both are decided by the file server, unlike ``flock`` and its like. It is held for milliseconds.
A holder that died is noticed at once on its own machine, and elsewhere after `PATIENCE` without a sign of life.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import secrets
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from glovebook.schema.refusal import Refusal
from glovebook.store.write import not_written

LOCK = Path(".glovebook/lock")
PATIENCE = 20.0
"""Seconds without a sign of life after which a holder on another machine counts as dead."""
GIVE_UP = 60.0
"""Seconds after which a writer says that it cannot have its turn."""
_PAUSE = 0.01

_threads = threading.RLock()
_held: dict[Path, str] = {}
"""Notebook -> token, while this process holds its lock."""


@contextlib.contextmanager
def writing(root: Path) -> Iterator[None]:
    """Keeps other writers out of a notebook; may be nested. Raises `Refusal` where the folder takes no file."""
    with _threads:
        if root in _held:
            yield
            return
        token = secrets.token_hex(8)
        _take(root / LOCK, token)
        _held[root] = token
        try:
            yield
        finally:
            del _held[root]
            _release(root / LOCK, token)


def renew(root: Path) -> None:
    """Says that the holder is alive: called while a long change is carried out."""
    with contextlib.suppress(OSError):
        os.utime(root / LOCK)


def _take(lock: Path, token: str) -> None:
    started = seen_since = time.monotonic()
    seen: object = None
    while not _made(lock, token):
        state = _state(lock)
        if state != seen:
            seen, seen_since = state, time.monotonic()
        now = time.monotonic()
        if state is not None and (_dead(state[0]) or now - seen_since > PATIENCE):
            _break(lock, state[0])
        elif now - started > GIVE_UP:
            holder = _content(state[0]) if state else {}
            who = f"process {holder.get('pid', '?')} on {holder.get('host', '?')}"
            raise Refusal(f"{who} is writing to the notebook", "nothing was changed; wait until it is done")
        else:
            time.sleep(_PAUSE)


def _made(lock: Path, token: str) -> bool:
    """Whether the lock was made by us, with its content from the first moment on where the file system has links."""
    text = json.dumps({"host": platform.node(), "pid": os.getpid(), "token": token})
    ours = lock.with_name(f"lock-{token}.tmp")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        if lock.exists():
            return False
        ours.write_text(text, encoding="utf-8")
        try:
            os.link(ours, lock)
        except FileExistsError:
            return False
        except OSError:  # no hard links here
            with lock.open("x", encoding="utf-8") as stream:
                stream.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise not_written(lock.parent, error) from error
    finally:
        with contextlib.suppress(OSError):
            ours.unlink(missing_ok=True)
    return True


def _state(lock: Path) -> tuple[str, int] | None:
    """Content and last sign of life; None where the lock is gone by now."""
    try:
        return lock.read_text("utf-8"), lock.stat().st_mtime_ns
    except OSError:
        return None


def _content(text: str) -> dict[str, object]:
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _dead(text: str) -> bool:
    """Whether the holder ran on this machine and runs no more."""
    holder = _content(text)
    pid = holder.get("pid")
    if holder.get("host") != platform.node() or not isinstance(pid, int) or os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return pid == os.getpid() and holder.get("token") not in _held.values()


def _break(lock: Path, text: str) -> None:
    """Takes a dead holder's lock away; one that somebody else took meanwhile is put back.

    What the dead one left is swept away when the notebook is opened next: the folder of the journal says so.
    """
    with contextlib.suppress(OSError):
        (lock.parent / "journal").mkdir(exist_ok=True)
    aside = lock.with_name(f"lock-{secrets.token_hex(8)}.tmp")
    try:
        lock.rename(aside)
        if aside.read_text("utf-8") != text:
            os.link(aside, lock)
    except OSError:
        pass  # another waiter was faster
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def _release(lock: Path, token: str) -> None:
    state = _state(lock)
    if state and _content(state[0]).get("token") == token:
        with contextlib.suppress(OSError):
            lock.unlink(missing_ok=True)
