"""The crate's metadata: RO-Crate 1.1 with the Process Run Crate 0.5 profile.

RO-Crate: https://www.researchobject.org/ro-crate/specification/1.1/
Process Run Crate: https://www.researchobject.org/workflow-run-crate/profiles/process_run_crate/
"""

from __future__ import annotations

import json
import re
from typing import Any

from glovebook.fair.crate import Crate, Item, RecordFolder, ResultFolder
from glovebook.fair.jsonld.agents import publisher, put_license, put_person
from glovebook.fair.jsonld.graph import Graph, Ref, ref
from glovebook.fair.jsonld.properties import put_derived, put_quantities, put_values
from glovebook.fair.jsonld.steps import put_outside, put_run, put_samples, put_step

CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "http://schema.org/sha256"}]
"""``sha256`` is not in the context of RO-Crate 1.1."""
RO_CRATE = "https://w3id.org/ro/crate/1.1"
PROCESS_RUN = "https://w3id.org/ro/wfrun/process/0.5"
METADATA = "ro-crate-metadata.json"
PREVIEW = "ro-crate-preview.html"


def metadata_json(crate: Crate) -> bytes:
    """The bytes of ``ro-crate-metadata.json``."""
    document = {"@context": CONTEXT, "@graph": _entities(crate)}
    return (json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _entities(crate: Crate) -> list[dict[str, Any]]:
    graph, parts = Graph(), Graph()  # the root refers to every part, and yet comes before them
    keys = authors(crate)
    mentions = [mention for folder in crate.folders for mention in _put_record(parts, crate, folder)]
    people = [person for key in keys if (person := put_person(parts, crate.dataset, key))]
    for item in crate.pages:
        _put_file(parts, item)
    graph.put(METADATA, "CreativeWork", about=ref("./"), conformsTo=ref(RO_CRATE), description="Metadata of the crate")
    graph.put(
        "./",
        "Dataset",
        name=crate.name,
        description=crate.description,
        identifier=f"urn:uuid:{crate.dataset.uuid}",
        datePublished=crate.dataset.published,
        license=put_license(parts, crate.dataset.license),
        author=people,
        publisher=publisher(parts, crate.dataset, keys),
        conformsTo=ref(PROCESS_RUN),
        creativeWorkStatus="Draft" if crate.draft else "",
        keywords=", ".join(sorted({tag for folder in crate.folders for tag in folder.record.entry.tags})),
        hasPart=[ref(item.path) for item in crate.pages] + [ref(folder.path) for folder in crate.folders],
        mentions=mentions,
    )
    graph.put(PROCESS_RUN, "CreativeWork", name="Process Run Crate", version="0.5")
    return graph.entities() + parts.entities()


def authors(crate: Crate) -> list[str]:
    """Who did the work, in the order of the records; everybody of the notebook where no record says."""
    operators = [folder.record.entry.operator for folder in crate.folders]
    return list(dict.fromkeys(operator for operator in operators if operator)) or list(crate.dataset.people)


def _put_record(graph: Graph, crate: Crate, folder: RecordFolder) -> list[Ref]:
    """The record with its files, samples, lab step and analysis runs; gives what the root mentions."""
    entry = folder.record.entry
    results = [_put_result(graph, folder, result) for result in folder.results]
    files = [_put_file(graph, item) for item in (*folder.pages, *folder.raw)]
    graph.put(
        folder.path,
        "Dataset",
        additionalType=_put_type(graph, folder),
        name=folder.name,
        description=_description(folder),
        identifier=f"urn:uuid:{entry.uuid}" if entry.uuid else "",
        alternateName=entry.id,
        dateCreated=entry.date,
        author=put_person(graph, crate.dataset, entry.operator or ""),
        creativeWorkStatus=entry.status,
        keywords=", ".join(entry.tags),
        hasPart=files + results,
        citation=[put_outside(graph, file.path, file.sha256, file.license) for file in folder.cited],
        variableMeasured=[
            *put_quantities(graph, entry.id, folder.leaves),
            *put_derived(graph, entry.id, folder.record.derived),
        ],
    )
    samples = put_samples(graph, crate, folder)
    step = put_step(graph, crate, folder)
    runs = [put_run(graph, crate, folder, result) for result in folder.results]
    return [*samples, *step, *runs]


def _description(folder: RecordFolder) -> str:
    entry = folder.record.entry
    words = [f"{folder.kind}, entry {entry.id}"]
    if entry.synthetic:
        words.append("synthetic data, generated and not measured")
    if entry.status not in (None, "done"):
        words.append(f"{entry.status}: {entry.reason}" if entry.reason else str(entry.status))
    return "; ".join(words) + (f". {entry.notes}" if entry.notes else "")


def _put_type(graph: Graph, folder: RecordFolder) -> Ref | None:
    """The class of the kind in a published ontology, where the kind names one."""
    iri = folder.record.entry.crate_type
    if not iri:
        return None
    if iri not in graph:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", iri.partition("#")[2]).capitalize()
        graph.put(iri, "DefinedTerm", name=words or folder.kind, url=iri)
    return ref(iri)


def _put_result(graph: Graph, folder: RecordFolder, result: ResultFolder) -> Ref:
    entry, method = folder.record.entry.id, result.result.method
    words = [f"Result of the analysis {method} for {entry}"]
    if result.result.synthetic:
        words.append("from synthetic data, generated and not measured")
    if result.stale:
        words.append(f"out of date: {', '.join(result.stale)}")
    return graph.put(
        result.path,
        "Dataset",
        name=f"{method} of {entry}" + (" (synthetic data)" if result.result.synthetic else ""),
        description="; ".join([*words, *result.result.warnings]),
        alternateName=result.result.id,
        dateCreated=result.result.created,
        citation=list(result.result.source),
        hasPart=[_put_file(graph, item) for item in result.items],
        variableMeasured=put_values(graph, result.result),
    )


def _put_file(graph: Graph, item: Item) -> Ref:
    return graph.put(
        item.path,
        "File",
        name=item.name,
        description=item.description,
        encodingFormat=item.media_type,
        contentSize=str(item.size),
        sha256=item.sha256,
        alternateName=item.origin,
        license=put_license(graph, item.license) if item.license else None,
    )
