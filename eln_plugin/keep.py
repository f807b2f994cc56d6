"""What the routes that save and settle do, and the hooks by which JupyterLab's own saves reach the history."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin import paths, work
from glovebook.eln_plugin.refused import NoNotebook, Outside, Reviewed
from glovebook.schema.refusal import Refusal

if TYPE_CHECKING:
    from glovebook.store.changes.conflict import Conflict

Hook = Callable[..., None]
HISTORY_OF = ".yaml"
"""Files of a notebook that JupyterLab saves are kept in the history if they end so: entries, settings, templates."""

log = logging.getLogger(__name__)


def save(root: Path, path: str, text: str, base: str | None, reason: str = "") -> dict[str, Any]:
    """What an entry holds after the text of an editor was saved: ``{text, sha256, merged, conflict}``.

    ``base`` is the text that the editor began with; ``conflict`` the contents path of the file that keeps what clashed.

    Raises:
        Reviewed: the entry is locked by a review, and there is no reason.
        Outside: the notebook around ``path`` is above ``root``.
    """
    from glovebook.pipeline.changes.save import save_text

    place = work.reachable(root, paths.confined(root, path))
    if not place.parent.is_dir():
        paths.folder(root, path.rpartition("/")[0])  # says which folder is gone
    with _asking_why():
        saved = save_text(place, text, base, reason)
    return {
        "text": _as_shown(saved.content),
        "sha256": saved.sha256,
        "merged": saved.merged,
        "conflict": paths.shown(root, saved.conflict) if saved.conflict else None,
    }


def conflicts(root: Path, path: str) -> dict[str, list[dict[str, Any]]]:
    """What clashes in an entry, oldest first: ``{conflicts}``.

    Each is ``{file, at, by, cause, fields, whole}``. A field is ``{path, base, theirs, mine, editable}`` with texts as
    YAML has them, null where there is none; ``whole`` is ``{theirs, mine}`` where the texts clash as wholes.
    """
    from glovebook.pipeline.changes.resolve import conflicts

    entry = _entry(root, path)
    held = _as_shown(entry.read_bytes())
    return {"conflicts": [_side_by_side(item, held) for item in conflicts(entry)]}


def resolve(root: Path, path: str, asked: Mapping[str, Any]) -> dict[str, int]:
    """``{left}``: how many fields clash still, after a choice for one conflict.

    ``asked`` has ``file`` (its name), ``choice``, ``choices`` and ``values`` (by path) and ``reason``, as the
    pipeline's ``resolve`` takes them.
    """
    from glovebook.pipeline.changes.resolve import resolve

    values, choices = ({str(at): str(text) for at, text in asked[name].items()} for name in ("values", "choices"))
    entry, file = _entry(root, path), asked["file"]
    with _asking_why():
        return {"left": resolve(entry, asked["choice"], values, asked["reason"], choices=choices, only=file)}


def label(root: Path, path: str) -> dict[str, str]:
    """A sheet with the label of an entry: ``{name, pdf}``, the bytes as base64."""
    from glovebook.pipeline import label

    labels = label.labels_of([_entry(root, path)])
    return {"name": f"{labels[0].id}-label.pdf", "pdf": b64encode(label.pdf(labels)).decode("ascii")}


def hooks(root: Path) -> tuple[Hook, Hook]:
    """What the contents manager calls before and after each save of its own.

    Before: what stands in the file is kept, if the history does not have it. After: what was written is. Neither
    ever stops a save.
    """

    def before(*, path: str, **_: Any) -> None:
        if path.endswith(HISTORY_OF):
            _told(lambda: _look(root, path.strip("/")))

    def after(*, os_path: str, **_: Any) -> None:
        if os_path.endswith(HISTORY_OF):
            _told(lambda: _note(root, paths.shown(root, Path(os_path))))

    return before, after


@contextmanager
def _asking_why() -> Iterator[None]:
    """Turns the refusal of a locked entry into one that the browser knows."""
    from glovebook.store.changes.amendment import Locked

    try:
        yield
    except Locked as locked:
        raise Reviewed(locked.message, "say why it is changed all the same") from None


def _told(keep: Callable[[], None]) -> None:
    try:
        keep()
    except (NoNotebook, Outside):
        return  # it is no part of a notebook that the browser may see
    except (Refusal, OSError) as error:
        log.warning("a save was not kept in the history: %s", error)


def _look(root: Path, path: str) -> None:
    from glovebook.store.history import look

    notebook, file = work.notebook_around(root, path), paths.confined(root, path)
    if file.is_file():
        look(notebook, [notebook.relative(file)])


def _note(root: Path, path: str) -> None:
    from glovebook.store.history import author, note

    note(work.notebook_around(root, path), paths.confined(root, path), who=author())


def _entry(root: Path, path: str) -> Path:
    """The file of an entry in a notebook that the browser may see."""
    entry = paths.existing(root, path)
    work.notebook_around(root, path)
    return entry


def _as_shown(content: bytes) -> str:
    """A text as editors hold it: line feeds, and marks where bytes are no UTF-8."""
    return content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _side_by_side(conflict: Conflict, held: str) -> dict[str, Any]:
    sides = ("base", "theirs", "mine")
    fields = [
        {
            "path": field.name,
            **{side: _as_text(getattr(field, side)) for side in sides},
            "editable": all(isinstance(getattr(field, side), str | None) for side in sides),
        }
        for field in conflict.fields
    ]
    whole = None if conflict.text is None else {"theirs": held, "mine": conflict.text}
    return {
        "file": conflict.file.name,
        "at": conflict.at,
        "by": conflict.by,
        "cause": conflict.cause,
        "fields": fields,
        "whole": whole,
    }


def _as_text(value: Any) -> str | None:
    """A value as it stands in an entry; lists and mappings as YAML."""
    if value is None or isinstance(value, str):
        return value
    import yaml

    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=None).rstrip("\n")
