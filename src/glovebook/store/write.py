"""Atomic writes: a file holds its old or its new content, never half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from glovebook.schema.refusal import Refusal


def write_atomically(path: Path, content: bytes) -> None:
    """Puts content at a path: temporary file beside it, fsync, rename. The folder is made if need be."""
    temporary = staged(path, content)
    try:
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise not_written(path, error) from error


def staged(path: Path, content: bytes) -> Path:
    """A temporary file beside a path, with the content on the disk and the path's rights: renamed, it is the file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise not_written(path, error) from error
    return temporary


def reserve(path: Path) -> bool:
    """Makes an empty file for whoever asks first; False where something stands there already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(path, error) from error
    try:
        path.open("xb").close()
    except FileExistsError:
        return False
    except OSError as error:
        raise not_written(path, error) from error
    return True


def settle(folder: Path) -> None:
    """Waits until the disk has the names in a folder, too, where the system can say so."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def not_written(path: Path, error: OSError) -> Refusal:
    """What is said where a file could not be written."""
    return Refusal(
        f"{path} could not be written: {error.strerror}", "nothing was changed; check the folder's rights and space"
    )


def _umask() -> int:
    """The process's umask; there is no way to read it but to set it."""
    current = os.umask(0o022)
    os.umask(current)
    return current
