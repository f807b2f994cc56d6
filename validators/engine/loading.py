"""Loading modules of rules: those of Glovebook, plug-ins, and files that a person trusts.

What fails to load leaves no rule behind, and never stops the others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from threading import RLock
from types import ModuleType

from glovebook.schema.refusal import Refusal
from glovebook.validators.rule import RULES

GROUP = "glovebook.rules"
"""The entry points by which packages bring rules; each names a module that declares them."""
DEFECTS: dict[str, str] = {}
"""Kind or theme -> why its module of rules could not be loaded."""
_LOCK = RLock()
"""Threads check at once; what one of them loads is not to be mixed up with what fails in another."""


def load_module(name: str) -> None:
    """Loads a module of rules of Glovebook; why it failed, if it did, is kept in `DEFECTS`."""
    words = _loaded(lambda: import_module(name))
    if words:
        DEFECTS[name.rpartition(".")[2]] = words


def load_plug_ins() -> list[Refusal]:
    """Loads the rules of the packages installed beside Glovebook, and says of each that failed why."""
    if not _somebody_brings_rules():
        return []
    from importlib.metadata import entry_points

    refused = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        package = point.dist.name if point.dist else "a package"
        origin = f"the plug-in {point.name!r} of {package}"
        words = _loaded(point.load, origin)
        if words:
            refused.append(Refusal(f"{origin} brings no rules: {words}", f"update {package}, or remove it"))
    return refused


def load_file(path: Path, content: bytes) -> None:
    """Loads a Python file of rules from bytes already read, and judged; `Refusal` where it fails."""

    def run() -> None:
        module = ModuleType(f"glovebook_rules_of_{path.stem}")
        module.__file__ = str(path)
        sys.modules[module.__name__] = module  # dataclasses look their module up
        exec(compile(content, str(path), "exec"), module.__dict__)  # noqa: S102 - the person trusts these very bytes

    words = _loaded(run, str(path))
    if words:
        raise Refusal(f"{path} brings no rules: {words}", "correct it, and trust it again: glovebook trust FILE")


def forget_file(path: Path) -> None:
    """Takes the rules of a file out."""
    for name in [name for name, rule in RULES.items() if rule.origin == str(path)]:
        del RULES[name]


def _loaded(load: Callable[[], object], origin: str = "") -> str:
    """Why loading failed; empty where it did not. New rules are marked with where they come from."""
    with _LOCK:
        before = frozenset(RULES)
        try:
            load()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, the other rules go on
            for name in RULES.keys() - before:
                del RULES[name]
            return f"{type(error).__name__}: {error}"
        if origin:
            for name in RULES.keys() - before:
                RULES[name] = replace(RULES[name], origin=origin)
    return ""


def _somebody_brings_rules() -> bool:
    """Whether an installed package names our entry points: five times faster than to ask Python."""
    mark = f"[{GROUP}]".encode()
    for folder in map(Path, sys.path):
        with suppress(OSError):
            for place in folder.iterdir():
                if place.suffix in (".dist-info", ".egg-info"):
                    with suppress(OSError):
                        if mark in (place / "entry_points.txt").read_bytes():
                            return True
    return False
