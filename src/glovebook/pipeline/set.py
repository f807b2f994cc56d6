"""Setting fields of an entry by the smallest edit of its text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from glovebook.pipeline.find import notebook_around
from glovebook.schema.document import DocumentError, read_document
from glovebook.schema.parse import parse
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit
from glovebook.store.write import write_atomically


def set_fields(path: Path, values: Mapping[str, str]) -> Path:
    """The file of an entry after values were put at paths; an empty value takes a field out.

    A value that the entry's kind refuses is not written.
    """
    try:
        before = read_document(path.read_bytes()).text
    except DocumentError as error:
        raise Refusal(f"{path}:{error.line}:{error.column}: {error.message}", error.hint) from None
    after = edit(before, values)
    notebook = notebook_around(path)
    extra = notebook.kinds if notebook else None
    known = {finding.message for finding in parse(before, extra=extra).findings}
    for finding in parse(after, extra=extra).findings:
        if finding.message not in known:
            raise Refusal(f"{finding.path}: {finding.message}", finding.hint)
    if after != before:
        write_atomically(path, after.encode("utf-8"))
    return path
