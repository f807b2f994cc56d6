"""Running the standard analyses of an entry and storing what they find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from glovebook.pipeline.analyse.figure import csv_of, figures_of
from glovebook.pipeline.analyse.gather import Gathered, fault, gather
from glovebook.pipeline.named import entry_file
from glovebook.schema.entry import Entry
from glovebook.schema.refusal import Refusal
from glovebook.schema.result import Input, Result
from glovebook.schema.task import Progress, Task, silent
from glovebook.store import results
from glovebook.store.notebook import Notebook, Snapshot
from glovebook.store.results import StoredResult

Analysis = Callable[[Task], Result]


def analyse(
    entry: str | Path,
    method: str | None = None,
    options: Mapping[str, Any] | None = None,
    progress: Progress = silent,
) -> list[StoredResult]:
    """The stored results of an entry's standard analyses, in order, or of the one method asked for.

    Raises `Refusal` where the entry has errors or lacks what a method needs.
    """
    path = entry_file(entry).resolve()
    found = Notebook.containing(path)
    notebook = Snapshot(found.root, found.settings)
    record = _readable(notebook, path)
    wanted = methods_of(record, method)
    given = _options_of(wanted, record, options or {})
    done = []
    for name, pointer in wanted.items():
        gathered = gather(notebook, record, name, given[name], progress)
        if gathered is None:
            if method:
                raise Refusal(*_nothing_to_do(record, name))
            continue
        done.append(_run(notebook, record, name, pointer, gathered))
    if not done:
        raise Refusal(*_nothing_to_do(record, next(iter(wanted))))
    return done


def methods_of(record: Entry, method: str | None = None) -> dict[str, str]:
    """Method -> its ``module:function`` pointer, in the order of the kind; only the one asked for where one is."""
    methods = {pointer.split(":")[1]: pointer for pointer in record.analyses}
    if not methods:
        raise Refusal(f"there is no standard analysis for a {record.kind}", "analyse the measurement made on it")
    if method is None:
        return methods
    if method not in methods:
        raise Refusal(f"{method!r} is no analysis of the kind {record.kind}", f"ask for one of {', '.join(methods)}")
    return {method: methods[method]}


def function_of(pointer: str) -> tuple[Analysis, Callable[[Result], Any]]:
    """The analysis that a pointer names, and the function that draws its results."""
    module_name, name = pointer.split(":")
    module = import_module(module_name)
    return getattr(module, name), module.draw


def _options_of(wanted: Mapping[str, str], record: Entry, options: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Method -> those of the options that it takes; one that no method takes is refused."""
    taken = {name: import_module(pointer.split(":")[0]).OPTIONS for name, pointer in wanted.items()}
    for key in options:
        if not any(key in keys for keys in taken.values()):
            known = sorted({known for keys in taken.values() for known in keys})
            whose = next(iter(wanted)) if len(wanted) == 1 else f"the analysis of the kind {record.kind}"
            raise Refusal(f"{whose} has no option {key!r}", f"it takes {', '.join(known) or 'none'}")
    return {name: {key: value for key, value in options.items() if key in keys} for name, keys in taken.items()}


def _readable(notebook: Notebook, path: Path) -> Entry:
    parsed = notebook.parse(path)
    blocking = fault(notebook, path)
    if parsed.entry is None or blocking:
        said = blocking.as_text() if blocking else str(path)
        raise Refusal(f"the entry cannot be analysed: {said}", "correct it first")
    return parsed.entry


def _nothing_to_do(record: Entry, name: str) -> tuple[str, str]:
    if name == "arrhenius":
        return (
            f"{record.id} has no results at three temperatures or more to draw an Arrhenius line through",
            "analyse the spectra first, and give each its temperature",
        )
    example = "{file: data/c1.csv}" if name == "cycling" else "{temperature: 298 K, file: data/p7.ism}"
    return f"{record.id} names no raw file to analyse", f"add one, e.g. '- {example}'"


def _run(notebook: Notebook, record: Entry, name: str, pointer: str, gathered: Gathered) -> StoredResult:
    function, draw = function_of(pointer)
    result = function(gathered.task)
    used = list(dict.fromkeys([record.id, *result.entries]))
    files = [notebook.relative(notebook.path_of(entry)) for entry in used]
    entries = {path: notebook.parse(notebook.root / path).sha256 for path in files}  # as read before the analysis
    inputs = {**entries, **{path: digest for path, digest in gathered.files.items() if path not in entries}}
    extra = "".join(f' --{key} "{value}"' for key, value in gathered.task.options.items())
    result = replace(
        result,
        id=results.next_id(notebook, record.id, name),
        entries=used,
        synthetic=result.synthetic or gathered.synthetic,
        inputs=[Input(path, digest) for path, digest in inputs.items()],
        software=software(),
        command=f"glovebook analyse {files[0]} --method {name}{extra}",
        created=datetime.now(UTC).replace(microsecond=0).isoformat(),
    )
    return results.store(notebook, result, {**figures_of(draw(result)), **csv_of(result)})


def software() -> dict[str, str]:
    """Name -> version of what the numbers come out of."""
    import platform
    from importlib.metadata import version

    from glovebook import __version__

    return {"glovebook": __version__, "numpy": version("numpy"), "python": platform.python_version()}
