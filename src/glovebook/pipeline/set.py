"""Setting fields of an entry by the smallest edit of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from glovebook.pipeline.named import notebook_around
from glovebook.pipeline.new import IDENTITY
from glovebook.schema import kinds
from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.finding import Finding
from glovebook.schema.parse import parse
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit
from glovebook.store.notebook import SETTINGS, SUFFIX, read_settings
from glovebook.store.write import write_atomically


def set_fields(path: Path, values: Mapping[str, str]) -> Path:
    """The file of an entry, or ``glovebook.yaml``, after values were put at paths; an empty value takes a field out.

    A value that the entry's kind refuses is not written, nor are settings that could not be read back.
    """
    try:
        before = read_document(path.read_bytes()).text
    except DocumentError as error:
        raise Refusal(f"{path}:{error.line}:{error.column}: {error.message}", error.hint) from None
    settings = path.name == SETTINGS
    if not settings:
        _keep_identity(path, values)
    after = edit(before, values)
    if settings:
        read_settings(after, path)
    else:
        notebook = notebook_around(path)
        _refuse_new_mistakes(before, after, notebook.kinds if notebook else None)
    if after != before:
        write_atomically(path, after.encode("utf-8"))
    return path


def _keep_identity(path: Path, values: Mapping[str, str]) -> None:
    for name in sorted(IDENTITY & values.keys()):
        if name == "id" and path.name == f"{values[name]}{SUFFIX}":
            continue  # an id that has gone astray is brought back
        raise Refusal(f"{name!r} is not set as a field", "make another entry with: glovebook new KIND ID")


def _refuse_new_mistakes(before: str, after: str, extra: kinds.Extra | None) -> None:
    """Refuses what is wrong now and was not; an item that was taken out moves those behind it up, mistakes and all."""
    old, new = parse(before, extra=extra).findings, parse(after, extra=extra).findings
    known = {(finding.path, finding.rule, finding.message) for finding in old}
    more = Counter(map(_wherever, new)) - Counter(map(_wherever, old))
    for finding in new:
        if more[_wherever(finding)] and (finding.path, finding.rule, finding.message) not in known:
            raise Refusal(f"{finding.path}: {finding.message}", finding.hint)


def _wherever(finding: Finding) -> tuple[str, str, str]:
    return re.sub(r"\[\d+\]", "[]", finding.path), finding.rule, finding.message
