"""The export: a dataset becomes a folder that is a crate, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

from glovebook.fair.crate import Crate, Item
from glovebook.fair.dataset import Dataset
from glovebook.fair.jsonld.metadata import METADATA, PREVIEW, metadata_json
from glovebook.fair.layout import lay_out
from glovebook.fair.pages.preview import preview_html
from glovebook.fair.pages.texts import with_pages
from glovebook.fair.verify import verify_crate
from glovebook.schema.refusal import Refusal

_CHUNK = 1 << 20


def write_crate(dataset: Dataset, target: Path) -> list[Path]:
    """The files of the crate written into ``target``, sorted; the folder must not exist yet, or be empty.

    The same dataset always gives the same bytes. Refuses what cannot become a sound crate, and then leaves nothing.
    """
    target = target.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refusal(f"{str(target)!r} is there already and is not empty", "name a folder that does not exist yet")
    crate = with_pages(lay_out(dataset))
    try:
        _build(crate, target)
    except OSError as error:
        place = error.filename or target
        raise Refusal(f"{str(place)!r}: {error.strerror}", "nothing was written; export to another place") from error
    return sorted(path for path in target.rglob("*") if path.is_file())


def _build(crate: Crate, target: Path) -> None:
    """Everything is written into a folder beside the target, which takes its name at the very end."""
    near = next(folder for folder in target.parents if folder.exists())
    workshop = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=near))
    try:
        folder = workshop / target.name  # one further down has the usual permissions
        folder.mkdir()
        _write(crate, folder)
        _insist(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rmdir()  # Windows does not rename onto a folder, not even an empty one
        folder.rename(target)
    finally:
        shutil.rmtree(workshop)


def _write(crate: Crate, folder: Path) -> None:
    for item in crate.items():
        path = folder / item.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(item.content, bytes):
            path.write_bytes(item.content)
        else:
            _copy(item, item.content, path)
    (folder / METADATA).write_bytes(metadata_json(crate))
    (folder / PREVIEW).write_bytes(preview_html(crate))


def _copy(item: Item, source: Path, path: Path) -> None:
    """Copies the bytes and insists that they are the ones that were described."""
    digest = sha256()
    with source.open("rb") as stream, path.open("wb") as copy:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    if digest.hexdigest() != item.sha256:
        raise Refusal(
            f"{item.origin or item.path!r} has other bytes than its entry says (SHA-256 {item.sha256[:12]}...)",
            "put the original file back, or add the changed file to the entry again",
        )


def _insist(folder: Path) -> None:
    found = verify_crate(folder)
    if found:
        raise Refusal(f"the crate would not be sound: {found[0].as_text()}", "nothing was written; please report this")
