"""A new entry made of raw files: its kind follows from what they hold, unless somebody says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glovebook.pipeline.new import new
from glovebook.pipeline.raw.brought import Brought
from glovebook.pipeline.raw.look import likely, look
from glovebook.schema import kinds
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook


@dataclass(frozen=True)
class Made:
    """A new entry, and the files that it only keeps."""

    path: Path
    kept: Sequence[str]
    """Of each file that could not be read as one of the entry's kind, a sentence why it is an attachment."""


def from_files(
    notebook: Notebook,
    files: Sequence[Path],
    kind: str | None = None,
    entry_id: str | None = None,
    *,
    staged: bool = False,
    **start: Any,
) -> Made:
    """A new entry of the kind whose files these are; ``start`` is what `new` takes: template, parameters, values.

    What cannot be read as a file of that kind, and pictures, become attachments. Raises `Refusal` where the files do
    not say which kind it is.
    """
    looks = [look(path, notebook.kinds) for path in files]
    if kind is None:
        kind = _only(likely(looks), files)
    model = kinds.load(kind, notebook.kinds)
    own = [found for found in looks if found.is_of(model.columns)]
    others = [found for found in looks if found not in own]
    tables = {found.path: found.table for found in own if found.table is not None}
    brought = Brought([found.path for found in own], [found.path for found in others], staged, tables)
    path = new(notebook, kind, entry_id, files=brought, **start)
    kept = [f"{found.path.name} is kept as an attachment: {found.said}" for found in others if not found.is_page]
    return Made(path, kept)


def _only(found: Sequence[str], files: Sequence[Path]) -> str:
    """The one kind that it can be."""
    if len(found) == 1:
        return found[0]
    names = ", ".join(path.name for path in files)
    hint = f"say which: glovebook new {found[0] if found else 'KIND'} --from {files[0] if files else 'FILE'}"
    if found:
        raise Refusal(f"{names} can belong to an entry of several kinds: {', '.join(found)}", hint)
    raise Refusal(f"{names} does not say what kind of entry it belongs to", hint)
