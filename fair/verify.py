"""Is a crate sound? The musts of RO-Crate 1.1 and Process Run Crate 0.5 that a mistake of ours could break, and more.

Quick enough for every export. The whole of both profiles is for a validator of its own to judge; what no validator
looks at (hashes, sizes, unit codes that contradict their unit) is checked here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from glovebook.fair.jsonld.metadata import METADATA, PREVIEW, PROCESS_RUN, RO_CRATE
from glovebook.fair.jsonld.properties import unit_code
from glovebook.schema.finding import Finding

Graph = Mapping[str, Mapping[str, Any]]

_ROOT = ("name", "description", "license", "identifier", "hasPart")
_FILE = ("name", "description", "encodingFormat", "contentSize", "sha256")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def verify_crate(folder: Path) -> list[Finding]:
    """What is wrong with the crate in a folder; empty where it is sound. Reads every file to compare its hash."""
    try:
        document = json.loads((folder / METADATA).read_bytes())
        entities = document["@graph"]
        graph = {entity["@id"]: entity for entity in entities}
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [_finding("metadata", f"{METADATA} cannot be read: {error}")]
    found = []
    if len(graph) != len(entities):
        found.append(_finding("metadata", "two entities have the same @id"))
    for check in (_root, _references, _parts, _runs, _units):
        found += check(graph)
    return found + list(_files(graph, folder)) + list(_strangers(graph, folder))


def _finding(what: str, message: str, path: str = "") -> Finding:
    return Finding(f"crate/{what}", "error", message, file=METADATA, path=path, blocking=True)


def _root(graph: Graph) -> Iterator[Finding]:
    descriptor, root = graph.get(METADATA, {}), graph.get("./", {})
    if descriptor.get("about") != {"@id": "./"} or descriptor.get("conformsTo") != {"@id": RO_CRATE}:
        yield _finding("metadata", f"the descriptor does not say that ./ conforms to {RO_CRATE}", METADATA)
    if {"@id": PROCESS_RUN} not in _many(root.get("conformsTo")):
        yield _finding("metadata", f"the root does not conform to {PROCESS_RUN}", "./")
    if not _DATE.match(str(root.get("datePublished", ""))):
        yield _finding("required", f"datePublished is no date: {root.get('datePublished')!r}", "./")
    for name in _ROOT:
        if not root.get(name):
            yield _finding("required", f"the root has no {name}", "./")


def _references(graph: Graph) -> Iterator[Finding]:
    for name, entity in graph.items():
        for key, value in entity.items():
            for item in _many(value):
                if isinstance(item, dict) and not _known(item.get("@id", ""), graph):
                    yield _finding("reference", f"{key} names {item.get('@id')!r}, which is not described", name)


def _known(name: str, graph: Graph) -> bool:
    return name in graph or bool(_ABSOLUTE.match(name))


def _parts(graph: Graph) -> Iterator[Finding]:
    """Every file and folder hangs on the root by hasPart."""
    reached, ahead = set(), ["./"]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += [part["@id"] for part in _many(graph.get(name, {}).get("hasPart"))]
    for name, entity in graph.items():
        if entity["@type"] in ("File", "Dataset") and name not in reached:
            yield _finding("part", "is not part of the crate by hasPart", name)


def _runs(graph: Graph) -> Iterator[Finding]:
    for name, entity in graph.items():
        if entity["@type"] != "CreateAction":
            continue
        programs = [graph.get(item["@id"], {}) for item in _many(entity.get("instrument"))]
        if not any(item.get("@type") == "SoftwareApplication" and item.get("version") for item in programs):
            yield _finding("run", "names no software with its version", name)
        if not entity.get("result"):
            yield _finding("run", "has no result", name)


def _units(graph: Graph) -> Iterator[Finding]:
    for name, entity in graph.items():
        symbol, code = entity.get("unitText", ""), entity.get("unitCode", "")
        if entity["@type"] == "PropertyValue" and code != unit_code(symbol):
            yield _finding("unit", f"the unit code {code!r} does not stand for {symbol!r}", name)


def _files(graph: Graph, folder: Path) -> Iterator[Finding]:
    inside = folder.resolve()
    for name, entity in graph.items():
        path = folder / name
        if entity["@type"] == "Dataset" and not path.is_dir():
            yield _finding("file", "the folder is missing", name)
        if entity["@type"] != "File":
            continue
        yield from (_finding("required", f"the file has no {key}", name) for key in _FILE if not entity.get(key))
        if not path.resolve().is_relative_to(inside) or not path.is_file():
            yield _finding("file", "the file is missing", name)
        elif str(path.stat().st_size) != entity.get("contentSize"):
            yield _finding("file", f"has {path.stat().st_size} bytes, not {entity.get('contentSize')}", name)
        else:
            with path.open("rb") as stream:
                digest = file_digest(stream, "sha256").hexdigest()
            if digest != entity.get("sha256"):
                yield _finding("file", "the bytes are not those that the SHA-256 stands for", name)


def _strangers(graph: Graph, folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in graph and name != PREVIEW:
            yield _finding("stranger", "the file is not described", name)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
