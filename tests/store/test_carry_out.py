"""Steps of a migration on texts: the smallest spans, comments and order kept, right or refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glovebook.schema.document import read_document
from glovebook.schema.entry import SCHEMA_VERSION
from glovebook.schema.migrations import VERSIONS, steps_from
from glovebook.schema.migrations.change import Change, Move, Step, applied
from glovebook.schema.refusal import Refusal
from glovebook.store.carry_out import carried_out

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures/versions"
OLDER = sorted(path for version in VERSIONS[:-1] for path in (FIXTURES / version).glob("*.gb.yaml"))


@pytest.mark.parametrize("path", OLDER, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_texts_of_older_versions(path: Path) -> None:
    """The text of each fixture becomes, byte for byte, that of the same name in the current version."""
    document = read_document(path.read_bytes())
    while document.data["schema"] != SCHEMA_VERSION:
        document = carried_out(document, steps_from(document.data["schema"], document.data)[1])
    assert (FIXTURES / SCHEMA_VERSION / path.name).read_bytes() == document.text.encode()


GAS: Sequence[Step] = [Move(("gas",), ("atmosphere", "gas"))]


@pytest.mark.parametrize(
    ("before", "steps", "after"),
    [
        ("a: 1 # x\n", [Change(("a",), "b")], "b: 1 # x\n"),
        ('"a" :   1\n', [Change(("a",), "b")], "b :   1\n"),
        ("a:\nc: 2\n", [Change(("a",), "b", "1 mm")], "b: 1 mm\nc: 2\n"),
        ("a: 'x y'\n", [Change(("a",), value="it's")], "a: 'it''s'\n"),
        ("a: [{b: 1}, {b: 2}]\n", [Change(("a", 1, "b"), "c", "x, y")], 'a: [{b: 1}, {c: "x, y"}]\n'),
        ("a: |\n  one\nb: 2\n", [Change(("a",), value="two")], "a: two\nb: 2\n"),
        ("a: p7 # x\n", [Change(("a",), "b", {"entry": "p7"})], "b: {entry: p7} # x\n"),
        ("gas: Ar # x\n# y\nb: 2\n", GAS, "atmosphere:\n  gas: Ar # x\n# y\nb: 2\n"),
        ("gas: Ar\natmosphere:\n    oxygen: 1 ppm\nb: 2\n", GAS, "atmosphere:\n    oxygen: 1 ppm\n    gas: Ar\nb: 2\n"),
        ("atmosphere: # none yet\nb: 2\ngas: Ar", GAS, "atmosphere: # none yet\n  gas: Ar\nb: 2\n"),
        ("gas: Ar\natmosphere: {oxygen: 1 ppm} # x\n", GAS, "atmosphere: {oxygen: 1 ppm, gas: Ar} # x\n"),
        ("atmosphere: {oxygen: 1 ppm}\ngas: Ar\n", GAS, "atmosphere: {oxygen: 1 ppm, gas: Ar}\n"),
        ("gas:\natmosphere:\n  oxygen: 1 ppm", GAS, "atmosphere:\n  oxygen: 1 ppm\n  gas:\n"),
        (
            "a:\n  b: 1\n  c:\n    d: |\n      text\n\n      more\n# z\ne: 5\n",
            [Move(("a", "c"), ("c",))],
            "a:\n  b: 1\n# z\ne: 5\nc:\n  d: |\n    text\n\n    more\n",
        ),
    ],
)
def test_smallest_spans(before: str, steps: Sequence[Step], after: str) -> None:
    """Names, values and whole lines change; comments, quotes, blanks and depth around them stay."""
    assert after == carried_out(read_document(before), steps).text


def test_refused_where_lines_cannot_be_cut() -> None:
    """Fields that move out of braces with fields in them have no lines of their own."""
    with pytest.raises(Refusal) as caught:
        carried_out(read_document("a: {b: {c: 1}, d: 2}\n"), [Move(("a", "b"), ("b",))])
    expected = ("a.b could not be changed without changing other fields", "edit these lines by hand")
    assert expected == (caught.value.message, caught.value.hint)


NAMES = st.sampled_from(["a", "b_k", "c", "d", "e"])
TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(["1.02", "~", "{x", "#", "a: b", "µ", "yes", "\ufeff"]))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Step]]:
    """A text of one or two levels, with a rename of every first field and a move of the last."""
    from glovebook.store.scalar import scalar

    names = draw(st.lists(NAMES, unique=True, min_size=2))
    lines = []
    for name in names[:-1]:
        values = draw(st.lists(TEXTS, max_size=2))
        if draw(st.booleans()):
            lines += [f"{name}: # remark", *(f"    - {{x: {scalar(value, in_flow=True)}}}" for value in values)]
        else:
            lines.append(f"{name}: {scalar(draw(TEXTS))}  # remark")
    lines.append(f"{names[-1]}: {scalar(draw(TEXTS))}")
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    steps: list[Step] = [Change((names[0],), "renamed"), Move((names[-1],), ("around", "moved"))]
    return newline.join([*lines, *([""] if draw(st.booleans()) else [])]), steps


@given(documents())
@settings(deadline=None)
def test_any_layout(made: tuple[str, list[Step]]) -> None:
    """Whatever stands in the fields, the data come out as the pure function says, with every comment."""
    text, steps = made
    after = carried_out(read_document(text), steps)
    assert applied(read_document(text).data, steps) == after.data
    assert text.count("# remark") == after.text.count("# remark")
