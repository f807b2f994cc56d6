"""What a check found before: one file a profile under ``.glovebook/``, which may be lost at any time.

Each entry has its stamp and hash, what it links to and holds, its report, and the answers on which the report rests.
What all reports rest on (the code, rules of the lab, settings, templates, kinds, the day) stands once, as one hash.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import glovebook
from glovebook.pipeline.check.asked import Answers
from glovebook.schema.finding import Profile
from glovebook.schema.refusal import Refusal
from glovebook.store.index.place import machine
from glovebook.store.notebook import SETTINGS, Notebook
from glovebook.store.write import write_atomically
from glovebook.validators.rule import RULES, Check

FORMAT = 1
ROOMS = ("analyses", "physics", "pipeline", "readers", "schema", "store", "templates", "validators")
"""The rooms whose code a finding may depend on."""


class Known(NamedTuple):
    """What is known of one file."""

    stamp: list[int] | None
    """None where it was too young to tell a later change."""
    sha256: str
    stated: str
    """The id in the text."""
    links: list[str]
    files: list[str]
    """Raw files that it names: paths and hashes."""
    report: dict[str, Any] | None = None
    answers: Answers | None = None


def load(notebook: Notebook, profile: Profile, basis: str) -> dict[str, Known]:
    """File in the notebook -> what is known of it; without reports where what all rest on has changed."""
    try:
        data = json.loads(_file(notebook, profile).read_bytes())
        if (data["format"], data["machine"]) != (FORMAT, machine()):
            return {}
        known = {name: Known(*values) for name, values in data["known"].items()}
        if data["basis"] != basis:
            known = {name: item._replace(report=None, answers=None) for name, item in known.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}  # a cache: what is missing, or not ours, is made anew
    return known


def save(notebook: Notebook, profile: Profile, basis: str, known: dict[str, Known]) -> None:
    """Keeps what is known; where that is not possible the next check is slower, and no worse."""
    data = {"format": FORMAT, "machine": machine(), "basis": basis, "known": known}
    file = _file(notebook, profile)
    if file.parent.is_symlink() and not file.parent.resolve().is_relative_to(notebook.root):
        return
    try:
        write_atomically(file, json.dumps(data, separators=(",", ":"), default=float).encode())
    except (Refusal, OSError, ValueError, TypeError):
        return


def basis_of(notebook: Notebook) -> str:
    """Hash of what every report of a notebook rests on besides its entries."""
    own = [path for folder in ("templates", "kinds") for path in sorted((notebook.root / folder).rglob("*"))]
    parts = [
        code(),
        *sorted(
            f"{rule.id} {rule.origin} {_source(rule.check.__code__.co_filename)}"
            for rule in RULES.values()
            if rule.origin
        ),
        str(notebook.root),
        datetime.now(UTC).date().isoformat(),  # rules may ask what has not come yet
        *(f"{path} {_hash(path)}" for path in (notebook.root / SETTINGS, *own) if path.is_file()),
    ]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


@cache
def code() -> str:
    """Hash of the code that findings depend on: ours, and the versions of what it is built on."""
    home = Path(glovebook.__file__).parent
    digest = hashlib.sha256(f"{glovebook.__version__} {sys.version} {version('pydantic')} {version('pyyaml')}".encode())
    for path in _sources(home):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _sources(home: Path) -> Iterable[Path]:
    # the rooms are links in a checkout, which rglob would not follow
    folders = [(home / room).resolve() for room in ROOMS]
    return (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".yaml"))


@cache
def _source(check: Check) -> str:
    """Hash of the file that a rule stands in, as it was when the rule was first asked for."""
    return _hash(Path(check.__code__.co_filename))


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _file(notebook: Notebook, profile: Profile) -> Path:
    return notebook.root / ".glovebook" / f"checks-{profile}.json"
