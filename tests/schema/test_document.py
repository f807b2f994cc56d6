"""YAML as text: what is kept, what is refused, and where everything stands."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glovebook.schema import document as module
from glovebook.schema.document import Document, DocumentError, Mark, Path, parse_path, read_document, spelled
from glovebook.schema.refusal import Refusal

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other things, too, is no defect."""

MESSY = """\
# a pellet, kept untidily
kind: pellet      # the kind
"quoted key": 'it''s'
steps:
  - action: mill
    notes: |
      by hand,
      30 µm sieve
  # in between
  - {action: heat, temperature: 523 K}
made_from: [{entry: s3}, {entry: "s4"}]
empty:
title: two
  lines
µ: 😀 é
last: >-
  folded
  text
"""


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """PyYAML with and without libyaml: wheels have it, some platforms do not."""
    monkeypatch.setattr(module, "_LOADER", getattr(yaml, request.param))
    return str(request.param)


def refused(text: str | bytes) -> tuple[str, str, int, int, str]:
    """Message, hint, line, column and rule of the refusal of a text."""
    with pytest.raises(DocumentError) as caught:
        read_document(text)
    error = caught.value
    return error.message, error.hint, error.line, error.column, error.rule


@pytest.mark.parametrize(
    "value", ["NO", "no", "1:1", "0123", "0x1F", "1_000", "1e-4", ".inf", "2018-01-15", "12:30:45", "true", "=", "< 5"]
)
def test_scalars_are_text(value: str, loader: str) -> None:
    """What YAML would read as false, 61, 83 or a date is the text that was typed."""
    assert {"a": value} == read_document(f"a: {value}\n").data, loader


@pytest.mark.parametrize(
    ("written", "data"), [("", None), ("~", None), ("null", None), ("'~'", "~"), ('"null"', "null")]
)
def test_empty_values(written: str, data: str | None) -> None:
    """An empty value, ``~`` and ``null`` are nothing; in quotes they are text."""
    assert {"a": data} == read_document(f"a: {written}").data


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("head", ["", "\ufeff"], ids=["plain", "byte-order-mark"])
def test_places(newline: str, head: str, loader: str) -> None:
    """Every value's span is the characters it was written with: with CRLF, a byte order mark, non-ASCII, blocks."""
    text = head + MESSY.replace("\n", newline)
    document = read_document(text)
    shown = {path: text[mark.start : mark.end].replace(newline, "\n") for path, mark in document.values.items()}
    expected: dict[Path, str] = {
        ("kind",): "pellet",
        ("quoted key",): "'it''s'",
        ("steps", 0, "action"): "mill",
        ("steps", 0, "notes"): "|\n      by hand,\n      30 µm sieve\n",
        ("steps", 1): "{action: heat, temperature: 523 K}",
        ("steps", 1, "temperature"): "523 K",
        ("made_from",): '[{entry: s3}, {entry: "s4"}]',
        ("made_from", 1, "entry"): '"s4"',
        ("empty",): "",
        ("title",): "two\n  lines",
        ("µ",): "😀 é",
        ("last",): ">-\n  folded\n  text\n",
    }
    assert expected == {path: shown[path] for path in expected}, loader
    lines = {spelled(path): (mark.line, mark.column) for path, mark in document.values.items()}
    assert {"kind": (2, 7), "steps[1].temperature": (10, 33), "µ": (15, 4), "title": (13, 8)}.items() <= lines.items()
    assert (document.keys[("steps", 1, "action")].line, document.keys[("steps", 1, "action")].column) == (10, 6)
    assert document.data["steps"][0]["notes"] == "by hand,\n30 µm sieve\n"
    assert document.data["last"] == "folded text"


def test_nearest_place() -> None:
    """Where a path is not in the text, the place is that of the part which is."""
    document = read_document("a:\n  b: 1\n")
    assert document.place(("a", "c", 0)) == document.values[("a",)]
    assert document.place(("x",)) == document.values[()]
    assert Document("", {}).place(("x",)) == Mark(1, 1, 0, 0)


ANCHORS = "YAML anchors (&name) and aliases (*name) are not read"
BEGIN = "begin with e.g. 'kind: pellet'"
LIST = "there are no 'field: value' lines here"
CHECK = "check indentation and quotes on this line and the one before"
CANNOT_START = "not readable as YAML: found character that cannot start any token"
MAPPING = "not readable as YAML: mapping values are not allowed in this context"
COLON = "write 'name: value', with a space behind the colon, on this line or the one before"
PYTHON = "the YAML tag 'tag:yaml.org,2002:python/name:os.system' is not read"
HEXADECIMAL = "not readable as YAML: did not find expected hexdecimal number"
SINGLE = "put a text with backslashes into single quotes"
UTF_8 = "save the file as UTF-8; instrument files belong under data/"
PLAIN = "write the value as plain text"
LARGE = "keep tables in files under data/ and name them in the entry"
REFUSED: list[tuple[str, str | bytes, str, str, int, int]] = [
    ("anchor", "a: &x 1\nb: *x", ANCHORS, "write the value out", 1, 4),
    ("alias", "a: 1\nb: *x", ANCHORS, "write the value out", 2, 4),
    ("merge key", "<<: *x", ANCHORS, "write the value out", 1, 5),
    ("anchor on the whole", "&a\nb: 1", ANCHORS, "write the value out", 1, 1),
    ("anchor on a name", "&a b: 1", "a field's name is a plain word", "write 'name: value'", 1, 1),
    ("tag", "a: !!int 5", "the YAML tag 'tag:yaml.org,2002:int' is not read", PLAIN, 1, 4),
    ("python tag", "a: !!python/name:os.system 1", PYTHON, PLAIN, 1, 4),
    ("tag on the whole", "!!map\na: 1", "the YAML tag 'tag:yaml.org,2002:map' is not read", PLAIN, 1, 1),
    ("list as a name", "[a]: b", "a field's name is a plain word", "write 'name: value'", 1, 1),
    ("second document", "a: 1\n---\nb: 2", "a second document begins here", "keep one entry in one file", 2, 1),
    ("list", "- a\n- b", LIST, BEGIN, 1, 1),
    ("word", "hello", LIST, BEGIN, 1, 1),
    ("comments only", "# a\n# b\n", LIST, BEGIN, 3, 1),
    ("nothing", "", "the file is empty", BEGIN, 1, 1),
    ("white space", " \n\n", "the file is empty", BEGIN, 1, 1),
    ("tab", "a:\n\tb: 1", CANNOT_START, "indent with spaces, not tabs", 2, 1),
    ("at sign", "a: @x", CANNOT_START, "put the value into quotes, e.g. note: '@ 5 °C'", 1, 4),
    ("colon in a value", "a: 1\nnotes: see: this", MAPPING, "put the value into quotes where it holds ': '", 2, 11),
    ("indented too far", "a: 1\n b: 2", MAPPING, "indent this line like the one before", 2, 3),
    (
        "no space behind the colon",
        "a: 1\nb:2\nc: 3\n",
        "not readable as YAML: could not find expected ':'",
        COLON,
        3,
        1,
    ),
    ("open quote", "a: 'x\nb: 1\n", "not readable as YAML: found unexpected end of stream", CHECK, 3, 1),
    ("open bracket", "a: [1\nb: 2", "not readable as YAML: did not find expected ',' or ']'", CHECK, 2, 2),
    ("backslash", 'a: "C:\\x"', HEXADECIMAL, SINGLE, 1, 9),
    ("NUL", "a: 1\nb: x\x00y", "U+0000 is no character of a text", "remove it, or save the file as UTF-8", 2, 5),
    ("bell", b"a: \x07", "U+0007 is no character of a text", "remove it, or save the file as UTF-8", 1, 4),
    ("half a character", "a: \ud800", "U+D800 is no character of a text", "remove it, or save the file as UTF-8", 1, 4),
    ("Latin-1", "a: 1\nb: 30 µm".encode("latin-1"), "byte 11 is not UTF-8 text", UTF_8, 2, 1),
    (
        "git's marks",
        "a: 1\nb: 2\n<<<<<<< HEAD\nc: 3\n=======\nc: 4\n>>>>>>> other\n",
        "'<<<<<<< HEAD' is git's mark for lines that two people changed; both versions stand here",
        "keep what is right of the lines up to '>>>>>>>', and take the three marks out",
        3,
        1,
    ),
    ("UTF-16", "a: 1".encode("utf-16"), "byte 0 is not UTF-8 text", UTF_8, 1, 1),
    ("ten megabytes", b"\x00" * 10_000_000, "the file holds 10.0 MB; an entry holds at most 2 MB", LARGE, 1, 1),
    ("brackets", "a: " + "[" * 100_000, "nested deeper than 40 levels", "flatten the entry", 1, 44),
    ("braces", "a: " + "{a: " * 100_000, "nested deeper than 40 levels", "flatten the entry", 1, 164),
    ("dashes", "a:\n" + "- " * 100_000, "nested deeper than 40 levels", "flatten the entry", 2, 81),
]
"""Name, text, message, hint, line, column."""


@pytest.mark.parametrize(
    ("text", "message", "hint", "line", "column"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_refused(text: str | bytes, message: str, hint: str, line: int, column: int) -> None:
    """Hostile and careless texts are refused at their place, with the remedy; nothing is expanded or constructed."""
    assert (message, hint, line, column, "record/yaml") == refused(text)


def test_duplicate_field() -> None:
    """The later of two equal fields does not silently win."""
    message = "the field 'b' stands twice, first on line 2"
    assert (message, "keep one of the two", 3, 3, "record/duplicate-field") == refused("a:\n  b: 1\n  b: 2\n")
    assert (message, "keep one of the two", 2, 11, "record/duplicate-field") == refused("# x\na: {b: 1, b: 1}\n")


@given(
    st.one_of(
        st.text(), st.text(alphabet="ab:- \n\t'\"[]{}#|>&*!%@\r\ufeff\x85,?0", max_size=40), st.binary(max_size=60)
    )
)
@settings(UNHURRIED, max_examples=300)
def test_any_text(text: str | bytes) -> None:
    """Any text or bytes are read, or refused as such; spans lie within the text."""
    try:
        document = read_document(text)
    except DocumentError:
        return
    assert all(0 <= mark.start <= mark.end <= len(document.text) for mark in document.values.values())


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("thickness", ("thickness",)),
        ("steps[1].temperature", ("steps", 1, "temperature")),
        ("a[0][2].b-c", ("a", 0, 2, "b-c")),
    ],
)
def test_paths(text: str, path: Path) -> None:
    """Paths are read and written in one spelling."""
    assert (path, text) == (parse_path(text), spelled(path))


@pytest.mark.parametrize("text", ["", ".", "a.", "a..b", "[0]", "a[-1]", "a[x]", "a b", "a=b", "ä", "a[1]b", "1a"])
def test_no_paths(text: str) -> None:
    """What is no path is refused with examples of one."""
    with pytest.raises(Refusal) as caught:
        parse_path(text)
    assert str(caught.value) == f"{text!r} is no path of a field; write e.g. 'thickness', 'steps[1].temperature'"
