"""A chain as a drawing: SVG by our own hand, legible on light and on dark pages, with nothing in it that runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from glovebook.pipeline.trace.graph import Chain, Node

WIDTH, HEIGHT = 190, 46
GAP_X, GAP_Y = 56, 14
MARGIN = 12
_SWEEPS = 4
"""How often rows are put in the order of their neighbours."""
_TITLE, _NAME = 30, 22
"""Characters that fit into a box."""
_STYLE = """
svg { color-scheme: light dark; }
text { font: 12px system-ui, sans-serif; fill: #1b1f24; }
.name { font-weight: 600; } .small { font-size: 11px; fill: #57606a; }
rect { fill: #f6f8fa; stroke: #8c959f; } path { fill: none; stroke: #8c959f; stroke-width: 1.3; }
.start rect { stroke: #0969da; stroke-width: 2.5; } .failed rect { stroke: #cf222e; }
.result rect { fill: #ddf4ff; } .missing rect, .stale rect { stroke-dasharray: 5 3; }
.tip { fill: #8c959f; stroke: none; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } .small { fill: #9198a1; } rect { fill: #161b22; stroke: #6e7681; }
path { stroke: #6e7681; } .tip { fill: #6e7681; } .start rect { stroke: #4493f8; } .failed rect { stroke: #f85149; }
.result rect { fill: #0c2d4a; } }
"""


@dataclass(frozen=True)
class Box:
    """One step of a chain in its place, with the words that fit into it."""

    id: str
    form: str
    x: int
    y: int
    name: str
    kind: str
    second: str
    whole: str
    """All that is known of it, for who points at it."""
    classes: tuple[str, ...]
    """What it looks like: its form, ``start``, ``failed``, ``stale``."""


@dataclass(frozen=True)
class Curve:
    """What was used, what for, the field that says so, and the line between them as SVG has it."""

    source: str
    target: str
    field: str
    line: str


@dataclass(frozen=True)
class Drawing:
    """A chain in its places, from what was used on the left to the results on the right."""

    label: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]

    def as_json(self) -> dict[str, Any]:
        """The drawing as plain data, with the ``box`` that all steps have: ``[width, height]``."""
        return {**asdict(self), "box": [WIDTH, HEIGHT]}


def drawn(chain: Chain) -> Drawing:
    """The boxes and lines of a chain."""
    places = _places(chain)
    return Drawing(
        f"What {chain.start} was made from and what it led to",
        max(x for x, _ in places.values()) + WIDTH + MARGIN,
        max(y for _, y in places.values()) + HEIGHT + MARGIN,
        tuple(_box(node, places[name], is_start=name == chain.start) for name, node in chain.nodes.items()),
        tuple(
            Curve(edge.source, edge.target, edge.field, _line(places[edge.source], places[edge.target]))
            for edge in chain.edges
        ),
    )


def svg(chain: Chain) -> str:
    """The drawing as a file of its own."""
    drawing = drawn(chain)
    width, height = drawing.width, drawing.height
    curves = "".join(
        f'<path d="{curve.line}" marker-end="url(#tip)"><title>{escape(curve.field)}</title></path>'
        for curve in drawing.curves
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label="{escape(drawing.label)}"><style>{_STYLE}</style><defs><marker id="tip"'
        ' viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
        f"{curves}{''.join(_group(box) for box in drawing.boxes)}</svg>\n"
    )


def _places(chain: Chain) -> dict[str, tuple[int, int]]:
    """Left upper corner of every box: columns by the longest way from a beginning, rows by the neighbours."""
    columns = _columns(chain)
    rows: dict[int, list[str]] = {}
    for name, column in columns.items():
        rows.setdefault(column, []).append(name)
    for sweep in range(_SWEEPS):
        order = sorted(rows) if sweep % 2 == 0 else sorted(rows, reverse=True)
        at = {name: float(row) for names in rows.values() for row, name in enumerate(names)}
        for column in order:
            rows[column].sort(key=lambda name: _middle(chain, name, at))
            at.update({name: float(row) for row, name in enumerate(rows[column])})
    tallest = max(map(len, rows.values()))
    places = {}
    for column, names in rows.items():
        shift = (tallest - len(names)) * (HEIGHT + GAP_Y) // 2
        for row, name in enumerate(names):
            places[name] = (MARGIN + column * (WIDTH + GAP_X), MARGIN + shift + row * (HEIGHT + GAP_Y))
    return places


def _columns(chain: Chain) -> dict[str, int]:
    """The number of steps that lead to each node; links in a circle end after as many steps as there are nodes."""
    columns = dict.fromkeys(chain.nodes, 0)
    for _ in range(len(chain.nodes)):
        changed = False
        for edge in chain.edges:
            step = columns[edge.source] + 1
            if columns[edge.target] < step < len(chain.nodes):
                columns[edge.target] = step
                changed = True
        if not changed:
            break
    used = sorted(set(columns.values()))
    return {name: used.index(column) for name, column in columns.items()}


def _middle(chain: Chain, name: str, at: Mapping[str, float]) -> float:
    near = [at[edge.source] for edge in chain.sources(name)] + [at[edge.target] for edge in chain.targets(name)]
    return sum(near) / len(near) if near else at[name]


def _line(source: tuple[int, int], target: tuple[int, int]) -> str:
    x1, y1 = source[0] + WIDTH, source[1] + HEIGHT // 2
    x2, y2 = target[0], target[1] + HEIGHT // 2
    bend = max(GAP_X // 2, abs(x2 - x1) // 2)
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _box(node: Node, place: tuple[int, int], *, is_start: bool) -> Box:
    failed = (
        "failed" if node.status in ("failed", "aborted", "discarded") else node.status if node.form == "result" else ""
    )
    name = node.title if node.form == "reagent" else node.id
    second = {"missing": "there is no such entry", "reagent": "reagent without an entry"}.get(node.form, node.title)
    kind = node.kind if node.form == "entry" else node.status
    room = _NAME - min(len(kind), 12)
    return Box(
        node.id,
        node.form,
        *place,
        name=_cut(name, max(room, 12)),
        kind=_cut(kind, 14),
        second=_cut(second or node.date[:10], _TITLE),
        whole=" ".join(part for part in (node.id, node.kind, node.title, node.date[:10], node.status) if part),
        classes=tuple(part for part in (node.form, "start" if is_start else "", failed) if part),
    )


def _group(box: Box) -> str:
    x, y = box.x, box.y
    return (
        f'<g class="{" ".join(box.classes)}"><title>{escape(box.whole)}</title>'
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="{22 if box.form == "result" else 5}"/>'
        f'<text class="name" x="{x + 10}" y="{y + 19}">{escape(box.name)}</text>'
        f'<text class="small" x="{x + WIDTH - 10}" y="{y + 19}" text-anchor="end">{escape(box.kind)}</text>'
        f'<text class="small" x="{x + 10}" y="{y + 36}">{escape(box.second)}</text></g>'
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
