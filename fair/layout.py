"""From a dataset to a crate: which file goes where, under which name."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from pathlib import PurePosixPath

from glovebook.fair.crate import Crate, Item, RecordFolder, ResultFolder
from glovebook.fair.dataset import Dataset, RawFile, Record, StoredResult
from glovebook.fair.fields import leaves
from glovebook.fair.media import media_type
from glovebook.fair.names import slug, unique
from glovebook.schema.refusal import Refusal

_TABLE = "table.csv"
"""Repeats the columns of the raw files, and stays out where one of them does."""
_RESULT_FILES = {
    "result.json": ("Result", "Values with units and uncertainty, method, source, parameters and hashes of all inputs"),
    _TABLE: ("Table", "Measured and calculated columns; their names end in the unit"),
    "figure.svg": ("Figure", "The figure of the result, as vector graphics"),
    "figure.png": ("Figure (bitmap)", "The figure of the result, as a bitmap"),
}


def lay_out(dataset: Dataset) -> Crate:
    """The crate without its pages: each record after those that it builds on, files with their names.

    Refuses a dataset without records, and a raw file that is missing or named by a path outside of the notebook.
    """
    if not dataset.records:
        raise Refusal("there is nothing to export", "name at least one entry")
    at: dict[str, str] = {}
    folders = []
    kept_out = {file.path for record in dataset.records for file in record.files if not file.export}
    records = _in_order(dataset.records)
    digits = max(2, len(str(len(records))))
    for number, record in enumerate(records, start=1):
        path = f"{number:0{digits}d}-{slug(record.entry.kind)}-{slug(record.entry.id)}/"
        folders.append(_folder(record, path, at, kept_out))
    return Crate(dataset, folders, at)


def _folder(record: Record, path: str, at: dict[str, str], kept_out: set[str]) -> RecordFolder:
    at[record.path] = f"{path}record.gb.yaml"
    raw, cited, taken = [], [], set[str]()
    for file in record.files:
        _inside(file.path)
        if file.path in kept_out:
            cited.append(file)
        elif file.path not in at:
            at[file.path] = f"{path}raw/{unique(PurePosixPath(file.path).name, taken)}"
            raw.append(_raw_item(file, at[file.path], record))
    taken = set()
    told = sorted(record.results, key=lambda stored: (stored.result.created, stored.result.id))
    results = [_result(stored, f"{path}results/{unique(_run(stored), taken)}/", at, kept_out) for stored in told]
    return RecordFolder(path, record, list(leaves(record.entry)), raw, cited, results)


def _raw_item(file: RawFile, path: str, record: Record) -> Item:
    if not file.source.is_file():
        raise Refusal(f"{file.path!r} is missing", f"put the file back, or take it out of {record.path}")
    description = f"Raw file of the record, as the instrument wrote it ({file.path} in the notebook)"
    if record.entry.synthetic:
        description = f"Synthetic data, generated and not measured ({file.path} in the notebook)"
    name = PurePosixPath(file.path).name
    written = file.media_type.replace("; ", ";")
    return Item(path, name, description, written, file.source, file.sha256, file.size, file.path, file.license)


def _run(stored: StoredResult) -> str:
    return f"{stored.result.method}-{stored.folder.name}"


def _result(stored: StoredResult, path: str, at: dict[str, str], kept_out: set[str]) -> ResultFolder:
    entry, method = stored.result.entries[0], stored.result.method
    items = []
    taken: set[str] = set()
    withheld = {_TABLE} if any(item.path in kept_out for item in stored.result.inputs) else set()
    for source in sorted(file for file in stored.folder.iterdir() if file.is_file() and not file.is_symlink()):
        if source.name in withheld:
            continue
        title, description = _RESULT_FILES.get(source.name, (source.name, "A file of the result"))
        content = source.read_bytes()
        origin = f"results/{entry}/{method}/{stored.folder.name}/{source.name}"
        at[origin] = f"{path}{unique(source.name, taken)}"
        name = f"{title} of {_run(stored)} for {entry}"
        items.append(
            Item(
                at[origin],
                name,
                description,
                media_type(source),
                source,
                sha256(content).hexdigest(),
                len(content),
                origin,
            )
        )
    if not items:
        raise Refusal(f"the result {stored.result.id!r} has no files", f"run `glovebook analyse {entry}` again")
    return ResultFolder(path, stored.result, stored.stale, items)


def _inside(path: str) -> None:
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or not parts[-1]:
        raise Refusal(f"the file {path!r} lies outside of the notebook", "copy it into data/ and name it from there")


def _in_order(records: Sequence[Record]) -> list[Record]:
    """The records, each after those it links to, otherwise by id; by id alone where links form a circle."""
    by_id = {record.entry.id: record for record in sorted(records, key=lambda record: record.entry.id)}
    links = {name: sorted(_targets(record) & by_id.keys()) for name, record in by_id.items()}
    try:
        return [by_id[name] for name in TopologicalSorter(links).static_order()]
    except CycleError:
        return list(by_id.values())


def _targets(record: Record) -> set[str]:
    return {str(leaf.value) for leaf in leaves(record.entry) if leaf.steps[-1] == "entry"}
