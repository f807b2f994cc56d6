"""The drawing of any chain: boxes apart, lines that cross no box, words that fit, all inside of the picture."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glovebook.pipeline.trace.drawing import drawn, svg
from glovebook.pipeline.trace.graph import Chain, Edge, Node
from glovebook.pipeline.trace.places import GAP_Y, HEIGHT, WIDTH, placed

Ways = list[tuple[int, int]]


def chain(links: Ways, number: int, title: str = "") -> Chain:
    """Entries n0, n1, ... that are linked by their numbers."""
    nodes = {f"n{at}": Node(f"n{at}", "entry", "pellet", title) for at in range(number)}
    return Chain("n0", nodes, [Edge(f"n{a}", f"n{b}", "made_from") for a, b in dict.fromkeys(links)])


CHAINS = st.integers(1, 14).flatmap(
    lambda number: st.lists(st.tuples(*[st.integers(0, number - 1)] * 2), max_size=30).map(
        lambda links: chain([(min(link), max(link)) for link in links if link[0] != link[1]], number)
    )
)
"""Chains without circles, with links that skip steps."""


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chain=CHAINS)
def test_nothing_covers_anything(chain: Chain) -> None:
    """Boxes keep their distance, lines lead to the right, and pass the boxes between their ends above or below."""
    places = placed(chain)
    for (x1, y1), (x2, y2) in combinations(places.boxes.values(), 2):
        assert abs(x1 - x2) >= WIDTH or abs(y1 - y2) >= HEIGHT + GAP_Y - 1
    for edge, way in zip(chain.edges, places.ways, strict=True):
        ends = [places.boxes[edge.source], *way, places.boxes[edge.target]]
        assert all(left[0] + WIDTH < right[0] for left, right in pairwise(ends))
        for x, y in way:
            passed = [box for box in places.boxes.values() if box[0] == x]
            assert all(not top <= y <= top + HEIGHT for _, top in passed)
    drawing = drawn(chain)
    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - WIDTH
        assert 0 <= box.y <= drawing.height - HEIGHT
    assert all(0 <= y <= drawing.height for way in places.ways for _, y in way)


def test_near_to_what_comes_next() -> None:
    """A reagent stands in the column before the step that it went into, not at the beginning of everything."""
    places = placed(chain([(0, 1), (1, 2), (2, 3), (4, 3)], 5)).boxes
    assert places["n4"][0] == places["n2"][0]


def test_a_straight_chain_is_straight() -> None:
    """Steps one after the other stand at one height, also beside a link that skips them."""
    places = placed(chain([(0, 1), (1, 2), (2, 3)], 4)).boxes
    assert len({y for _, y in places.values()}) == 1


@pytest.mark.parametrize("title", ["m" * 200, "i" * 200, "Na3NH2B12H12 " * 10, "电" * 60, "MILL " * 30])
def test_words_fit(title: str) -> None:
    """What has no room is cut, and the whole stands in the title."""
    (box,) = drawn(chain([], 1, title)).boxes
    assert box.second.endswith("…")
    assert 10 <= len(box.second) <= 40
    assert title in box.whole


def test_a_circle_is_drawn() -> None:
    """A link that leads back, which is a mistake, is a line to the left."""
    text = svg(chain([(0, 1), (1, 2), (2, 1)], 3))
    assert len(re.findall("<path d=", text)) == 3
