"""Making notebooks and entries."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from importlib import resources
from pathlib import Path

from glovebook.schema import kinds
from glovebook.schema.parse import parse
from glovebook.schema.parts import ID_PATTERN
from glovebook.schema.refusal import Refusal
from glovebook.schema.settings import DEFAULT_LICENSE
from glovebook.schema.template import template as plain_template
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
FOLDERS = ("entries", "data", "results", "templates")


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
    files: Sequence[Path] = (),
    values: Mapping[str, str] | None = None,
) -> Path:
    """The file of a new entry made from a template, with raw files copied in and values set.

    Nothing is written unless all of it can be: a value that would not read back is refused first.
    """
    text = template_text(notebook, template or kind)
    kinds.load(kind)
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
    text = edit(text, {**first, **_raw_file_values(notebook, kind, copies), **(values or {})})
    path = notebook.root / "entries" / f"{entry_id}{SUFFIX}"
    _refuse_what_is_wrong(text, path.name)
    for target, source in copies.items():
        write_atomically(target, source.read_bytes())
    write_atomically(path, text.encode())
    return path


def template_text(notebook: Notebook | None, name: str) -> str:
    """The text of a template: the lab's own of that name, else the shipped one, else the plain one of a kind."""
    shipped = {
        path.name: path for path in resources.files("glovebook.templates").iterdir() if path.name.endswith(SUFFIX)
    }
    own = {path.name: path for path in (notebook.root / "templates").glob(f"*{SUFFIX}")} if notebook else {}
    found = own.get(name + SUFFIX) or shipped.get(name + SUFFIX)
    if found is not None:
        return found.read_text("utf-8")
    if name in kinds.names():
        return plain_template(name)
    names = sorted({*(file.removesuffix(SUFFIX) for file in {*own, *shipped}), *kinds.names()})
    raise Refusal(f"there is no template {name!r}", f"there are {', '.join(names)}")


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


def _raw_file_values(notebook: Notebook, kind: str, copies: Mapping[Path, Path]) -> dict[str, str]:
    """Paths and values that enter raw files into an entry: spectra of a series, attachments otherwise."""
    where = "spectra" if "spectra" in kinds.load(kind).model_fields else "attachments"
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


def _refuse_what_is_wrong(text: str, name: str) -> None:
    findings = parse(text, name).findings
    if findings:
        finding = findings[0]
        words = f"{finding.path}: {finding.message}" if finding.path else finding.message
        raise Refusal(words, finding.hint or "nothing was written") from None
