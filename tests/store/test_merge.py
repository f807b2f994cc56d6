"""Merging: what one side alone changed is in the outcome, what both changed is said, and comments are not lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glovebook.schema.document import read_document
from glovebook.store.edit import edit
from glovebook.store.merge.texts import merge

BASE = """\
# a pellet
kind: pellet
schema: "1.0"
id: p1
diameter: 8 mm  # die 2
thickness: {value: 1.02 mm, method: micrometer}
mass:
made_from:
  - {entry: s1, amount: 40 mg}
  - entry: s2
    amount: 4 mg
log:
  - {at: 2018-01-15, text: pressed}

# pressing
pressure:
  value: 40 MPa
  hold: 12 h
notes: |
  one
  two
"""


def of(text: str, **values: str) -> str:
    """The text after edits; ``a__b`` is the path ``a.b``."""
    return edit(text, {path.replace("__", "."): value for path, value in values.items()})


def test_an_item_out_against_an_edit_of_the_list() -> None:
    """Items that are told apart by what they link to may go and change at once; an item that went and changed clashes."""
    mine, theirs = edit(BASE, {"made_from[0]": ""}), edit(BASE, {"made_from[1].amount": "5 mg"})
    data = read_document(merged(mine, theirs)).data
    assert data["made_from"] == [{"entry": "s2", "amount": "5 mg"}]
    found = merge(BASE.encode(), mine.encode(), edit(BASE, {"made_from[0].amount": "1 mg"}).encode())
    (clash,) = found.clashes
    assert (clash.path, clash.mine) == (("made_from",), [{"entry": "s2", "amount": "4 mg"}])


def merged(mine: str, theirs: str, base: str = BASE) -> str:
    """The merged text of a merge without clashes."""
    found = merge(base.encode(), mine.encode(), theirs.encode())
    assert found.clean, found
    return found.content.decode()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"diameter": "9 mm"}, {"thickness.value": "1.03 mm"}),
        ({"thickness.value": "1.03 mm"}, {"thickness.method": "caliper"}),
        ({"diameter": "9 mm"}, {"thickness": ""}),
        ({"mass": "44 mg"}, {"thickness.value": "1.03 mm"}),
        ({"title": "Mine"}, {"operator": "lhe"}),
        ({"title": "Same"}, {"title": "Same", "operator": "lhe"}),
        ({"custom.a": "1 x"}, {"custom.b": "2 x"}),
        ({"log[1].at": "2018-01-16", "log[1].text": "mine"}, {"log[1].at": "2018-01-17", "log[1].text": "theirs"}),
        ({"made_from[0].amount": "41 mg"}, {"made_from[1].amount": "5 mg"}),
        ({"pressure.value": "50 MPa"}, {"pressure.hold": "1 h"}),
        ({"pressure.hold": ""}, {"notes": "one\ntwo\nthree\n"}),
    ],
)
def test_different_fields(mine: dict[str, str], theirs: dict[str, str]) -> None:
    """Edits of different fields come together as if one person had made them, whoever was first, comments and all."""
    sides = [edit(BASE, mine), edit(BASE, theirs)]
    wanted = [
        read_document(edit(edit(BASE, first), _after(first, second))).data for first, second in _orders(mine, theirs)
    ]
    for (own, other), data in zip((sides, sides[::-1]), wanted, strict=True):
        text = merged(own, other)
        assert filled(read_document(text).data) in (filled(data), filled(wanted[0]))
        assert [line for line in ("# a pellet", "# die 2", "# pressing") if line not in text] == []


def _orders(mine: dict[str, str], theirs: dict[str, str]) -> list[tuple[dict[str, str], dict[str, str]]]:
    """First and second editor: the one whose text stands in the file comes first."""
    return [(theirs, mine), (mine, theirs)]


def _after(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    """The second edit made behind the first: an item that both add goes behind the other's, below one taken out."""
    if any(path.startswith("log[1]") for path in first) and any(path.startswith("log[1]") for path in second):
        return {path.replace("log[1]", "log[2]"): value for path, value in second.items()}
    if "made_from[0]" in first:
        return {path.replace("made_from[1]", "made_from[0]"): value for path, value in second.items()}
    return second


def filled(data: Any) -> Any:
    """Data without fields left empty."""
    if isinstance(data, dict):
        return {key: filled(value) for key, value in data.items() if value is not None}
    return [filled(item) for item in data] if isinstance(data, list) else data


def test_comments_and_layout_of_both_stay() -> None:
    """A comment that one side wrote, and lines that it set apart, are in the outcome beside the other's values."""
    mine = BASE.replace("# pressing\n", "# pressing, by hand\n\n").replace("die 2", "die 3")
    theirs = of(BASE, pressure__value="50 MPa", thickness__value="1.03 mm")
    expected = of(mine, pressure__value="50 MPa", thickness__value="1.03 mm")
    assert merged(mine, theirs) == merged(theirs, mine) == expected


def test_line_ends_stay() -> None:
    """A text with CRLF keeps it, also in what comes from a side without."""
    theirs = of(BASE, diameter="9 mm").replace("\n", "\r\n")
    text = merged(of(BASE, mass="44 mg"), theirs, BASE)
    assert text == of(BASE, diameter="9 mm", mass="44 mg").replace("\n", "\r\n")


def test_a_text_without_a_last_line_end() -> None:
    """Both add a field behind a last line that does not end."""
    base = BASE.rpartition("notes")[0] + "title: A"
    text = merged(of(base, operator="lhe"), of(base, status="done"), base)
    data = read_document(text).data
    assert (data["title"], data["operator"], data["status"]) == ("A", "lhe", "done")


@pytest.mark.parametrize(
    ("mine", "theirs", "field", "values"),
    [
        ({"diameter": "9 mm"}, {"diameter": "10 mm"}, "diameter", ("8 mm", "10 mm", "9 mm")),
        ({"thickness.value": ""}, {"thickness.value": "1.03 mm"}, "thickness.value", ("1.02 mm", "1.03 mm", None)),
        ({"title": "A"}, {"title": "B"}, "title", (None, "B", "A")),
        ({"log[0].text": "a"}, {"log[0].text": "b"}, "log[0].text", ("pressed", "b", "a")),
        ({"made_from[0]": ""}, {"made_from[0].amount": "1 mg"}, "made_from", None),
    ],
)
def test_clashes(mine: dict[str, str], theirs: dict[str, str], field: str, values: tuple[Any, ...] | None) -> None:
    """The same field changed twice is a clash that quotes all three; everything else is merged, theirs stands."""
    found = merge(
        BASE.encode(),
        edit(BASE, {**mine, "operator": "lhe"}).encode(),
        edit(BASE, {**theirs, "status": "done"}).encode(),
    )
    (clash,) = found.clashes
    assert clash.field == field
    if values:
        sides = (clash.base, clash.theirs, clash.mine)
        assert tuple(side if isinstance(side, str) else None for side in sides) == values
    expected = edit(BASE, {**theirs, "status": "done", "operator": "lhe"})
    assert filled(read_document(found.content).data) == filled(read_document(expected).data)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        (BASE, "kind: [", BASE + "title: A\n"),
        (BASE, BASE + "title: A\n", "\tno"),
        (None, BASE, BASE + "title: A\n"),
        (BASE, BASE.replace("8 mm  # die 2", "8 mm  # die 3"), BASE.replace("8 mm  # die 2", "9 mm  # die 4")),
    ],
    ids=["mine cannot be read", "theirs cannot be read", "no base", "comments of one line"],
)
def test_wholes(base: str | None, mine: str, theirs: str) -> None:
    """What cannot be taken apart without a loss clashes as a whole, and theirs is left as it is."""
    found = merge(None if base is None else base.encode(), mine.encode(), theirs.encode())
    assert (found.whole, found.content) == (True, theirs.encode())


def test_nothing_to_merge() -> None:
    """Where only one side changed, its bytes are the outcome, readable or not."""
    for text in (b"kind: [", b"\xff"):
        assert merge(b"a", text, b"a").content == text
        assert merge(b"a", b"a", text).content == text
        assert merge(b"a", text, text).content == text


NAMES = ("diameter", "mass", "title", "operator", "thickness.value", "thickness.method", "pressure.value", "custom.a", "custom.b", "notes")  # fmt: skip
TEXTS = st.sampled_from(["", "1 mm", "x: y", "# no", "'", "two\nlines\n", "ü", "- a", "{", "null", "12"])
EDITS = st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=5)


@given(mine=EDITS, theirs=EDITS)
def test_every_field_has_its_value(mine: dict[str, str], theirs: dict[str, str]) -> None:
    """Each field has the value of the side that changed it; a field that both changed is a clash; nothing else changed."""
    sides = [edit(BASE, mine), edit(BASE, theirs)]
    found = merge(BASE.encode(), *(side.encode() for side in sides))
    before, own, other, after = (leaves(read_document(text).data) for text in (BASE, *sides, found.content.decode()))
    clashing = {clash.field for clash in found.clashes}
    for name in {*before, *own, *other, *after}:
        values = before.get(name), own.get(name), other.get(name)
        if values[1] in (values[0], values[2]):
            assert after.get(name) == values[2], name
        elif values[2] == values[0] and not found.whole:
            assert after.get(name) == values[1], name
        elif not found.whole:
            assert any(name == field or name.startswith(f"{field}.") for field in clashing), name
            assert after.get(name) == values[2], name
    assert not found.whole or found.content.decode() == sides[1]


def leaves(data: Any, path: str = "") -> dict[str, str]:
    """Path -> text of all fields that are filled in."""
    if isinstance(data, dict):
        return {
            key: text for name, item in data.items() for key, text in leaves(item, f"{path}.{name}".strip(".")).items()
        }
    if isinstance(data, list):
        return {key: text for index, item in enumerate(data) for key, text in leaves(item, f"{path}[{index}]").items()}
    return {} if data is None else {path: data}
