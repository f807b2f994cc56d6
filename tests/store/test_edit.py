"""Edits change the smallest span: wanted data always, and nothing that nobody touched."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from glovebook.schema.document import Document, DocumentError, read_document, spelled
from glovebook.schema.document import Path as FieldPath
from glovebook.schema.refusal import Refusal
from glovebook.store.edit import edit

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other things, too, is no defect."""

DOCUMENTS = {
    path.name.removesuffix(".gb.yaml"): path.read_bytes().decode("utf-8")
    for path in sorted(Path(__file__).with_name("documents").glob("*.gb.yaml"))
}
PELLET, UNTIDY = DOCUMENTS["pellet"], DOCUMENTS["untidy"]


def changed(before: str, after: str) -> str:
    """The lines that differ, as a diff without context."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


GOLDEN = [
    # existing scalars: one line, with quotes and comment as they were
    ("diameter", "9 mm", "-diameter: 8 mm   # die\n+diameter: 9 mm   # die"),
    ("title", "it's", "-title: 'old'\n+title: 'it''s'"),
    ("title", "say: this # now", "-title: 'old'\n+title: 'say: this # now'"),
    ("schema", "1.1", '-schema: "1.0"\n+schema: "1.1"'),
    ("diameter", "@8: #", '-diameter: 8 mm   # die\n+diameter: "@8: #"   # die'),
    ("diameter", "1:1", '-diameter: 8 mm   # die\n+diameter: "1:1"   # die'),
    ("diameter", "two\nlines", '-diameter: 8 mm   # die\n+diameter: "two\\nlines"   # die'),
    ("log[1].text", "good", "-    text: fine\n+    text: good"),
    ("log[0].at", "2018-01-17", '-  - at: "2018-01-15"   # local\n+  - at: "2018-01-17"   # local'),
    ("thickness.readings[1]", "1.00 mm", "-  - 0.99 mm\n+  - 1.00 mm"),
    # in braces
    ("pressure.value", "30 MPa", "-pressure: {value: 40 MPa, basis: sample}\n+pressure: {value: 30 MPa, basis: sample}"),
    ("pressure.basis", "a, b", '-pressure: {value: 40 MPa, basis: sample}\n+pressure: {value: 40 MPa, basis: "a, b"}'),
    ("pressure.hold", "12 h", "-pressure: {value: 40 MPa, basis: sample}\n+pressure: {value: 40 MPa, basis: sample, hold: 12 h}"),
    ("pressure.basis", "", "-pressure: {value: 40 MPa, basis: sample}\n+pressure: {value: 40 MPa}"),
    ("pressure.value", "", "-pressure: {value: 40 MPa, basis: sample}\n+pressure: {basis: sample}"),
    ("pressure", "30 MPa", "-pressure: {value: 40 MPa, basis: sample}\n+pressure: 30 MPa"),
    ("made_from[0].amount", "44 mg", "-made_from: [{entry: s3}]   # half of the batch\n+made_from: [{entry: s3, amount: 44 mg}]   # half of the batch"),
    ("made_from[1].entry", "s4", "-made_from: [{entry: s3}]   # half of the batch\n+made_from: [{entry: s3}, {entry: s4}]   # half of the batch"),
    ("made_from[0]", "", "-made_from: [{entry: s3}]   # half of the batch\n+made_from: []   # half of the batch"),
    # a text that gets fields beside it becomes their value
    ("diameter.method", "ruler", "-diameter: 8 mm   # die\n+diameter: {value: 8 mm, method: ruler}   # die"),
    ("diameter.readings[0]", "8.1 mm", "-diameter: 8 mm   # die\n+diameter: {value: 8 mm, readings: [8.1 mm]}   # die"),
    ("diameter.value", "9 mm", "-diameter: 8 mm   # die\n+diameter: {value: 9 mm}   # die"),
    ("title.x", "1", "-title: 'old'\n+title: {value: 'old', x: 1}"),
    ("pressure.value.x", "1", "-pressure: {value: 40 MPa, basis: sample}\n+pressure: {value: {value: 40 MPa, x: 1}, basis: sample}"),
    # fields that were empty or absent
    ("mass", "44 mg", "-mass:\n+mass: 44 mg"),
    ("mass.value", "44 mg", "+  value: 44 mg"),
    ("thickness.method", "yes", '+  method: "yes"'),
    ("thickness.readings[2]", "1.02 mm", "+  - 1.02 mm"),
    ("log[2].at", "2018-01-18", '+  - at: "2018-01-18"'),
    ("log[0].custom.x", "1", "+    custom:\n+      x: 1"),
    ("reported[0].value", "3 K", "+reported:\n+  - value: 3 K"),
    # texts of several lines
    ("notes", "one\ntwo\n", "-  hello\n-\n-  world\n+  one\n+  two"),
    ("notes", "one line", "-notes: |\n-  hello\n-\n-  world\n+notes: |-\n+  one line"),
    ("mass", "a\nb\n", "-mass:\n+mass: |\n+  a\n+  b"),
    # what goes takes its own lines along
    ("diameter", "", "-diameter: 8 mm   # die"),
    ("log[0].text", "", "-    text: edge chipped"),
    ("log[1]", "", '-  - at: "2018-01-16"\n-    text: fine'),
    ("log[0].at", "", '-  - at: "2018-01-15"   # local\n-    text: edge chipped\n+  - text: edge chipped'),
    ("thickness.readings[0]", "", "-  - 1.01 mm"),
    ("thickness.readings", "", "-  readings:\n-  - 1.01 mm\n-  - 0.99 mm"),
    ("thickness", "1 mm", "-thickness:  # measured twice\n-  value: 1 mm\n-  readings:\n-  - 1.01 mm\n-  - 0.99 mm\n+thickness: 1 mm  # measured twice"),
    ("notes", "", "-notes: |\n-  hello\n-\n-  world"),
    # nothing to do
    ("diameter", "8 mm", ""),
    ("absent", "", ""),
    ("thickness.absent", "", ""),
]  # fmt: skip
"""Path, value, and the diff of ``documents/pellet.gb.yaml``."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("path", "value", "diff"), GOLDEN, ids=[f"{path}={value!r}" for path, value, _ in GOLDEN])
def test_golden_diff(path: str, value: str, diff: str, newline: str) -> None:
    """Comments, order, quotes and line ends stay, and the diff is the one a person would have made."""
    before = PELLET.replace("\n", newline)
    after = edit(before, {path: value})
    assert diff == changed(before, after)
    assert after.count("\r\n") == (after.count("\n") if newline == "\r\n" else 0)


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ("a: 1", "b", "2", "a: 1\nb: 2\n"),
        ("a:", "a", "2", "a: 2"),
        ("a:   # c\nb: 1\n", "a", "2", "a: 2   # c\nb: 1\n"),
        ("a: 1\n...\n", "b", "2", "a: 1\nb: 2\n...\n"),
        ("a: 1\n\n\n# tail\n", "b", "2", "a: 1\nb: 2\n\n\n# tail\n"),
        ("\ufeffa: 1\nb: 2\n", "b", "3", "\ufeffa: 1\nb: 3\n"),
        ("a: |+\n  x\n\n", "b", "2", "a: |+\n  x\n\nb: 2\n"),
        ("a: [1, # one\n  2,\n]\n", "a[2]", "3", "a: [1, # one\n  2, 3,\n]\n"),
        ("a: {x: 1, # c\n  y: 2}\n", "a.x", "", "a: { # c\n  y: 2}\n"),
        ("? a\n: b\n", "a", "c", "? a\n: c\n"),
        ("a: b\n  c\nd: 1\n", "a", "e", "a: e\nd: 1\n"),
        ("a:\n  - x: 1\n", "a[0]", "", "a: []\n"),
        ("a:\n  b: 1\n", "a.b", "", "a: {}\n"),
        ("a: 1\n", "a", "", "{}\n"),
        ("a: ~1 mm\n", "a.b", "2", "a: {value: ~1 mm, b: 2}\n"),
        ("a: x, y\n", "a.b", "2", 'a: {value: "x, y", b: 2}\n'),
        ("a: x\n  y # c\n", "a.b", "2", "a: {value: x\n  y, b: 2} # c\n"),
        ("a: |\n  x\n\nc: 1\n", "a.b", "2", 'a: {value: "x\\n", b: 2}\n\nc: 1\n'),
        ("a:\n  - x\n", "a[0].b", "2", "a:\n  - {value: x, b: 2}\n"),
    ],
)
def test_layouts(text: str, path: str, value: str, expected: str) -> None:
    """Corners of YAML's layout, with the text that comes out."""
    assert expected == edit(text, {path: value})


@pytest.mark.parametrize(
    "value",
    ["1:1", "0123", "NO", "yes", "null", "~", "1.50", "2018-01-15", "0x1F", "=", "<<", " 8 mm", "8 mm ", "a\tb", "#x", "x #y",
     "@x", "%x", "'", '"', "\\", "[", "{}", "- x", "? x", "a: b", "a\x85b", "a\u2028b", "\ufeff", "\x00", "a\r\nb", "\n", "\nx"],
)  # fmt: skip
def test_any_value_reads_back(value: str) -> None:
    """A value is quoted where it would be read as something else, by Glovebook or by a reader that types scalars."""
    for text in ("a: 1\n", "a: 'q'\n", 'a: "q"\n', "a: |\n  q\n", "b: {a: 1}\n", "b: [1]\n"):
        path = "b[0]" if "[" in text else "b.a" if "{" in text else "a"
        edited = edit(text, {path: value})
        outer = read_document(edited).data
        typed = yaml.safe_load(edited)
        for data in (outer, typed):
            held = data["b"] if "b" in data else data["a"]
            found = held[0] if isinstance(held, list) else held["a"] if isinstance(held, dict) else held
            assert value == found


def test_plain_integers_stay_plain() -> None:
    """A whole number is written without quotes: a size of ``4133`` is what people expect to see."""
    assert edit("size:\n", {"size": "4133"}) == "size: 4133\n"


def test_several_changes() -> None:
    """Changes are made in order, each on the result of the one before: what is emptied can be filled with fields."""
    after = edit(PELLET, {"diameter": "", "title": "new", "thickness": "", "thickness.value": "2 mm"})
    assert read_document(after).data["thickness"] == {"value": "2 mm"}
    assert "diameter" not in after


REFUSED = [
    ("diameter[0]", "8 mm", "diameter[0] cannot be set: diameter holds one text", "empty it first: 'diameter='"),
    ("log.text", "x", "log.text cannot be set: log holds a list", "check the path"),
    ("pressure[0]", "x", "pressure[0] cannot be set: pressure holds fields", "check the path"),
    ("log[3].text", "x", "log[3] is beyond the end of the list", "the next item is [2]"),
    ("new[1]", "x", "new[1] is beyond the end of the list", "the next item is [0]"),
    ("a b", "x", "'a b' is no path of a field", "write e.g. 'thickness', 'steps[1].temperature'"),
    ("title", "\udcff", "title: the text holds bytes that are no UTF-8", "type it again"),
    ("title", "x" * 2_000_000, "the file holds 2.0 MB; an entry holds at most 2 MB", "keep tables in files under data/ and name them in the entry"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "message", "hint"), REFUSED, ids=[case[2][:40] for case in REFUSED])
def test_refused(path: str, value: str, message: str, hint: str) -> None:
    """What cannot be set is refused with the reason and a way to do it."""
    with pytest.raises(Refusal) as caught:
        edit(PELLET, {path: value})
    assert (message, hint) == (caught.value.message, caught.value.hint)


def test_unreadable_text_is_refused() -> None:
    """A text that cannot be read is not edited."""
    with pytest.raises(DocumentError):
        edit("a: [\n", {"a": "1"})


VALUES = ["9 mm", "", "", "it's", "a: b", "1:1", "yes", "x # y", "~1 mm", "null", "a\nb", "a\n\nb\n", "\n lead", "- x", "[q]", '"', "{",
          "µ 😀", "  sp ", "C:\\x", "@", "|", "2018-01-01", "0123", "12", "tab\there", "#c", "a,b", "\x85", "a\r\nb", "x" * 200, "*a"]  # fmt: skip


def data_at(data: Any, path: FieldPath) -> Any:
    """The data at a path; None where there is nothing."""
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def put(data: Any, path: FieldPath, value: str) -> Any:
    """The data after an edit, thought out anew; None where the path leads nowhere."""
    if not path:
        return value
    key, deeper = path[0], path[1:]
    if data is None:
        data = [] if isinstance(key, int) else {}
    if isinstance(data, str) and isinstance(key, str):
        data = {"value": data}
    if isinstance(key, int):
        if not isinstance(data, list) or key > len(data):
            return None
        inner = put(data[key] if key < len(data) else None, deeper, value)
        return None if inner is None else [*data[:key], *([] if inner == "" else [inner]), *data[key + 1 :]]
    if not isinstance(data, dict):
        return None
    inner = put(data.get(key), deeper, value)
    if inner is None:
        return None
    if inner == "":
        return {name: item for name, item in data.items() if name != key}
    return {**data, key: inner}


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A document, and edits as: which of its places, what to append to the place, which value."""
    text = draw(st.sampled_from(sorted(DOCUMENTS.values())))
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    step = st.tuples(st.integers(0, 10_000), st.integers(0, 2), st.sampled_from(VALUES))
    return text, draw(st.lists(step, min_size=1, max_size=4))


WORDS = {
    "die",
    "half of the batch",
    "local",
    "a second look",
    "measured twice",
    "end",
    "first",
    "comment between",
    "second",
}


def comments(text: str) -> set[str]:
    """The comments of the documents that are in a text."""
    return {word for word in WORDS if f"# {word}" in text}


def check_edit(text: str, document: Document, path: FieldPath, value: str) -> str:
    """The edited text, after everything that must hold was looked at."""
    exists = path in document.values
    wanted = document.data if value == "" and not exists else put(document.data, path, value)
    if wanted is None:
        with pytest.raises(Refusal):
            edit(text, {spelled(path): value})
        return text
    after = edit(text, {spelled(path): value})
    assert wanted == read_document(after).data
    YAML(typ="safe", pure=True).load(after)  # another reader of YAML can read it, too
    mark = document.values.get(path)
    written = text[mark.start : mark.end] if mark else ""
    old, new = text.splitlines(keepends=True), after.splitlines(keepends=True)
    steps = [
        step for step in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"
    ]
    if (
        isinstance(data_at(document.data, path), str)
        and len(written.splitlines()) == 1
        and value
        and value.isprintable()
    ):
        sizes = [(stop - start, end - begin) for _, start, stop, begin, end in steps]
        assert sizes in ([], [(1, 1)])  # one line for another
    elif not exists and value and not in_a_long_text(text, document, path):
        assert sum(stop - start for _, start, stop, _, _ in steps) <= 1  # a new field touches one line at most
    lost = comments(text) - comments(after)
    assert len(lost) <= (0 if value else 1) or isinstance(data_at(document.data, path), (dict, list))
    return after


def in_a_long_text(text: str, document: Document, path: FieldPath) -> bool:
    """Whether a path leads into a text that stands on several lines, all of which may change as it gets fields."""
    inner = (path[:depth] for depth in range(len(path)) if isinstance(data_at(document.data, path[:depth]), str))
    return any(len(text[mark.start : mark.end].splitlines()) > 1 for mark in map(document.values.get, inner) if mark)


def run_edits(text: str, steps: list[tuple[int, int, str]]) -> None:
    """Edits a text several times at places that exist, or just beside them."""
    for place, extra, value in steps:
        document = read_document(text)
        paths = [path for path in document.values if all(isinstance(key, int) or key.isidentifier() for key in path)]
        path = paths[place % len(paths)]
        held = data_at(document.data, path)
        if extra:
            path = (*path, len(held) if isinstance(held, list) else "added", *(["deeper"] if extra > 1 else []))
        if path:
            text = check_edit(text, document, path, value)


@given(edits())
@settings(UNHURRIED, max_examples=150)
def test_any_edit(case: tuple[str, list[tuple[int, int, str]]]) -> None:
    """Edits at random in untidy documents: wanted data, one line for a scalar, comments kept, readable by others."""
    run_edits(*case)


@pytest.mark.deep
@given(edits())
@settings(UNHURRIED, max_examples=2_000)
def test_any_edit_at_length(case: tuple[str, list[tuple[int, int, str]]]) -> None:
    """The same, many more times."""
    run_edits(*case)
