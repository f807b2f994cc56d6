"""Making notebooks and entries."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args, get_origin

from glovebook.pipeline.editors import with_schema
from glovebook.pipeline.templates import started
from glovebook.pipeline.templates import template as template_named
from glovebook.schema import kinds
from glovebook.schema.entry import Entry
from glovebook.schema.parse import parse
from glovebook.schema.parts import ID_PATTERN, RawFile
from glovebook.schema.refusal import Refusal
from glovebook.schema.settings import DEFAULT_LICENSE
from glovebook.store.edit import edit
from glovebook.store.notebook import SETTINGS, SUFFIX, Notebook, sha256_of
from glovebook.store.write import write_atomically

_NOTEBOOK = """\
# The settings of this notebook. People and instruments are named by their short names in entries.
glovebook: "1"
uuid:
title:
license: {license}
# e.g.  ann: {{name: Ann Example, orcid: "https://orcid.org/0000-0002-1825-0097", organisation: uni}}
people:
# e.g.  uni: {{name: Example University, ror: "https://ror.org/..."}}
organisations:
# e.g.  im6ex: {{maker: Zahner-Elektrik, model: IM6ex, serial: "..."}}
instruments:
# e.g.  {{operator: ann, timezone: "+08:00"}}
defaults:
"""
FOLDERS = ("entries", "data", "results", "templates", "kinds")


def init(folder: Path, title: str | None = None) -> Notebook:
    """A new notebook in a folder; raises `Refusal` where there is one already."""
    if (folder / SETTINGS).exists():
        raise Refusal(f"{folder} is a notebook already", "go on with: glovebook new KIND")
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{folder} is a file", "name a folder")
    text = edit(
        _NOTEBOOK.format(license=DEFAULT_LICENSE),
        {"uuid": str(uuid.uuid4()), "title": title or folder.resolve().name or "Lab notebook"},
    )
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{folder} could not be made: {error.strerror}", "choose a folder you may write to") from error
    write_atomically(folder / SETTINGS, text.encode())
    return Notebook.open(folder)


def new(
    notebook: Notebook,
    kind: str,
    entry_id: str | None = None,
    *,
    template: str | None = None,
    parameters: Mapping[str, str] | None = None,
    files: Sequence[Path] = (),
    values: Mapping[str, str] | None = None,
) -> Path:
    """The file of a new entry made from a template and its parameters, with raw files copied in and values set.

    Nothing is written unless all of it can be: a value that would not read back is refused first.
    """
    model = kinds.load(kind, notebook.kinds)
    start = template_named(template or kind, notebook)
    if start.kind != kind:
        hint = f"write: glovebook new {start.kind} --template {start.name}"
        raise Refusal(f"the template {start.name!r} is for the kind {start.kind!r}", hint)
    text = started(start, parameters or {})
    entry_id = entry_id or _free_id(notebook, kind)
    if not re.fullmatch(ID_PATTERN, entry_id):
        raise Refusal(f"{entry_id!r} is no id", "use lower-case letters, digits, '.', '_', '-', at most 64, e.g. 'p7'")
    if entry_id in notebook.paths():
        raise Refusal(f"there is an entry {entry_id!r} already", f"see {notebook.relative(notebook.path_of(entry_id))}")
    defaults = notebook.settings.defaults
    first = {"id": entry_id, "uuid": str(uuid.uuid4()), "date": _now(defaults.get("timezone")), "kind": kind}
    if defaults.get("operator"):
        first["operator"] = str(defaults["operator"])
    copies = {notebook.root / "data" / entry_id / path.name: path for path in files}
    if len(copies) < len(files):
        raise Refusal("two of the raw files have the same name", "rename one of them")
    if fixed := {"id", "kind", "uuid"} & set(values or {}):
        raise Refusal(f"{min(fixed)!r} is not set as a field", "write: glovebook new KIND ID")
    text = edit(text, {**first, **_raw_file_values(notebook, model, copies), **(values or {})})
    path = notebook.root / "entries" / f"{entry_id}{SUFFIX}"
    _refuse_what_is_wrong(text, path.name, notebook.kinds)
    for target, source in copies.items():
        write_atomically(target, source.read_bytes())
    write_atomically(path, with_schema(text, kind, path, notebook).encode())
    return path


def _free_id(notebook: Notebook, kind: str) -> str:
    """The first letter of the kind and the next number: ``p7``."""
    numbers = [int(match[1]) for name in notebook.paths() if (match := re.fullmatch(rf"{kind[0]}(\d+)", name))]
    return f"{kind[0]}{max(numbers, default=0) + 1}"


def _now(offset: object) -> str:
    """This minute, in the notebook's time zone where it states one."""
    zone: timezone | None = None
    if match := re.fullmatch(r"([+-])(\d\d):(\d\d)", str(offset or "")):
        delta = timedelta(hours=int(match[2]), minutes=int(match[3]))
        zone = timezone(delta if match[1] == "+" else -delta)
    return datetime.now(UTC).astimezone(zone).isoformat(timespec="minutes")


def _raw_file_values(notebook: Notebook, model: type[Entry], copies: Mapping[Path, Path]) -> dict[str, str]:
    """Paths and values that enter raw files into an entry: the kind's own list of files, attachments otherwise."""
    lists = (name for name, info in model.model_fields.items() if _holds_files(info.annotation))
    where = next((name for name in lists if name not in Entry.model_fields), "attachments")
    values: dict[str, str] = {}
    for index, (target, source) in enumerate(copies.items()):
        if not source.is_file():
            raise Refusal(f"there is no file {source}", "check the path")
        if target.exists():
            raise Refusal(f"{notebook.relative(target)} is there already", "rename the file that is to be added")
        values[f"{where}[{index}].file"] = target.relative_to(notebook.root).as_posix()
        values[f"{where}[{index}].sha256"] = sha256_of(source)
        values[f"{where}[{index}].size"] = str(source.stat().st_size)
    return values


def _holds_files(annotation: Any) -> bool:
    item = next(iter(get_args(annotation)), None) if get_origin(annotation) is list else None
    return isinstance(item, type) and issubclass(item, RawFile)


def _refuse_what_is_wrong(text: str, name: str, extra: kinds.Extra) -> None:
    findings = parse(text, name, extra).findings
    if findings:
        finding = findings[0]
        words = f"{finding.path}: {finding.message}" if finding.path else finding.message
        raise Refusal(words, finding.hint or "nothing was written") from None
