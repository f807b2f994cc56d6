"""What the routes do that make an entry of raw files: the browser puts them into the notebook first, piece by piece.

They wait in a folder of their own below ``data/``, whose name ends in what the browser chose for the batch. So large
files come the way that JupyterLab's own do, and what is dropped is in the notebook even if nobody answers the question
what it is.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from glovebook.eln_plugin import paths, work
from glovebook.eln_plugin.changes.begin import made, writable
from glovebook.eln_plugin.changes.defaults import fitting
from glovebook.eln_plugin.refused import BadRequest, NotFound
from glovebook.schema.refusal import Refusal

if TYPE_CHECKING:
    from glovebook.store.notebook import Notebook

BATCH = re.compile(r"[0-9a-z]{6,40}")
SHOWN = 12
"""Files of which the dialog says what they hold; all of them are looked at."""


def look(root: Path, folder: str, batch: str) -> dict[str, Any]:
    """What the files of a batch are: ``{kinds, likely, files, more}``.

    ``kinds`` are all kinds with the id that a new entry would get, ``{kind, title, id}``; ``likely`` the names of those
    that the files can be of; ``files`` what was read of the first of them, ``{name, said, read}``; ``more`` how many
    others there are.
    """
    from glovebook.pipeline.new import free_id
    from glovebook.pipeline.raw.look import likely
    from glovebook.pipeline.raw.look import look as look_at
    from glovebook.schema import kinds

    notebook, files = _batch(root, folder, batch)
    looks = [look_at(path, notebook.kinds) for path in files]
    ids: dict[str, str] = {}
    offered = []
    for name in kinds.names(notebook.kinds):
        with contextlib.suppress(Refusal):  # a definition of the lab that cannot be read
            model = kinds.load(name, notebook.kinds)
            free = ids.get(name[0]) or ids.setdefault(name[0], free_id(notebook, name))  # a look at the whole notebook
            offered.append((model.rank, {"kind": name, "title": model.title_of_kind, "id": free}))
    return {
        "kinds": [kind for _, kind in sorted(offered, key=lambda item: item[0])],
        "likely": likely(looks),
        "files": [
            {"name": found.path.name, "said": found.summary, "read": found.table is not None} for found in looks[:SHOWN]
        ],
        "more": len(looks[SHOWN:]),
    }


class Wanted(NamedTuple):
    """What the files of a batch are to become; without a name it gets the next free id."""

    batch: str
    kind: str
    name: str | None


def make(root: Path, folder: str, wanted: Wanted, defaults: object = None) -> dict[str, Any]:
    """A new entry of the files of a batch: ``{path, id, kept, refused}``.

    ``kept`` says of files why they are only kept, ``refused`` of the person's defaults why they do not fit.
    """
    from glovebook.pipeline.raw.made import from_files

    notebook, files = _batch(root, folder, wanted.batch)
    values, refused = fitting(notebook, wanted.kind, defaults)
    done = from_files(notebook, files, wanted.kind, wanted.name, staged=True, values=values)
    _clear(files)
    return {**made(root, done.path), "kept": list(done.kept), "refused": refused}


def discard(root: Path, folder: str, batch: str) -> dict[str, int]:
    """``{discarded}``: how many files of a batch were taken away again."""
    files = _batch(root, folder, batch)[1]
    _clear(files)
    return {"discarded": len(files)}


def _batch(root: Path, folder: str, batch: str) -> tuple[Notebook, list[Path]]:
    """The notebook that contains a folder, and the files of a batch that wait in it, by name.

    Raises:
        BadRequest: the batch has no name that a browser chooses.
        NotFound: nothing waits under that name.
        Outside: the notebook, or its data, are not under ``root``.
    """
    if not BATCH.fullmatch(batch):
        raise BadRequest(f"{batch[:60]!r} is no batch of files", "name it with 6 to 40 digits and small letters")
    notebook = writable(root, work.notebook_around(root, folder))
    paths.shown(root, notebook.root / "data")
    place = notebook.root / "data" / f"new-{batch}"
    found = sorted(place.iterdir()) if place.is_dir() and not place.is_symlink() else []
    files = [path for path in found if path.is_file() and not path.is_symlink()]
    if not files:
        raise NotFound(f"no files of the batch {batch!r} wait in the notebook", "drop them again")
    return notebook, files


def _clear(files: list[Path]) -> None:
    """Takes the files of a batch out of the folder where they waited, and the folder with the last of them."""
    for path in files:
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        files[0].parent.rmdir()
