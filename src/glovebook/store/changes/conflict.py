"""Changes that clashed, side by side: the entry holds one of them, a file beside it the other.

``p7.conflict-<time>.yaml`` lies in the folder of the entry, says which fields clash, and quotes what they were, what
they are in the entry ("theirs"), and what the other side wanted ("mine"). It goes when the last of them is settled.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from glovebook.schema.document import Document, parse_path, read_document, spelled
from glovebook.schema.document import Path as FieldPath
from glovebook.schema.refusal import Refusal
from glovebook.store.merge.texts import Merged
from glovebook.store.merge.tree import ABSENT, same
from glovebook.store.notebook import SUFFIX

MARK = ".conflict-"
_HEAD = """\
# {name} was changed twice at once, and both changes concern what is listed below. The entry holds "theirs";
# "mine" is kept here. Settle it: glovebook resolve {name} --mine, or --theirs, or PATH=TEXT for single fields.
"""


@dataclass(frozen=True)
class Field:
    """A field that both sides changed; a value is None where the side has no such field."""

    path: FieldPath
    base: Any
    theirs: Any
    mine: Any

    @property
    def name(self) -> str:
        """The path as people read it."""
        return spelled(self.path)


@dataclass(frozen=True)
class Conflict:
    """What one file keeps beside an entry."""

    file: Path
    entry: str
    at: str
    by: str
    cause: str
    mine: str
    """SHA-256 of the whole text of the other side, which the history keeps."""
    fields: Sequence[Field] = ()
    text: str | None = None
    """The whole text of the other side, where it could not be taken apart."""

    def as_json(self) -> dict[str, Any]:
        """The conflict as plain data."""
        fields = [{"path": f.name, "base": f.base, "theirs": f.theirs, "mine": f.mine} for f in self.fields]
        return {
            "entry": self.entry,
            "file": str(self.file),
            "at": self.at,
            "by": self.by,
            "cause": self.cause,
            "mine": self.mine,
            "fields": fields,
            "text": self.text,
        }


def stem_of(path: Path) -> str:
    """The id of an entry, or the name of another file without its ending."""
    return path.name.removesuffix(SUFFIX).removesuffix(".yaml")


def conflicts(path: Path) -> list[Path]:
    """The files with unsettled conflicts beside an entry, oldest first."""
    stem = stem_of(path)
    try:
        names = sorted(file.name for file in path.parent.iterdir() if file.name.startswith(f"{stem}{MARK}"))
    except OSError:
        return []
    return [path.with_name(name) for name in names if name.endswith(".yaml")]


def new_place(path: Path, at: datetime) -> Path:
    """Where a conflict of an entry is kept; nobody else writes there."""
    return path.with_name(f"{stem_of(path)}{MARK}{at:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}.yaml")


def fields_of(merged: Merged) -> list[Field]:
    """The clashes of a merge."""
    return [Field(c.path, *(None if v is ABSENT else v for v in (c.base, c.theirs, c.mine))) for c in merged.clashes]


def written(conflict: Conflict) -> bytes:
    """The text of a conflict's file. Values are JSON, which is YAML that reads back as it was."""
    lines = [_HEAD.format(name=conflict.entry).rstrip("\n")]
    lines += [f"{key}: {_quoted(getattr(conflict, key))}" for key in ("entry", "at", "by", "cause", "mine")]
    if conflict.fields:
        lines.append("fields:")
    for field in conflict.fields:
        lines.append(f"  - {_named(field.path)}")
        lines += [
            f"    {side}: {_quoted(getattr(field, side))}"
            for side in ("base", "theirs", "mine")
            if getattr(field, side) is not None
        ]
    if conflict.text is not None:
        lines.append(f"text: {_quoted(conflict.text)}")
    return ("\n".join(lines) + "\n").encode("utf-8")


def read(file: Path) -> Conflict:
    """The conflict that a file keeps; raises `Refusal` where it cannot be read."""
    try:
        data = read_document(file.read_bytes(), "entry: p7").data
        fields = [
            Field(_path(item), item.get("base"), item.get("theirs"), item.get("mine"))
            for item in data.get("fields") or []
        ]
        return Conflict(
            file, data["entry"], data["at"], data.get("by") or "", data["cause"], data["mine"], fields, data.get("text")
        )
    except (KeyError, TypeError, AttributeError, OSError, Refusal):
        raise Refusal(
            f"{file} is no conflict as Glovebook wrote it", "settle it by hand, and delete the file"
        ) from None


def settled(document: Document, field: Field, text: str | None) -> Document:
    """The document with a field settled: with a text of one's own, or with mine; raises `Refusal` where it moved on."""
    from glovebook.store.merge.texts import led_to

    if text is not None:
        from glovebook.store.edit import put

        return put(document, field.path, text)
    if not same(_at(document.data, field.path), field.theirs):
        raise Refusal(f"{field.name} was changed again since", f"say what it shall be: '{field.name}=TEXT'")
    return led_to(document, _with(document.data, field.path, field.mine))


def wanted_field(conflict: Conflict, name: str) -> Field | None:
    """The field of a conflict that a path names; None where it is no part of it."""
    path = parse_path(name)
    return next((field for field in conflict.fields if field.path == path), None)


def _at(data: Any, path: FieldPath) -> Any:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _with(data: Any, path: FieldPath, value: Any) -> Any:
    """A copy of the data with a value at a path; None takes it out."""
    if not path:
        return value
    copy: Any = list(data) if isinstance(data, list) else dict(data) if isinstance(data, Mapping) else {}
    key, rest = path[0], path[1:]
    if not rest and value is None:
        if isinstance(key, int):
            del copy[key]
        else:
            copy.pop(key, None)
        return copy
    inner = _with(_at(data, (key,)), rest, value)
    if isinstance(copy, list) and key == len(copy):
        copy.append(inner)
    else:
        copy[key] = inner
    return copy


def _named(path: FieldPath) -> str:
    """The path as people read it; as a list where it has a name that cannot be spelled so."""
    try:
        if parse_path(spelled(path)) == path:
            return f"field: {spelled(path)}"
    except Refusal:
        pass
    return f"keys: {_quoted(json.dumps(path))}"


def _path(item: dict[str, str]) -> FieldPath:
    return parse_path(item["field"]) if "field" in item else tuple(json.loads(item["keys"]))


def _quoted(value: Any) -> str:
    """A value as JSON; a text that needs no quotes stands without them."""
    if isinstance(value, str):
        from glovebook.store.scalar import scalar

        return scalar(value)
    return json.dumps(value, ensure_ascii=False)
