"""What the routes do that begin an entry with another one, give it another name, or throw it away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from glovebook.eln_plugin import paths, work
from glovebook.eln_plugin.changes.defaults import fitting
from glovebook.eln_plugin.refused import BadRequest, NoNotebook, Reviewed

if TYPE_CHECKING:
    from glovebook.store.notebook import Notebook

SUFFIX = ".gb.yaml"


def steps(root: Path, kind: str, path: str) -> dict[str, list[dict[str, str]]]:
    """``{steps}``: what can follow an entry of a kind, each ``{kind, title, field}``."""
    from glovebook.pipeline.follow import next_steps

    return {"steps": [step._asdict() for step in next_steps(kind, work.notebook_around(root, path).kinds)]}


def follow(root: Path, path: str, kind: str, defaults: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A new entry of a kind that follows another one: ``{path, id, refused}``."""
    from glovebook.pipeline.follow import follow

    notebook, entry_id = _of(root, path)
    values, refused = fitting(notebook, kind, defaults)
    return {**made(root, follow(notebook, entry_id, kind, values=values)), "refused": refused}


def templates(root: Path, folder: str) -> dict[str, list[Any]]:
    """``{templates, refused}`` for a folder: what can be begun there, and the sentences of those that cannot be read.

    Each template is ``{name, kind, title, summary, origin, parameters}``, each parameter ``{name, value}`` with what
    it is unless somebody varies it. Outside of a notebook there are those that come with Glovebook.
    """
    from glovebook.pipeline.templates import templates
    from glovebook.schema import kinds

    place = paths.folder(root, folder)
    try:
        notebook = work.notebook_around(root, folder)
    except NoNotebook:
        notebook = None
    found, refused = templates(notebook)
    extra = notebook.kinds if notebook else None
    return {
        "templates": [
            {
                "name": each.name,
                "kind": each.kind,
                "title": kinds.load(each.kind, extra).title_of_kind,
                "summary": each.summary,
                "origin": each.origin,
                "parameters": [{"name": name, "value": value} for name, value in each.defaults().items()],
            }
            for each in found
            if each.origin != "plain"
        ],
        "refused": [str(refusal).replace(f"{place}/", "") for refusal in refused],
    }


class Wanted(NamedTuple):
    """What an entry is begun from, what is varied in it, and its id unless it is the next free one."""

    template: str
    parameters: Mapping[str, Any]
    name: str | None


def begin(root: Path, folder: str, wanted: Wanted, defaults: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A new entry from a template in the notebook that contains a folder: ``{path, id, refused}``.

    Raises:
        NoNotebook: no notebook contains the folder.
        BadRequest: a parameter is no text.
    """
    from glovebook.pipeline import new
    from glovebook.pipeline.templates import template as named

    template, parameters, name = wanted
    for key, value in parameters.items():
        if not isinstance(value, str):
            raise BadRequest(f"the parameter {key!r} is {type(value).__name__}", "send it as str")
    notebook = writable(root, work.notebook_around(root, folder))
    kind = named(template, notebook).kind
    values, refused = fitting(notebook, kind, defaults, template=template, parameters=parameters)
    file = new.new(notebook, kind, name, template=template, parameters=parameters, values=values)
    return {**made(root, file), "refused": refused}


def duplicate(root: Path, path: str) -> dict[str, str]:
    """A new entry with what another one says: ``{path, id}``."""
    from glovebook.pipeline.duplicate import duplicate

    notebook, entry_id = _of(root, path)
    return made(root, duplicate(notebook, entry_id))


def rename(root: Path, path: str, name: str, reason: str) -> dict[str, Any]:
    """``{path, linking}``: the entry under its new id, and the files whose links lead there now."""
    from glovebook.pipeline.changes.rename import rename

    notebook, entry_id = _of(root, path)
    done = rename(notebook, entry_id, name, reason)
    return {"path": paths.shown(root, done.file), "linking": _shown(root, notebook, done.linking)}


def linking(root: Path, path: str) -> dict[str, list[str]]:
    """``{linking}``: the files with a link to an entry."""
    from glovebook.store.changes.links import linking

    notebook, entry_id = _of(root, path)
    names = tuple(name for name, _, _ in linking(notebook, entry_id) if not name.endswith(f"/{entry_id}{SUFFIX}"))
    return {"linking": _shown(root, notebook, names)}


def delete(root: Path, path: str, reason: str, *, unlink: bool) -> dict[str, str]:
    """``{folder, id}`` of what went to the trash.

    Raises:
        Reviewed: a review locks the entry, and there is no reason.
    """
    from glovebook.pipeline.changes.delete import delete
    from glovebook.pipeline.changes.review import lock

    notebook, entry_id = _of(root, path)
    found = lock(notebook.path_of(entry_id).read_text("utf-8", "replace"))
    if found and not reason.strip():
        said = f"{entry_id} was reviewed and approved by {found['by']} on {found['date']}"
        raise Reviewed(said, "say why it is deleted all the same")
    return {"id": delete(notebook, entry_id, unlink=unlink, reason=reason).id, "folder": _folder(root, notebook)}


def put_back(root: Path, folder: str, entry_id: str) -> dict[str, Any]:
    """``{path, not_linking}``: the entry back from the trash, and the files whose links to it could not be put back."""
    from glovebook.pipeline.changes.delete import put_back

    notebook = writable(root, work.notebook_around(root, folder))
    back = put_back(notebook, entry_id)
    return {"path": paths.shown(root, back.file), "not_linking": _shown(root, notebook, back.not_linking)}


def _of(root: Path, path: str) -> tuple[Notebook, str]:
    """The notebook of an entry, and its id."""
    entry = paths.existing(root, path)
    return writable(root, work.notebook_around(root, path)), entry.name.removesuffix(SUFFIX)


def writable(root: Path, notebook: Notebook) -> Notebook:
    """The notebook, if what is written to lies under ``root``; raises `Outside` where a link leads out."""
    from glovebook.schema.modeline import FOLDER

    for name in ("entries", "templates", "results", ".glovebook", FOLDER):
        paths.shown(root, notebook.root / name)
    return notebook


def made(root: Path, entry: Path) -> dict[str, str]:
    """What the browser is told of a new entry: ``{path, id}``."""
    return {"path": paths.shown(root, entry), "id": entry.name.removesuffix(SUFFIX)}


def _folder(root: Path, notebook: Notebook) -> str:
    folder = paths.shown(root, notebook.root)
    return "" if folder == "." else folder


def _shown(root: Path, notebook: Notebook, names: tuple[str, ...]) -> list[str]:
    return [paths.shown(root, notebook.root / name) for name in names]
