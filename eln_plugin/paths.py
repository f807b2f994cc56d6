"""Paths from the browser, confined to the folder that the server shows."""

from __future__ import annotations

from pathlib import Path

from glovebook.eln_plugin.refused import BadRequest, NotFound


def confined(root: Path, text: object, what: str = "path") -> Path:
    """The resolved file path of a contents path (``entries/p7.gb.yaml``) under ``root``.

    Symbolic links are followed before the test, so one that leads out of the root is refused.

    Raises:
        BadRequest: not a text, absolute, with ``..``, a NUL or a backslash, or outside the root.
    """
    if not isinstance(text, str):
        raise BadRequest(f"{what} is {type(text).__name__}, not a text", "send e.g. 'entries/p7.gb.yaml'")
    hint = f"name a file under the folder that JupyterLab shows, relative to it; {what} has no '..' and no drive"
    parts = text.split("/")
    if "\0" in text or "\\" in text or ".." in parts or Path(text).is_absolute() or Path(text).drive:
        raise BadRequest(f"{what} {text!r} does not stay under the server's folder", hint)
    top = root.resolve()
    try:
        target = top.joinpath(*parts).resolve()
    except (OSError, RuntimeError) as error:
        raise BadRequest(f"{what} {text!r} cannot be followed: {error}", hint) from error
    if target != top and top not in target.parents:
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
    """The contents path of a file, as JupyterLab opens it."""
    return path.resolve().relative_to(root.resolve()).as_posix()
