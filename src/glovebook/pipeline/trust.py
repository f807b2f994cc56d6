"""Rules that a lab adds: packages that bring some, and Python files that the person trusts.

A file is trusted by its path and the SHA-256 of its bytes, in the person's own configuration. A notebook can name no
code, and a file that has changed since is not run until somebody looked at it and trusts it again.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from glovebook.schema.refusal import Refusal
from glovebook.store.write import write_atomically
from glovebook.validators.engine import all_rules, rules_for
from glovebook.validators.engine.loading import forget_file, load_file, load_plug_ins
from glovebook.validators.rule import RULES

LIST = "trusted-rules.json"


@dataclass
class _State:
    """What this process has loaded."""

    plug_ins: list[Refusal] | None = None
    """None before the first look."""
    files: list[Refusal] = field(default_factory=list)
    seen: tuple[object, ...] = ()
    """What the files were at the last look."""
    loaded: list[Path] = field(default_factory=list)


_STATE = _State()
_LOCK = RLock()


def configuration() -> Path | None:
    """The folder of the person's own configuration, which need not be there; None where there is no home."""
    try:
        if sys.platform == "win32":
            return Path(os.environ["APPDATA"]) / "glovebook"
        if sys.platform == "darwin":
            return Path.home() / "Library/Application Support/glovebook"
        given = os.environ.get("XDG_CONFIG_HOME", "")
        return (Path(given) if Path(given).is_absolute() else Path.home() / ".config") / "glovebook"
    except (KeyError, RuntimeError):
        return None


def load_lab_rules() -> list[Refusal]:
    """Loads the rules of the lab as they are now, and says what is left out and why; quick where nothing changed."""
    with _LOCK:
        if _STATE.plug_ins is None:
            before = len(RULES)
            _STATE.plug_ins = load_plug_ins()
            if len(RULES) > before:
                rules_for.cache_clear()
        try:
            files = trusted()
            refused = []
        except Refusal as refusal:
            files, refused = {}, [refusal]
        seen = tuple((path, digest, _stamp(path)) for path, digest in files.items())
        if seen != _STATE.seen or refused != _STATE.files:
            _STATE.files = refused + _reloaded(files)
            _STATE.seen = seen
        return [*_STATE.plug_ins, *_STATE.files]


def trusted() -> dict[Path, str]:
    """Path -> SHA-256 of the files that the person trusts; `Refusal` where the list cannot be relied on."""
    folder = configuration()
    if folder is None:
        return {}
    file = folder / LIST
    try:
        state = file.stat()
        content = file.read_bytes()
    except OSError:
        return {}
    if hasattr(os, "getuid") and (
        state.st_uid not in (os.getuid(), 0) or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    ):
        raise Refusal(f"{file} can be written by others; no file of rules is trusted", f"run: chmod 600 {file}")
    try:
        return {Path(item["path"]): str(item["sha256"]) for item in json.loads(content)["files"]}
    except (ValueError, KeyError, TypeError):
        raise Refusal(
            f"{file} cannot be read; no file of rules is trusted", "remove it, and trust them again"
        ) from None


def trust(path: Path) -> list[str]:
    """Ids of the rules in a Python file that is trusted from now on, as it is; `Refusal` where it cannot be used."""
    place = path.resolve()
    content = _content(place)
    with _LOCK:
        all_rules()  # an id that is taken is the file's mistake
        forget_file(place)
        _STATE.loaded.append(place)
        _STATE.seen = ("anew",)
        load_file(place, content)
        names = sorted(name for name, rule in RULES.items() if rule.origin == str(place))
        rules_for.cache_clear()
        if not names:
            raise Refusal(f"{path} declares no rule", "see 'Rules of your own' in docs/rules.md")
        _write({**trusted(), place: hashlib.sha256(content).hexdigest()})
    return names


def distrust(path: Path) -> Path:
    """The file that is no longer trusted; `Refusal` where it was not."""
    with _LOCK:
        files = trusted()
        place = path.resolve()
        if place not in files:
            raise Refusal(f"{path} is not trusted", "see: glovebook trust --list")
        del files[place]
        _write(files)
        forget_file(place)
        rules_for.cache_clear()
    return place


def _reloaded(files: dict[Path, str]) -> list[Refusal]:
    """Why files bring no rules; those of the others are loaded."""
    for path in _STATE.loaded:
        forget_file(path)
    _STATE.loaded = list(files)
    if files:
        all_rules()  # an id that is taken is the file's mistake
    refused = []
    for path, digest in files.items():
        try:
            content = _content(path)
            if hashlib.sha256(content).hexdigest() != digest:
                raise Refusal(
                    f"{path} has changed since it was trusted; its rules are not used",
                    f"look at it, then run: glovebook trust {path}",
                )
            forget_file(path)
            load_file(path, content)
        except Refusal as refusal:
            refused.append(refusal)
    rules_for.cache_clear()
    return refused


def _content(path: Path) -> bytes:
    if path.suffix != ".py":
        raise Refusal(f"{path} is no Python file", "rules are written in a file that ends in .py")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(
            f"{path} could not be read: {error.strerror}", f"or run: glovebook trust --remove {path}"
        ) from None


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _write(files: dict[Path, str]) -> None:
    folder = configuration()
    if folder is None:
        raise Refusal("there is no home folder to keep the list of trusted files in", "set HOME")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    listed = [{"path": str(path), "sha256": digest} for path, digest in sorted(files.items())]
    write_atomically(folder / LIST, (json.dumps({"files": listed}, indent=1) + "\n").encode())
    (folder / LIST).chmod(0o600)
