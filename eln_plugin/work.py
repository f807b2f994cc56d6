"""What the routes do: each function calls one verb and returns plain data for the browser.

Paths come in as the browser's contents paths and go out as such; the verbs are imported
inside, so that JupyterLab starts as fast with Glovebook as without.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glovebook.eln_plugin import paths
from glovebook.eln_plugin.refused import Conflict, NoNotebook, NotFound, Outside
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import shown

if TYPE_CHECKING:
    from glovebook.eln_plugin.jobs import Report
    from glovebook.physics.derived import Derived
    from glovebook.schema.entry import Entry
    from glovebook.schema.kinds import Extra
    from glovebook.store.notebook import Notebook
    from glovebook.store.results import StoredResult

FIGURES = ("figure.svg", "figure.png")
FILES_OFFERED = 500
"""Names of raw files that an input offers; in a longer list nobody finds one."""


def kinds(root: Path) -> list[dict[str, Any]]:
    """Every kind as ``{name, title, summary, analyses}``, those of the notebook that the server shows among them."""
    from glovebook.schema import kinds

    extra = _extra(root, root)
    loaded = {name: kind for name in kinds.names(extra) if (kind := _kind(name, extra))}
    return [_introduced(name, loaded[name]) for name in sorted(loaded, key=lambda name: loaded[name].rank)]


def form(kind: str, root: Path, path: str = "") -> dict[str, Any]:
    """The JSON Schema that the form of a kind is made from; ``path`` is the entry, whose notebook may add kinds.

    Raises:
        NotFound: there is no such kind.
    """
    from glovebook.schema import json_schema, kinds

    extra = _extra(root, paths.confined(root, path))
    if kind not in kinds.names(extra):
        raise NotFound(f"there is no kind {kind!r}", "kinds: " + ", ".join(kinds.names(extra)))
    return json_schema.form_schema(kind, extra)


def check(root: Path, path: str, text: str) -> dict[str, Any]:
    """Findings, readings and derived values of an entry as it stands in the editor.

    ``{kind, findings, readings, derived, completeness, locked}``; a derived value is ``{path, name, text, words}``, the
    completeness of a profile ``{complete, expected, missing}``, the review that locks it ``{by, date}``, or none.

    Raises:
        Outside: the notebook around ``path`` is above ``root``.
    """
    from glovebook.pipeline.typed import typed

    found = typed(text, reachable(root, paths.confined(root, path)))
    report = found.report
    return {
        "kind": report.kind,
        "findings": [finding.as_json() for finding in report.findings],
        "readings": dict(report.readings),
        "completeness": {profile: score.as_json() for profile, score in report.completeness.items()},
        "derived": [_derived(value) for value in found.sheet.values],
        "locked": found.review,
    }


def rule(rule_id: str) -> dict[str, Any]:
    """What a rule asks for: ``{id, sentence, more, formula, source, levels, waivable}``.

    Raises:
        NotFound: there is no such rule, as for findings about the shape of a text.
    """
    from glovebook.pipeline.rules import explained

    try:
        found = explained(rule_id).rule
    except Refusal as refusal:
        raise NotFound(refusal.message, refusal.hint) from refusal
    if found is None:
        raise NotFound(f"{rule_id} is no rule that can be silenced: it is how entries are read", "correct the text")
    return {
        "id": found.id,
        "sentence": found.sentence,
        "more": found.about,
        "formula": found.formula,
        "source": found.source,
        "levels": dict(found.levels),
        "waivable": found.can_be_waived,
    }


def create(
    root: Path, kind: str, folder: str, name: str | None, defaults: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A new entry in the notebook that contains ``folder``: ``{path, id, refused}``.

    ``refused`` has a sentence for each of the person's defaults that does not fit.

    Raises:
        NoNotebook: no notebook contains the folder.
        Outside: the notebook, or a folder that is written to, is not under ``root``.
        Conflict: the id is taken.
    """
    from glovebook.eln_plugin.changes.defaults import fitting
    from glovebook.pipeline import new
    from glovebook.schema.modeline import FOLDER

    notebook = _notebook(root, paths.folder(root, folder))
    for place in ("entries", FOLDER):
        paths.shown(root, notebook.root / place)
    if name is not None and name in notebook.ids():
        raise Conflict(f"the notebook has an entry {name!r} already", "choose another id")
    values, refused = fitting(notebook, kind, defaults)
    path = new.new(notebook, kind, name, values=values)
    return {"path": paths.shown(root, path), "id": path.name.removesuffix(".gb.yaml"), "refused": refused}


def init(root: Path, folder: str) -> dict[str, str]:
    """A new notebook in ``folder``: ``{path}`` of its ``glovebook.yaml``.

    Raises:
        Conflict: the folder is a notebook already.
    """
    from glovebook.pipeline import new
    from glovebook.store.notebook import SETTINGS

    place = paths.folder(root, folder)
    if (place / SETTINGS).exists():
        raise Conflict(f"{folder or 'this folder'} is a notebook already", "make entries in it")
    return {"path": paths.shown(root, new.init(place).root / SETTINGS)}


def attach(root: Path, path: str, text: str, file: str, item: str) -> dict[str, Any]:
    """What a raw file brings to an entry as it stands in the editor: ``{values, said, item}``.

    Without an ``item`` it goes where it belongs: to the kind's own files, or the attachments.
    """
    from glovebook.pipeline import attach
    from glovebook.pipeline.raw.place import free_place

    notebook = _notebook(root, paths.confined(root, path))
    item = item or free_place(notebook, text, notebook.file(file))
    attached = attach.attach(notebook, text, file, item)
    return {"values": dict(attached.values), "said": attached.said, "item": item}


def surroundings(root: Path, path: str) -> dict[str, Any]:
    """What an entry can name: ``{folder, ids, files, people, instruments, now}`` of the notebook that it is in.

    There is no folder outside of one; people and instruments are key and name; ``now`` is this minute in its time zone.
    """
    from glovebook.pipeline.new import this_minute

    try:
        notebook = _notebook(root, paths.confined(root, path))
    except NoNotebook:
        return {"folder": None, "ids": [], "files": [], "people": {}, "instruments": {}, "now": this_minute(None)}
    people, instruments = notebook.settings.people, notebook.settings.instruments
    files = (file for file in sorted((notebook.root / "data").rglob("*")) if _is_raw_file(notebook, file))
    folder = paths.shown(root, notebook.root)
    return {
        "folder": "" if folder == "." else folder,
        "ids": notebook.ids(),
        "files": [notebook.relative(file) for file in islice(files, FILES_OFFERED)],
        "people": {key: person.name for key, person in people.items()},
        "instruments": {key: f"{item.maker or ''} {item.model or ''}".strip() for key, item in instruments.items()},
        "now": this_minute(notebook),
    }


def results(root: Path, path: str) -> dict[str, list[dict[str, Any]]]:
    """The result of each method that counts, the current one or else the newest stale one: ``{results}``."""
    entry = paths.existing(root, path)
    try:
        notebook = _notebook(root, entry)
    except NoNotebook:
        return {"results": []}
    from glovebook.store import results

    counting = results.newest(notebook, entry.name.removesuffix(".gb.yaml"))
    return {"results": [_result(root, item) for item in counting]}


def notebook_around(root: Path, path: str) -> Notebook:
    """The notebook that a file or folder of the browser lies in.

    Raises:
        NoNotebook: there is none.
        Outside: it begins above ``root``.
    """
    return _notebook(root, paths.confined(root, path))


def reachable(root: Path, path: Path) -> Path:
    """The path itself, if the nearest notebook around it is under ``root`` or there is none.

    Raises:
        Outside: that notebook is above ``root``: its entries and files are not the browser's to see.
    """
    from glovebook.store.notebook import SETTINGS

    around = next((folder for folder in (path, *path.parents) if (folder / SETTINGS).is_file()), root)
    if not around.is_relative_to(root.resolve()):
        raise Outside("the notebook begins above the folder that JupyterLab shows", paths.OUTSIDE_HINT)
    return path


def carry_out(arguments: dict[str, Any], report: Report) -> Any:
    """Do what takes long, by its ``verb``: `analyse`, or ``export``. Runs in the worker process."""
    from glovebook.eln_plugin import archive

    return {"analyse": analyse, "export": archive.export}[arguments["verb"]](arguments, report)


def analyse(arguments: dict[str, Any], report: Report) -> list[str]:
    """Run an entry's analyses and store the results; their ids. Runs in the worker process."""
    from glovebook.pipeline import analyse

    stored = analyse.analyse(Path(arguments["path"]), method=arguments["method"], progress=report)
    return [item.result.id for item in stored]


def prepare() -> None:
    """Import what an analysis needs, in the worker process, while the person still fills in the form."""
    for name in ("glovebook.pipeline.analyse", "glovebook.analyses.impedance", "matplotlib.font_manager"):
        importlib.import_module(name)


def warm_up() -> None:
    """Import in a thread what the first check needs, so that the first form opens fast."""
    names = ("glovebook.schema.json_schema", "glovebook.pipeline.check", "glovebook.store.notebook")
    threading.Thread(target=lambda: [importlib.import_module(name) for name in names], daemon=True).start()


def _extra(root: Path, path: Path) -> Extra | None:
    """The kinds that the notebook around a path adds; none where it begins above ``root``."""
    try:
        return _notebook(root, path).kinds
    except (NoNotebook, Outside):
        return None


def _derived(value: Derived) -> dict[str, str]:
    """What the form shows beside a field, and what it says when asked about that."""
    name = value.name.replace("_", " ")
    return {"path": value.path, "name": name, "text": str(value.value), "words": value.as_text()}


def _kind(name: str, extra: Extra | None) -> type[Entry] | None:
    """The class of a kind; None where its definition is broken, which the lab's entries of it say."""
    from glovebook.schema import kinds

    try:
        return kinds.load(name, extra)
    except Refusal:
        return None


def _introduced(name: str, kind: type[Entry]) -> dict[str, Any]:
    """What the launcher shows of a kind."""
    return {
        "name": name,
        "title": kind.title_of_kind,
        "summary": (kind.__doc__ or "").partition("\n")[0],
        "analyses": [pointer.split(":")[1] for pointer in kind.analyses],
    }


def _notebook(root: Path, path: Path) -> Notebook:
    from glovebook.store.notebook import Notebook

    reachable(root, path)
    try:
        return Notebook.containing(path)
    except Refusal as refusal:
        raise NoNotebook(refusal.message, refusal.hint) from refusal


def _is_raw_file(notebook: Notebook, file: Path) -> bool:
    """False of folders and of links that lead out of the notebook: an entry cannot name those."""
    return file.is_file() and file.resolve().is_relative_to(notebook.root)


def _result(root: Path, stored: StoredResult) -> dict[str, Any]:
    data = stored.result.as_json()
    figure = next((stored.folder / name for name in FIGURES if (stored.folder / name).is_file()), None)
    if figure and not figure.resolve().is_relative_to(root.resolve()):
        figure = None  # a symbolic link leads out of what the browser may see
    data["values"] = {name: _value(value) for name, value in data["values"].items()}
    data["series"] = [{key: _value(item) for key, item in row.items()} for row in data["series"]]
    data["figure"] = paths.shown(root, figure) if figure else None
    data["stale"] = list(stored.stale)
    return data


def _value(item: Any) -> Any:
    """A value with its text as people write it, ``(1.936 ± 0.012) × 10⁻⁷ S/cm``; anything else as it is."""
    if not isinstance(item, dict):
        return item
    return {**item, "text": shown(item["value"], item["unit"].replace("ohm", "Ω"), item["uncertainty"])}
