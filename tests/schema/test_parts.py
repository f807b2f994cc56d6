"""Parts that entries of several kinds are made of: dates, answers, paths, links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from glovebook.schema.entry import links, raw_files, walk
from glovebook.schema.formula import Formula
from glovebook.schema.parse import parse
from glovebook.schema.parts import ByteCount, Date, EntryId, FilePath, Link, Part, RawFile, YesNo, field
from glovebook.schema.quantity import Quantity
from glovebook.schema.written import Written

ROOT = Path(__file__).resolve().parents[2]


def verdicts(kind: Any, value: object) -> tuple[bool, bool]:
    """Whether Pydantic and JSON Schema accept a value."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    seen = Draft202012Validator(adapter.json_schema()).is_valid(value)
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False, seen
    return True, seen


@pytest.mark.parametrize(
    "text",
    [
        "2018-01-15",
        "2018-01-15T14:30Z",
        "2018-01-15T14:30+08:00",
        "2018-01-15 14:30:59-03:30",
        "2020-02-29",
        "0001-01-01",
    ],
)
def test_dates(text: str) -> None:
    """A day of the calendar, with a time only where its zone is given; the text is kept."""
    assert verdicts(Date, text) == (True, True)
    assert TypeAdapter(Date).validate_python(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("15.01.2018", True),
        ("01/15/2018", True),
        ("2018-1-15", True),
        ("2018-01-15T14:30", True),
        ("2018-01-15T14", True),
        ("2018-01-15T14:30+8", True),
        ("2018-01-15T14:30 Berlin", True),
        ("20180115", True),
        ("today", True),
        ("", True),
        ("\uff12018-01-15", True),
        ("2018-02-29", False),
        ("2018-13-01", False),
        ("2018-01-15T24:01Z", False),
        ("2018-01-15T14:60Z", False),
        ("2018-01-15T14:30+25:00", False),
    ],
)
def test_no_dates(text: str, seen: bool) -> None:
    """Other spellings, and days or times that do not exist; JSON Schema sees the spelling."""
    assert verdicts(Date, text) == (False, not seen)


@pytest.mark.parametrize(
    ("value", "accepted"),
    [("yes", True), ("no", True), ("Yes", False), ("NO", False), ("true", False), ("1", False), ("", False)],
)
def test_yes_and_no(value: str, accepted: bool) -> None:
    """An answer is yes or no, and nothing that YAML readers take for one."""
    assert verdicts(YesNo, value) == (accepted, accepted)


@pytest.mark.parametrize(
    "path",
    [
        "data/a.ism",
        "a.ism",
        "data/eis/p7 372K (2).ism",
        "data/ä/µ.txt",
        "data/..hidden",
        "data/a..b",
        "./data/a.ism",
        "data/x:y.txt",
    ],
)
def test_paths_inside(path: str) -> None:
    """A path below the notebook, in any letters."""
    assert TypeAdapter(FilePath).validate_python(path) == path


@pytest.mark.parametrize(
    "path",
    ["../a.ism", "data/../../a.ism", "data/..", "/etc/passwd", "\\\\server\\a.ism", "C:\\a.ism", "C:a.ism", "data\\..\\..\\a.ism",
     "http://example.org/a.ism", "", "  ", "data/a\x00.ism"],
)  # fmt: skip
def test_paths_outside(path: str) -> None:
    """Nothing that leaves the notebook on any system, and nothing that is no path."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(FilePath).validate_python(path)
    assert [detail["msg"] for detail in caught.value.errors()] == [f"{path!r} does not stay inside the notebook"]


@pytest.mark.parametrize(
    ("text", "accepted"),
    [("p7", True), ("0", True), ("2018-01-15_p7.2", True), ("p" * 64, True), ("p" * 65, False), ("P7", False), ("_p", False),
     (".p", False), ("-p", False), ("p 7", False), ("p/7", False), ("µ", False), ("", False), ("con", False), ("nul.1", False),
     ("com9", False), ("lpt1.b.c", False), ("prn.", False), ("com0", True), ("com10", True), ("console", True), ("aux-1", True)],
)  # fmt: skip
def test_ids(text: str, accepted: bool) -> None:
    """An id is a file name on every system, and none that Windows keeps for a device."""
    assert verdicts(EntryId, text) == (accepted, accepted)


def test_device_is_no_id() -> None:
    """A name that Windows keeps for a device is refused with that reason, in ids and in links."""
    findings = parse('kind: note\nschema: "1.0"\nid: com1\npart_of: {entry: aux.b}\n', "com1.gb.yaml").findings
    why = "names a device on Windows, where no file can be called so; choose another id, e.g."
    assert [finding.as_text() for finding in findings] == [
        f"com1.gb.yaml:3:5: id: 'com1' {why} 'com-1' [record/reserved-id]",
        f"com1.gb.yaml:4:18: part_of.entry: 'aux.b' {why} 'aux-.b' [record/reserved-id]",
    ]


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        ("0", True),
        ("4133", True),
        (4133, True),
        ("-1", False),
        ("4 kB", False),
        ("1_000", False),
        ("٤", False),
        ("", False),
    ],
)
def test_byte_counts(value: object, accepted: bool) -> None:
    """A length in bytes is written in digits only."""
    assert verdicts(ByteCount, value) == (accepted, accepted)


def test_form_hints_are_checked() -> None:
    """A hint that no form knows is a slip in the declaration."""
    with pytest.raises(TypeError, match=r"unknown form hints \['sektion'\]"):
        field(sektion="Geometry")


TEXT = """\
kind: cell
schema: "1.0"
id: c1
part_of: {entry: n1}
layers:
  - {role: electrolyte, entry: p1}
  - {role: anode}
  - {role: cathode, entry: s1}
attachments:
  - {file: data/photo.jpg}
"""


def test_links_and_raw_files() -> None:
    """Links and raw files are found by path, wherever they stand."""
    entry = parse(TEXT).entry
    assert entry is not None
    assert links(entry) == {"part_of.entry": "n1", "layers[0].entry": "p1", "layers[2].entry": "s1"}
    assert {path: part.file for path, part in raw_files(entry).items()} == {"attachments[0]": "data/photo.jpg"}


def every(part: Part, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Path and value of all that a part holds, looked for without knowing what its fields can hold."""
    for name, value in part.__dict__.items():
        if value is not None:
            yield prefix + name, value
        if isinstance(value, Part):
            yield from every(value, f"{prefix}{name}.")
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield f"{prefix}{name}[{index}]", item
            if isinstance(item, Part):
                yield from every(item, f"{prefix}{name}[{index}].")


@pytest.mark.parametrize("wanted", [Quantity, Formula, Written, Part, Link, RawFile, str, bool, list, dict, object])
def test_walking(wanted: type) -> None:
    """All that there is of a type is found, in order, in entries of nearly every kind."""
    folders = (ROOT / "validators/bad", ROOT / "tests/validators/lab")
    files = sorted(file for folder in folders for file in folder.rglob("*.gb.yaml"))
    entries = [entry for file in files if (entry := parse(file.read_bytes()).entry)]
    assert len({entry.kind for entry in entries}) > 15
    for entry in entries:
        assert walk(entry, wanted) == [(path, value) for path, value in every(entry) if isinstance(value, wanted)]
