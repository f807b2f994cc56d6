"""Setting fields of an entry by the smallest edit of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from glovebook.pipeline.named import notebook_around
from glovebook.pipeline.new import IDENTITY, somebody, this_minute
from glovebook.schema import kinds
from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.finding import Finding
from glovebook.schema.parse import parse
from glovebook.schema.refusal import Refusal
from glovebook.store.changes.amendment import amended
from glovebook.store.changes.save import Saved, save
from glovebook.store.edit import edit
from glovebook.store.history import find, look, text_of
from glovebook.store.notebook import SETTINGS, SUFFIX, Notebook, read_settings


def set_fields(
    path: Path, values: Mapping[str, str], *, base: str | None = None, reason: str = "", by: str = ""
) -> Saved:
    """What became of an entry, or of ``glovebook.yaml``, after values were put at paths; an empty value takes one out.

    A value that the entry's kind refuses is not written, nor are settings that could not be read back. ``base`` is the
    version that the values were meant for, by its SHA-256: what others changed since is merged. An entry that was
    reviewed and approved is changed with a ``reason`` only, which becomes an amendment by ``by``.
    """
    notebook = notebook_around(path)
    before = _base(path, notebook, base)
    try:
        text = read_document(before).text
    except DocumentError as error:
        raise Refusal(f"{path}:{error.line}:{error.column}: {error.message}", error.hint) from None
    settings = path.name == SETTINGS
    if not settings:
        _keep_identity(path, values)
    after = edit(text, values)
    if settings:
        read_settings(after, path)
    else:
        refuse_new_mistakes(text, after, notebook.kinds if notebook else None)
    if after == text:
        return Saved(path, before)
    content = after.encode("utf-8")
    if not settings:
        content = amended(before, content, reason, by or somebody(notebook), this_minute(notebook))
    return save(path, content, cause="set", base=before)


def _base(path: Path, notebook: Notebook | None, base: str | None) -> bytes:
    """The bytes that the values are put into."""
    if base is None:
        return path.read_bytes()
    if notebook is None:
        raise Refusal(f"{path} lies outside of any notebook, where no versions are kept", "leave the base out")
    name = notebook.relative(path)
    look(notebook, [name])
    return text_of(notebook.root, name, str(find(notebook.root, name, base).sha256))


def _keep_identity(path: Path, values: Mapping[str, str]) -> None:
    for name in sorted(IDENTITY & values.keys()):
        if name == "id" and path.name == f"{values[name]}{SUFFIX}":
            continue  # an id that has gone astray is brought back
        raise Refusal(f"{name!r} is not set as a field", "make another entry with: glovebook new KIND ID")


def refuse_new_mistakes(before: str, after: str, extra: kinds.Extra | None) -> None:
    """Refuses what is wrong now and was not; an item that was taken out moves those behind it up, mistakes and all."""
    old, new = parse(before, extra=extra).findings, parse(after, extra=extra).findings
    known = {(finding.path, finding.rule, finding.message) for finding in old}
    more = Counter(map(_wherever, new)) - Counter(map(_wherever, old))
    for finding in new:
        if more[_wherever(finding)] and (finding.path, finding.rule, finding.message) not in known:
            raise Refusal(f"{finding.path}: {finding.message}", finding.hint)


def _wherever(finding: Finding) -> tuple[str, str, str]:
    return re.sub(r"\[\d+\]", "[]", finding.path), finding.rule, finding.message
