"""What was done: samples, steps in the lab, and runs of an analysis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from glovebook.fair.crate import Crate, RecordFolder, ResultFolder
from glovebook.fair.jsonld.agents import put_instrument, put_license, put_person, put_software
from glovebook.fair.jsonld.graph import Graph, Ref, ref

_NOT_A_SAMPLE = {"inputs", "includes", "part_of", "about"}
"""Links between records as records; every other link names what was taken into hands."""
_MEASURED_ON = "measured_on"

_PLANNED = "http://schema.org/PotentialActionStatus"
_RUNNING = "http://schema.org/ActiveActionStatus"
_FAILED = "http://schema.org/FailedActionStatus"
_COMPLETED = "http://schema.org/CompletedActionStatus"
_STATUS = {
    "planned": _PLANNED,
    "running": _RUNNING,
    "done": _COMPLETED,
    "failed": _FAILED,
    "aborted": _FAILED,
    "discarded": _FAILED,
}


def put_samples(graph: Graph, crate: Crate, folder: RecordFolder) -> list[Ref]:
    """The sample that the record makes or describes, and stubs of those that it uses but the crate does not hold."""
    held = {other.record.entry.id: other for other in crate.folders}
    used = {target for other in crate.folders for target in _sources(other)}
    entry = folder.record.entry
    put = [
        graph.put(
            graph.local("sample", target),
            "IndividualProduct",
            name=target,
            description=f"Entry {target} of the notebook, not part of this crate",
        )
        for target in sorted(_sources(folder))
        if target not in held and graph.local("sample", target) not in graph
    ]
    if entry.id in used or _makes(folder):
        put.append(
            graph.put(
                graph.local("sample", entry.id),
                "IndividualProduct",
                name=folder.name,
                description=f"The material object that the record {entry.id} is about",
                identifier=f"urn:uuid:{entry.uuid}" if entry.uuid else "",
                subjectOf=ref(folder.path),
            )
        )
    return put


def put_step(graph: Graph, crate: Crate, folder: RecordFolder) -> list[Ref]:
    """The lab step from samples to a sample or to raw files; none for a record that does not start from a sample."""
    entry = folder.record.entry
    sources = sorted(_sources(folder))
    if not sources:
        return []
    made = [ref(graph.local("sample", entry.id))] if _makes(folder) else []
    status = _STATUS.get(entry.status or "", "")  # nothing is said that nobody wrote
    over = status not in (_PLANNED, _RUNNING)
    return [
        graph.put(
            graph.local("step", entry.id),
            "Action",
            name=f"{folder.kind}: {folder.name}",
            description=f"The step in the lab that the record {entry.id} describes",
            agent=put_person(graph, crate.dataset, entry.operator or ""),
            instrument=[put_instrument(graph, crate.dataset, name) for name in _instruments(folder)],
            object=[ref(graph.local("sample", source)) for source in sources],
            result=made or [ref(path) for path in _files(crate, folder)] or ref(folder.path),
            endTime=utc(entry.date or "") if over else "",
            actionStatus=status,
            error=entry.reason if status == _FAILED else "",
        )
    ]


def put_run(graph: Graph, crate: Crate, folder: RecordFolder, stored: ResultFolder) -> Ref:
    """The run of an analysis: which program, on which files, with which outcome, and the command that repeats it."""
    result, entry = stored.result, folder.record.entry
    repeat = f"To run it again: {result.command}" if result.command else "Run by Glovebook"
    return graph.put(
        graph.local("run", result.id or stored.path),
        "CreateAction",
        name=f"Analysis {result.method} of {entry.id}",
        description=repeat + (f" (out of date: {', '.join(stored.stale)})" if stored.stale else ""),
        agent=put_person(graph, crate.dataset, entry.operator or ""),
        instrument=put_software(graph, result.software),
        object=list(_inputs(graph, crate, stored)),
        result=[ref(item.path) for item in stored.items],
        endTime=utc(result.created),
        actionStatus=_COMPLETED,
    )


def utc(text: str) -> str:
    """The time as ``2018-01-15T06:30:00+00:00``, a date as it is, and nothing for what is neither.

    The pattern of Process Run Crate knows no ``Z``, no fraction of other than three digits and no zone west of
    Greenwich, so every time is told in UTC.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def put_outside(graph: Graph, path: str, digest: str, license_id: str = "") -> Ref:
    """A file that stays outside of the crate: named, with its hash and licence."""
    name = graph.local("file", path)
    if name not in graph:
        graph.put(
            name,
            "CreativeWork",
            name=path,
            description="Not part of this crate; named here with its hash",
            identifier=f"sha256:{digest}" if digest else "",
            license=put_license(graph, license_id) if license_id else None,
        )
    return ref(name)


def _inputs(graph: Graph, crate: Crate, stored: ResultFolder) -> Iterator[Ref]:
    for path, digest in sorted({item.path: item.sha256 for item in stored.result.inputs}.items()):
        yield ref(crate.at[path]) if path in crate.at else put_outside(graph, path, digest)


def _sources(folder: RecordFolder) -> set[str]:
    return {target for field, target in folder.links() if field not in _NOT_A_SAMPLE}


def _makes(folder: RecordFolder) -> bool:
    """True for a record that turns samples into a sample; a measurement leaves the sample what it was."""
    fields = {field for field, _ in folder.links()} - _NOT_A_SAMPLE
    return bool(fields) and _MEASURED_ON not in fields


def _files(crate: Crate, folder: RecordFolder) -> list[str]:
    return list(dict.fromkeys(crate.at[file.path] for file in folder.record.files if file.path in crate.at))


def _instruments(folder: RecordFolder) -> list[str]:
    return list(dict.fromkeys(str(leaf.value) for leaf in folder.leaves if leaf.steps[-1] == "instrument"))
