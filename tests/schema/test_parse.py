"""From text to entry: one mistake, one finding, at its place, in words that say what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from glovebook.schema import kinds
from glovebook.schema.finding import Finding, Fix
from glovebook.schema.kinds.eis import Eis
from glovebook.schema.kinds.pellet import Pellet
from glovebook.schema.kinds.synthesis import Synthesis
from glovebook.schema.parse import Parsed, parse

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other things, too, is no defect."""

FILE = "entries/x1.gb.yaml"
HEAD = 'kind: {}\nschema: "1.0"\nid: x1\n'


def cases(kind: Callable[[str], bool]) -> list[tuple[str, str, str]]:
    """Kind, body and finding of the blocks in ``mistakes.txt``."""
    blocks = Path(__file__).with_name("mistakes.txt").read_text("utf-8").split("\n\n")[1:]
    found = []
    for block in blocks:
        name, _, rest = block.strip("\n").partition("\n")
        body, _, finding = rest.partition("=> ")
        found.append((name, dedent(body), finding))
    return [case for case in found if kind(case[0])]


MISTAKES = cases(lambda kind: kind != "-")
HEADLESS = cases(lambda kind: kind == "-")


def entry_text(kind: str, body: str) -> str:
    """An entry with a body below its head; the body begins on line 4."""
    return HEAD.format(kind) + body + "\n"


def shown(parsed: Parsed) -> list[str]:
    """The findings as lines."""
    return [finding.as_text() for finding in parsed.findings]


@pytest.mark.parametrize(
    ("kind", "body", "finding"), MISTAKES, ids=[f"{kind}-{body[:40]!r}" for kind, body, _ in MISTAKES]
)
def test_one_mistake_one_finding(kind: str, body: str, finding: str) -> None:
    """One thing is wrong: one finding says so at its place, and the rest of the entry is there."""
    parsed = parse(entry_text(kind, body), FILE)
    assert [f"{FILE}:{finding}"] == shown(parsed)
    assert parsed.entry is not None
    assert (kind, "x1") == (parsed.entry.kind, parsed.entry.id)


@pytest.mark.parametrize(("text", "finding"), [case[1:] for case in HEADLESS], ids=[case[1] for case in HEADLESS])
def test_no_entry(text: str, finding: str) -> None:
    """Without kind, version or id there is no entry, and one finding says which is wrong."""
    parsed = parse(text, FILE)
    assert [f"{FILE}:{finding}"] == shown(parsed)
    assert parsed.entry is None


SEVERAL = """\
kind: synthesis
schema: "1.0"
id: x1
prodct: Na3NH2B12H12
ratio: "1:0"   # a comment
steps:
  - action: mill
    duration: 30 min
  - action: heat
    temperature: 250 C
    duration: 3
  - acton: quench
reagents: [{formula: NaNH2, mass: 0.1039 g}, {formula: Na2B12H12, mass: 0.4951}]
atmosphere: {gas: Ar, oxygen: 0.1}
title: kept
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_several_mistakes(newline: str) -> None:
    """All mistakes are found in one pass, each at its line, in the order of the text; the rest can be checked."""
    parsed = parse(SEVERAL.replace("\n", newline), FILE)
    places = [(finding.path, finding.line, finding.column) for finding in parsed.findings]
    assert places == [
        ("prodct", 4, 1),
        ("ratio", 5, 8),
        ("steps[1].temperature", 10, 18),
        ("steps[1].duration", 11, 15),
        ("steps[2].acton", 12, 5),
        ("reagents[1].mass", 13, 73),
        ("atmosphere.oxygen", 14, 31),
    ]
    entry = parsed.entry
    assert isinstance(entry, Synthesis)
    assert entry.title == "kept"
    assert [str(reagent.mass) for reagent in entry.reagents] == ["0.1039 g", "None"]
    assert entry.atmosphere is not None
    assert (entry.atmosphere.gas, entry.atmosphere.oxygen) == ("Ar", None)
    assert {"ratio", "steps[1].temperature", "steps[2].action", "atmosphere.oxygen"} <= parsed.refused


def test_what_is_right_is_read() -> None:
    """An entry without mistakes is there as a whole, with its quantities understood."""
    thickness = "thickness: {value: 1.02(2) mm, readings: [1.01 mm, 1.03 mm], method: micrometer}"
    parsed = parse(entry_text("pellet", f"diameter: 8 mm\n{thickness}\npressure: 40 MPa"))
    entry = parsed.entry
    assert isinstance(entry, Pellet)
    assert (list(parsed.findings), parsed.refused) == ([], frozenset())
    assert entry.thickness is not None
    assert entry.pressure is not None
    assert (entry.thickness.value.uncertainty, entry.thickness.method) == (0.02, "micrometer")
    assert [reading.si for reading in entry.thickness.readings] == [0.00101, 0.00103]
    assert (entry.pressure.value.si, entry.pressure.basis) == (4e7, None)


def test_empty_lines_are_not_filled_in() -> None:
    """A field with nothing behind it, ``null``, and an empty item at the end of a list count as absent."""
    parsed = parse(
        entry_text("eis", "amplitude:\ninstrument: null\nspectra:\n  - file: data/a.txt\n    temperature:\n  -")
    )
    entry = parsed.entry
    assert isinstance(entry, Eis)
    assert list(parsed.findings) == []
    assert (entry.amplitude, entry.instrument, len(entry.spectra), entry.spectra[0].temperature) == (
        None,
        None,
        1,
        None,
    )


def test_items_keep_their_number() -> None:
    """An empty item between others is a finding, and those behind it keep the number that they have in the text."""
    parsed = parse(entry_text("pellet", "made_from:\n  -\n  - entry: S3"), FILE)
    assert [(found.path, found.line) for found in parsed.findings] == [("made_from[0]", 5), ("made_from[1].entry", 6)]


def test_fix_is_offered() -> None:
    """Where one text would surely do, the finding carries it as an edit."""
    finding = parse(entry_text("pellet", "thickness: {value: 0.102 CM}")).findings[0]
    assert Fix("thickness.value", "0.102 cm") == finding.fix


def test_no_fix_where_two_would_do() -> None:
    """Mega and milli are a factor of a thousand million apart: a person decides."""
    finding = parse(entry_text("pellet", "pressure: {value: 40 mpa}")).findings[0]
    assert (finding.hint, finding.fix) == ("did you mean 'MPa' or 'mPa'?", None)


def test_entries_are_frozen() -> None:
    """An entry is what a text says: nobody changes it behind the text's back."""
    entry = parse(entry_text("pellet", "title: t")).entry
    assert entry is not None
    with pytest.raises(ValidationError, match="Instance is frozen"):
        entry.title = "u"


def test_custom_is_not_checked() -> None:
    """Whatever stands under ``custom`` is kept as text."""
    entry = parse(entry_text("note", "custom: {oven: {tray: 2, hot: NO}}")).entry
    assert entry is not None
    assert entry.custom == {"oven": {"tray": "2", "hot": "NO"}}


def test_finding_as_text_and_json() -> None:
    """A finding is one line with place, field, cause, remedy and rule; as JSON every key is there."""
    finding = Finding("a/b", "error", "wrong", "x.gb.yaml", 3, 5, "c.d", hint="do this")
    assert finding.as_text() == "x.gb.yaml:3:5: c.d: wrong; do this [a/b]"
    assert Finding("a/b", "gap", "missing").as_text() == "missing [a/b]"
    keys = "rule severity message file line column path hint numbers formula source related fix blocking"
    assert keys.split() == list(finding.as_json())


TEXTS = st.text(alphabet="ab1 :.-", max_size=8)
KEYS = st.sampled_from(["entry", "value", "x"])
VALUES = st.recursive(
    st.one_of(st.none(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner)),
    max_leaves=6,
)


@given(st.sampled_from(kinds.names()), VALUES, st.data())
@settings(UNHURRIED, max_examples=150)
def test_any_value_anywhere(kind: str, value: object, data: st.DataObject) -> None:
    """Whatever stands in whatever field: no exception, and every finding has a place, a cause and a remedy."""
    name = data.draw(st.sampled_from(sorted(set(kinds.load(kind).model_fields) - {"kind", "id", "schema_version"})))
    parsed = parse(entry_text(kind, f"{name}: {json.dumps(value)}"), FILE)
    assert [found for found in parsed.findings if not (found.line and found.column and found.message)] == []
    assert [found for found in parsed.findings if not found.hint] == []
    assert parsed.entry is not None
