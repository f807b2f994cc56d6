"""What the archive view shows and does: what would be exported, what is missing, where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin import paths, work
from glovebook.eln_plugin.refused import BadRequest, Conflict

if TYPE_CHECKING:
    from glovebook.eln_plugin.jobs import Report
    from glovebook.schema.finding import Finding
    from glovebook.store.notebook import Notebook

FOLDER = "exports"
"""Folder of the notebook that is offered: the notebook does not count what lies there."""
SHOWN = 200
"""Findings that are sent; who has more begins with these."""


def plan(root: Path, path: str, profile: str, whole: str) -> dict[str, Any]:
    """What an export of an entry, or of its ``whole`` notebook ("yes"), would take, and what stops it.

    ``{entries, unread, count, blocking, folder}``: contents paths, findings about what is left out, how many findings
    block, the first of them, and a folder that is free.
    """
    from glovebook.pipeline.export import plan

    notebook, entry = _named(root, path)
    found = plan([notebook.root if whole == "yes" else entry], _profile(profile))
    name = f"{'notebook' if whole == 'yes' else entry.name.removesuffix('.gb.yaml')}-{profile}"
    return {
        "entries": [paths.shown(root, file) for file in found.entries],
        "unread": [_finding(root, notebook, finding) for finding in found.unread],
        "count": len(found.blocking),
        "blocking": [_finding(root, notebook, finding) for finding in found.blocking[:SHOWN]],
        "folder": paths.shown(root, _free(notebook.root / FOLDER / name)),
    }


def job(root: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """The arguments of the job that exports: ``asked`` has ``path, profile, whole, folder``.

    Raises:
        Conflict: the folder is there already.
    """
    notebook, entry = _named(root, asked["path"])
    target = paths.confined(root, asked["folder"], "folder")
    if target == root.resolve() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise Conflict(f"{asked['folder']!r} is there already", "name a folder that does not exist yet")
    whole = asked["whole"] == "yes"
    return {
        "verb": "export",
        "paths": [str(notebook.root if whole else entry)],
        "profile": _profile(asked["profile"]),
        "target": str(target),
        "folder": asked["folder"],
    }


def export(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Write the crate: ``{folder, files, said}``. Runs in the worker process."""
    from glovebook.pipeline.export import export

    said: list[str] = []
    target = Path(arguments["target"])
    files = export(arguments["paths"], target, arguments["profile"], say=said.append, progress=report)
    return {"folder": arguments["folder"], "files": len(files), "said": said}


def _named(root: Path, path: str) -> tuple[Notebook, Path]:
    entry = paths.existing(root, path)
    return work.notebook_around(root, path), entry


def _profile(name: str) -> Any:
    from glovebook.schema.finding import PROFILES

    if name not in PROFILES:
        raise BadRequest(f"{name!r} is no profile", f"one of {', '.join(PROFILES)}")
    return name


def _free(folder: Path) -> Path:
    """A folder that is not there yet: the name itself, or one with a number."""
    places = [folder, *(folder.with_name(f"{folder.name}-{number}") for number in range(2, 1000))]
    return next((place for place in places if not place.exists()), folder)


def _finding(root: Path, notebook: Notebook, finding: Finding) -> dict[str, Any]:
    """A finding with the contents path of the file that it is about."""
    place = notebook.root / finding.file
    is_shown = place.is_file() and place.resolve().is_relative_to(root.resolve())
    return {**finding.as_json(), "file": paths.shown(root, place) if is_shown else ""}
