"""Where the boxes of a chain stand: columns by the steps between them, rows so that lines are short and cross no box.

The way of K. Sugiyama, S. Tagawa, M. Toda, IEEE Trans. Syst. Man Cybern. 11 (1981) 109-125: a line that passes columns
has a place of its own in each, the order within a column follows the neighbours, and heights follow that order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from glovebook.pipeline.trace.graph import Chain

WIDTH, HEIGHT = 210, 46
GAP_X, GAP_Y = 56, 14
MARGIN = 12
_LINE = 6
"""Height that a passing line takes."""
_SWEEPS = 16
"""How often a column is put in the order of its neighbours, from both ends in turn."""

Item = str | tuple[int, int]
"""A box, or the place in a column of an edge that passes it: number of the edge, and of the column."""


class Places(NamedTuple):
    """Left upper corners of the boxes, and for each edge the middle of its way through the columns that it passes."""

    boxes: dict[str, tuple[int, int]]
    ways: list[list[tuple[int, int]]]


def placed(chain: Chain) -> Places:
    """The places of all boxes and lines, from what was used on the left to what came of it on the right."""
    columns = _columns(chain)
    ways = [_way(number, columns[edge.source], columns[edge.target]) for number, edge in enumerate(chain.edges)]
    near: dict[Item, list[Item]] = defaultdict(list)
    rows: dict[int, list[Item]] = defaultdict(list)
    for name, column in columns.items():
        rows[column].append(name)
    for edge, way in zip(chain.edges, ways, strict=True):
        for bend in way:
            rows[bend[1]].append(bend)
        if columns[edge.source] < columns[edge.target]:
            line: list[Item] = [edge.source, *way, edge.target]
            for left, right in pairwise(line):
                near[left].append(right)
                near[right].append(left)
    heights = _heights(rows, near)
    top = min(height - _size(item) / 2 for item, height in heights.items())
    x = {column: MARGIN + column * (WIDTH + GAP_X) for column in rows}
    boxes = {name: (x[at], MARGIN + round(heights[name] - HEIGHT / 2 - top)) for name, at in columns.items()}
    return Places(boxes, [[(x[item[1]], MARGIN + round(heights[item] - top)) for item in way] for way in ways])


def _columns(chain: Chain) -> dict[str, int]:
    """As many steps from a beginning as the longest way has, and then as near as can be to what comes next.

    Links in a circle, which are a mistake, end after as many steps as there are boxes.
    """
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
    targets: dict[str, list[str]] = defaultdict(list)
    for edge in chain.edges:
        targets[edge.source].append(edge.target)
    for name in sorted(columns, key=lambda name: -columns[name]):
        later = [columns[target] for target in targets[name] if columns[target] > columns[name]]
        columns[name] = min(later) - 1 if later else columns[name]
    used = sorted(set(columns.values()))
    return {name: used.index(column) for name, column in columns.items()}


def _way(number: int, source: int, target: int) -> list[tuple[int, int]]:
    return [(number, column) for column in range(source + 1, target)]


def _heights(rows: Mapping[int, list[Item]], near: Mapping[Item, Sequence[Item]]) -> dict[Item, float]:
    """The middle of every item, after the order in the columns was settled; sorts the columns."""
    middles: dict[Item, float] = {}
    for items in rows.values():
        middles.update(zip(items, _apart(items, [0.0] * len(items)), strict=True))
    for sweep in range(_SWEEPS):
        for column in sorted(rows, reverse=bool(sweep % 2)):
            items = rows[column]
            wanted = {item: _mean((middles[other] for other in near.get(item, ())), middles[item]) for item in items}
            items.sort(key=wanted.__getitem__)
            middles.update(zip(items, _apart(items, [wanted[item] for item in items]), strict=True))
    return middles


def _size(item: Item) -> int:
    return HEIGHT if isinstance(item, str) else _LINE


def _mean(values: Iterable[float], otherwise: float) -> float:
    found = list(values)
    return sum(found) / len(found) if found else otherwise


def _apart(items: Sequence[Item], wanted: Sequence[float]) -> list[float]:
    """The heights nearest to those wanted, in their order, at which the items leave room for each other.

    Least squares under an order: neighbours that want to be nearer than they may are taken together at their mean.
    """
    steps = [0.0, *((_size(above) + _size(below)) / 2 + GAP_Y for above, below in pairwise(items))]
    offsets = list(accumulate(steps))
    blocks: list[tuple[float, int]] = []
    for height, offset in zip(wanted, offsets, strict=False):
        total, count = height - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            before, number = blocks.pop()
            total, count = total + before, count + number
        blocks.append((total, count))
    flat = [total / count for total, count in blocks for _ in range(count)]
    return [height + offset for height, offset in zip(flat, offsets, strict=False)]
