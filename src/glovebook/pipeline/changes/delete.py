"""Entries into the trash, and out of it again."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from glovebook.pipeline.changes.rename import only_file
from glovebook.pipeline.new import like, somebody, this_minute
from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.refusal import Refusal
from glovebook.store.changes import trash
from glovebook.store.changes.amendment import amended, locked_by
from glovebook.store.changes.journal import Write, carry_out, content_of
from glovebook.store.changes.links import linking, unlinked
from glovebook.store.changes.lock import writing
from glovebook.store.changes.trash import Deleted, deleted
from glovebook.store.history import author
from glovebook.store.history.pack import text_in
from glovebook.store.merge.texts import merge
from glovebook.store.notebook import Notebook


@dataclass(frozen=True)
class PutBack:
    """What came back from the trash."""

    file: Path
    linking: tuple[str, ...]
    """Files that link to the entry again."""
    not_linking: tuple[str, ...]
    """Files whose links could not be put back, because they say something else there by now."""


def delete(notebook: Notebook, entry_id: str, *, unlink: bool = False, reason: str = "") -> Deleted:
    """What went to the trash: the entry with its results. Its raw files stay where they are.

    Raises `Refusal` where other entries link to it; with ``unlink`` these links go, too, and come back when the entry
    does. An entry that was reviewed and approved is deleted with a reason only.
    """
    with writing(notebook.root):
        path = only_file(notebook, entry_id)
        own, before = notebook.relative(path), content_of(path) or b""
        others = [item for item in linking(notebook, entry_id) if item[0] != own]
        if others and not unlink:
            names = ", ".join(name for name, _, _ in others)
            raise Refusal(f"{entry_id} is linked to by {names}", "change these first, or take the links out: --unlink")
        _refuse_locked(before, entry_id, reason)
        by, date = somebody(notebook), this_minute(notebook)
        said = reason or f"{entry_id} was deleted"
        writes = [Write(own, before, None)]
        for name, content, document in others:
            text = unlinked(document, entry_id).text.encode("utf-8")
            writes.append(Write(name, content, amended(content, text, said, by, date)))
        folder = trash.place(entry_id)
        has_results = (notebook.root / "results" / entry_id).is_dir()
        moves = [(f"results/{entry_id}", f"{folder}/{trash.RESULTS}")] if has_results else []
        carry_out(notebook.root, "delete", [*writes, *trash.thrown(folder, writes, author())], moves)
    return next(item for item in deleted(notebook.root) if item.folder == notebook.root / folder)


def put_back(notebook: Notebook, entry_id: str) -> PutBack:
    """What came back: the entry as it was, its results, and the links to it whose places are still as they were."""
    with writing(notebook.root):
        items = [item for item in deleted(notebook.root) if item.id == entry_id]
        if not items:
            raise Refusal(f"there is no {entry_id!r} in the trash", "see: glovebook trash")
        item = items[0]
        if taken := like(notebook, entry_id):
            raise Refusal(f"there is an entry {taken!r} again", "rename it first")
        pack = item.folder / trash.CHANGE
        own = item.change.files[0]
        text = text_in(pack, str(own.before))
        writes, missed = [Write(own.file, None, text)], []
        for change in item.change.files[1:]:
            now = content_of(notebook.root / change.file)
            old, new = (text_in(pack, str(digest)) for digest in (change.before, change.after))
            merged = merge(new, old, now) if now is not None else None
            if now is None or merged is None or not merged.clean:
                missed.append(change.file)
            elif merged.content != now:
                writes.append(Write(change.file, now, _amended(notebook, now, merged.content, entry_id)))
        linked = tuple(write.file for write in writes[1:])
        moves = _results_back(notebook.root, item)
        carry_out(notebook.root, "restore", [*writes, *_taken_out(notebook.root, item.folder)], moves)
        with contextlib.suppress(OSError):
            item.folder.rmdir()
    return PutBack(notebook.root / own.file, linked, tuple(missed))


def _amended(notebook: Notebook, before: bytes, after: bytes, entry_id: str) -> bytes:
    reason = f"{entry_id} was restored"
    return amended(before, after, reason, somebody(notebook), this_minute(notebook))


def _results_back(root: Path, item: Deleted) -> Sequence[tuple[str, str]]:
    folder = item.folder / trash.RESULTS
    return [(folder.relative_to(root).as_posix(), f"results/{item.id}")] if folder.is_dir() else []


def _taken_out(root: Path, folder: Path) -> list[Write]:
    """The files of the trash that go when an entry is put back."""
    files = [file for file in sorted(folder.iterdir()) if file.is_file()]
    return [Write(file.relative_to(root).as_posix(), file.read_bytes(), None) for file in files]


def _refuse_locked(content: bytes, entry_id: str, reason: str) -> None:
    try:
        review = locked_by(read_document(content))
    except DocumentError:
        return
    if review and not reason.strip():
        said = f"{entry_id} was reviewed and approved by {review.get('by')} on {review.get('date')}"
        raise Refusal(said, 'say why it is deleted all the same: --reason "..."')
