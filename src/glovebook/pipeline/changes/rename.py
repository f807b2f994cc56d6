"""Another id for an entry, in every file that names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from glovebook.pipeline.new import like, somebody, this_minute
from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.parts import ID_PATTERN
from glovebook.schema.refusal import Refusal
from glovebook.store.changes.amendment import amended
from glovebook.store.changes.conflict import conflicts
from glovebook.store.changes.journal import Write, carry_out, content_of
from glovebook.store.changes.links import linked_to, linking
from glovebook.store.changes.lock import writing
from glovebook.store.changes.renamed_results import Renaming, rewritten
from glovebook.store.edit import put
from glovebook.store.history.pack import sha256
from glovebook.store.notebook import SUFFIX, Notebook


@dataclass(frozen=True)
class Renamed:
    """What a renaming changed."""

    file: Path
    linking: tuple[str, ...]
    """The other files whose links lead to the new name now."""
    results: bool
    """Whether results moved along."""


def rename(notebook: Notebook, old: str, new: str, reason: str = "") -> Renamed:
    """The entry's new file, after every link to it and every result of it was given the new name: all, or none.

    Entries that were reviewed and approved get an amendment that says so. Results count as they did before.
    """
    if not re.fullmatch(ID_PATTERN, new):
        raise Refusal(f"{new!r} is no id", "use lower-case letters, digits, '.', '_', '-', at most 64, e.g. 'p7'")
    with writing(notebook.root):
        path = only_file(notebook, old)
        taken = like(notebook, new)
        if taken and taken != old:
            raise Refusal(f"there is an entry {taken!r} already", "choose another id")
        if old == new:
            raise Refusal(f"the entry is called {new!r} already", "choose another id")
        if (notebook.root / "results" / new).exists():
            raise Refusal(f"results/{new} is there already", "choose another id, or move the folder away")
        writes = _writes(notebook, path, (old, new), reason or f"{old} was renamed to {new}")
        files = {
            write.was or write.file: (write.file, sha256(write.before or b""), sha256(write.after or b""))
            for write in writes
        }
        writes_of_results = rewritten(notebook.root, Renaming(old, new, files))
        has_results = (notebook.root / "results" / old).is_dir()
        moves = [(f"results/{old}", f"results/{new}")] if has_results else []
        carry_out(notebook.root, "rename", [*writes, *writes_of_results], moves)
    return Renamed(notebook.root / writes[0].file, tuple(write.file for write in writes[1:]), has_results)


def only_file(notebook: Notebook, entry_id: str) -> Path:
    """The file of an entry that can be renamed."""
    path = notebook.path_of(entry_id)
    if len(files := notebook.paths()[entry_id]) > 1:
        names = ", ".join(notebook.relative(file) for file in files)
        raise Refusal(f"{len(files)} files hold the id {entry_id!r}: {names}", "rename one of the files by hand")
    if waiting := conflicts(path):
        raise Refusal(f"{entry_id} has a conflict, {waiting[0].name}", f"settle it: glovebook resolve {entry_id}")
    return path


def _writes(notebook: Notebook, path: Path, names: tuple[str, str], reason: str) -> list[Write]:
    """The entry under its new name first, then the files that link to it."""
    old, new = names
    by, date = somebody(notebook), this_minute(notebook)
    own, before = notebook.relative(path), content_of(path) or b""
    try:
        document = read_document(before)
    except DocumentError as error:
        raise Refusal(f"{own}:{error.line}:{error.column}: {error.message}", error.hint) from None
    document = put(linked_to(document, old, new), ("id",), new)
    after = amended(before, document.text.encode("utf-8"), reason, by, date)
    target = own.removesuffix(f"{old}{SUFFIX}") + f"{new}{SUFFIX}"
    writes = [Write(target, before, after, was=own)]
    for name, content, other in linking(notebook, old, named=True):
        if name != own:
            text = linked_to(other, old, new).text.encode("utf-8")
            writes.append(Write(name, content, amended(content, text, reason, by, date)))
    return writes
