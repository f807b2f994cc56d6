"""Making notebooks and entries."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from glovebook.pipeline.changes.git import put_git_files
from glovebook.pipeline.editors import with_schema
from glovebook.pipeline.raw.brought import Brought, take_back
from glovebook.pipeline.raw.brought import values as file_values
from glovebook.pipeline.templates import started
from glovebook.pipeline.templates import template as template_named
from glovebook.schema import kinds
from glovebook.schema.parse import parse
from glovebook.schema.parts import ID_PATTERN
from glovebook.schema.refusal import Refusal
from glovebook.schema.settings import DEFAULT_LICENSE
from glovebook.store.changes.lock import writing
from glovebook.store.changes.save import save
from glovebook.store.edit import edit
from glovebook.store.history import author
from glovebook.store.history.pack import normal
from glovebook.store.notebook import SETTINGS, SUFFIX, Notebook
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
IDENTITY = frozenset({"id", "kind", "uuid"})
"""Fields that say which entry this is; links, results and exports go by them."""


def init(folder: Path, title: str | None = None) -> Notebook:
    """A new notebook in a folder; raises `Refusal` where there is one already."""
    if (folder / SETTINGS).exists():
        raise Refusal(f"{folder} is a notebook already", "go on with: glovebook new KIND")
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{folder} is a file", "name a folder")
    if around := next((above for above in folder.resolve().parents if (above / SETTINGS).exists()), None):
        raise Refusal(f"{folder} lies inside the notebook {around}", "name a folder outside of it")
    text = edit(
        _NOTEBOOK.format(license=DEFAULT_LICENSE),
        {"uuid": str(uuid.uuid4()), "title": title or folder.resolve().name or "Lab notebook"},
    )
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{folder} could not be made: {error.strerror}", "choose a folder you may write to") from error
    put_git_files(folder)
    write_atomically(folder / SETTINGS, text.encode())
    return Notebook.open(folder)


def new(
    notebook: Notebook,
    kind: str,
    entry_id: str | None = None,
    *,
    template: str | None = None,
    parameters: Mapping[str, str] | None = None,
    files: Sequence[Path] | Brought = (),
    values: Mapping[str, str] | None = None,
) -> Path:
    """The file of a new entry made from a template and its parameters, with raw files copied in and values set.

    What the raw files say of the work is entered where neither the template nor the values do. Nothing is written
    unless all of it can be: a value that would not read back is refused first.
    """
    model = kinds.load(kind, notebook.kinds)
    start = template_named(template or kind, notebook)
    if start.kind != kind:
        hint = f"write: glovebook new {start.kind} --template {start.name}"
        raise Refusal(f"the template {start.name!r} is for the kind {start.kind!r}", hint)
    begun = started(start, parameters or {})
    if entry_id is not None:
        refuse_id(notebook, entry_id)
    brought = files if isinstance(files, Brought) else Brought(files)
    if len({path.name for path in brought.paths}) < len(brought.paths):
        raise Refusal("two of the raw files have the same name", "rename one of them")
    if fixed := IDENTITY & set(values or {}):
        raise Refusal(f"{min(fixed)!r} is not set as a field", "write: glovebook new KIND ID")
    while True:
        name = entry_id or free_id(notebook, kind)
        places = brought.places(notebook, name)
        items = brought.items(model, places)
        first = {**identity(notebook, kind, name), **brought.stated(begun)}
        text = edit(begun, {**first, **file_values(notebook, items, places), **(values or {})})
        path = _place(notebook, name)
        refuse_what_is_wrong(text, path.name, notebook.kinds)
        text = brought.entered(notebook, text, items, places)
        with writing(notebook.root):
            if not os.path.lexists(path):  # two who ask for the next free id at once get two
                _write(path, with_schema(text, kind, path, notebook), brought, places)
                return path
        if entry_id:
            raise Refusal(f"there is an entry {entry_id!r} already", f"see {notebook.relative(path)}")


def _write(path: Path, text: str, brought: Brought, places: Mapping[Path, Path]) -> None:
    """Writes the entry after its raw files; where that cannot be done these go again."""
    brought.put(places)
    try:
        save(path, text.encode(), cause="new")
    except BaseException:
        take_back(list(places))
        raise


def refuse_id(notebook: Notebook, entry_id: str) -> None:
    """Raises `Refusal` where no new entry can be called so."""
    if not re.fullmatch(ID_PATTERN, entry_id):
        raise Refusal(f"{entry_id!r} is no id", "use lower-case letters, digits, '.', '_', '-', at most 64, e.g. 'p7'")
    if taken := like(notebook, entry_id):
        raise Refusal(f"there is an entry {taken!r} already", f"see {notebook.relative(notebook.path_of(taken))}")


def like(notebook: Notebook, entry_id: str) -> str | None:
    """The entry whose file cannot lie beside one of a new id everywhere: names may differ by more than case."""
    wanted = normal(entry_id).casefold()
    return next((name for name in notebook.paths() if normal(name).casefold() == wanted), None)


def identity(notebook: Notebook, kind: str, entry_id: str) -> dict[str, str]:
    """What every new entry says of itself."""
    defaults = notebook.settings.defaults
    first = {"id": entry_id, "uuid": str(uuid.uuid4()), "date": this_minute(notebook), "kind": kind}
    return {**first, "operator": str(defaults["operator"])} if defaults.get("operator") else first


def _place(notebook: Notebook, entry_id: str) -> Path:
    return notebook.root / "entries" / f"{entry_id}{SUFFIX}"


def free_id(notebook: Notebook, kind: str) -> str:
    """The first letter of the kind and the next number: ``p7``."""
    numbers = [int(match[1]) for name in notebook.paths() if (match := re.fullmatch(rf"{kind[0]}(\d+)", name))]
    number = max(numbers, default=0) + 1
    while os.path.lexists(_place(notebook, f"{kind[0]}{number}")):  # a folder of that name, a link that leads nowhere
        number += 1
    return f"{kind[0]}{number}"


def somebody(notebook: Notebook | None) -> str:
    """Who works here, as entries name people: the notebook's usual operator, or else the account."""
    return str((notebook and notebook.settings.defaults.get("operator")) or author())


def this_minute(notebook: Notebook | None) -> str:
    """This minute, in the notebook's time zone where it states one."""
    zone: timezone | None = None
    offset = notebook.settings.defaults.get("timezone") if notebook else None
    if match := re.fullmatch(r"([+-])(\d\d):(\d\d)", str(offset or "")):
        delta = timedelta(hours=int(match[2]), minutes=int(match[3]))
        zone = timezone(delta if match[1] == "+" else -delta)
    return datetime.now(UTC).astimezone(zone).isoformat(timespec="minutes")


def refuse_what_is_wrong(text: str, name: str, extra: kinds.Extra) -> None:
    """Raises `Refusal` with the first thing that is wrong with the shape of a text."""
    findings = parse(text, name, extra).findings
    if findings:
        finding = findings[0]
        words = f"{finding.path}: {finding.message}" if finding.path else finding.message
        raise Refusal(words, finding.hint or "nothing was written") from None
