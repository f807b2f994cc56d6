"""A chain as a drawing: SVG by our own hand, legible on light and on dark pages, with nothing in it that runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from glovebook.pipeline.trace.graph import Chain, Node
from glovebook.pipeline.trace.places import GAP_X, HEIGHT, MARGIN, WIDTH, Places, placed

_INSIDE = WIDTH - 20
"""Room for words between the edges of a box."""
_NAME, _SMALL = 12, 11
"""Sizes of letters."""
_NARROW, _WIDE = frozenset("iljI.,:;'|![]()/ ftr-"), frozenset("mwMW@%—…")
_STYLE = """
svg { color-scheme: light dark; }
text { font: 12px Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif; fill: #1b1f24; }
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
    places = placed(chain)
    corners = list(places.boxes.values())
    lowest = [y + HEIGHT for _, y in corners] + [y for way in places.ways for _, y in way]
    return Drawing(
        f"What {chain.start} was made from and what it led to",
        max(x for x, _ in corners) + WIDTH + MARGIN,
        max(lowest) + MARGIN,
        tuple(_box(node, places.boxes[name], is_start=name == chain.start) for name, node in chain.nodes.items()),
        tuple(
            Curve(edge.source, edge.target, edge.field, _line(places, number, edge.source, edge.target))
            for number, edge in enumerate(chain.edges)
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


def _line(places: Places, number: int, source: str, target: str) -> str:
    """The way from box to box, past the boxes between them: bends between the columns, straight along them."""
    x, y = places.boxes[source]
    x, y = x + WIDTH, y + HEIGHT // 2
    end = places.boxes[target]
    line = f"M{x} {y}"
    for x2, y2 in (*places.ways[number], (end[0], end[1] + HEIGHT // 2)):
        bend = max(GAP_X, abs(x2 - x)) // 2
        line += f"C{x + bend} {y} {x2 - bend} {y2} {x2} {y2}"
        x, y = x2 + WIDTH, y2
        line += f"H{x}"
    return line[: line.rindex("H")]  # the last box is not passed


def _box(node: Node, place: tuple[int, int], *, is_start: bool) -> Box:
    failed = (
        "failed" if node.status in ("failed", "aborted", "discarded") else node.status if node.form == "result" else ""
    )
    name = node.title if node.form == "reagent" else node.id
    second = {"missing": "there is no such entry", "reagent": "reagent without an entry"}.get(node.form, node.title)
    kind = node.kind if node.form == "entry" else node.status
    kind = _fitted(kind, _SMALL, _INSIDE / 2)
    return Box(
        node.id,
        node.form,
        *place,
        name=_fitted(name, _NAME, _INSIDE - _SMALL * (_ems(kind) + 1), _BOLD),
        kind=kind,
        second=_fitted(second or node.date[:10], _SMALL, _INSIDE),
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


_BOLD = 1.12
"""How much wider bold letters are."""


def _fitted(text: str, size: int, room: float, weight: float = 1.0) -> str:
    """As much of a text as a box has room for; widths are those of DejaVu Sans, wider than what is usually there."""
    if _ems(text) * size * weight <= room:
        return text
    while text and _ems(f"{text}…") * size * weight > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _ems(text: str) -> float:
    """The width of a text as a multiple of the size of its letters."""
    return sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.41
    if letter in _WIDE or ord(letter) > _LATIN:
        return 1.0
    return 0.75 if letter.isupper() else 0.64


_LATIN = 0x2E80
"""From here on letters are as wide as they are high."""
