"""The chain that an entry belongs to: nodes, and edges from what was used to what it was used for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from glovebook.schema.refusal import Refusal
from glovebook.store.index import Index
from glovebook.store.index.stale import Stale

MOST = 5_000
"""Nodes of a chain; more than these nobody reads."""
APART = ("part_of", "includes")
"""Links that say to what piece of work, or to what dataset, an entry belongs: nothing was used up."""

Form = Literal["entry", "result", "reagent", "missing"]


class Node(NamedTuple):
    """One step of the chain."""

    id: str
    form: Form
    """An entry, a result of one, a reagent that has no entry, or an entry that is named and not there."""
    kind: str
    """Of an entry its kind, of a result its method."""
    title: str = ""
    date: str = ""
    status: str = ""
    """Of a result ``stale`` where its inputs have changed."""


class Edge(NamedTuple):
    """What was used, what it was used for, and the field that says so."""

    source: str
    target: str
    field: str


@dataclass(frozen=True)
class Chain:
    """What an entry was made from, up to the reagents, and what came out of it, down to the results."""

    start: str
    nodes: dict[str, Node]
    edges: list[Edge]

    def sources(self, node: str) -> list[Edge]:
        """The edges that lead to a node."""
        return [edge for edge in self.edges if edge.target == node]

    def targets(self, node: str) -> list[Edge]:
        """The edges that lead on from a node."""
        return [edge for edge in self.edges if edge.source == node]

    def as_json(self) -> dict[str, Any]:
        """``{start, nodes, edges}`` as plain data."""
        nodes = [node._asdict() for node in self.nodes.values()]
        return {"start": self.start, "nodes": nodes, "edges": [edge._asdict() for edge in self.edges]}


def chain(index: Index, start: str, *, up: bool = True, down: bool = True) -> Chain:
    """The chain of an entry in one direction or both."""
    found = Chain(start, {}, [])
    _add(index, found, start)
    if up:
        _follow(index, found, start, upwards=True)
    if down:
        _follow(index, found, start, upwards=False)
        _add_results(index, found)
    return found


def _follow(index: Index, found: Chain, start: str, *, upwards: bool) -> None:
    """Adds what can be reached in one direction; an entry that is reached twice is followed once."""
    waiting, seen = [start], {start}
    while waiting:
        name = waiting.pop(0)
        for edge in _edges(index, name, upwards=upwards):
            other = edge.source if upwards else edge.target
            if edge not in found.edges:
                found.edges.append(edge)
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                _add(index, found, other)
        if upwards:
            _add_reagents(index, found, name)


def _edges(index: Index, name: str, *, upwards: bool) -> Iterator[Edge]:
    query = (
        "SELECT target, id, link.path FROM link JOIN entry ON entry = number WHERE id = ? ORDER BY link.rowid"
        if upwards
        else "SELECT target, id, link.path FROM link JOIN entry ON entry = number WHERE target = ? ORDER BY date, id"
    )
    for source, target, path in index.ask(query, (name,)):
        field = path.partition(".")[0].partition("[")[0]
        if field not in APART:
            yield Edge(source, target, field)


def _add(index: Index, found: Chain, name: str) -> None:
    if len(found.nodes) >= MOST:
        raise Refusal(f"the chain of {found.start} has more than {MOST} entries", "follow it in one direction")
    rows = index.ask("SELECT kind, title, date, status FROM entry WHERE id = ? ORDER BY path LIMIT 1", (name,))
    found.nodes[name] = Node(name, "entry", *rows[0]) if rows else Node(name, "missing", "")


def _add_reagents(index: Index, found: Chain, name: str) -> None:
    """Adds what was weighed in and has no entry of its own, by formula and lot."""
    rows = index.ask(
        "SELECT place, name, value FROM word JOIN entry ON entry = number WHERE id = ? AND place GLOB 'reagents[[]*'",
        (name,),
    )
    reagents: dict[str, dict[str, str]] = {}
    for place, field, value in rows:
        reagents.setdefault(place, {})[field] = value
    for place, fields in reagents.items():
        if "reagents" not in fields:  # the name under which the link to an entry is kept
            lot = f", lot {fields['lot']}" if "lot" in fields else ""
            reagent = f"{name}:{place}"
            found.nodes[reagent] = Node(reagent, "reagent", "reagent", f"{fields.get('formula', '?')}{lot}")
            found.edges.append(Edge(reagent, name, "reagents"))


def _add_results(index: Index, found: Chain) -> None:
    """Adds the results that count, of the entry asked for and of all below it."""
    below = [name for name, node in found.nodes.items() if node.form == "entry"]
    upper = _above(found)
    results: dict[str, tuple[str, str]] = {}
    for owner in below:
        if owner not in upper:
            for name, method, path, created in index.ask(_RESULTS, (owner,)):
                status = "stale" if any(Stale(index).reasons([name]).values()) else ""
                found.nodes[name] = Node(name, "result", method, "", created, status)
                results[path] = (name, owner)
    edges = [
        Edge(name, target, "input")
        for path, (name, _) in results.items()
        for (target,) in index.ask(_RESTING_ON, (path,))
        if target in found.nodes
    ]
    later = {edge.target for edge in edges}
    found.edges.extend(Edge(owner, name, "result") for name, owner in results.values() if name not in later)
    found.edges.extend(edges)


_RESULTS = "SELECT id, method, path, created FROM result WHERE owner = ? AND counts ORDER BY created"
_RESTING_ON = """
SELECT DISTINCT other.id FROM input JOIN result AS other ON other.number = input.result WHERE input.path = ?
"""


def _above(found: Chain) -> set[str]:
    """What the entry was made from; its results are not those of the entry."""
    above: set[str] = set()
    waiting = [found.start]
    while waiting:
        for edge in found.sources(waiting.pop()):
            if edge.source not in above and edge.source != found.start:
                above.add(edge.source)
                waiting.append(edge.source)
    return above
