"""Paths from the browser, confined to the folder that the server shows."""

from __future__ import annotations

from pathlib import Path

from glovebook.eln_plugin.refused import BadRequest, NotFound, Outside

NAME_LIMIT = 255
"""Bytes that a file name may have on the file systems in use."""
PATH_LIMIT = 4000
"""Bytes of a path below the root; Linux ends at 4096 for the whole."""
OUTSIDE_HINT = "start JupyterLab in the folder of the notebook, or above it"


def confined(root: Path, text: object, what: str = "path") -> Path:
    """The resolved file path of a contents path (``entries/p7.gb.yaml``) under ``root``.

    Symbolic links are followed before the test, so one that leads out of the root is refused.

    Raises:
        BadRequest: not a text, too long, absolute, with ``..``, a NUL or a backslash, or outside the root.
    """
    if not isinstance(text, str):
        raise BadRequest(f"{what} is {type(text).__name__}, not a text", "send e.g. 'entries/p7.gb.yaml'")
    hint = f"name a file under the folder that JupyterLab shows, relative to it; {what} has no '..' and no drive"
    parts = text.split("/")
    if "\0" in text or "\\" in text or ".." in parts or Path(text).is_absolute() or Path(text).drive:
        raise BadRequest(f"{what} {text!r} does not stay under the server's folder", hint)
    _refuse_too_long(text, parts, what)
    top = root.resolve()
    try:
        target = top.joinpath(*parts).resolve()
    except (OSError, RuntimeError) as error:
        raise BadRequest(f"{what} {text!r} cannot be followed: {error}", hint) from error
    if not target.is_relative_to(top):
        raise BadRequest(f"{what} {text!r} does not stay under the server's folder", hint)
    return target


def existing(root: Path, text: object, what: str = "path") -> Path:
    """As ``confined``, and there is a file.

    Raises:
        NotFound: no file has that path.
    """
    target = confined(root, text, what)
    if not target.is_file():
        raise NotFound(f"there is no file {text!r}", "save it first, or look at the path in the file browser")
    return target


def folder(root: Path, text: object, what: str = "folder") -> Path:
    """As ``confined``, and there is a folder (``""`` is the root).

    Raises:
        NotFound: no folder has that path.
    """
    target = confined(root, text, what)
    if not target.is_dir():
        raise NotFound(f"there is no folder {text!r}", "choose one in the file browser")
    return target


def shown(root: Path, path: Path) -> str:
    """The contents path of a file, as JupyterLab opens it.

    Raises:
        Outside: the file is not under ``root``, e.g. because a folder above it is a symbolic link.
    """
    place, top = path.resolve(), root.resolve()
    if not place.is_relative_to(top):
        raise Outside(f"{path.name} does not lie under the folder that JupyterLab shows", OUTSIDE_HINT)
    return place.relative_to(top).as_posix()


def _refuse_too_long(text: str, parts: list[str], what: str) -> None:
    longest = max(parts, key=_size)
    if _size(longest) > NAME_LIMIT:
        cut = f"{longest[:20]}..."
        raise BadRequest(f"{what}: the name {cut!r} has {_size(longest)} bytes", f"at most {NAME_LIMIT} make a name")
    if _size(text) > PATH_LIMIT:
        raise BadRequest(f"{what} has {_size(text)} bytes", f"at most {PATH_LIMIT} make a path")


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
