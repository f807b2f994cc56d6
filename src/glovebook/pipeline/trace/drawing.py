"""A chain as a drawing: SVG by our own hand, legible on light and on dark pages, with nothing in it that runs."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

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


def svg(chain: Chain) -> str:
    """The drawing, from what was used on the left to the results on the right."""
    places = _places(chain)
    width = max(x for x, _ in places.values()) + WIDTH + MARGIN
    height = max(y for _, y in places.values()) + HEIGHT + MARGIN
    edges = "".join(_edge(places[edge.source], places[edge.target], edge.field) for edge in chain.edges)
    nodes = "".join(_node(node, places[name], is_start=name == chain.start) for name, node in chain.nodes.items())
    label = escape(f"What {chain.start} was made from and what it led to")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label="{label}"><style>{_STYLE}</style><defs><marker id="tip" viewBox="0 0 8 8" refX="8"'
        ' refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
        f"{edges}{nodes}</svg>\n"
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


def _edge(source: tuple[int, int], target: tuple[int, int], field: str) -> str:
    x1, y1 = source[0] + WIDTH, source[1] + HEIGHT // 2
    x2, y2 = target[0], target[1] + HEIGHT // 2
    bend = max(GAP_X // 2, abs(x2 - x1) // 2)
    curve = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return f'<path d="{curve}" marker-end="url(#tip)"><title>{escape(field)}</title></path>'


def _node(node: Node, place: tuple[int, int], *, is_start: bool) -> str:
    x, y = place
    failed = (
        "failed" if node.status in ("failed", "aborted", "discarded") else node.status if node.form == "result" else ""
    )
    classes = " ".join(part for part in (node.form, "start" if is_start else "", failed) if part)
    name = node.title if node.form == "reagent" else node.id
    second = {"missing": "there is no such entry", "reagent": "reagent without an entry"}.get(node.form, node.title)
    kind = node.kind if node.form == "entry" else node.status
    room = _NAME - min(len(kind), 12)
    whole = escape(" ".join(part for part in (node.id, node.kind, node.title, node.date[:10], node.status) if part))
    return (
        f'<g class="{classes}"><title>{whole}</title>'
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="{22 if node.form == "result" else 5}"/>'
        f'<text class="name" x="{x + 10}" y="{y + 19}">{escape(_cut(name, max(room, 12)))}</text>'
        f'<text class="small" x="{x + WIDTH - 10}" y="{y + 19}" text-anchor="end">{escape(_cut(kind, 14))}</text>'
        f'<text class="small" x="{x + 10}" y="{y + 36}">{escape(_cut(second or node.date[:10], _TITLE))}</text></g>'
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
